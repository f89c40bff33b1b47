"""Make the example disclosures anew: `python examples/make.py` writes the files, `--check` only compares them.

The clean one prints a ledger of exact amounts, every figure rounded on its own. The one with errors is the clean one with
the changes that xinjiang-2024-errors.tsv lists.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path.insert(0, str(_HERE.parent))

from examples.repository import files  # noqa: E402
from examples.xinjiang.department import department  # noqa: E402
from examples.xinjiang.dump import dump  # noqa: E402

CLEAN = _HERE / "xinjiang-2024-clean.txt"
ERRORS = _HERE / "xinjiang-2024-errors.txt"
LIST = _HERE / "xinjiang-2024-errors.tsv"


def planted() -> list[dict[str, str]]:
    """The errors: line from 1, what the line says, what it says with the error, and why that is wrong."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def with_errors(clean: str) -> str:
    """The clean text with every listed error in it."""
    lines = clean.split("\n")
    for error in planted():
        at = int(error["line"]) - 1
        if error["right"] not in lines[at]:
            raise SystemExit(f"{LIST.name}: line {error['line']} does not hold {error['right']!r}")
        lines[at] = lines[at].replace(error["right"], error["wrong"], 1)
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say whether they are as they would be written."""
    clean = dump(department(2024), department(2023))
    stale = []
    made = {
        CLEAN: clean,
        ERRORS: with_errors(clean),
        **{_HERE / name: text for name, text in files().items()},
    }
    for path, text in made.items():
        if "--check" in arguments:
            stale += (
                [path.name] if not path.exists() or path.read_text(encoding="utf-8") != text else []
            )
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is not what examples/make.py makes", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
