"""The range of (left − right) over all true values that the printed figures can stand for.

A side is affine in figures, or one quotient of two such. Every relation of `core.operators` is judged on this range.
All numbers are whole numbers or exact fractions.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from fractions import Fraction

import attrs

from budgetrules.core.figures import Figure, Rounding, power_of_ten
from budgetrules.core.quotients import Ranged, quotient_range

# A weight, the figure, and what identifies it: a figure used twice is one figure.
Term = tuple[int, Figure, Hashable]


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
        return reaches_zero(self.low_steps, self.low_open) and reaches_zero(
            -self.high_steps, self.high_open
        )

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

    def mirrored(self) -> Gap:
        """The range of right − left."""
        return Gap(
            self.step,
            -self.printed_steps,
            -self.high_steps,
            -self.low_steps,
            self.high_open,
            self.low_open,
            self.pair,
            self.point,
        )

    def widened(self, half: Fraction) -> Gap:
        """The range when a figure of half step `half` takes the place of one that is exactly zero."""
        pair = self.low == self.high or self.high - self.low == 2 * half
        ends = (self.printed, self.low - half, self.high + half)
        return Gap(Fraction(1), *ends, self.low_open, self.high_open, pair, self.low == self.high)


class ZeroDenominator(Exception):
    """The range of a denominator holds zero: the quotient can't be judged."""


def reaches_zero(value: int | Fraction, is_open: bool) -> bool:
    """Whether a range whose lower end is `value` holds zero or something below it."""
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
    weights: dict[Hashable, tuple[int, int, Figure]] = {}
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
    found: dict[Hashable, Term] = {}
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
