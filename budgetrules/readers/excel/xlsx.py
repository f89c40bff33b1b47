"""Excel workbooks (xlsx, xlsm): every sheet a grid, every number as its format prints it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.messages import catalogue
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.excel.dates import Moment, printed_moment
from budgetrules.readers.excel.layout import MOST_CELLS, SheetLayout, sheet_layout
from budgetrules.readers.excel.number_format import is_general, plain, printed
from budgetrules.readers.packed import refuse_entities, unpack
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, column_letters, sheet_grid, tables_document
from budgetrules.readers.unreadable import (
    Unreadable,
    damaged,
    error_problem,
    megabytes,
    unread,
)

# The parts of the file by name.
_Members = Mapping[str, bytes]

_MOST_SHEETS = 256
# Parts that openpyxl keeps whole in memory.
_LARGEST = {
    "xl/sharedStrings.xml": 64 * 2**20,
    "xl/styles.xml": 8 * 2**20,
    "xl/workbook.xml": 8 * 2**20,
}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LONGEST_TEXT = 32_767
_MOST_SHOWN_CELLS, _MOST_SHOWN_RANGES = 10, 20
_CARRIAGE_RETURN = re.compile(r"_x000D_|\r")
# What openpyxl raises over broken parts. It parses with lxml where that is installed: the errors of
# both are SyntaxErrors.
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
    zipfile.BadZipFile,
    SyntaxError,
)


def read_xlsx(data: bytes, path: str) -> RawDocument:
    """Return the visible sheets of a workbook as grids.

    What is hidden, missing or not computed is a problem.
    """
    try:
        members = unpack(data, path)
        refuse_entities(members, path)
        for name, limit in _LARGEST.items():
            if len(members.get(name, b"")) > limit:
                raise Unreadable("N163", path=path, limit=megabytes(limit))
        return _read(data, path, members)
    except Unreadable as error:
        return unread(data, path, "xlsx", error.problem)


def _read(data: bytes, path: str, members: _Members) -> RawDocument:
    # Before openpyxl sees them: it looks for the size of a sheet that doesn't tell by going
    # through all of it.
    layouts = _layouts(members, path)
    book = _opened(data, path)
    problems: list[Problem] = []
    grids: list[RawGrid] = []
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                problems.append(_warning("N166", sheet.title))
                continue
            layout = layouts.get(sheet.title, SheetLayout())
            cells = list(_cells(sheet, layout, problems, path))
            problems += _hidden_parts(sheet.title, layout)
            grid = sheet_grid(cells, sheet.title, layout.merged)
            if grid is not None:
                grids.append(grid)
    finally:
        book.close()
    return tables_document(path, data, "xlsx", grids, problems)


def _layouts(members: _Members, path: str) -> dict[str, SheetLayout]:
    """Return the layout of each sheet by its name.

    Raises Unreadable if there are too many cells.
    """
    layouts: dict[str, SheetLayout] = {}
    for name, part in _sheet_parts(members).items():
        if part in members:
            layouts[name] = sheet_layout(members[part], path, part)
    cells = 0
    for layout in layouts.values():
        cells += layout.cells
    if cells > MOST_CELLS or len(layouts) > _MOST_SHEETS:
        raise Unreadable("N157", path=path, limit=f"{MOST_CELLS:,}")
    return layouts


def _opened(data: bytes, path: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(data),
                read_only=True,
                data_only=True,
                keep_links=False,
            )
    except _BROKEN as error:
        raise damaged(path, error) from error


def _sheet_parts(members: _Members) -> dict[str, str]:
    """Return the XML part of each sheet by its name."""
    try:
        book = ElementTree.fromstring(members["xl/workbook.xml"])
        relations = ElementTree.fromstring(members["xl/_rels/workbook.xml.rels"])
    except (KeyError, ElementTree.ParseError):
        return {}
    targets: dict[str | None, str] = {}
    for relation in relations:
        targets[relation.get("Id")] = relation.get("Target", "")
    parts: dict[str, str] = {}
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION), "")
            if not target.startswith("/"):
                target = f"xl/{target}"
            parts[element.get("name", "")] = target.lstrip("/")
    return parts


def _cells(
    sheet: Any,
    layout: SheetLayout,
    problems: list[Problem],
    path: str,
) -> Iterator[SheetCell]:
    """Yield the cells with text.

    A formula without a value stands as what it is, not computed, and all of them are a problem.
    """
    sheet.reset_dimensions()
    uncomputed: list[str] = []
    try:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if value is not None:
                    text, loose = cell_text(value, cell.number_format or "")
                    if text.strip():
                        yield SheetCell(cell.row, cell.column, text[:_LONGEST_TEXT], loose)
                    continue
                address = _address(cell)
                if address and address in layout.uncomputed:
                    uncomputed.append(address)
                    yield SheetCell(cell.row, cell.column, catalogue.text("cell.not_computed"))
    except _BROKEN as error:
        raise damaged(path, f"{sheet.title}: {error}") from error
    finally:
        if uncomputed:
            problems.append(_not_computed(sheet.title, uncomputed))


def _not_computed(sheet: str, addresses: list[str]) -> Problem:
    shown = "、".join(addresses[:_MOST_SHOWN_CELLS])
    if len(addresses) > _MOST_SHOWN_CELLS:
        shown += "…"
    place = Place(sheet=sheet, cell=addresses[0])
    return error_problem(
        "N168",
        place,
        sheet=sheet,
        cells=shown,
        number=str(len(addresses)),
    )


def _address(cell: Any) -> str:
    """Return the address of a cell; empty for one that openpyxl made up for a gap."""
    row = getattr(cell, "row", None)
    column = getattr(cell, "column", None)
    if not row or not column:
        return ""
    return f"{column_letters(column)}{row}"


def cell_text(value: object, code: str) -> tuple[str, bool]:
    """Return what is printed for a value, and whether its format leaves decimals open."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), False
    if isinstance(value, int | float):
        return _number_text(value, code)
    if isinstance(value, Moment):
        return printed_moment(value, code), False
    return _CARRIAGE_RETURN.sub("", str(value)), False


def _number_text(value: int | float, code: str) -> tuple[str, bool]:
    if isinstance(value, int):
        number = Decimal(value)
    else:
        number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        return str(value), False
    if is_general(code):
        return plain(number), True
    return printed(number, code), False


def _warning(code: str, sheet: str, **details: str) -> Problem:
    diagnostic = Diagnostic(code, Severity.WARNING, {"sheet": sheet, **details})
    return Problem(diagnostic, Place(sheet=sheet))


def _hidden_parts(sheet: str, layout: SheetLayout) -> Iterator[Problem]:
    """Yield a warning for the hidden rows of a sheet, and one for its hidden columns."""
    rows = _ranges(row for row in layout.hidden_rows if row)
    if rows:
        yield _warning("N169", sheet, rows=rows)
    shown_columns = layout.hidden_columns[:_MOST_SHOWN_RANGES]
    columns = [_columns(first, last) for first, last in shown_columns]
    if columns:
        yield _warning("N170", sheet, columns="、".join(columns))


def _columns(first: int, last: int) -> str:
    if first == last:
        return column_letters(first)
    return f"{column_letters(first)}–{column_letters(last)}"


def _ranges(numbers: Iterable[int]) -> str:
    """Return numbers, those that follow each other as a range: 1–3、7."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number <= ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    shown: list[str] = []
    for range_ in ranges[:_MOST_SHOWN_RANGES]:
        first, last = range_[0], range_[-1]
        shown.append(f"{first}–{last}" if first != last else str(first))
    text = "、".join(shown)
    return f"{text}…" if len(ranges) > _MOST_SHOWN_RANGES else text
