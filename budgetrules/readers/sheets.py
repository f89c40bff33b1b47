"""The cells of a sheet → a grid: blank rows and columns closed up, merged ranges cut to what is there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

import attrs

from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import RawCell, RawGrid

_BLANK_ROWS_KEPT = 2
_MOST_COLUMNS = 256
_MOST_PADDING = 200_000


@attrs.frozen(eq=False)
class SheetCell:
    """A cell with text: row and column from 1; `loose` says that no number format tells how many decimals are printed."""

    row: int
    column: int
    text: str
    loose: bool = False


def column_letters(column: int) -> str:
    """The letters of a column from 1: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_grid(
    cells: Iterable[SheetCell],
    sheet: str,
    merged: Iterable[tuple[int, int, int, int]] = (),
    after: int = 0,
) -> RawGrid | None:
    """The grid of a sheet; None if nothing is in it. `merged` holds (first column, first row, last column, last row) from 1."""
    held = {(cell.row, cell.column): cell for cell in cells}
    if not held:
        return None
    rows = _closed(sorted({row for row, _ in held}), _BLANK_ROWS_KEPT)
    columns = _closed(sorted({column for _, column in held})[:_MOST_COLUMNS], 1)
    spans = _spans(merged, rows, columns, held)
    covered = {place for span in spans.values() for place in span[2]}
    found: list[RawCell] = []
    pad = len(rows) * len(columns) <= _MOST_PADDING
    for row, at_row in rows.items():
        for column, at_column in columns.items():
            cell = held.get((row, column))
            if (row, column) in covered or (cell is None and not pad):
                continue
            text = cell.text if cell is not None else ""
            down, right, _ = spans.get((row, column), (1, 1, ()))
            place = Place(text, sheet=sheet, cell=f"{column_letters(column)}{row}")
            found.append(
                RawCell(
                    text, at_row, at_column, down, right, place, cell is not None and cell.loose
                )
            )
    last = max(rows.values()) + 1
    return RawGrid(tuple(found), last, max(columns.values()) + 1, after, Place("", sheet=sheet))


def _closed(numbers: list[int], kept: int) -> dict[int, int]:
    """Numbers of rows or columns in a sheet → positions in the grid; of a gap no more than `kept` stay."""
    found: dict[int, int] = {}
    at, before = 0, numbers[0] - 1
    for number in numbers:
        gap = min(number - before - 1, kept)
        for blank in range(gap):
            found[number - gap + blank] = at
            at += 1
        found[number] = at
        at, before = at + 1, number
    return found


Span = tuple[int, int, tuple[tuple[int, int], ...]]


def _spans(
    merged: Iterable[tuple[int, int, int, int]],
    rows: Mapping[int, int],
    columns: Mapping[int, int],
    held: Mapping[tuple[int, int], SheetCell],
) -> dict[tuple[int, int], Span]:
    """How far each merged cell reaches over rows and columns of the grid, and which places it covers."""
    found: dict[tuple[int, int], Span] = {}
    ordered_rows, ordered_columns = sorted(rows), sorted(columns)
    left_over = _MOST_PADDING
    for left, top, right, bottom in merged:
        if (top, left) not in held:
            # Blank, or begun outside of what is read: it joins nothing.
            continue
        under = ordered_rows[bisect_left(ordered_rows, top) : bisect_right(ordered_rows, bottom)]
        beside = ordered_columns[
            bisect_left(ordered_columns, left) : bisect_right(ordered_columns, right)
        ]
        left_over -= len(under) * len(beside)
        if left_over < 0:
            break
        covers = tuple(
            (row, column) for row in under for column in beside if (row, column) != (top, left)
        )
        found[(top, left)] = (len(under), len(beside), covers)
    return found
