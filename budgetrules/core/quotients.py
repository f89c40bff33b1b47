"""The exact range of a quotient of two sums over the box of their figures' ranges.

Dinkelbach's method in whole numbers: the largest N/D is the λ at which max(N − λD) over the box is zero. Each step takes
every figure at the end that its weight in N − λD asks for, so thirty addends cost thirty choices, not 2^30 corners.
"""

from __future__ import annotations

from fractions import Fraction

import attrs


@attrs.frozen(slots=True)
class Ranged:
    """A figure in a quotient: its weight above and below the line, and its range in steps that all figures there share."""

    part: int
    whole: int
    printed: int
    low: int
    high: int
    is_open: bool


def quotient_range(figures: list[Ranged]) -> tuple[Fraction, Fraction, Fraction, bool, bool] | None:
    """Printed quotient, lowest, highest, and whether the ends are excluded; None if the denominator's range holds zero."""
    low = sum(item.whole * (item.low if item.whole > 0 else item.high) for item in figures)
    high = sum(item.whole * (item.high if item.whole > 0 else item.low) for item in figures)
    if low <= 0 <= high:
        return None
    sign = 1 if low > 0 else -1
    part = sign * sum(item.part * item.printed for item in figures)
    whole = sign * sum(item.whole * item.printed for item in figures)
    top, top_open = _largest(figures, sign, sign, part, whole)
    bottom, bottom_open = _largest(figures, -sign, sign, -part, whole)
    return Fraction(part, whole), -bottom, top, bottom_open, top_open


def _largest(
    figures: list[Ranged], above: int, below: int, part: int, whole: int
) -> tuple[Fraction, bool]:
    """The largest quotient, its numerator times `above` and its denominator times `below`; it starts from part / whole."""
    while True:
        numerator = denominator = 0
        is_open = False
        for item in figures:
            up, down = above * item.part, below * item.whole
            slope = up * whole - part * down
            chosen = item.high if slope > 0 else item.low if slope < 0 else item.printed
            is_open = is_open or (item.is_open and slope != 0)
            numerator += up * chosen
            denominator += down * chosen
        if numerator * whole == part * denominator:
            return Fraction(part, whole), is_open
        part, whole = numerator, denominator
