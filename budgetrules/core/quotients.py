"""The exact range of a quotient of two sums over the box of their figures' ranges.

Dinkelbach's method in whole numbers: the largest N/D is the λ at which max(N − λD) over the box is
zero. Each step takes every figure at the end that its weight in N − λD asks for, so thirty addends
cost thirty choices, not 2^30 corners.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs


@attrs.frozen(slots=True, kw_only=True)
class Ranged:
    """A figure in a quotient.

    Its weights above and below the line, and its range in steps that all figures there share.
    """

    part: int
    whole: int
    printed: int
    low: int
    high: int
    is_open: bool


@attrs.frozen(slots=True, kw_only=True)
class QuotientRange:
    """The printed quotient, the lowest and the highest, and whether these ends are excluded."""

    printed: Fraction
    low: Fraction
    high: Fraction
    low_open: bool
    high_open: bool


def quotient_range(figures: Sequence[Ranged]) -> QuotientRange | None:
    """Return the range of a quotient; None if the denominator's range holds zero."""
    part = whole = low = high = 0
    for item in figures:
        part += item.part * item.printed
        whole += item.whole * item.printed
        if item.whole > 0:
            low += item.whole * item.low
            high += item.whole * item.high
        else:
            low += item.whole * item.high
            high += item.whole * item.low
    if low <= 0 <= high:
        return None
    # A negative denominator: turn both signs round.
    if low > 0:
        sign = 1
    else:
        sign = -1
    part = sign * part
    whole = sign * whole
    top, top_open = _largest(figures, sign, sign, (part, whole))
    bottom, bottom_open = _largest(figures, -sign, sign, (-part, whole))
    return QuotientRange(
        printed=Fraction(part, whole),
        low=-bottom,
        high=top,
        low_open=bottom_open,
        high_open=top_open,
    )


def _largest(
    figures: Sequence[Ranged], above: int, below: int, start: tuple[int, int]
) -> tuple[Fraction, bool]:
    """Return the largest quotient, and whether it is only approached.

    The numerator counts `above` times and the denominator `below` times; the search starts from the
    quotient `start`.
    """
    part, whole = start
    while True:
        numerator = denominator = 0
        is_open = False
        for item in figures:
            up = above * item.part
            down = below * item.whole
            slope = up * whole - part * down
            if slope > 0:
                chosen = item.high
            elif slope < 0:
                chosen = item.low
            else:
                chosen = item.printed
            is_open = is_open or (item.is_open and slope != 0)
            numerator += up * chosen
            denominator += down * chosen
        if numerator * whole == part * denominator:
            return Fraction(part, whole), is_open
        part = numerator
        whole = denominator
