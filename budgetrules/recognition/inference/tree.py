"""Link the rows of an inferred list by their codes, where their figures say that these nest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetrules.model.disclosure import Row
from budgetrules.recognition.inference.figures import Amounts, amounts_of
from budgetrules.recognition.levels import link
from budgetrules.schema.forms import TableList

# So many times as many sums must hold as don't, and so many at least.
_CLEARLY, _FEWEST = 2, 2


def link_rows(rows: Sequence[Row], item: TableList) -> None:
    """Link rows to those that their codes say they are part of; those of one code twice to none.

    Codes nest by law, but a table may list some of the codes only: where most sums don't hold,
    its rows are no parts of one another. The total is told by itself.
    """
    key = item.code_key()
    codes = [row.code for row in rows if row.code]
    if key is None or len(set(codes)) < len(codes):
        return
    link(rows, item, frozenset())
    amounts = amounts_of(rows, item)
    parents = [row for row in rows if row.children]
    coded = [row for row in parents if row.code]
    if not _hold(coded, amounts):
        _unlink(coded)
    totals = [row for row in parents if not row.code]
    if not _hold(totals, amounts):
        _unlink(totals)


def _hold(parents: Sequence[Row], amounts: Amounts) -> bool:
    """Whether clearly most sums of rows hold."""
    holding = failing = 0
    for holds in _sums(parents, amounts):
        if holds:
            holding += 1
        else:
            failing += 1
    return holding >= max(_FEWEST, _CLEARLY * failing)


def _sums(parents: Sequence[Row], amounts: Amounts) -> Iterator[bool]:
    """Say of each row and column with figures whether it is the sum of the rows below it."""
    for row in parents:
        parts = [child.index for child in row.children]
        for column in amounts.columns:
            if not column.is_zero((row.index, *parts)):
                yield column.sums_up(row.index, parts)


def _unlink(parents: Sequence[Row]) -> None:
    for row in parents:
        for child in row.children:
            child.parent = None
        row.children.clear()
