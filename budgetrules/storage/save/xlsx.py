"""The model as a workbook: a sheet a list, for people, and hidden sheets with what they don't show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from budgetrules.core.figures import parse_decimal
from budgetrules.core.width import display_width
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.storage.errors import WriteError
from budgetrules.storage.save.flat import flatten
from budgetrules.storage.save.sheets import FIXED, Sheet, numbered, take_sheets

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MARKER = "budgetrules"
_LONGEST_TEXT, _MOST_ROWS, _SURE_DIGITS, _LONGEST_NAME = 32_767, 1_048_576, 15, 31
# What XML can't hold, and what looks like the way it is written instead.
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write(value: Object, target: Path) -> None:
    """Write a file. Raises WriteError (no openpyxl, or too much for a sheet), OSError."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise WriteError("C131", format="xlsx", package="openpyxl", extra="excel") from error
    records = flatten(value)
    sheets = take_sheets(records)
    book = Workbook(write_only=True)
    index: list[Object] = []
    for name, sheet in numbered(sheets):
        page = book.create_sheet(_name(name, book.sheetnames))
        _lay_out(page, sheet)
        own: Object = {"document": sheet.document, "list": sheet.list, "sheet": page.title}
        index.append({**own, "texts": [*sheet.texts], "amounts": [*sheet.amounts]})
    about: list[Object] = [{"profile": PROFILE, "schema_version": SCHEMA_VERSION}]
    _records(book.create_sheet(MARKER), about, ("profile", "schema_version"))
    _records(
        _hidden(book.create_sheet(f"{MARKER}.sheets")),
        index,
        ("document", "list", "sheet", "texts", "amounts"),
    )
    for name, fields in RECORDS.items():
        # Columns in which there is nothing are left out: a workbook of a document without boxes has no boxes.
        used = [
            field.name
            for field in fields
            if any(record[field.name] is not None for record in records[name])
        ]
        _records(_hidden(book.create_sheet(f"{MARKER}.{name}")), records[name], used)
    book.save(target)


def _hidden(page: WriteOnlyWorksheet) -> WriteOnlyWorksheet:
    page.sheet_state = "hidden"
    return page


def _name(wanted: str, taken: list[str]) -> str:
    """A name that a sheet may have and none has yet, whatever its capitals."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f']", "_", wanted)[:_LONGEST_NAME]
    held = {name.lower() for name in taken}
    found, number = base, 1
    while found.lower() in held or found.lower().startswith(MARKER) or not found:
        number += 1
        found = (
            f"{base[: _LONGEST_NAME - 4]}_{number}"
            if not base.lower().startswith(MARKER)
            else f"_{base[:20]}{number}"
        )
    return found


def _lay_out(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    heads = list(sheet.heads())
    first_amount = len(FIXED) + len(sheet.texts)
    heads[2] = f"{heads[2]}（单位：{sheet.unit}）" if sheet.unit else heads[2]
    page.freeze_panes = "D2"
    for at, head in enumerate(heads):
        widest = max((display_width(line[at]) for line in sheet.lines), default=0)
        page.column_dimensions[get_column_letter(at + 1)].width = min(
            60, max(display_width(head), widest) + 3
        )
    titles = []
    for head in heads:
        cell = _text(page, head)
        cell.font = Font(bold=True)
        titles.append(cell)
    page.append(titles)
    for line in sheet.lines:
        cells = [_number(page, line[0]), *(_text(page, text) for text in line[1:first_amount])]
        for text in line[first_amount:]:
            cell = _amount(page, text)
            cell.alignment = Alignment(horizontal="right")
            cells.append(cell)
        page.append(cells)


def _records(page: WriteOnlyWorksheet, records: Iterable[Object], fields: Iterable[str]) -> None:
    names = list(fields)
    page.append([_text(page, name) for name in names])
    for number, record in enumerate(records, 2):
        if number > _MOST_ROWS:
            raise WriteError("C133", limit=str(_MOST_ROWS))
        page.append([_value(page, record[name]) for name in names])


def _value(page: WriteOnlyWorksheet, value: Value) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    # A binary float (an edge of a box) as text: openpyxl keeps sixteen of its seventeen digits.
    return _text(page, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _text(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell

    words = _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
    if len(words) > _LONGEST_TEXT:
        raise WriteError("C134", limit=str(_LONGEST_TEXT), text=text[:20])
    cell = WriteOnlyCell(page, words or None)
    if words:
        # Whatever it looks like, it is no formula, no error and no date.
        cell.data_type = "s"
    return cell


def _number(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(page, int(text))


def _amount(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """A number with its decimals as its format; one with more digits than a workbook keeps stays a text."""
    from openpyxl.cell import WriteOnlyCell

    parsed = parse_decimal(text) if text else None
    if parsed is None or len(str(abs(parsed[0]))) > _SURE_DIGITS or text.strip("-0123456789."):
        return _text(page, text)
    cell = WriteOnlyCell(page, Decimal(text))
    cell.number_format = "#,##0" + ("." + "0" * parsed[1] if parsed[1] else "")
    return cell
