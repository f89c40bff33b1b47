"""Link the rows of an inferred list by their codes, where their figures say that these nest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import attrs

from budgetrules.model.disclosure import Row
from budgetrules.recognition.inference.figures import AmountColumn, amounts_of
from budgetrules.recognition.levels import link
from budgetrules.schema.forms import Column, TableList

# So many times as many sums must hold as don't, and so many at least.
_CLEARLY, _FEWEST = 2, 2
# Of so many columns in all of which the parts are too small, some parts are rather not listed.
_SEVERAL = 2


def link_rows(rows: Sequence[Row], item: TableList) -> TableList:
    """Link rows to those that their codes say they are part of; those of one code twice to none.

    Codes nest by law, but a table may list some of the codes only: where most sums don't hold,
    its rows are no parts of one another. The total is told by itself. Return the list with its
    columns that are never summed up (shares, rates) as derived ones.
    """
    key = item.code_key()
    codes = [row.code for row in rows if row.code]
    if key is None or len(set(codes)) < len(codes):
        return item
    link(rows, item, frozenset())
    parents = [row for row in rows if row.children]
    columns = amounts_of(rows, item).columns
    summed = [column for column in columns if _is_summed(column, parents)]
    _unlink(row for row in parents if _is_incomplete(row, summed))
    _keep_what_holds(parents, summed)
    return _with_derived(item, {column.id for column in summed})


def _keep_what_holds(parents: Sequence[Row], columns: Sequence[AmountColumn]) -> None:
    """Unlink codes, and totals, of which clearly most sums don't hold."""
    linked = [row for row in parents if row.children]
    coded = [row for row in linked if row.code]
    totals = [row for row in linked if not row.code]
    for group in (coded, totals):
        if not _hold(group, columns):
            _unlink(group)


def _with_derived(item: TableList, summed: Collection[str]) -> TableList:
    """Return a list of whose columns of amounts only some are summed up."""
    amounts = {column.id for column in item.amounts()}
    columns: list[Column] = []
    for column in item.columns:
        is_derived = column.id in amounts and column.id not in summed
        columns.append(attrs.evolve(column, derived=is_derived))
    return attrs.evolve(item, columns=tuple(columns))


def _is_summed(column: AmountColumn, parents: Iterable[Row]) -> bool:
    """Whether at least as many sums of rows hold in a column as don't."""
    sums: list[bool] = []
    for row in parents:
        sums.extend(_sum(column, row))
    return column.readable and 2 * sum(sums) >= len(sums)


def _sum(column: AmountColumn, row: Row) -> list[bool]:
    """Say whether a row is the sum of those below it; nothing where all are zero."""
    parts = _parts(row)
    if column.is_zero((row.index, *parts)):
        return []
    return [column.sums_up(row.index, parts)]


def _parts(row: Row) -> list[int]:
    return [child.index for child in row.children]


def _is_incomplete(row: Row, columns: Iterable[AmountColumn]) -> bool:
    """Whether a row has no figures itself, or its parts are too small in all of several columns."""
    parts = _parts(row)
    filled = [column for column in columns if column.values[row.index]]
    if not filled:
        return True
    if len(filled) < _SEVERAL:
        return False
    return all(_is_too_small(column, row.index, parts) for column in filled)


def _is_too_small(column: AmountColumn, whole: int, parts: Sequence[int]) -> bool:
    if column.sums_up(whole, parts):
        return False
    return abs(sum(column.values[part] for part in parts)) < abs(column.values[whole])


def _hold(parents: Sequence[Row], columns: Iterable[AmountColumn]) -> bool:
    """Whether clearly most sums of rows hold."""
    holding = failing = 0
    for column in columns:
        for row in parents:
            holds = _sum(column, row)
            holding += sum(holds)
            failing += len(holds) - sum(holds)
    return holding >= max(_FEWEST, _CLEARLY * failing)


def _unlink(parents: Iterable[Row]) -> None:
    for row in parents:
        for child in row.children:
            child.parent = None
        row.children.clear()
