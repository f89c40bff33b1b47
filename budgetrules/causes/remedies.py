"""Which values of one printed figure would make a check pass, every other figure as printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from fractions import Fraction

import attrs

from budgetrules.core.comparison import Affine, Quotient, Side, ZeroDenominator
from budgetrules.core.figures import Figure, power_of_ten
from budgetrules.core.operators import judge
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell

_FAR = 1 << 60
Cells = frozenset[Cell]


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
        return math.floor(self.low) + 1 if self.strict else math.ceil(self.low)

    @property
    def last(self) -> int | None:
        """The highest printed value."""
        if self.high is None:
            return None
        return math.ceil(self.high) - 1 if self.strict else math.floor(self.high)

    def contains(self, value: int) -> bool:
        """Return whether a printed value, in steps, is one of these."""
        first, last = self.first, self.last
        if first is not None and value < first:
            return False
        return last is None or value <= last


def remedy(numbers: Comparison, cells: Cells, figure: Figure) -> Remedy | None:
    """Return the values of the figure in `cells` with which a relation holds.

    None where no single range does. `figure` is the one printed there; for a blank, the zero it
    would be printed as.
    """
    operator = numbers.operator
    if operator.strict and not operator.direction:
        # Any other value would do.
        return None
    if _is_in_quotient(numbers.left, cells) or _is_in_quotient(numbers.right, cells):
        return _searched(numbers, cells, figure)
    weight = sum(weight for weight, cell in numbers.left_cells if cell in cells)
    weight -= sum(weight for weight, cell in numbers.right_cells if cell in cells)
    if not weight:
        return None
    return _solved(numbers, weight, figure, _is_printed(numbers, cells))


def _is_in_quotient(side: Side, cells: Cells) -> bool:
    if not isinstance(side, Quotient):
        return False
    return _is_in(side.part, cells) or _is_in(side.whole, cells)


def _is_in(side: Affine, cells: Cells) -> bool:
    return any(cell in cells for _, _, cell in side.terms)


def _is_printed(numbers: Comparison, cells: Cells) -> bool:
    """Whether one of the cells holds a figure."""
    for side in (numbers.left_cells, numbers.right_cells):
        if any(cell in cells and cell.figure is not None for _, cell in side):
            return True
    return False


def _solved(numbers: Comparison, weight: int, figure: Figure, is_printed: bool) -> Remedy:
    """Return the values of a figure that stands with a weight in a sum."""
    half_step = power_of_ten(-figure.scale) / 2
    # A blank that should be a figure would be printed rounded: allow what its step allows.
    gap = numbers.gap if is_printed else numbers.gap.widened(half_step)
    weighted_step = weight * 2 * half_step
    ends = (figure.digits - gap.high / weighted_step, figure.digits - gap.low / weighted_step)
    low: Fraction | None = min(ends)
    high: Fraction | None = max(ends)
    strict = gap.pair and not gap.point and numbers.asks_one_figure
    operator = numbers.operator
    if operator.direction:
        strict = operator.strict
        is_upper_bound = operator.direction * weight < 0
        if is_upper_bound:
            low = None
        else:
            high = None
    return Remedy(low, high, strict, figure.digits - gap.printed / weighted_step)


def _searched(numbers: Comparison, cells: Cells, figure: Figure) -> Remedy | None:
    """Return the values of a figure inside a quotient.

    Starts where the quotient is as printed and feels for both ends.
    """
    centre = _quotient_centre(numbers, cells, figure)
    if centre is None:
        return None

    def passes(digits: int) -> bool:
        changed = attrs.evolve(figure, digits=digits)
        return holds_with(numbers, lambda held, cell: changed if cell in cells else held)

    start = math.floor(centre + Fraction(1, 2))
    if not passes(start):
        return None
    low, high = _end(passes, start, -1), _end(passes, start, 1)
    return Remedy(_fraction(low), _fraction(high), False, centre)


def _fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _quotient_centre(numbers: Comparison, cells: Cells, figure: Figure) -> Fraction | None:
    """Return the digits of the figure with which a quotient is as printed, if they can be told."""
    quotient, other = numbers.left, numbers.right
    if not isinstance(quotient, Quotient):
        quotient, other = other, quotient
    if not isinstance(quotient, Quotient) or not isinstance(other, Affine) or _is_in(other, cells):
        return None
    ratio = _sum_of(other, frozenset())
    part, part_weight = _sum_of(quotient.part, cells), _weight_of(quotient.part, cells)
    whole, whole_weight = _sum_of(quotient.whole, cells), _weight_of(quotient.whole, cells)
    slope = part_weight - ratio * whole_weight
    if not slope:
        return None
    return (ratio * whole - part) / slope / power_of_ten(-figure.scale)


def _sum_of(side: Affine, without: Cells) -> Fraction:
    """Return the sum of the figures that stand in other cells."""
    total = Fraction(0)
    for weight, figure, cell in side.terms:
        if cell not in without:
            total += weight * figure.value()
    return total


def _weight_of(side: Affine, cells: Cells) -> int:
    return sum(weight for weight, _, cell in side.terms if cell in cells)


def _end(passes: Callable[[int], bool], start: int, way: int) -> int | None:
    """Return the last value that passes on one way from `start`; None if it is very far away."""
    inside, reach = start, 1
    while passes(start + way * reach):
        inside = start + way * reach
        reach *= 2
        if reach > _FAR:
            return None
    outside = start + way * reach
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        if passes(middle):
            inside = middle
        else:
            outside = middle
    return inside


def holds_with(numbers: Comparison, change: Callable[[Figure, Hashable], Figure]) -> bool:
    """Return whether a relation can hold if each figure (given with its cell) is changed so."""
    left, right = _changed(numbers.left, change), _changed(numbers.right, change)
    try:
        return judge(numbers.operator, left, right).possible
    except ZeroDenominator:
        return False


def _changed(side: Side, change: Callable[[Figure, Hashable], Figure]) -> Side:
    if isinstance(side, Quotient):
        return Quotient(_sum_changed(side.part, change), _sum_changed(side.whole, change))
    return _sum_changed(side, change)


def _sum_changed(side: Affine, change: Callable[[Figure, Hashable], Figure]) -> Affine:
    terms = [(weight, change(figure, cell), cell) for weight, figure, cell in side.terms]
    return Affine(tuple(terms), side.summed)
