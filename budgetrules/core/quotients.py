"""The exact range of a quotient of two sums over the box of their figures' ranges.

Dinkelbach's method on exact fractions: the largest N/D is the λ at which max(N − λD) over the box is zero. Each step
takes every figure at the end that its weight in N − λD asks for, so thirty addends cost thirty choices, not 2^30 corners.
"""

from __future__ import annotations

from fractions import Fraction

# identity → weight, printed value, lowest, highest, whether an end is excluded
Linear = dict[int, tuple[Fraction, Fraction, Fraction, Fraction, bool]]


def quotient_range(part: Linear, whole: Linear) -> tuple[Fraction, Fraction, Fraction, bool, bool] | None:
    """Printed quotient, lowest, highest, and whether the ends are excluded; None if the denominator's range holds zero."""
    low, high = _ends(whole)
    if low <= 0 <= high:
        return None
    if high < 0:
        part, whole = _negate(part), _negate(whole)
    printed = _printed(part) / _printed(whole)
    top, top_open = _largest(part, whole, printed)
    bottom, bottom_open = _largest(_negate(part), whole, -printed)
    return printed, -bottom, top, bottom_open, top_open


def _largest(part: Linear, whole: Linear, start: Fraction) -> tuple[Fraction, bool]:
    ratio = start
    while True:
        numerator = denominator = Fraction(0)
        is_open = False
        for identity in part.keys() | whole.keys():
            p_weight = part[identity][0] if identity in part else Fraction(0)
            w_weight = whole[identity][0] if identity in whole else Fraction(0)
            _, value, low, high, end_open = part.get(identity) or whole[identity]
            slope = p_weight - ratio * w_weight
            chosen = high if slope > 0 else low if slope < 0 else value
            is_open = is_open or (end_open and slope != 0)
            numerator += p_weight * chosen
            denominator += w_weight * chosen
        better = numerator / denominator
        if better == ratio:
            return ratio, is_open
        ratio = better


def _ends(side: Linear) -> tuple[Fraction, Fraction]:
    low = sum((w * (lo if w > 0 else hi) for w, _, lo, hi, _ in side.values()), Fraction(0))
    high = sum((w * (hi if w > 0 else lo) for w, _, lo, hi, _ in side.values()), Fraction(0))
    return low, high


def _printed(side: Linear) -> Fraction:
    return sum((weight * value for weight, value, _, _, _ in side.values()), Fraction(0))


def _negate(side: Linear) -> Linear:
    return {identity: (-weight, value, low, high, is_open) for identity, (weight, value, low, high, is_open) in side.items()}
