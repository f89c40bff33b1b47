"""Columns of a list as the printed cells of a row, for values that were never printed."""

from __future__ import annotations

from collections.abc import Container

from budgetrules.model.disclosure import ListData, Place, TableData
from budgetrules.recognition.lines.segment import Field
from budgetrules.schema.forms import Column, ColumnKind, Table, TableList

_KINDS = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}


def field_of(item: TableList, column: Column) -> Field:
    """Make the field of a column: a code, an amount or a text."""
    kind = _KINDS.get(column.kind, "text")
    return Field(item.id, column, kind)


def named_amounts(item: TableList, named: Container[str]) -> tuple[str, ...]:
    """List the columns of amounts that are there: all but the optional ones not named."""
    amounts = item.amounts()
    return tuple(column.id for column in amounts if not column.optional or column.id in named)


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
