"""What hand-made rule files declare, for the tests of the modules that build it."""

from __future__ import annotations

from pathlib import Path

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.language.forms.declarations import build_declarations
from budgetrules.language.text.parser import parse_text
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import Declarations


def build(
    text: str, folder: Path | None = None, base: Declarations | None = None
) -> tuple[Declarations, tuple[Diagnostic, ...]]:
    """What a text declares, and the mistakes in it; its tables stand in the folder."""
    name = str(folder / "toy.rules") if folder is not None else "toy.rules"
    file, unread = parse_text(text, name)
    assert unread == ()
    declared, _, mistakes = build_declarations([file], folder, base)
    return declared, mistakes


def declared_by(text: str, folder: Path | None = None) -> Declarations:
    """What a text declares without a mistake."""
    declared, mistakes = build(text, folder)
    assert mistakes == ()
    return declared


def mistakes_in(text: str, folder: Path | None = None) -> list[tuple[str, int]]:
    """The code and line of each mistake in a text."""
    _, mistakes = build(text, folder)
    return [(mistake.code, mistake.span.line) for mistake in mistakes]


def form(*lines: str, above: str = "") -> str:
    """A form with these lines below what stands above it; with nothing above, the first is line 2."""
    return above + '模板 甲 "试验公示"\n' + "".join(f"  {line}\n" for line in lines)


def form_of(*lines: str, above: str = "") -> Template:
    """The form with these lines, in which there is no mistake."""
    return declared_by(form(*lines, above=above)).templates["甲"]
