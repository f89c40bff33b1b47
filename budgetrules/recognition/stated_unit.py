"""Tables that print no unit, in a document of no known form: that of all others is theirs."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.figures import Figure
from budgetrules.core.units import UNITS
from budgetrules.model.disclosure import Cell, TableData


def take_stated_unit(tables: Sequence[TableData]) -> None:
    """Read the amounts of tables without a unit in the one that every other table prints."""
    stated = {table.unit for table in tables if table.unit_stated}
    if len(stated) != 1:
        return
    (unit,) = stated
    for table in tables:
        if not table.unit_stated and table.unit != unit:
            _change_unit(table, unit)


def _change_unit(table: TableData, unit: str) -> None:
    for row in table.rows():
        for column, cell in row.cells.items():
            if cell.figure is not None and cell.figure.unit.symbol == table.unit:
                row.cells[column] = _in_unit(cell, cell.figure, unit)
    table.unit = unit


def _in_unit(cell: Cell, figure: Figure, unit: str) -> Cell:
    changed = attrs.evolve(figure, unit=UNITS[unit])
    return attrs.evolve(cell, figure=changed)
