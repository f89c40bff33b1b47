"""Excel workbooks (xlsx, xlsm): every sheet a grid, every number as its format prints it."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.excel.dates import printed_moment
from budgetrules.readers.excel.layout import MOST_CELLS, SheetLayout, sheet_layout
from budgetrules.readers.excel.number_format import is_general, plain, printed
from budgetrules.readers.packed import Unreadable, refuse_entities, unpack, unread
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, column_letters, sheet_grid

_MOST_SHEETS = 256
# Parts that openpyxl keeps whole in memory.
_LARGEST = {
    "xl/sharedStrings.xml": 64 * 2**20,
    "xl/styles.xml": 8 * 2**20,
    "xl/workbook.xml": 8 * 2**20,
}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LONGEST_TEXT = 32_767
_NOT_COMPUTED = "公式未计算"
# What openpyxl raises over broken parts. It parses with lxml where that is installed: the errors of both are SyntaxErrors.
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
    """The visible sheets of a workbook as grids; what is hidden, missing or not computed is told."""
    try:
        members = unpack(data, path)
        refuse_entities(members, path)
        for name, limit in _LARGEST.items():
            if len(members.get(name, b"")) > limit:
                raise Unreadable("N163", path=path, limit=str(limit // 2**20))
        return _read(data, path, members)
    except Unreadable as error:
        return unread(data, path, "xlsx", error.problem)


def _read(data: bytes, path: str, members: dict[str, bytes]) -> RawDocument:
    problems: list[Problem] = []
    grids: list[RawGrid] = []
    parts = _sheet_parts(members)
    # Before openpyxl sees them: it looks for the size of a sheet that doesn't tell by going through all of it.
    layouts = {
        name: sheet_layout(members[part], path, part)
        for name, part in parts.items()
        if part in members
    }
    if sum(layout.cells for layout in layouts.values()) > MOST_CELLS or len(layouts) > _MOST_SHEETS:
        raise Unreadable("N157", path=path, limit=f"{MOST_CELLS:,}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
    except _BROKEN as error:
        raise Unreadable("N160", path=path, reason=str(error)[:80]) from error
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                problems.append(
                    Problem(
                        Diagnostic("N166", Severity.WARNING, {"sheet": sheet.title}),
                        Place(sheet=sheet.title),
                    )
                )
                continue
            layout = layouts.get(sheet.title, SheetLayout())
            cells = list(_cells(sheet, layout, problems, path))
            _tell_hidden(sheet.title, layout, problems)
            grid = sheet_grid(cells, sheet.title, layout.merged)
            if grid is not None:
                grids.append(grid)
    finally:
        book.close()
    if not grids and not problems:
        problems.append(Problem(Diagnostic("N102", Severity.ERROR, {"path": path})))
    return RawDocument(
        path,
        hashlib.sha256(data).hexdigest(),
        "xlsx",
        (),
        tuple(problems),
        tuple(grids),
        tables_only=True,
    )


def _sheet_parts(members: dict[str, bytes]) -> dict[str, str]:
    """The XML part of each sheet by its name."""
    try:
        book = ElementTree.fromstring(members["xl/workbook.xml"])
        relations = ElementTree.fromstring(members["xl/_rels/workbook.xml.rels"])
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found = {}
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION)) or ""
            found[element.get("name", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
    return found


def _cells(
    sheet: Any, layout: SheetLayout, problems: list[Problem], path: str
) -> Iterator[SheetCell]:
    """The cells with text. A formula without a value is told, and stands as what it is: not computed."""
    sheet.reset_dimensions()
    uncomputed: list[str] = []
    try:
        for row in sheet.iter_rows():
            for cell in row:
                address = "" if cell.value is not None else _address(cell)
                if address and address in layout.uncomputed:
                    uncomputed.append(address)
                    yield SheetCell(cell.row, cell.column, _NOT_COMPUTED)
                elif cell.value is not None:
                    text, loose = cell_text(cell.value, cell.number_format or "")
                    if text.strip():
                        yield SheetCell(cell.row, cell.column, text[:_LONGEST_TEXT], loose)
    except _BROKEN as error:
        raise Unreadable("N160", path=path, reason=f"{sheet.title}: {error}"[:80]) from error
    finally:
        if uncomputed:
            shown = "、".join(uncomputed[:10]) + ("…" if len(uncomputed) > 10 else "")
            details = {"sheet": sheet.title, "cells": shown, "number": str(len(uncomputed))}
            problems.append(
                Problem(
                    Diagnostic("N168", Severity.ERROR, details),
                    Place(sheet=sheet.title, cell=uncomputed[0]),
                )
            )


def _address(cell: Any) -> str:
    row, column = getattr(cell, "row", None), getattr(cell, "column", None)
    return f"{column_letters(column)}{row}" if row and column else ""


def cell_text(value: object, code: str) -> tuple[str, bool]:
    """What is printed for a value, and whether a number's decimals are left open by its format."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), False
    if isinstance(value, int | float):
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
        if not number.is_finite():
            return str(value), False
        return (plain(number), True) if is_general(code) else (printed(number, code), False)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return printed_moment(value, code), False
    return re.sub(r"_x000D_|\r", "", str(value)), False


def _tell_hidden(sheet: str, layout: SheetLayout, problems: list[Problem]) -> None:
    rows = _ranges([(row, row) for row in layout.hidden_rows if row])
    if rows:
        details = {"sheet": sheet, "rows": rows}
        problems.append(Problem(Diagnostic("N169", Severity.WARNING, details), Place(sheet=sheet)))
    columns = "、".join(_columns(first, last) for first, last in layout.hidden_columns[:20])
    if columns:
        details = {"sheet": sheet, "columns": columns}
        problems.append(Problem(Diagnostic("N170", Severity.WARNING, details), Place(sheet=sheet)))


def _columns(first: int, last: int) -> str:
    return (
        column_letters(first)
        if first == last
        else f"{column_letters(first)}–{column_letters(last)}"
    )


def _ranges(numbers: list[tuple[int, int]]) -> str:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(numbers):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in joined[:20]]
    return "、".join(shown) + ("…" if len(joined) > 20 else "")
