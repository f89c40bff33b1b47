"""A workbook that `writing.xlsx` wrote → its records and sheets."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, cast

from budgetrules.model.plain import PROFILE, RECORDS, Object, Value
from budgetrules.readers.text import LARGEST
from budgetrules.storage.load.csv import typed
from budgetrules.storage.load.sheets import ReadSheet
from budgetrules.storage.load.values import At, Malformed

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MARKER = "budgetrules"
_INDEX = "xl/workbook.xml"
_LARGEST_INDEX = 2**20
_MARKED = re.compile(rb'<(?:\w+:)?sheet\s[^>]*name="budgetrules"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
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
_FORMAT_DECIMALS = re.compile(r"0\.(0+)")


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook with our sheet; looks at no more than its index."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_INDEX) as index:
            return _MARKED.search(index.read(_LARGEST_INDEX)) is not None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False


def load(path: Path) -> tuple[dict[str, list[Object]], list[ReadSheet], str]:
    """The records by type, the sheets, and the version of the layout. Raises Malformed, OSError, ModuleNotFoundError."""
    _bounded(path)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        pages = {page.title: [[*line] for line in page.iter_rows()] for page in book.worksheets}
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, *_BROKEN) as error:
        raise Malformed(path.name, "xlsx", error) from error
    head = _records(
        MARKER, pages.get(MARKER, []), {"profile": "string", "schema_version": "string"}
    )
    if not head or head[0].get("profile") != PROFILE:
        raise Malformed(MARKER, PROFILE, head[:1])
    records = {
        name: _records(
            f"{MARKER}.{name}",
            pages.get(f"{MARKER}.{name}", []),
            {field.name: field.type for field in fields},
        )
        for name, fields in RECORDS.items()
    }
    return records, [*_sheets(pages)], str(head[0].get("schema_version"))


def _bounded(path: Path) -> None:
    """Refuse what would fill the memory before anything is unpacked."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > _MOST_UNPACKED:
        raise Malformed(path.name, f"<= {_MOST_UNPACKED} bytes", unpacked)


def _records(name: str, lines: list[list[Cell]], types: dict[str, str]) -> list[Object]:
    found: list[Object] = []
    heads = [_text(cell) for cell in lines[0]] if lines else []
    for number, line in enumerate(lines[1:], 2):
        if all(cell.value is None for cell in line):
            continue
        way = f"{name}:{number}"
        found.append(
            {
                head: _value(cell, types[head], f"{way} {head}")
                for head, cell in zip(heads, line, strict=False)
                if head in types
            }
        )
    return found


def _value(cell: Cell, type_: str, way: str) -> Value:
    value = cell.value
    if value is None:
        return None
    if type_ == "boolean" and isinstance(value, bool):
        return value
    if (
        type_ in ("integer", "number")
        and isinstance(value, int | float)
        and not isinstance(value, bool)
    ):
        # A spreadsheet may have made 3.0 of 3.
        whole = value == int(value) if type_ == "integer" else False
        if type_ == "integer" and not whole:
            raise Malformed(way, type_, value)
        return int(value) if type_ == "integer" else value
    return typed(_text(cell), type_, way) if type_ != "string" else _text(cell) or None


def _sheets(pages: dict[str, list[list[Cell]]]) -> Iterator[ReadSheet]:
    types = {
        "document": "string",
        "list": "string",
        "sheet": "string",
        "texts": "array",
        "amounts": "array",
    }
    name = f"{MARKER}.sheets"
    for number, record in enumerate(_records(name, pages.get(name, []), types), 2):
        at = At(record, f"{name}:{number}")
        title = at.part("sheet").named()
        if title not in pages:
            raise Malformed(at.way, "sheet", title)
        texts, amounts = (
            [item.named() for item in at.part(part).items()] for part in ("texts", "amounts")
        )
        lines = [[_shown(cell) for cell in line] for line in pages[title][1:]]
        yield ReadSheet(
            title, at.part("document").text(), at.part("list").named(), texts, amounts, lines
        )


def _text(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), str(value))


def _shown(cell: Cell) -> str:
    """What a cell shows: a number with the decimals of its format, or more if it has more."""
    value = cell.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return _text(cell)
    decimals = _FORMAT_DECIMALS.search((cell.number_format or "").split(";")[0])
    least = len(decimals.group(1)) if decimals else 0
    number = Decimal(repr(value)).normalize()
    own = max(0, -cast(int, number.as_tuple().exponent))
    return f"{number:.{max(least, own)}f}"
