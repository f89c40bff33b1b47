"""Which values of one printed figure would make a check pass, every other figure as printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from fractions import Fraction

import attrs

from budgetrules.core.comparison import Affine, Quotient, Side, Term, ZeroDenominator
from budgetrules.core.figures import Figure, power_of_ten
from budgetrules.core.operators import judge
from budgetrules.evaluation.truth import Comparison, Weighted
from budgetrules.model.disclosure import Cell

_FAR = 1 << 60
Cells = frozenset[Cell]
# A figure and its cell to the figure that should stand there instead.
Change = Callable[[Figure, Hashable], Figure]


@attrs.frozen(slots=True)
class Remedy:
    """Values from `low` to `high` (None: without end), counted in the figure's printed steps.

    `strict` says that the ends are excluded, `centre` is the value with which both sides agree as
    printed.
    """

    low: Fraction | None
    high: Fraction | None
    strict: bool
    centre: Fraction

    @property
    def first(self) -> int | None:
        """The lowest printed value; none may lie between first and last."""
        if self.low is None:
            return None
        if self.strict:
            return math.floor(self.low) + 1
        return math.ceil(self.low)

    @property
    def last(self) -> int | None:
        """The highest printed value."""
        if self.high is None:
            return None
        if self.strict:
            return math.ceil(self.high) - 1
        return math.floor(self.high)

    def contains(self, value: int) -> bool:
        """Return whether a printed value, in steps, is one of these."""
        first, last = self.first, self.last
        if first is not None and value < first:
            return False
        return last is None or value <= last


def remedy(
    numbers: Comparison,
    cells: Cells,
    figure: Figure,
) -> Remedy | None:
    """Return the values of the figure in `cells` of a relation with which it holds.

    None where no single range does. `figure` is the one printed there; for a blank, the zero it
    would be printed as.
    """
    operator = numbers.operator
    if operator.strict and not operator.direction:
        # Any other value would do.
        return None
    if any(cell.figure is not None and cell.figure.scale != figure.scale for cell in cells):
        numbers = _with_figure(numbers, cells, figure)
    for side in (numbers.left, numbers.right):
        if _is_in_quotient(side, cells):
            return _searched(numbers, cells, figure)
    weight = _weight_among(numbers.left_cells, cells)
    weight -= _weight_among(numbers.right_cells, cells)
    if not weight:
        return None
    is_printed = any(cell.figure is not None for cell in cells)
    return _solved(numbers, weight, figure, is_printed)


def _with_figure(numbers: Comparison, cells: Cells, figure: Figure) -> Comparison:
    """Return a relation with a figure read otherwise than it is judged."""

    def change(printed: Figure, cell: Hashable) -> Figure:
        return figure if cell in cells else printed

    return Comparison(
        numbers.node,
        _changed(numbers.left, change),
        _changed(numbers.right, change),
        numbers.left_cells,
        numbers.right_cells,
    )


def _weight_among(weighted: Weighted, cells: Cells) -> int:
    """Return the weight that some cells have together on one side."""
    total = 0
    for weight, cell in weighted:
        if cell in cells:
            total += weight
    return total


def _is_in_quotient(side: Side, cells: Cells) -> bool:
    if not isinstance(side, Quotient):
        return False
    return _is_in(side.part, cells) or _is_in(side.whole, cells)


def _is_in(side: Affine, cells: Cells) -> bool:
    own = [cell for _, _, cell in side.terms]
    return not cells.isdisjoint(own)


def _solved(
    numbers: Comparison,
    weight: int,
    figure: Figure,
    is_printed: bool,
) -> Remedy:
    """Return the values of a figure that stands with a weight in a sum."""
    step = power_of_ten(-figure.scale)
    gap = numbers.gap
    if not is_printed:
        # A blank that should be a figure would be printed rounded: allow what its step allows.
        gap = gap.widened(step / 2)
    weighted = weight * step
    one_end = figure.digits - gap.high / weighted
    other_end = figure.digits - gap.low / weighted
    low: Fraction | None = min(one_end, other_end)
    high: Fraction | None = max(one_end, other_end)
    strict = gap.pair and not gap.point and numbers.asks_one_figure
    operator = numbers.operator
    if operator.direction:
        strict = operator.strict
        is_upper_bound = operator.direction * weight < 0
        if is_upper_bound:
            low = None
        else:
            high = None
    centre = figure.digits - gap.printed / weighted
    return Remedy(low, high, strict, centre)


def _searched(
    numbers: Comparison,
    cells: Cells,
    figure: Figure,
) -> Remedy | None:
    """Return the values of a figure inside a quotient.

    Starts where the quotient is as printed and feels for both ends.
    """
    centre = _quotient_centre(numbers, cells, figure)
    if centre is None:
        return None

    def passes(digits: int) -> bool:
        changed = attrs.evolve(figure, digits=digits)

        def change(printed: Figure, cell: Hashable) -> Figure:
            return changed if cell in cells else printed

        return holds_with(numbers, change)

    start = math.floor(centre + Fraction(1, 2))
    if not passes(start):
        return None
    low = _end(passes, start, way=-1)
    high = _end(passes, start, way=1)
    return Remedy(
        low=None if low is None else Fraction(low),
        high=None if high is None else Fraction(high),
        strict=False,
        centre=centre,
    )


def _quotient_centre(
    numbers: Comparison,
    cells: Cells,
    figure: Figure,
) -> Fraction | None:
    """Return the digits of the figure with which a quotient is as printed, if they can be told."""
    quotient, other = numbers.left, numbers.right
    if not isinstance(quotient, Quotient):
        quotient, other = other, quotient
    if not isinstance(quotient, Quotient) or not isinstance(other, Affine):
        return None
    if _is_in(other, cells):
        return None
    ratio = _sum_of(other, frozenset())
    part = _sum_of(quotient.part, cells)
    whole = _sum_of(quotient.whole, cells)
    # Solve (part + weight · x) = ratio · (whole + weight · x) for x.
    part_weight = _weight_of(quotient.part, cells)
    whole_weight = _weight_of(quotient.whole, cells)
    slope = part_weight - ratio * whole_weight
    if not slope:
        return None
    amount = (ratio * whole - part) / slope
    return amount / power_of_ten(-figure.scale)


def _sum_of(side: Affine, without: Cells) -> Fraction:
    """Return the sum of the figures that stand in other cells."""
    total = Fraction(0)
    for weight, figure, cell in side.terms:
        if cell not in without:
            total += weight * figure.value()
    return total


def _weight_of(side: Affine, cells: Cells) -> int:
    total = 0
    for weight, _, cell in side.terms:
        if cell in cells:
            total += weight
    return total


def _end(passes: Callable[[int], bool], start: int, way: int) -> int | None:
    """Return the last value that passes on one way from `start`; None if it is very far away."""
    inside = start
    outside = start + way
    while passes(outside):
        inside = outside
        outside += outside - start
        if abs(outside - start) > _FAR:
            return None
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        if passes(middle):
            inside = middle
        else:
            outside = middle
    return inside


def holds_with(numbers: Comparison, change: Change) -> bool:
    """Return whether a relation can hold if each figure (given with its cell) is changed so."""
    left = _changed(numbers.left, change)
    right = _changed(numbers.right, change)
    try:
        return judge(numbers.operator, left, right).possible
    except ZeroDenominator:
        return False


def _changed(side: Side, change: Change) -> Side:
    if isinstance(side, Quotient):
        part = _sum_changed(side.part, change)
        whole = _sum_changed(side.whole, change)
        return Quotient(part, whole)
    return _sum_changed(side, change)


def _sum_changed(side: Affine, change: Change) -> Affine:
    terms: list[Term] = []
    for weight, figure, cell in side.terms:
        changed = change(figure, cell)
        terms.append((weight, changed, cell))
    return Affine(tuple(terms), side.summed)
