"""The range of (left − right) over all true values that the printed figures can stand for.

A side is affine in figures, or one quotient of two such. Every relation of `core.operators` is
judged on this range. All numbers are whole numbers or exact fractions.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from fractions import Fraction

import attrs

from budgetrules.core.figures import Figure, Rounding, power_of_ten
from budgetrules.core.quotients import QuotientRange, Ranged, quotient_range

# A weight, the figure, and what identifies it: a figure used twice is one figure.
Term = tuple[int, Figure, Hashable]


@attrs.frozen(slots=True)
class Affine:
    """A sum of weighted figures.

    `summed` where the rule adds figures up: one addend left then means `same`.
    """

    terms: tuple[Term, ...]
    summed: bool = False


@attrs.frozen(slots=True)
class Quotient:
    """Part over whole. A share is compared as a plain number: 99.69 % is 0.9969."""

    part: Affine
    whole: Affine


Side = Affine | Quotient
_ONE = Fraction(1)
_NOTHING = Affine(())


@attrs.frozen(slots=True, kw_only=True)
class Gap:
    """The range of (left − right), counted in `step` base units: as printed, lowest and highest.

    `low_open` and `high_open` say that an end itself is excluded, `pair` that exactly one figure
    stands on each side, so that `same` is defined, `point` that one of the two (or every figure) is
    exact. For sums the steps are whole numbers.
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
        is_low_enough = reaches_zero(self.low_steps, self.low_open)
        return is_low_enough and reaches_zero(-self.high_steps, self.high_open)

    @property
    def overlaps(self) -> bool:
        """Whether the two figures' ranges share more than an end point.

        An exact figure need only lie in the other's range.
        """
        if self.point:
            return self.holds_zero
        return self.low_steps < 0 < self.high_steps

    @property
    def slack(self) -> Fraction:
        """The difference that rounding can explain, in base units."""
        below = self.printed_steps - self.low_steps
        above = self.high_steps - self.printed_steps
        return max(below, above) * self.step

    def is_made_up_by(self, amount: Fraction) -> bool:
        """Return whether the sides may differ by just this amount, in base units, either way."""
        if self.low <= amount <= self.high:
            return True
        return self.low <= -amount <= self.high

    def mirrored(self) -> Gap:
        """Return the range of right − left."""
        return attrs.evolve(
            self,
            printed_steps=-self.printed_steps,
            low_steps=-self.high_steps,
            high_steps=-self.low_steps,
            low_open=self.high_open,
            high_open=self.low_open,
        )

    def widened(self, half: Fraction) -> Gap:
        """Return the range when a figure takes the place of one that is exactly zero.

        `half` is its half step.
        """
        is_point = self.low == self.high
        return Gap(
            step=_ONE,
            printed_steps=self.printed,
            low_steps=self.low - half,
            high_steps=self.high + half,
            low_open=self.low_open,
            high_open=self.high_open,
            pair=is_point or self.high - self.low == 2 * half,
            point=is_point,
        )


class ZeroDenominator(Exception):
    """The range of a denominator holds zero: the quotient can't be judged."""


def reaches_zero(value: int | Fraction, is_open: bool) -> bool:
    """Tell whether a range whose lower end is `value` holds zero or something below it."""
    if is_open:
        return value < 0
    return value <= 0


def bounds(figure: Figure) -> tuple[int, int, bool, bool]:
    """Return how far below and above the printed value the true value may lie.

    In half steps, with whether the two ends are excluded.
    """
    if figure.rounding is Rounding.HALF:
        return 1, 1, False, False
    if figure.rounding is Rounding.EXACT:
        return 0, 0, False, False
    if figure.digits > 0:
        return 0, 2, False, True
    if figure.digits < 0:
        return 2, 0, True, False
    return 2, 2, True, True


def gap(left: Side, right: Side) -> Gap:
    """Return the range of left − right.

    Raises ZeroDenominator where a denominator's range holds zero.
    """
    if isinstance(left, Affine) and isinstance(right, Affine):
        return _affine_gap(left, right)
    one = _range(left)
    other = _range(right)
    return Gap(
        step=_ONE,
        printed_steps=one.printed - other.printed,
        low_steps=one.low - other.high,
        high_steps=one.high - other.low,
        low_open=one.low_open or other.high_open,
        high_open=one.high_open or other.low_open,
        pair=False,
        point=False,
    )


def _range(side: Side) -> QuotientRange:
    """Return the range of one side. Raises ZeroDenominator."""
    if isinstance(side, Quotient):
        quotient = quotient_range(_figures_of(side))
        if quotient is None:
            raise ZeroDenominator
        return quotient
    alone = _affine_gap(side, _NOTHING)
    # Three products of fractions would cost twice as much.
    numerator = alone.step.numerator
    denominator = alone.step.denominator
    return QuotientRange(
        printed=Fraction(int(alone.printed_steps) * numerator, denominator),
        low=Fraction(int(alone.low_steps) * numerator, denominator),
        high=Fraction(int(alone.high_steps) * numerator, denominator),
        low_open=alone.low_open,
        high_open=alone.high_open,
    )


def _figures_of(quotient: Quotient) -> list[Ranged]:
    """Return the figures of a quotient, each once, in half steps of the finest."""
    figures: dict[Hashable, Figure] = {}
    part_weights: dict[Hashable, int] = {}
    whole_weights: dict[Hashable, int] = {}
    for weight, figure, identity in quotient.part.terms:
        figures[identity] = figure
        part_weights[identity] = part_weights.get(identity, 0) + weight
    for weight, figure, identity in quotient.whole.terms:
        figures[identity] = figure
        whole_weights[identity] = whole_weights.get(identity, 0) + weight
    finest = max((figure.scale for figure in figures.values()), default=0)
    ranged = []
    for identity, figure in figures.items():
        step = 10 ** (finest - figure.scale)
        below, above, low_open, high_open = bounds(figure)
        printed = 2 * figure.digits * step
        ranged.append(
            Ranged(
                part=part_weights.get(identity, 0),
                whole=whole_weights.get(identity, 0),
                printed=printed,
                low=printed - below * step,
                high=printed + above * step,
                is_open=low_open or high_open,
            )
        )
    return ranged


def _affine_gap(left: Affine, right: Affine) -> Gap:
    terms: Sequence[Term] = left.terms
    if right.terms or len(terms) > 1:
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
    return Gap(
        step=half_step(scale),
        printed_steps=printed,
        low_steps=printed - below,
        high_steps=printed + above,
        low_open=low_open,
        high_open=high_open,
        pair=len(terms) <= 2 and all(abs(weight) == 1 for weight, _, _ in terms),
        point=inexact < 2,
    )


@functools.cache
def half_step(scale: int) -> Fraction:
    """Return half of the last digit's step, in base units.

    `scale` is the figure's, counted in the base unit.
    """
    return power_of_ten(-scale) / 2


def _combine(left: Sequence[Term], right: Sequence[Term]) -> list[Term]:
    """Weights of left − right, a figure on both sides counted once; exact zeros drop out."""
    combined: dict[Hashable, Term] = {}
    for sign, terms in ((1, left), (-1, right)):
        for weight, figure, identity in terms:
            if figure.digits == 0 and figure.rounding is Rounding.EXACT:
                continue
            weight *= sign
            if identity in combined:
                weight += combined[identity][0]
            combined[identity] = (weight, figure, identity)
    return [term for term in combined.values() if term[0]]
