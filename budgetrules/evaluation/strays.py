"""Rows that the form doesn't know, standing among the parts of sums: they may be parts as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.model.disclosure import Row
from budgetrules.schema import expressions as x

Strays = Mapping[Row, Sequence[Row]]


def strays_among(rows: Sequence[Row]) -> Strays:
    """Return the rows of a list that may be parts of others although nothing says so.

    A row without label, code and place in the tree may belong to the row before it and to all that
    row is a part of.
    """
    strays: dict[Row, list[Row]] = defaultdict(list)
    before: Row | None = None
    for row in rows:
        if _is_known(row):
            before = row
        elif before is not None:
            for whole in _and_above(before):
                strays[whole].append(row)
    return strays


def _is_known(row: Row) -> bool:
    return bool(row.label or row.code or row.level or row.parent is not None)


def _and_above(row: Row) -> Iterator[Row]:
    """Yield a row and all that it is a part of, from itself up."""
    above: Row | None = row
    while above is not None:
        yield above
        above = above.parent


def stray_in(strays: Strays, row: Row, column: str | None) -> Row | None:
    """Return the first stray among a row's parts with a figure that is not zero in a column.

    Without a column any figure counts.
    """
    for stray in strays.get(row, ()):
        names = stray.cells if column is None else (column,)
        for name in names:
            cell = stray.cells.get(name)
            if cell is not None and cell.figure is not None and cell.figure.digits:
                return stray
    return None


def adds_parts(condition: x.Expression) -> bool:
    """Tell whether a condition adds up the parts of a row."""
    if isinstance(condition, x.Children | x.ChildCells):
        return True
    values = (getattr(condition, field.name) for field in attrs.fields(type(condition)))
    return any(attrs.has(type(value)) and adds_parts(value) for value in values)
