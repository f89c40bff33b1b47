"""Let the general rules see the tables of a document that were inferred.

Rules are read for the tables of a form. One that is tagged as holding for inferred tables too asks
of them what it asks of the form's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import attrs

from budgetrules.model.disclosure import (
    Disclosure,
    InferredTable,
    ListData,
    Place,
    Row,
    TableData,
)
from budgetrules.schema.forms import Template
from budgetrules.schema.names import own_name
from budgetrules.schema.rules import Block, EachCell, Rule

_TAG = own_name("inferred")


def with_inferred(disclosure: Disclosure, template: Template) -> Disclosure:
    """Return a document whose inferred tables are tables of its form."""
    inferred = _nested(disclosure)
    if not inferred:
        return disclosure
    schemas = [table.schema for table in inferred]
    tables = {table.data.id: table.data for table in inferred}
    read: set[_Spot] = set()
    for table in tables.values():
        read.update(_spots(table))
    unread = [cell for cell in disclosure.unread_cells if _spot(cell.place) not in read]
    return attrs.evolve(
        disclosure,
        template=attrs.evolve(template, tables=(*template.tables, *schemas)),
        tables={**disclosure.tables, **tables},
        unread_cells=unread,
        statements={name: _outside(data, read) for name, data in disclosure.statements.items()},
    )


def _outside(data: ListData, read: Collection[_Spot]) -> ListData:
    """Return a list without the figures that were told of cells as of sentences."""
    kept: list[Row] = []
    for row in data.rows:
        spots = [_spot(cell.place) for cell in row.cells.values()]
        if not spots or not all(spot in read for spot in spots):
            kept.append(row)
    if len(kept) == len(data.rows):
        return data
    return ListData(data.id, kept, data.columns_present)


def _nested(disclosure: Disclosure) -> list[InferredTable]:
    """Return the inferred tables whose rows are parts of one another.

    Of others there is nothing to ask: their figures are unread, as those of any unknown table.
    """
    return [table for table in disclosure.inferred if table.is_nested]


# A cell by where it stands.
_Spot = tuple[object, ...]


def _spots(table: TableData) -> Iterator[_Spot]:
    """Yield where the figures of a table stand: they are read, if the form didn't."""
    for row in table.rows():
        for cell in row.cells.values():
            yield _spot(cell.place)


def _spot(place: Place) -> _Spot:
    if place.cell is not None:
        return place.sheet, place.cell
    if place.box is not None:
        return place.page, place.box
    return place.position


def for_inferred(rules: Sequence[Rule], disclosure: Disclosure) -> tuple[Rule, ...]:
    """Return rules of which those that hold for inferred tables ask of them too."""
    lists: list[str] = []
    for table in _nested(disclosure):
        lists.extend(item.id for item in table.schema.lists)
    if not lists:
        return tuple(rules)
    return tuple(_reaching(rule, lists) if _TAG in rule.tags else rule for rule in rules)


def _reaching(rule: Rule, lists: Sequence[str]) -> Rule:
    """Return a rule whose checks of cells are made in some further lists."""
    blocks: list[Block] = []
    for block in rule.blocks:
        quantifier = block.quantifier
        if isinstance(quantifier, EachCell):
            wider = attrs.evolve(quantifier, lists=(*quantifier.lists, *lists))
            block = attrs.evolve(block, quantifier=wider)
        blocks.append(block)
    return attrs.evolve(rule, blocks=tuple(blocks))
