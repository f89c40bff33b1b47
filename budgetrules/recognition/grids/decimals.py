"""Restore the decimals of numbers without a number format: as many as any of their column has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from budgetrules.core.figures import parse_decimal, plain_decimal
from budgetrules.recognition.grids.cells import GridCell
from budgetrules.recognition.grids.columns import FieldKey
from budgetrules.recognition.grids.draft import TablePart

_MOST_DECIMALS = 6

# Digits and decimals.
Number = tuple[int, int]


@attrs.frozen(eq=False)
class Decimals:
    """The decimals that were restored.

    `texts` holds what stands for cells, `columns` how many decimals the amounts of a column have
    in which zeros were added. `is_all_loose`: no amount of the table has a number format.
    """

    texts: Mapping[GridCell, str]
    columns: Mapping[str, int]
    is_all_loose: bool


def restore_decimals(parts: Iterable[TablePart]) -> Decimals:
    """Give loose amounts the zeros at their ends that the format General leaves out."""
    texts: dict[GridCell, str] = {}
    columns: dict[str, int] = {}
    amounts: list[GridCell] = []
    for key, cells in _amount_columns(parts).items():
        amounts.extend(cells)
        parsed = {cell: parse_decimal(cell.text.amount) for cell in cells}
        most = _most_decimals(parsed.values())
        restored = dict(_restored(parsed, most))
        texts.update(restored)
        if restored:
            _, column = key
            columns[column] = most
    is_all_loose = not any(map(_is_formatted, amounts))
    return Decimals(texts, columns, is_all_loose)


def _is_formatted(cell: GridCell) -> bool:
    """Tell whether a cell as printed, wrapped or not, is a number with a number format."""
    if cell.loose:
        return False
    return parse_decimal(cell.text.printed) is not None


def _most_decimals(parsed: Iterable[Number | None]) -> int:
    """Return the decimals that all numbers are to have, of which a broken one may print too
    many.
    """
    most = 0
    for number in parsed:
        if number is not None:
            _, decimals = number
            most = max(most, decimals)
    return min(_MOST_DECIMALS, most)


def _restored(
    parsed: Mapping[GridCell, Number | None],
    most: int,
) -> Iterator[tuple[GridCell, str]]:
    """Yield the loose cells that print fewer decimals than the most, with what stands for each."""
    for cell, number in parsed.items():
        if number is None or not cell.loose:
            continue
        digits, decimals = number
        if decimals < most:
            zeros = 10 ** (most - decimals)
            yield cell, plain_decimal(digits * zeros, most)


def _amount_columns(parts: Iterable[TablePart]) -> dict[FieldKey, list[GridCell]]:
    """Return the cells of each column of amounts, by list and column."""
    columns: dict[FieldKey, list[GridCell]] = {}
    for part in parts:
        for at in part.match.amounts:
            slot = part.match.slots[at]
            cells = columns.setdefault(slot.key, [])
            cells.extend(_column_cells(part, at))
    return columns


def _column_cells(part: TablePart, at: int) -> Iterator[GridCell]:
    """Yield the cells with text that begin in a column."""
    for row in range(part.first, part.last):
        cell = part.grid.cell(row, at)
        if cell is None or cell.row != row or cell.column != at:
            continue
        if cell.text.lines:
            yield cell
