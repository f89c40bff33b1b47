"""What follows from a table that stands there without a figure and without a word why: nothing agrees with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetrules.causes.places import Locator
from budgetrules.causes.structure import Failed
from budgetrules.model.disclosure import TableData
from budgetrules.schema import expressions as x


def following(failed: Sequence[Failed], locator: Locator) -> dict[int, Failed]:
    """By the id of each relation with an emptied table, the check that tells of the table."""
    empty = {table.id: item for item in failed if (table := _emptied(item)) is not None}
    found = {}
    for item in failed:
        if item.numbers is None or not empty:
            continue
        named = {word.split(".", 1)[0] for word in _words(item.outcome.check.condition)}
        cells = (*item.numbers.left_cells, *item.numbers.right_cells)
        rows = [row for _, cell in cells if (row := locator.spot(cell).row) is not None]
        named.update(row.list_id.split(".", 1)[0] for row in rows)
        home = next((leader for table, leader in empty.items() if table in named), None)
        if home is not None:
            found[id(item)] = home
    return found


def _emptied(item: Failed) -> TableData | None:
    """The table without a figure that should say so and doesn't."""
    table, condition = item.outcome.instance.table, item.outcome.check.condition
    asks = isinstance(condition, x.Has) and isinstance(condition.value, x.ClaimOf)
    if not asks or not isinstance(table, TableData):
        return None
    return (
        None
        if any(cell.figure is not None for row in table.rows() for cell in row.cells.values())
        else table
    )


def _words(node: object) -> Iterator[str]:
    """Every text in an expression, among them the ids of the lists it names."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple | list):
        for part in node:
            yield from _words(part)
    else:
        for field in getattr(type(node), "__attrs_attrs__", ()):
            yield from _words(getattr(node, field.name))
