"""Edits of what was read: figures, codes and names of the invented examples made wrong for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Finding
from budgetrules.model.disclosure import Cell, Disclosure, Row
from tests.conftest import EXAMPLES
from tests.forms.test_national import page

FORMS = ("shanghai", "final", "xinjiang", "national")
_FILES = {
    "shanghai": "shanghai-2024-clean.html",
    "final": "final-2024-clean.html",
    "xinjiang": "xinjiang-2024-clean.txt",
}


def text_of(form: str) -> str:
    """The clean example of a form."""
    if form == "national":
        return page()
    return (EXAMPLES / _FILES[form]).read_text(encoding="utf-8")


def disclosure_of(form: str, text: str, folder: Path, rules: RuleSet) -> Disclosure:
    """A text of a form as read."""
    path = folder / ("page.txt" if form == "xinjiang" else "page.html")
    path.write_text(text, encoding="utf-8")
    return read(path, rules=rules)


def checked(form: str, text: str, folder: Path, rules: RuleSet) -> DocumentResult:
    """What is found in a text of a form."""
    return check_disclosure(disclosure_of(form, text, folder, rules), CheckOptions(), rules)


def told(result: DocumentResult) -> list[Finding]:
    """The errors and warnings."""
    return [item for item in result.findings if item.severity.value in ("error", "warning")]


def row_of(document: Disclosure, list_id: str, key: str) -> Row:
    """The row of a code, else of a name or label, in a list."""
    data = document.list_data(list_id)
    assert data is not None
    (row,) = [row for row in data.rows if key in (row.code, row.name, row.label)]
    return row


def more_by(cell: Cell, amount: str) -> Cell:
    """A cell whose figure is more by an amount in its own unit."""
    assert cell.figure is not None
    whole, _, decimals = amount.partition(".")
    steps = int(whole + decimals) * 10 ** (cell.figure.decimals - len(decimals))
    return attrs.evolve(cell, figure=attrs.evolve(cell.figure, digits=cell.figure.digits + steps))


@contextmanager
def raised(
    document: Disclosure, list_id: str, places: list[tuple[str, str]], amount: str
) -> Iterator[None]:
    """A document in which the figures of these rows and columns are all more by one amount."""
    rows = [(row_of(document, list_id, key), column) for key, column in places]
    kept = [(row, column, row.cells[column]) for row, column in rows]
    for row, column, cell in kept:
        row.cells[column] = more_by(cell, amount)
    try:
        yield
    finally:
        for row, column, cell in kept:
            row.cells[column] = cell
