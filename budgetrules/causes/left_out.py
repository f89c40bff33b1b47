"""A row left out that nothing else knows of: the row above is more than the rows below it.

One figure can't be wrong in two columns; a row that is not there makes all of them differ.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.places import Locator
from budgetrules.causes.remedies import holds_with
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.core.figures import Figure, power_of_ten
from budgetrules.model.disclosure import Cell, Row

_COLUMNS = 2


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each row that is more than the rows below it in several columns."""
    sums_of_row: dict[Row, list[_FailedSum]] = {}
    for item in case.open_checks:
        failed_sum = _failed_sum(item, case.locator)
        if failed_sum is not None:
            sums_of_row.setdefault(failed_sum.row, []).append(failed_sum)
    for sums in sums_of_row.values():
        columns = {failed_sum.column for failed_sum in sums}
        if len(columns) < _COLUMNS or not all(map(_is_more, sums)):
            continue
        if not any(_is_too_much_elsewhere(failed_sum, case) for failed_sum in sums):
            yield _root(sums)


CAUSE = Cause("left out", explain)


@attrs.frozen(eq=False)
class _FailedSum:
    """A check that a figure of a row is the sum of those below it, and doesn't hold."""

    check: FailedCheck
    cell: Cell
    row: Row
    column: str | None


def _root(sums: list[_FailedSum]) -> Root:
    by_rank = sorted(sums, key=lambda failed_sum: failed_sum.check.rank)
    first, *others = by_rank
    return Root(
        spokesman=first.check,
        suspect=first.cell,
        follows=tuple(other.check for other in others),
        message_code="F121",
    )


def _failed_sum(item: FailedCheck, locator: Locator) -> _FailedSum | None:
    """Return a check of a cell against the cells of the rows below it."""
    cell = item.outcome.instance.cell
    if cell is None or item.numbers is None:
        return None
    address = locator.address(cell)
    row = address.row
    if row is None or not _is_of_rows_below(item, row, locator):
        return None
    return _FailedSum(item, cell, row, address.column)


def _is_of_rows_below(item: FailedCheck, row: Row, locator: Locator) -> bool:
    """Return whether a relation is between one figure of a row and figures of the rows below it."""
    rows = locator.rows_of(item.printed_cells)
    if rows.count(row) != 1 or len(rows) == 1:
        return False
    others = [other for other in rows if other is not row]
    return all(other.parent is row for other in others)


def _is_too_much_elsewhere(failed_sum: _FailedSum, case: Case) -> bool:
    """Return whether other failed checks hold with the sum of the rows below: then none is lacking.

    The row itself is wrong in all its columns.
    """
    numbers, figure = failed_sum.check.numbers, failed_sum.cell.figure
    if numbers is None or figure is None:
        return False
    steps = numbers.gap.printed / power_of_ten(-figure.scale)
    summed = attrs.evolve(figure, digits=figure.digits - round(steps))

    def as_summed(printed: Figure, cell: Hashable) -> Figure:
        return summed if cell is failed_sum.cell else printed

    for item in case.failed:
        if item is failed_sum.check or item.numbers is None:
            continue
        if failed_sum.cell in item.printed_cells and holds_with(item.numbers, as_summed):
            return True
    return False


def _is_more(failed_sum: _FailedSum) -> bool:
    numbers = failed_sum.check.numbers
    return numbers is not None and numbers.gap.printed > 0
