"""A table under a wrong unit: what relates it to the rest holds once its figures are in another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.operands import identity
from budgetrules.causes.places import Locator
from budgetrules.causes.remedies import holds_with
from budgetrules.causes.roots import Advice, FailedCheck, Root, by_rank, distinct
from budgetrules.core.figures import Figure
from budgetrules.core.units import UNITS, Unit
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell, TableData

# One figure a power of ten too large is a slip of that figure; several are the table's unit.
_LEAST = 2
_UNITS = [unit for unit in UNITS.values() if unit.dimension == "money"]


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each table whose unit is wrong, the one that mends most first."""
    failed = [item for item in case.open_checks if _compares_money(item)]
    if len(failed) < _LEAST:
        return
    passed = [numbers for numbers in case.passed if _has_money(numbers)]
    while True:
        best = _best_unit(failed, passed, case.locator)
        if best is None:
            return
        yield _root(best)
        failed = [item for item in failed if item not in best.mended]


CAUSE = Cause("table units", explain)


@attrs.frozen(eq=False)
class WrongUnit:
    """A table, the unit its figures are in by all that relates them to others, and what it mends.

    `mended` comes heaviest first. `score` is the number of checks mended less those broken, then
    whether the form has this unit.
    """

    table: TableData
    unit: Unit
    mended: tuple[FailedCheck, ...]
    score: tuple[int, bool]


def _root(wrong: WrongUnit) -> Root:
    spokesman, *follows = wrong.mended
    advice = Advice(
        value=wrong.unit.symbol,
        mended=len(wrong.mended),
        table=wrong.table,
    )
    return Root(spokesman=spokesman, follows=tuple(follows), advice=advice)


def _best_unit(
    failed: Sequence[FailedCheck],
    passed: Sequence[Comparison],
    locator: Locator,
) -> WrongUnit | None:
    """Return the unit of a table that mends most; None where none mends more than it breaks."""
    best: WrongUnit | None = None
    for table in locator.doc.disclosure.tables.values():
        for wrong in _units_of(table, failed, passed, locator):
            gain, _ = wrong.score
            if gain > 0 and (best is None or wrong.score > best.score):
                best = wrong
    return best


def _units_of(
    table: TableData,
    failed: Sequence[FailedCheck],
    passed: Sequence[Comparison],
    locator: Locator,
) -> Iterator[WrongUnit]:
    """Yield the units that mend nearly all that relates a table to the rest, with their scores."""
    cells = _figures_of(table)
    crossing = [item for item in failed if _crosses(item.numbers, cells, locator)]
    if len(crossing) < _LEAST:
        return
    passed_crossing: list[Comparison] | None = None
    for unit in _UNITS:
        if unit.symbol == table.unit:
            continue
        mended = [item for item in crossing if _holds(item.numbers, cells, unit)]
        if not _are_enough(mended, len(crossing), cells):
            continue
        if passed_crossing is None:
            passed_crossing = [one for one in passed if _crosses(one, cells, locator)]
        broken = [one for one in passed_crossing if not _holds(one, cells, unit)]
        is_of_form = unit.symbol == locator.doc.template.unit
        score = (len(mended) - len(broken), is_of_form)
        yield WrongUnit(table, unit, tuple(by_rank(mended)), score)


def _figures_of(table: TableData) -> frozenset[Cell]:
    cells: set[Cell] = set()
    for row in table.rows():
        for cell in row.cells.values():
            if cell.figure is not None:
                cells.add(cell)
    return frozenset(cells)


def _are_enough(
    mended: Sequence[FailedCheck],
    crossing: int,
    cells: AbstractSet[Cell],
) -> bool:
    """Return whether nearly all that crosses is mended, by more than one figure."""
    if 5 * len(mended) < 4 * crossing:
        return False
    figures: set[Hashable] = set()
    for item in mended:
        for cell in item.printed_cells:
            if cell in cells:
                figures.add(identity(cell))
    return len(figures) >= _LEAST


def _compares_money(item: FailedCheck) -> bool:
    return item.numbers is not None and _has_money(item.numbers)


def _has_money(numbers: Comparison) -> bool:
    return any(_is_money(cell.figure) for cell in distinct(numbers))


def _is_money(figure: Figure | None) -> bool:
    return figure is not None and figure.unit.dimension == "money"


def _crosses(
    numbers: Comparison | None,
    cells: AbstractSet[Cell],
    locator: Locator,
) -> bool:
    """Return whether a relation has figures of the table, and others, that are not zero."""
    if numbers is None:
        return False
    is_inside = is_outside = False
    for cell in distinct(numbers):
        if cell.figure is None or not cell.figure.digits:
            continue
        if cell in cells:
            is_inside = True
        elif not is_outside:
            is_outside = locator.address(cell).row is not None
    return is_inside and is_outside


def _holds(
    numbers: Comparison | None,
    cells: AbstractSet[Cell],
    unit: Unit,
) -> bool:
    """Return whether a relation holds once the money of the table is in another unit."""

    def in_unit(figure: Figure, cell: Hashable) -> Figure:
        if cell in cells and _is_money(figure):
            return attrs.evolve(figure, unit=unit)
        return figure

    return numbers is not None and holds_with(numbers, in_unit)
