"""The amounts of a list as whole numbers of one step, so that thousands of sums are tried fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.figures import Figure
from budgetrules.model.disclosure import Cell, Row
from budgetrules.schema.forms import TableList


@attrs.frozen(eq=False)
class AmountColumn:
    """A column: of each row the amount in half steps, and how far the true one may be off it.

    A blank is zero; `readable` is False where something else than a number stands.
    """

    id: str
    values: tuple[int, ...]
    slacks: tuple[int, ...]
    readable: bool

    def is_zero(self, rows: Iterable[int]) -> bool:
        """Whether nothing but zero stands in some rows."""
        return not any(self.values[row] for row in rows)

    def sums_up(self, whole: int, parts: Sequence[int]) -> bool:
        """Whether a row is the sum of others, as far as rounding allows."""
        difference = self.values[whole] - sum(self.values[part] for part in parts)
        slack = self.slacks[whole] + sum(self.slacks[part] for part in parts)
        return abs(difference) <= slack


@attrs.frozen(eq=False)
class Amounts:
    """The columns of amounts of a list; `scale` counts the decimals of a step in the base unit."""

    columns: tuple[AmountColumn, ...]
    scale: int


def amounts_of(rows: Sequence[Row], item: TableList, scale: int | None = None) -> Amounts:
    """Return the amounts of rows, in steps of the finest of them or of a given one."""
    ids = [column.id for column in item.amounts()]
    if scale is None:
        scale = finest_scale(rows)
    columns: list[AmountColumn] = []
    for column in ids:
        cells = [row.cells.get(column) for row in rows]
        columns.append(_column(column, cells, scale))
    return Amounts(tuple(columns), scale)


def finest_scale(rows: Iterable[Row]) -> int:
    """Return the decimals in the base unit of the finest figure."""
    finest = -8
    for row in rows:
        for cell in row.cells.values():
            if cell.figure is not None:
                finest = max(finest, cell.figure.scale)
    return finest


def _column(column: str, cells: Sequence[Cell | None], scale: int) -> AmountColumn:
    values: list[int] = []
    slacks: list[int] = []
    is_readable = True
    for cell in cells:
        figure = cell.figure if cell is not None else None
        if cell is not None and cell.has_figure and figure is None:
            is_readable = False
        step = _step(figure, scale) if figure is not None else 0
        values.append(2 * step * figure.digits if figure is not None else 0)
        slacks.append(step)
    return AmountColumn(column, tuple(values), tuple(slacks), is_readable)


def _step(figure: Figure, scale: int) -> int:
    """Return a figure's step counted in steps of a scale that is at least as fine."""
    return int(10 ** (scale - figure.scale))
