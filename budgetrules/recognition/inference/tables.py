"""Infer the tables of a document that no form knows: what they are, and their rows."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.model.disclosure import InferredTable
from budgetrules.recognition.grids.columns import ColumnMatch, Slot
from budgetrules.recognition.grids.continuation import continued
from budgetrules.recognition.grids.draft import Draft, GridPart, TableDraft, TablePart
from budgetrules.recognition.grids.table import read_table
from budgetrules.recognition.inference.columns import SeenColumns, seen_columns
from budgetrules.recognition.inference.lists import seen_lists
from budgetrules.recognition.inference.tree import link_rows
from budgetrules.schema.forms import Table
from budgetrules.schema.names import own_name

_ALL_POINTS = 100


def infer_tables(parts: Sequence[GridPart], draft: Draft) -> list[InferredTable]:
    """Return the tables that parts are, each with its rows; text in cells is none."""
    drafts: list[TableDraft] = []
    for part in parts:
        if drafts:
            following = continued(part, drafts[-1], draft.template)
            if following is not None:
                longer = (*drafts[-1].parts, following)
                drafts[-1] = attrs.evolve(drafts[-1], parts=longer)
                continue
        begun = _begun(part, len(drafts) + 1, draft)
        if begun is not None:
            drafts.append(begun)
    tables = [_read(table, draft) for table in drafts]
    return [table for table in tables if any(table.data.rows())]


def _begun(part: GridPart, number: int, draft: Draft) -> TableDraft | None:
    """Begin a table with a part; None if its columns are none of figures."""
    vocabulary = draft.template.vocabulary
    seen = seen_columns(part.grid, part.first, part.last, vocabulary)
    if seen is None:
        return None
    table_id = f"{own_name('inferred')}{number}"
    lists = seen_lists(table_id, seen.columns, vocabulary)
    slots: dict[int, Slot] = {}
    for item in lists:
        slots.update(item.slots)
    table = Table(
        id=table_id,
        titles=(part.title or table_id,),
        lists=tuple(item.item for item in lists),
        vocabulary=vocabulary,
    )
    match = _match(table, seen, slots)
    first = TablePart(
        part=part,
        grid=part.grid,
        first=seen.body,
        last=part.last,
        match=match,
    )
    return TableDraft(table=table, parts=(first,), titled=False, sure=False)


def _match(table: Table, seen: SeenColumns, slots: dict[int, Slot]) -> ColumnMatch:
    """Return the match of a table with the columns of which it was made."""
    return ColumnMatch(
        table=table,
        slots=slots,
        paths=seen.paths,
        likeness=dict.fromkeys(slots, _ALL_POINTS),
        body=seen.body,
        points=_ALL_POINTS,
    )


def _read(table: TableDraft, draft: Draft) -> InferredTable:
    """Read the rows of a table, and link them."""
    data = read_table(table, draft).data
    lists = [link_rows(data.lists[item.id].rows, item) for item in table.table.lists]
    return InferredTable(attrs.evolve(table.table, lists=tuple(lists)), data)
