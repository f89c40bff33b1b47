"""A table that stands there without a figure and without a word why: nothing agrees with it."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.conditions import asks_for, words_of
from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.model.disclosure import TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.list_ids import parse_list_id


def explain(case: Case) -> Iterator[Root]:
    """Yield an open root for each emptied table: every relation with it follows."""
    emptied: dict[str, FailedCheck] = {}
    for item in case.failed:
        table = _emptied_table(item)
        if table is not None:
            emptied[table.id] = item
    for item in case.failed if emptied else ():
        if item.numbers is None:
            continue
        tables = _tables_of(item, case.locator)
        for table_id, spokesman in emptied.items():
            if table_id in tables:
                yield Root(spokesman=spokesman, follows=(item,), is_settled=False)
                break


CAUSE = Cause("emptied", explain)


def _emptied_table(item: FailedCheck) -> TableData | None:
    """Return the table without a figure that should say so and doesn't."""
    if not asks_for(item.condition, x.ClaimOf):
        return None
    table = item.outcome.instance.table
    if not isinstance(table, TableData) or any(_has_figures(table)):
        return None
    return table


def _has_figures(table: TableData) -> Iterator[bool]:
    for row in table.rows():
        for cell in row.cells.values():
            yield cell.figure is not None


def _tables_of(item: FailedCheck, locator: Locator) -> set[str]:
    """Return the tables that a check names or whose figures it compares."""
    words = set(words_of(item.condition))
    for row in locator.rows_of(item.printed_cells):
        words.add(row.list_id)
    return {parse_list_id(word).own_table for word in words}
