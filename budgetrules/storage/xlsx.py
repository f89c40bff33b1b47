"""The model as a workbook: a sheet a list, for people, and hidden sheets with the records."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, cast

from budgetrules.core.figures import parse_decimal
from budgetrules.core.width import display_width
from budgetrules.messages import catalogue
from budgetrules.model.plain import PROFILE, RECORDS, SCHEMA_VERSION, Object, Value
from budgetrules.readers.text import LARGEST
from budgetrules.storage.cursor import JsonCursor
from budgetrules.storage.errors import Malformed, WriteError
from budgetrules.storage.fields import typed
from budgetrules.storage.flatten import flatten
from budgetrules.storage.records import Loaded, LoadedSheet, Records, field_types
from budgetrules.storage.sheets import Sheet, numbered, take_sheets

if TYPE_CHECKING:
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

# The sheet by which a workbook is known as ours; the hidden ones have names that begin with it.
MARKER = "budgetrules"
_ABOUT = {"profile": "string", "schema_version": "string"}
# The hidden sheet that says which list each sheet shows, and with which columns.
_INDEX = f"{MARKER}.sheets"
_INDEX_FIELDS = {
    "document": "string",
    "list": "string",
    "sheet": "string",
    "texts": "array",
    "amounts": "array",
}

# What a workbook can hold.
_LONGEST_TEXT, _MOST_ROWS, _SURE_DIGITS, _LONGEST_NAME = 32_767, 1_048_576, 15, 31
_WIDEST = 60
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
# What XML can't hold, and what looks like the way it is written instead.
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMAT_DECIMALS = re.compile(r"0\.(0+)")

# What is read of a workbook before it is known to be ours, and before it is unpacked.
_BOOK_PART = "xl/workbook.xml"
_LARGEST_BOOK_PART = 2**20
_MARKED = re.compile(rb'<(?:\w+:)?sheet\s[^>]*name="budgetrules"')
_MOST_UNPACKED = 5 * LARGEST
# What openpyxl raises for parts that are missing, of another type or no XML.
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
    SyntaxError,
    EOFError,
)


def write(value: Object, target: Path) -> None:
    """Write a file. Raises WriteError (no openpyxl, or too much for a sheet), OSError."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise WriteError("C131", format="xlsx", package="openpyxl", extra="excel") from error
    records = flatten(value)
    book = Workbook(write_only=True)
    index: list[Object] = []
    for name, sheet in numbered(take_sheets(records)):
        page = book.create_sheet(_page_name(name, book.sheetnames))
        _lay_out(page, sheet)
        entry: Object = {
            "document": sheet.document,
            "list": sheet.list_id,
            "sheet": page.title,
            "texts": [*sheet.texts],
            "amounts": [*sheet.amounts],
        }
        index.append(entry)
    about: Object = {"profile": PROFILE, "schema_version": SCHEMA_VERSION}
    _write_records(book.create_sheet(MARKER), [about], _ABOUT)
    index_page = _hidden(book.create_sheet(_INDEX))
    _write_records(index_page, index, _INDEX_FIELDS)
    for name, own in records.items():
        page = _hidden(book.create_sheet(f"{MARKER}.{name}"))
        _write_records(page, own, _used_fields(name, own))
    book.save(target)


def _hidden(page: WriteOnlyWorksheet) -> WriteOnlyWorksheet:
    page.sheet_state = "hidden"
    return page


def _used_fields(name: str, records: Sequence[Object]) -> list[str]:
    """Return the fields that some record has: without boxes in the document there are no boxes
    here.
    """
    used: list[str] = []
    for field in RECORDS[name]:
        if any(record[field.name] is not None for record in records):
            used.append(field.name)
    return used


def _page_name(wanted: str, taken: Sequence[str]) -> str:
    """Return a name that a sheet may have and none has yet, whatever its capitals."""
    base = _NOT_IN_NAMES.sub("_", wanted)[:_LONGEST_NAME]
    is_like_ours = base.lower().startswith(MARKER)
    taken_low = {name.lower() for name in taken}
    name, number = base, 1
    while not _is_free(name.lower(), taken_low):
        number += 1
        if is_like_ours:
            name = f"_{base[:20]}{number}"
        else:
            name = f"{base[: _LONGEST_NAME - 4]}_{number}"
    return name


def _is_free(name: str, taken: Collection[str]) -> bool:
    if not name or name in taken:
        return False
    return not name.startswith(MARKER)


def _lay_out(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    heads = list(sheet.heads())
    if sheet.unit:
        heads[2] = catalogue.text("sheet.in_unit", name=heads[2], unit=sheet.unit)
    page.freeze_panes = "D2"
    for column, head in enumerate(heads):
        widest = display_width(head)
        for line in sheet.lines:
            widest = max(widest, display_width(line[column]))
        dimension = page.column_dimensions[get_column_letter(column + 1)]
        dimension.width = min(_WIDEST, widest + 3)
    titles = [_text_cell(page, head) for head in heads]
    for title in titles:
        title.font = Font(bold=True)
    page.append(titles)
    for line in sheet.lines:
        texts = line[1 : sheet.first_amount]
        amounts = line[sheet.first_amount :]
        cells = [_number_cell(page, line[0])]
        cells += [_text_cell(page, text) for text in texts]
        for text in amounts:
            cell = _amount_cell(page, text)
            cell.alignment = Alignment(horizontal="right")
            cells.append(cell)
        page.append(cells)


def _write_records(
    page: WriteOnlyWorksheet,
    records: Iterable[Object],
    fields: Iterable[str],
) -> None:
    names = list(fields)
    titles = [_text_cell(page, name) for name in names]
    page.append(titles)
    for number, record in enumerate(records, 2):
        if number > _MOST_ROWS:
            raise WriteError("C133", limit=str(_MOST_ROWS))
        cells = [_record_cell(page, record[name]) for name in names]
        page.append(cells)


def _record_cell(page: WriteOnlyWorksheet, value: Value) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text_cell(page, value)
    # A binary float (an edge of a box) as text: openpyxl keeps sixteen of its seventeen digits.
    return _text_cell(page, json.dumps(value, ensure_ascii=False))


def _text_cell(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell

    escaped = escape(text)
    if len(escaped) > _LONGEST_TEXT:
        raise WriteError("C134", limit=str(_LONGEST_TEXT), text=text[:20])
    cell = WriteOnlyCell(page, escaped or None)
    if escaped:
        # Whatever it looks like, it is no formula, no error and no date.
        cell.data_type = "s"
    return cell


def _number_cell(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(page, int(text))


def _amount_cell(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """Return a number with its decimals as its format.

    One with more digits than a workbook keeps, or with other signs, stays a text.
    """
    from openpyxl.cell import WriteOnlyCell

    parsed = parse_decimal(text) if text else None
    if parsed is None or text.strip("-0123456789."):
        return _text_cell(page, text)
    digits, decimals = parsed
    if len(str(abs(digits))) > _SURE_DIGITS:
        return _text_cell(page, text)
    cell = WriteOnlyCell(page, Decimal(text))
    cell.number_format = "#,##0." + "0" * decimals if decimals else "#,##0"
    return cell


def escape(text: str) -> str:
    """Return a text as XML can hold it; `unescape` takes it back."""
    return _TO_ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"_x{code:04X}_"


def unescape(text: str) -> str:
    """Return the text that `escape` was given."""
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook with our sheet; reads no more of it than its list of sheets."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_BOOK_PART) as part:
            return _MARKED.search(part.read(_LARGEST_BOOK_PART)) is not None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False


_Pages = Mapping[str, Sequence[Sequence["Cell"]]]


def load(path: Path) -> Loaded:
    """Return the records and sheets of a workbook of ours.

    Raises Malformed, OSError, ModuleNotFoundError.
    """
    _refuse_large(path)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        pages: dict[str, list[Sequence[Cell]]] = {}
        for page in book.worksheets:
            pages[page.title] = list(page.iter_rows())
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, *_BROKEN) as error:
        raise Malformed(path.name, "xlsx", error) from error
    about = _load_records(pages, MARKER, _ABOUT)
    if not about or about[0].get("profile") != PROFILE:
        raise Malformed(MARKER, PROFILE, about[:1])
    records: Records = {}
    for name in RECORDS:
        types = field_types(name)
        records[name] = _load_records(pages, f"{MARKER}.{name}", types)
    sheets = list(_loaded_sheets(pages))
    version = str(about[0].get("schema_version"))
    return Loaded(records, sheets, version)


def _refuse_large(path: Path) -> None:
    """Raise Malformed for what would fill the memory, before anything is unpacked."""
    with zipfile.ZipFile(path) as archive:
        sizes = [entry.file_size for entry in archive.infolist()]
    unpacked = sum(sizes)
    if unpacked > _MOST_UNPACKED:
        raise Malformed(path.name, f"<= {_MOST_UNPACKED} bytes", unpacked)


_Types = Mapping[str, str]


def _load_records(pages: _Pages, name: str, types: _Types) -> list[Object]:
    """Return the records of a hidden sheet, without columns that the type doesn't have."""
    lines = pages.get(name, [])
    head_cells = lines[0] if lines else []
    heads = [_cell_text(cell) for cell in head_cells]
    records: list[Object] = []
    for number, line in enumerate(lines[1:], 2):
        if all(cell.value is None for cell in line):
            continue
        record: Object = {}
        for head, cell in zip(heads, line, strict=False):
            type_ = types.get(head)
            if type_ is not None:
                where = f"{name}:{number} {head}"
                record[head] = _cell_value(cell, type_, where)
        records.append(record)
    return records


def _cell_value(cell: Cell, type_: str, where: str) -> Value:
    value = cell.value
    if value is None:
        return None
    if type_ == "string":
        return _cell_text(cell) or None
    if isinstance(value, bool):
        if type_ == "boolean":
            return value
    elif isinstance(value, int | float) and type_ in ("integer", "number"):
        return _number_value(value, type_, where)
    return typed(_cell_text(cell), type_, where)


def _number_value(value: int | float, type_: str, where: str) -> Value:
    if type_ == "number":
        return value
    # A spreadsheet may have made 3.0 of 3.
    if value != int(value):
        raise Malformed(where, type_, value)
    return int(value)


def _loaded_sheets(pages: _Pages) -> Iterator[LoadedSheet]:
    index = _load_records(pages, _INDEX, _INDEX_FIELDS)
    for number, record in enumerate(index, 2):
        entry = JsonCursor(record, f"{_INDEX}:{number}")
        title = entry["sheet"].required_text()
        if title not in pages:
            raise Malformed(entry.path, "sheet", title)
        lines: list[list[str]] = []
        for line in pages[title][1:]:
            lines.append([_shown(cell) for cell in line])
        yield LoadedSheet(
            name=title,
            texts=entry["texts"].names(),
            amounts=entry["amounts"].names(),
            document=entry["document"].text(),
            list_id=entry["list"].required_text(),
            lines=lines,
        )


def _cell_text(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return unescape(str(cell.value))


def _shown(cell: Cell) -> str:
    """Say what a cell shows: a number with the decimals of its format, or more if it has more."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _cell_text(cell)
    positive_format = (cell.number_format or "").split(";")[0]
    zeros = _FORMAT_DECIMALS.search(positive_format)
    shown_decimals = 0
    if zeros is not None:
        shown_decimals = len(zeros.group(1))
    number = Decimal(repr(value)).normalize()
    exponent = cast(int, number.as_tuple().exponent)
    own_decimals = max(0, -exponent)
    return f"{number:.{max(shown_decimals, own_decimals)}f}"
