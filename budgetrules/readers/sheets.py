"""The cells of a sheet → a grid: blank rows and columns closed up, merged ranges cut to size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import product

import attrs

from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import RawCell, RawGrid

_BLANK_ROWS_KEPT = 2
_BLANK_COLUMNS_KEPT = 1
_MOST_COLUMNS = 256
_MOST_PADDING = 200_000

# Row and column of a sheet, both from 1.
Address = tuple[int, int]


@attrs.frozen(eq=False)
class SheetCell:
    """A cell with text: row and column from 1.

    `loose` says that no number format tells how many decimals are printed.
    """

    row: int
    column: int
    text: str
    loose: bool = False


def column_letters(column: int) -> str:
    """The letters of a column from 1: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_grid(
    cells: Iterable[SheetCell],
    sheet: str,
    merged: Iterable[tuple[int, int, int, int]] = (),
    after: int = 0,
) -> RawGrid | None:
    """The grid of a sheet; None if nothing is in it.

    `merged` holds (first column, first row, last column, last row) from 1.
    """
    filled = {(cell.row, cell.column): cell for cell in cells}
    if not filled:
        return None
    row_numbers = sorted({row for row, _ in filled})
    column_numbers = sorted({column for _, column in filled})
    rows = _closed_up(row_numbers, _BLANK_ROWS_KEPT)
    columns = _closed_up(column_numbers[:_MOST_COLUMNS], _BLANK_COLUMNS_KEPT)
    spans, covered = _spans(merged, rows, columns, filled)
    # In a grid that would be too large, only cells with text stand.
    pad = len(rows) * len(columns) <= _MOST_PADDING
    grid_cells: list[RawCell] = []
    for row, grid_row in rows.items():
        for column, grid_column in columns.items():
            address = (row, column)
            cell = filled.get(address)
            if address in covered or (cell is None and not pad):
                continue
            text, loose = ("", False) if cell is None else (cell.text, cell.loose)
            down, across = spans.get(address, (1, 1))
            place = Place(text, sheet=sheet, cell=f"{column_letters(column)}{row}")
            grid_cells.append(RawCell(text, grid_row, grid_column, down, across, place, loose))
    height, width = max(rows.values()) + 1, max(columns.values()) + 1
    return RawGrid(tuple(grid_cells), height, width, after, Place("", sheet=sheet))


def _closed_up(numbers: list[int], kept: int) -> dict[int, int]:
    """Rows or columns of a sheet by number → their positions in the grid.

    Of a gap no more than `kept` blank ones stay, those nearest to what follows.
    """
    positions: dict[int, int] = {}
    before = numbers[0] - 1
    for number in numbers:
        blank = min(number - before - 1, kept)
        for at in range(number - blank, number + 1):
            positions[at] = len(positions)
        before = number
    return positions


def _spans(
    merged: Iterable[tuple[int, int, int, int]],
    rows: Mapping[int, int],
    columns: Mapping[int, int],
    filled: Mapping[Address, SheetCell],
) -> tuple[dict[Address, tuple[int, int]], set[Address]]:
    """How many rows and columns of the grid each merged cell spans, and the cells these cover."""
    spans: dict[Address, tuple[int, int]] = {}
    covered_by: dict[Address, set[Address]] = {}
    row_numbers, column_numbers = sorted(rows), sorted(columns)
    left_over = _MOST_PADDING
    for left, top, right, bottom in merged:
        first = (top, left)
        if first not in filled:
            # Blank, or begun outside of what is read: it joins nothing.
            continue
        spanned_rows = _between(row_numbers, top, bottom)
        spanned_columns = _between(column_numbers, left, right)
        left_over -= len(spanned_rows) * len(spanned_columns)
        if left_over < 0:
            break
        spans[first] = (len(spanned_rows), len(spanned_columns))
        covered_by[first] = set(product(spanned_rows, spanned_columns)) - {first}
    return spans, set().union(*covered_by.values())


def _between(ordered: list[int], first: int, last: int) -> list[int]:
    return ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]
