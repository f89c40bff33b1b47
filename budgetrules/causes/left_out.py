"""A row left out that nothing else knows of: the row above is more than what stands below it, in more than one column at once.

One figure can't be wrong in two columns; a row that lacks makes all of them differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.causes.operands import distinct
from budgetrules.causes.places import Locator
from budgetrules.causes.root_values import Root
from budgetrules.causes.structure import Failed
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell, Row

_COLUMNS = 2


def left_out(failed: Sequence[Failed], locator: Locator) -> list[Root]:
    """A root for each row that is more than the rows below it in several columns, and less in none."""
    sums: dict[int, list[tuple[Failed, Cell]]] = {}
    for item in failed:
        cell = item.outcome.instance.cell
        row = locator.spot(cell).row if isinstance(cell, Cell) else None
        if (
            row is not None
            and isinstance(cell, Cell)
            and item.numbers is not None
            and _is_of_rows(item.numbers, row, locator)
        ):
            sums.setdefault(id(row), []).append((item, cell))
    found = []
    for held in sums.values():
        if len({locator.spot(cell).column for _, cell in held}) >= _COLUMNS and all(
            _is_more(item) for item, _ in held
        ):
            (leader, lead), *follows = sorted(held, key=lambda entry: entry[0].rank)
            found.append(Root(leader, lead, tuple(item for item, _ in follows), told="F121"))
    return found


def _is_of_rows(numbers: Comparison, row: Row, locator: Locator) -> bool:
    """Whether a relation is between a figure of a row and those of the rows below it."""
    rows = [spot.row for cell in distinct(numbers) if (spot := locator.spot(cell)).row is not None]
    others = [other for other in rows if other is not row]
    return len(others) == len(rows) - 1 > 0 and all(
        other is not None and other.parent is row for other in others
    )


def _is_more(item: Failed) -> bool:
    return item.numbers is not None and item.numbers.gap.printed > 0
