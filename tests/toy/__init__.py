"""A toy form that uses every word of the language, and helpers that load rules and documents of it.

`pack/` is a rule pack of its own: a small budget of one department, with its codes, facts and laws
beside it. The tests of the language, of evaluation and of causes use it where a real form would
hide what they are about.
"""

from __future__ import annotations

from pathlib import Path

from budgetrules import RuleSet, load_rules
from budgetrules.engine import read
from budgetrules.language.text.printer import format_text
from budgetrules.model.disclosure import Disclosure

PACK = Path(__file__).parent / "pack"


def toy_text(spelling: str = "zh") -> str:
    """The rule text of the toy pack in a spelling."""
    text, mistakes = format_text((PACK / "toy.rules").read_text(encoding="utf-8"), spelling)
    assert text is not None, mistakes
    return text


def toy_rules(text: str | None = None, *, folder: Path | None = None, more: str = "") -> RuleSet:
    """The rules of a text with the toy pack's data beside it; the pack itself where none is given.

    `folder` is where the text is written, `more` is put behind it. Raises RuleFileError.
    """
    if text is None and not more:
        return load_rules([PACK], default=False)
    assert folder is not None
    for path in PACK.glob("*.tsv"):
        (folder / path.name).write_bytes(path.read_bytes())
    written = (toy_text() if text is None else text) + more
    (folder / "toy.rules").write_text(written, encoding="utf-8")
    return load_rules([folder], default=False)


def toy_document(text: str, rules: RuleSet, folder: Path, name: str = "toy.txt") -> Disclosure:
    """What is read of a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path, rules=rules)
