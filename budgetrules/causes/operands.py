"""The figures of a comparison: which are printed, which one is called wrong, and what a blank would be printed as."""

from __future__ import annotations

from collections.abc import Hashable

from budgetrules.causes.places import Locator, is_absent
from budgetrules.core.comparison import Affine
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import UNITS, WAN
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.view import CONSTANT_PLACE, COUNT_PLACE
from budgetrules.model.disclosure import Cell


def is_made(cell: Cell) -> bool:
    """Whether a number comes from the rule or from counting, not from the document."""
    return cell.place is CONSTANT_PLACE or cell.place is COUNT_PLACE


def distinct(grounds: Comparison) -> list[Cell]:
    """Every cell of both sides once."""
    return list(
        {id(cell): cell for _, cell in (*grounds.left_cells, *grounds.right_cells)}.values()
    )


def identity(cell: Cell) -> Hashable:
    """What makes two cells the same printed figure: two sentences may have read one number."""
    place = cell.place
    if cell.figure is None or (place.chars is None and place.box is None and place.cell is None):
        return id(cell)
    return (
        place.page,
        place.line,
        place.chars,
        place.box,
        place.sheet,
        place.cell,
        cell.figure.digits,
    )


def alike(grounds: Comparison, cell: Cell) -> frozenset[int]:
    """The ids of the cells of a comparison that are the same printed figure as this one."""
    key = identity(cell)
    return frozenset(id(other) for other in distinct(grounds) if identity(other) == key)


def lead_of(grounds: Comparison, locator: Locator) -> Cell:
    """The figure called wrong: one in an absent row, else the side that is one figure; never one of another document."""
    foreign = locator.doc.is_foreign
    left = [cell for _, cell in grounds.left_cells if not is_made(cell) and not foreign(cell)]
    right = [cell for _, cell in grounds.right_cells if not is_made(cell) and not foreign(cell)]
    for cell in (*left, *right):
        if is_absent(locator.spot(cell).row):
            return cell
    for side, cells in ((grounds.left, left), (grounds.right, right)):
        if isinstance(side, Affine) and len(cells) == 1:
            return cells[0]
    return (left or right or distinct(grounds))[0]


def printed_or_zero(grounds: Comparison, cell: Cell, locator: Locator) -> Figure:
    """The figure of a cell; for a blank the zero it would be printed as, with the decimals of the figures beside it."""
    if cell.figure is not None:
        return cell.figure
    unit = UNITS.get(locator.unit(cell), WAN)
    figures = [
        other.figure
        for other in distinct(grounds)
        if other.figure is not None and not other.figure.is_exact
    ]
    finest = max((max(0, figure.scale + unit.exponent) for figure in figures), default=0)
    return Figure(0, max(locator.doc.template.least(unit.symbol), finest), unit, Rounding.HALF)
