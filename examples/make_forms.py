"""Make the examples in Shanghai's forms anew: `python examples/make_forms.py` writes the files, `--check` only compares them.

A budget and the final accounts of the same year, each clean and with the errors that its list names: line, what stands there,
what stands there with the error, and the rule that says so.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path.insert(0, str(_HERE.parent))

import attrs  # noqa: E402

from examples.forms.budget_text import budget  # noqa: E402
from examples.forms.final_text import final  # noqa: E402
from examples.forms.ledger import Ledger, invented  # noqa: E402
from examples.forms.page import to_html  # noqa: E402

ENTITY = "云溪区数字服务局"
NAMES = ("shanghai-2024", "final-2024")


def year_of(year: int, seed: int) -> Ledger:
    """A year of the department as it was spent, with other income and balances carried over."""
    carried = {2023: (333_337, 4_581_118), 2024: (619_337, 4_914_455)}[year]
    return attrs.evolve(
        invented(ENTITY, year, seed),
        other_income=carried[0],
        opening=carried[1],
        opening_fiscal=2_163_117,
    )


def pages() -> dict[str, str]:
    """The clean pages by name."""
    plan, before = invented(ENTITY, 2024, 209), invented(ENTITY, 2023, 309)
    return {
        "shanghai-2024": to_html(f"{ENTITY}2024年部门预算", budget(plan, before)),
        "final-2024": to_html(
            f"{ENTITY}2024年度部门决算", final(year_of(2024, 9), year_of(2023, 109), plan)
        ),
    }


def planted(name: str) -> list[dict[str, str]]:
    """The errors of a page."""
    with (_HERE / f"{name}-errors.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def with_errors(name: str, clean: str) -> str:
    """The clean page with every listed error in it; an error may take a whole line away."""
    lines = clean.split("\n")
    for error in planted(name):
        at = int(error["line"]) - 1
        if error["right"] not in lines[at]:
            raise SystemExit(
                f"{name}-errors.tsv: line {error['line']} does not hold {error['right']!r}"
            )
        lines[at] = lines[at].replace(error["right"], error["wrong"], 1)
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which are not as they would be written."""
    stale = []
    for name, clean in pages().items():
        for kind, page in (("clean", clean), ("errors", with_errors(name, clean))):
            path = _HERE / f"{name}-{kind}.html"
            if "--check" in arguments:
                stale += (
                    [path.name]
                    if not path.exists() or path.read_text(encoding="utf-8") != page
                    else []
                )
            else:
                path.write_text(page, encoding="utf-8")
    for name in stale:
        print(f"{name} is not what examples/make_forms.py makes", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
