"""Edits of what was read: figures, codes and names of the invented examples made wrong for a while."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Finding
from budgetrules.model.disclosure import Cell, Disclosure, Row
from budgetrules.readers.raw import RawDocument, RawGrid
from tests.conftest import EXAMPLES
from tests.forms.planting import with_cell
from tests.forms.test_national import page

_PART = re.compile(r"\d{2,7}")
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


def code_rows(grid: RawGrid) -> Iterator[tuple[list[int], str]]:
    """The cells of each code in a grid, by their numbers, and the whole code."""
    rows: dict[int, list[int]] = {}
    for number, cell in enumerate(grid.cells):
        rows.setdefault(cell.row, []).append(number)
    for numbers in rows.values():
        parts: list[int] = []
        for number in numbers:
            if not _PART.fullmatch(grid.cells[number].text.strip()):
                break
            parts.append(number)
        code = "".join(grid.cells[number].text.strip() for number in parts)
        if len(code) in (3, 5, 7):
            yield parts, code


def with_part(raw: RawDocument, table: int, code: str, change: Callable[[str], str]) -> RawDocument:
    """A document in which the first part of a code is printed otherwise in a table (from 1)."""
    for parts, printed in code_rows(raw.grids[table - 1]):
        if printed == code:
            first = raw.grids[table - 1].cells[parts[0]].text.strip()
            return with_cell(raw, table - 1, parts[0], change(first))
    raise KeyError(code)


def numbered(raw: RawDocument, table: int, length: int) -> RawDocument:
    """A document in which all codes of a length count 01, 02, 03 below the code above them."""
    counts: dict[str, int] = {}
    for parts, code in code_rows(raw.grids[table - 1]):
        if len(code) != length:
            continue
        counts[code[:-2]] = counts.get(code[:-2], 0) + 1
        last = raw.grids[table - 1].cells[parts[-1]].text.strip()
        raw = with_cell(raw, table - 1, parts[-1], f"{last[:-2]}{counts[code[:-2]]:02}")
    return raw
