"""What the XML of a sheet says beside its values.

These are merged ranges, what is hidden, and formulas that were never computed.
"""

from __future__ import annotations

import xml.parsers.expat
from typing import Any

import attrs
from openpyxl.utils import range_boundaries

from budgetrules.readers.sheets import Range
from budgetrules.readers.unreadable import Unreadable

MOST_CELLS = 200_000
_MOST_MERGED = 100_000
_Columns = tuple[int, int]
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


@attrs.frozen(eq=False)
class SheetLayout:
    """`merged` are ranges, `hidden_columns` the first and last of each range of columns from 1.

    `uncomputed` holds addresses of cells, and `cells` is the number of cells and rows.
    """

    merged: tuple[Range, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[_Columns, ...] = ()
    uncomputed: frozenset[str] = frozenset()
    cells: int = 0


def sheet_layout(content: bytes, path: str, part: str) -> SheetLayout:
    """Read the XML of a sheet once.

    Raises Unreadable if it is no XML, merges too much or holds too many cells and rows.
    """
    handler = _Handler(path, part)
    parser: Any = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        parser.Parse(content, True)
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        raise Unreadable("N160", path=path, reason=f"{part}: {error}") from error
    return handler.layout()


class _Handler:
    """Gathers the layout from the elements of a sheet, as the parser comes by them."""

    def __init__(self, path: str, part: str) -> None:
        self._path = path
        self._part = part
        self._merged: list[Range] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[_Columns] = []
        self._uncomputed: set[str] = set()
        self._count = 0
        # The cell that is open: its address, whether it has a formula, whether it has a value.
        self._address = ""
        self._has_formula = False
        self._has_value = False
        self._in_value = False

    def layout(self) -> SheetLayout:
        """Return what was gathered."""
        return SheetLayout(
            merged=tuple(self._merged),
            hidden_rows=tuple(self._hidden_rows),
            hidden_columns=tuple(self._hidden_columns),
            uncomputed=frozenset(self._uncomputed),
            cells=self._count,
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "f":
            self._has_formula = True
        elif tag == "v":
            self._in_value = True
        elif tag == "row":
            self._count_cell()
            if _is_hidden(attributes):
                number = attributes.get("r") or "0"
                self._hidden_rows.append(int(number))
        elif tag == "col":
            if _is_hidden(attributes):
                first = int(attributes.get("min", "0"))
                last = int(attributes.get("max", "0"))
                self._hidden_columns.append((first, last))
        elif tag == "mergeCell":
            self._add_merged(attributes.get("ref", "A1"))

    def text(self, content: str) -> None:
        """Take in text between elements."""
        if self._in_value and content.strip():
            self._has_value = True

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        tag = name.rpartition(":")[2]
        if tag == "v":
            self._in_value = False
        elif tag == "c" and self._has_formula and not self._has_value:
            self._uncomputed.add(self._address)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._count_cell()
        self._address = attributes.get("r", "")
        self._has_formula = False
        # A computed text may be empty; a computed number can't.
        self._has_value = attributes.get("t") == "str"
        self._in_value = False

    def _count_cell(self) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise Unreadable("N157", path=self._path, limit=f"{MOST_CELLS:,}")

    def _add_merged(self, reference: str) -> None:
        if len(self._merged) >= _MOST_MERGED:
            limit = f"{_MOST_MERGED:,}"
            raise Unreadable("N165", path=self._path, part=self._part, limit=limit)
        left, top, right, bottom = range_boundaries(reference)
        # Whole columns have no rows, and whole rows no columns.
        first = (left or 1, top or 1)
        last = (right or _LAST_COLUMN, bottom or _LAST_ROW)
        self._merged.append(first + last)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true")
