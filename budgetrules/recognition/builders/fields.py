"""Empty tables of a form, for values that were never printed."""

from __future__ import annotations

from collections.abc import Container

from budgetrules.model.disclosure import ListData, Place, TableData
from budgetrules.schema.forms import Table, TableList


def named_amounts(item: TableList, named: Container[str]) -> tuple[str, ...]:
    """List the columns of amounts that are there: all but the optional ones not named."""
    there: list[str] = []
    for column in item.amounts():
        if not column.optional or column.id in named:
            there.append(column.id)
    return tuple(there)


def empty_table(
    schema: Table, unit: str, lists: dict[str, ListData], *, unit_stated: bool = False
) -> TableData:
    """Make a table of a form, called by its prescribed title."""
    title = schema.titles[0]
    return TableData(
        id=schema.id,
        title=title,
        unit=unit,
        unit_stated=unit_stated,
        place=Place(title),
        lists=lists,
    )
