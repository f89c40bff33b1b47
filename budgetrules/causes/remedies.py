"""Which values of one printed figure would make a check pass, every other figure as printed."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import attrs

from budgetrules.core.comparison import Affine, Quotient, Side, ZeroDenominator
from budgetrules.core.figures import Figure, power_of_ten
from budgetrules.core.operators import judge
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell

_FAR = 1 << 60


@attrs.frozen(slots=True)
class Remedy:
    """Values from `low` to `high` (None: without end), counted in the figure's printed steps.

    `strict` says that the ends are excluded, `centre` is the value with which both sides agree as printed.
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


def remedy(grounds: Comparison, cells: frozenset[int], figure: Figure) -> Remedy | None:
    """The values of the figure held by `cells` (ids) that make the check pass; None where no single range does.

    `figure` is the one printed there; for a blank, the zero it would be printed as.
    """
    operator = grounds.operator
    if operator.strict and not operator.direction:
        # Any other value would do.
        return None
    for side in (grounds.left, grounds.right):
        if isinstance(side, Quotient) and any(
            _holds(part, cells) for part in (side.part, side.whole)
        ):
            return _searched(grounds, cells, figure)
    weight = sum(w for w, cell in grounds.left_cells if id(cell) in cells)
    weight -= sum(w for w, cell in grounds.right_cells if id(cell) in cells)
    return _solved(grounds, weight, figure, _is_printed(grounds, cells)) if weight else None


def _holds(side: Affine, cells: frozenset[int]) -> bool:
    return any(identity in cells for _, _, identity in side.terms)


def _is_printed(grounds: Comparison, cells: frozenset[int]) -> bool:
    both: tuple[tuple[int, Cell], ...] = (*grounds.left_cells, *grounds.right_cells)
    return any(id(cell) in cells and cell.figure is not None for _, cell in both)


def _solved(grounds: Comparison, weight: int, figure: Figure, printed: bool) -> Remedy:
    step = power_of_ten(-figure.scale)
    # A blank that should be a figure would be printed rounded: allow what its step allows.
    gap = grounds.gap if printed else grounds.gap.widened(step / 2)
    one = weight * step
    ends = sorted((figure.digits - gap.high / one, figure.digits - gap.low / one))
    low: Fraction | None = ends[0]
    high: Fraction | None = ends[1]
    strict = gap.pair and not gap.point and grounds.asks_one_figure
    operator = grounds.operator
    if operator.direction:
        strict = operator.strict
        if operator.direction * weight < 0:
            low = None
        else:
            high = None
    return Remedy(low, high, strict, figure.digits - gap.printed / one)


def _searched(grounds: Comparison, cells: frozenset[int], figure: Figure) -> Remedy | None:
    """A figure inside a quotient: start where the quotient is as printed and feel for both ends."""
    centre = _quotient_centre(grounds, cells, figure)
    if centre is None:
        return None
    start = math.floor(centre + Fraction(1, 2))
    if not _passes(grounds, cells, figure, start):
        return None
    low, high = (_end(grounds, cells, figure, start, way) for way in (-1, 1))
    return Remedy(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        False,
        centre,
    )


def _quotient_centre(grounds: Comparison, cells: frozenset[int], figure: Figure) -> Fraction | None:
    sides = (grounds.left, grounds.right)
    quotient, other = sides if isinstance(sides[0], Quotient) else sides[::-1]
    if not isinstance(quotient, Quotient) or not isinstance(other, Affine) or _holds(other, cells):
        return None
    ratio = sum((weight * held.value() for weight, held, _ in other.terms), Fraction(0))
    part, part_weight = _split(quotient.part, cells)
    whole, whole_weight = _split(quotient.whole, cells)
    slope = part_weight - ratio * whole_weight
    return (ratio * whole - part) / slope / power_of_ten(-figure.scale) if slope else None


def _split(side: Affine, cells: frozenset[int]) -> tuple[Fraction, int]:
    """The sum of the other figures, and the weight of this one."""
    others = sum(
        (weight * held.value() for weight, held, identity in side.terms if identity not in cells),
        Fraction(0),
    )
    return others, sum(weight for weight, _, identity in side.terms if identity in cells)


def _end(
    grounds: Comparison, cells: frozenset[int], figure: Figure, start: int, way: int
) -> int | None:
    inside, reach = start, 1
    while _passes(grounds, cells, figure, start + way * reach):
        inside, reach = start + way * reach, reach * 2
        if reach > _FAR:
            return None
    outside = start + way * reach
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        inside, outside = (
            (middle, outside) if _passes(grounds, cells, figure, middle) else (inside, middle)
        )
    return inside


def _passes(grounds: Comparison, cells: frozenset[int], figure: Figure, digits: int) -> bool:
    changed = attrs.evolve(figure, digits=digits)
    return holds_with(grounds, lambda held, identity: changed if identity in cells else held)


def holds_with(grounds: Comparison, change: Callable[[Figure, int], Figure]) -> bool:
    """Whether a relation can hold if each of its figures (given with what identifies it) is changed so."""
    try:
        return judge(
            grounds.operator, _changed(grounds.left, change), _changed(grounds.right, change)
        ).possible
    except ZeroDenominator:
        return False


def _changed(side: Side, change: Callable[[Figure, int], Figure]) -> Side:
    if isinstance(side, Quotient):
        return Quotient(_sum_changed(side.part, change), _sum_changed(side.whole, change))
    return _sum_changed(side, change)


def _sum_changed(side: Affine, change: Callable[[Figure, int], Figure]) -> Affine:
    return Affine(
        tuple(
            (weight, change(figure, identity), identity) for weight, figure, identity in side.terms
        ),
        side.summed,
    )
