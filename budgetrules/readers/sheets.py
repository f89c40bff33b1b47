"""The cells of a sheet → a grid: blank rows and columns closed up, merged ranges cut to size."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import attrs

from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid
from budgetrules.readers.unreadable import empty_file

_BLANK_ROWS_KEPT = 2
_BLANK_COLUMNS_KEPT = 1
_MOST_COLUMNS = 256
_MOST_PADDING = 200_000

# Row and column of a sheet, both from 1.
Address = tuple[int, int]
# First column, first row, last column, last row, all from 1.
Range = tuple[int, int, int, int]
# How many rows and columns a cell spans.
_Span = tuple[int, int]


@attrs.frozen(eq=False)
class SheetCell:
    """A cell with text: row and column from 1.

    `loose` says that no number format tells how many decimals are printed.
    """

    row: int
    column: int
    text: str
    loose: bool = False


def tables_document(
    path: str,
    content: bytes,
    kind: str,
    grids: Sequence[RawGrid],
    problems: Sequence[Problem],
) -> RawDocument:
    """Return the document of a file that holds nothing but tables; one without any is a problem."""
    all_problems = list(problems)
    if not grids and not problems:
        all_problems.append(empty_file(path))
    return RawDocument(
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        format=kind,
        problems=tuple(all_problems),
        grids=tuple(grids),
        tables_only=True,
    )


def column_letters(column: int) -> str:
    """Return the letters of a column from 1: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_grid(
    cells: Iterable[SheetCell],
    sheet: str,
    merged: Iterable[Range] = (),
    after: int = 0,
) -> RawGrid | None:
    """Return the grid of a sheet with its merged ranges; None if nothing is in it."""
    filled = {(cell.row, cell.column): cell for cell in cells}
    if not filled:
        return None
    row_numbers = {row for row, _ in filled}
    column_numbers = {column for _, column in filled}
    first_columns = sorted(column_numbers)[:_MOST_COLUMNS]
    rows = _closed_up(sorted(row_numbers), _BLANK_ROWS_KEPT)
    columns = _closed_up(first_columns, _BLANK_COLUMNS_KEPT)
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
            text = "" if cell is None else cell.text
            down, across = spans.get(address, (1, 1))
            grid_cell = RawCell(
                text=text,
                row=grid_row,
                column=grid_column,
                row_span=down,
                column_span=across,
                place=Place(text, sheet=sheet, cell=f"{column_letters(column)}{row}"),
                loose=cell is not None and cell.loose,
            )
            grid_cells.append(grid_cell)
    return RawGrid(
        cells=tuple(grid_cells),
        rows=max(rows.values()) + 1,
        columns=max(columns.values()) + 1,
        after=after,
        place=Place("", sheet=sheet),
    )


def _closed_up(numbers: list[int], kept: int) -> dict[int, int]:
    """Return rows or columns of a sheet by number → their positions in the grid.

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
    merged: Iterable[Range],
    rows: Mapping[int, int],
    columns: Mapping[int, int],
    filled: Mapping[Address, SheetCell],
) -> tuple[dict[Address, _Span], set[Address]]:
    """Return the rows and columns of the grid that merged cells span, and the cells these cover."""
    spans: dict[Address, _Span] = {}
    covered_by: dict[Address, set[Address]] = {}
    row_numbers = sorted(rows)
    column_numbers = sorted(columns)
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
        spanned = set(product(spanned_rows, spanned_columns))
        covered_by[first] = spanned - {first}
    return spans, set().union(*covered_by.values())


def _between(
    ordered: list[int],
    first: int,
    last: int,
) -> list[int]:
    return ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]
