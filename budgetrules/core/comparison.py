"""The one implementation of comparison: can true values inside the printed figures' ranges make a relation hold?

Every relation is judged on the range of (left − right). A side is affine in figures, or one quotient of two such.
All numbers are whole numbers or exact fractions. Source: LANGUAGE.md section 4.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from fractions import Fraction

import attrs

from budgetrules.core.figures import Figure, Rounding, power_of_ten
from budgetrules.core.quotients import Ranged, quotient_range

# A weight, the figure, and what identifies it: a figure used twice is one figure.
Term = tuple[int, Figure, int]


@attrs.frozen(slots=True)
class Affine:
    """A sum of weighted figures; `summed` where the rule adds figures up (one addend left then means `same`)."""

    terms: tuple[Term, ...]
    summed: bool = False


@attrs.frozen(slots=True)
class Quotient:
    """Part over whole. A share is compared as a plain number: 99.69 % is 0.9969."""

    part: Affine
    whole: Affine


Side = Affine | Quotient


@attrs.frozen(slots=True)
class Gap:
    """The range of (left − right), counted in `step` base units: as printed, lowest and highest.

    `low_open` and `high_open` say that an end itself is excluded, `pair` that exactly one figure stands on each side, so
    that `same` is defined, `point` that one of the two (or every figure) is exact. For sums the steps are whole numbers.
    """

    step: Fraction
    printed_steps: int | Fraction
    low_steps: int | Fraction
    high_steps: int | Fraction
    low_open: bool
    high_open: bool
    pair: bool
    point: bool

    @property
    def printed(self) -> Fraction:
        """The difference as printed, in base units."""
        return self.printed_steps * self.step

    @property
    def low(self) -> Fraction:
        """The lowest difference of true values, in base units."""
        return self.low_steps * self.step

    @property
    def high(self) -> Fraction:
        """The highest difference of true values, in base units."""
        return self.high_steps * self.step

    @property
    def is_zero(self) -> bool:
        """Whether the sides are surely equal."""
        return self.low_steps == self.high_steps == 0

    @property
    def holds_zero(self) -> bool:
        """Whether some true values make both sides equal."""
        return _below(self.low_steps, self.low_open) and _below(-self.high_steps, self.high_open)

    @property
    def overlaps(self) -> bool:
        """Whether the two figures' ranges share more than an end point; an exact figure lies in the other's range."""
        return self.holds_zero if self.point else self.low_steps < 0 < self.high_steps

    @property
    def slack(self) -> Fraction:
        """The difference that rounding can explain, in base units."""
        return (
            max(self.printed_steps - self.low_steps, self.high_steps - self.printed_steps)
            * self.step
        )

    def widened(self, half: Fraction) -> Gap:
        """The range when a figure of half step `half` takes the place of one that is exactly zero."""
        pair = self.low == self.high or self.high - self.low == 2 * half
        ends = (self.printed, self.low - half, self.high + half)
        return Gap(Fraction(1), *ends, self.low_open, self.high_open, pair, self.low == self.high)


class ZeroDenominator(Exception):
    """The range of a denominator holds zero: the quotient can't be judged."""


def _below(value: int | Fraction, is_open: bool) -> bool:
    return value < 0 if is_open else value <= 0


def bounds(figure: Figure) -> tuple[int, int, bool, bool]:
    """How far below and above the printed value the true value may lie, in half steps, and whether the ends are excluded."""
    if figure.rounding is Rounding.HALF:
        return 1, 1, False, False
    if figure.rounding is Rounding.EXACT:
        return 0, 0, False, False
    if figure.digits > 0:
        return 0, 2, False, True
    return (2, 0, True, False) if figure.digits < 0 else (2, 2, True, True)


def gap(left: Side, right: Side) -> Gap:
    """The range of left − right. Raises ZeroDenominator where a denominator's range holds zero."""
    if isinstance(left, Affine) and isinstance(right, Affine):
        return _affine_gap(left, right)
    a, b = _range(left), _range(right)
    return Gap(
        Fraction(1), a[0] - b[0], a[1] - b[2], a[2] - b[1], a[3] or b[4], a[4] or b[3], False, False
    )


def _range(side: Side) -> tuple[Fraction, Fraction, Fraction, bool, bool]:
    """Printed value, lowest, highest, and whether the ends are excluded."""
    if isinstance(side, Quotient):
        found = quotient_range(_ranged(side))
        if found is None:
            raise ZeroDenominator
        return found
    alone = _affine_gap(side, Affine(()))
    return alone.printed, alone.low, alone.high, alone.low_open, alone.high_open


def _ranged(side: Quotient) -> list[Ranged]:
    """The figures of a quotient, each once, in half steps of the finest."""
    weights: dict[int, tuple[int, int, Figure]] = {}
    for at, terms in enumerate((side.part.terms, side.whole.terms)):
        for weight, figure, identity in terms:
            part, whole, _ = weights.get(identity, (0, 0, figure))
            weights[identity] = (
                (part + weight, whole, figure) if at == 0 else (part, whole + weight, figure)
            )
    finest = max((figure.scale for _, _, figure in weights.values()), default=0)
    found = []
    for part, whole, figure in weights.values():
        step = 10 ** (finest - figure.scale)
        below, above, low_open, high_open = bounds(figure)
        printed = 2 * figure.digits * step
        found.append(
            Ranged(
                part,
                whole,
                printed,
                printed - below * step,
                printed + above * step,
                low_open or high_open,
            )
        )
    return found


def _affine_gap(left: Affine, right: Affine) -> Gap:
    terms = _combine(left.terms, right.terms)
    scale = max([figure.scale for _, figure, _ in terms], default=0)
    printed = below = above = 0
    low_open = high_open = False
    inexact = 0
    for weight, figure, _ in terms:
        step = 10 ** (scale - figure.scale)
        printed += 2 * weight * figure.digits * step
        if figure.rounding is Rounding.HALF:
            # Nearly every figure: half a step either way.
            inexact += 1
            below += abs(weight) * step
            above += abs(weight) * step
            continue
        down, up, down_open, up_open = bounds(figure)
        if down or up:
            inexact += 1
        if weight < 0:
            weight, down, up, down_open, up_open = -weight, up, down, up_open, down_open
        below += weight * down * step
        above += weight * up * step
        low_open = low_open or down_open
        high_open = high_open or up_open
    pair = len(terms) <= 2 and all(abs(weight) == 1 for weight, _, _ in terms)
    return Gap(
        _half_step(scale),
        printed,
        printed - below,
        printed + above,
        low_open,
        high_open,
        pair,
        inexact < 2,
    )


@functools.cache
def _half_step(scale: int) -> Fraction:
    return power_of_ten(-scale) / 2


def _combine(left: Sequence[Term], right: Sequence[Term]) -> list[Term]:
    """Weights of left − right, a figure on both sides counted once; exact zeros drop out."""
    found: dict[int, Term] = {}
    for sign, terms in ((1, left), (-1, right)):
        for weight, figure, identity in terms:
            if figure.digits == 0 and figure.rounding is Rounding.EXACT:
                continue
            known = found.get(identity)
            found[identity] = (
                sign * weight if known is None else known[0] + sign * weight,
                figure,
                identity,
            )
    return [term for term in found.values() if term[0]]


def equal_as_printed(left: Side, right: Side, difference: Gap) -> bool:
    """Whether both sides agree as printed; a quotient after rounding to the decimals of the figure it is compared with."""
    if difference.printed_steps == 0:
        return True
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Quotient) and isinstance(other, Affine) and len(other.terms) == 1:
            figure = other.terms[0][1]
            step = power_of_ten(-figure.scale)
            return abs(difference.printed) <= step / 2
    return False


@attrs.frozen(slots=True)
class Judgement:
    """What a relation comes to: `possible` for some true values, `certain` for all, `exact` as printed."""

    possible: bool
    certain: bool
    exact: bool


_EQUAL_AS_PRINTED = Judgement(True, False, True)
_SURE = Judgement(True, True, True)


def judge(operator: str, left: Side, right: Side) -> Judgement:
    """Judge `left operator right` for =, same, !=, <, <=, >, >=. Raises ZeroDenominator."""
    if isinstance(left, Affine) and isinstance(right, Affine):
        plain = _plainly(operator, left, right)
        if plain is not None:
            return plain
    return judge_by_range(operator, left, right)


def judge_by_range(operator: str, left: Side, right: Side) -> Judgement:
    """What the range of left − right says, which is what `judge` means."""
    return _OPERATORS[operator](left, right, gap(left, right))


def _plainly(operator: str, left: Affine, right: Affine) -> Judgement | None:
    """What needs no range, as most relations of a sound document: equal as printed, or in order by more than rounding.

    Only for figures of one step, rounded half up or exact; None where the range must decide. A figure on both sides makes
    the slack look larger than it is, which says nothing of equality and never makes an order look sure that isn't.
    """
    scale, total, slack = None, 0, 0
    for sign, terms in ((1, left.terms), (-1, right.terms)):
        for weight, figure, _ in terms:
            if figure.rounding is Rounding.HALF:
                slack += abs(weight)
            elif figure.rounding is not Rounding.EXACT:
                return None
            elif figure.digits == 0:
                continue
            if scale is None:
                scale = figure.scale
            elif figure.scale != scale:
                return None
            total += sign * weight * figure.digits
    if operator in ("=", "same"):
        if total or len({identity for _, _, identity in left.terms + right.terms}) < len(
            left.terms
        ) + len(right.terms):
            return None
        return _EQUAL_AS_PRINTED if slack else _SURE
    # In half steps, as the ends of a range are.
    ahead = 2 * total if operator in (">=", ">") else -2 * total
    is_sure = operator != "!=" and (ahead > slack or (ahead == slack and len(operator) == 2))
    return _SURE if is_sure else None


def _equal(left: Side, right: Side, between: Gap) -> Judgement:
    one_addend = between.pair and (_is_summed(left) or _is_summed(right))
    possible = between.overlaps if one_addend else between.holds_zero
    return Judgement(possible, between.is_zero, equal_as_printed(left, right, between))


def _same(left: Side, right: Side, between: Gap) -> Judgement:
    possible = between.overlaps if between.pair else between.holds_zero
    return Judgement(possible, between.is_zero, between.printed_steps == 0)


def _different(left: Side, right: Side, between: Gap) -> Judgement:
    apart = not between.holds_zero
    return Judgement(apart, apart, apart)


def _at_most(left: Side, right: Side, between: Gap) -> Judgement:
    certain = between.high_steps <= 0
    return Judgement(
        _below(between.low_steps, between.low_open), certain, between.printed_steps <= 0
    )


def _less(left: Side, right: Side, between: Gap) -> Judgement:
    certain = _below(between.high_steps, not between.high_open)
    return Judgement(between.low_steps < 0, certain, between.printed_steps < 0)


def _at_least(left: Side, right: Side, between: Gap) -> Judgement:
    return _at_most(right, left, _mirror(between))


def _greater(left: Side, right: Side, between: Gap) -> Judgement:
    return _less(right, left, _mirror(between))


def _mirror(between: Gap) -> Gap:
    ends = (-between.printed_steps, -between.high_steps, -between.low_steps)
    return Gap(
        between.step, *ends, between.high_open, between.low_open, between.pair, between.point
    )


def _is_summed(side: Side) -> bool:
    return isinstance(side, Affine) and side.summed


_OPERATORS = {
    "=": _equal,
    "same": _same,
    "!=": _different,
    "<=": _at_most,
    "<": _less,
    ">=": _at_least,
    ">": _greater,
}
