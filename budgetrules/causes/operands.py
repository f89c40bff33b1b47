"""The figures of a comparison: which one is called wrong, and what a blank would be printed as."""

from __future__ import annotations

from collections.abc import Hashable

from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import distinct
from budgetrules.core.comparison import Affine
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import UNITS, WAN
from budgetrules.evaluation.truth import Comparison, Weighted
from budgetrules.evaluation.values import is_made
from budgetrules.model.disclosure import Cell


def identity(cell: Cell) -> Hashable:
    """Return what makes two cells the same printed figure: its place and its digits.

    Two sentences may have read one number.
    """
    place = cell.place
    if cell.figure is None:
        return cell
    if place.chars is None and place.box is None and place.cell is None:
        return cell
    return (
        place.page,
        place.line,
        place.chars,
        place.box,
        place.sheet,
        place.cell,
        cell.figure.digits,
    )


def alike(numbers: Comparison, cell: Cell) -> frozenset[Cell]:
    """Return the cells of a comparison that are the same printed figure as this one."""
    key = identity(cell)
    cells = distinct(numbers)
    return frozenset(other for other in cells if identity(other) == key)


def suspect_of(numbers: Comparison, locator: Locator) -> Cell:
    """Return the figure to call wrong: one in an absent row, else the side that is one figure.

    Never one of another document, unless there is no other. A row that is absent among others of
    its side need not be missing: where more than one figure is printed, it is not called so.
    """
    left = _own_cells(numbers.left_cells, locator)
    right = _own_cells(numbers.right_cells, locator)
    left_there = _in_printed_rows(left, locator)
    right_there = _in_printed_rows(right, locator)
    is_one_there = len(left_there) + len(right_there) <= 1
    for own, there in ((left, left_there), (right, right_there)):
        absent = [cell for cell in own if cell not in there]
        if absent and (is_one_there or not there):
            return absent[0]
    if isinstance(numbers.left, Affine) and len(left_there) == 1:
        return left_there[0]
    if isinstance(numbers.right, Affine) and len(right_there) == 1:
        return right_there[0]
    cells = left_there or right_there or distinct(numbers)
    return cells[0]


def _in_printed_rows(cells: list[Cell], locator: Locator) -> list[Cell]:
    """Return the cells that don't stand in an absent row."""
    there: list[Cell] = []
    for cell in cells:
        row = locator.address(cell).row
        if not is_absent(row):
            there.append(cell)
    return there


def _own_cells(cells: Weighted, locator: Locator) -> list[Cell]:
    """Return the cells that stand in this document."""
    own: list[Cell] = []
    for _, cell in cells:
        if not is_made(cell) and not locator.doc.is_foreign(cell):
            own.append(cell)
    return own


def printed_or_zero(
    numbers: Comparison,
    cell: Cell,
    locator: Locator,
) -> Figure:
    """Return a cell's figure; for a blank the zero it would be printed as.

    That zero has the decimals of the figures beside it, a whole number those of the others.
    """
    if cell.figure is not None:
        return locator.narrow.get(cell, cell.figure)
    unit = UNITS.get(locator.unit(cell), WAN)
    decimals = [locator.doc.template.least(unit.symbol)]
    for other in distinct(numbers):
        if other.figure is not None and not other.figure.is_exact:
            decimals.append(other.figure.scale + unit.exponent)
    return Figure(0, max(0, *decimals), unit, Rounding.HALF)
