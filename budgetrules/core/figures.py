"""Published figures: what is printed, and which true values it can stand for.

A figure is a whole number of printed steps. 1,904.49 万元 is 190449 steps of 10^-2 万元, that is of
10^2 元; it stands for every true value within half a step. No binary floats anywhere.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from fractions import Fraction

import attrs

from budgetrules.core.units import NUMBER, Unit


class Rounding(enum.Enum):
    """How the publisher cut a true value down to the printed one."""

    HALF = "half"
    TRUNCATED = "truncated"
    EXACT = "exact"


@attrs.frozen(slots=True)
class Figure:
    """A printed number.

    `digits` counts the printed steps, `decimals` is the number of printed decimals in `unit`. The
    value in the base unit of the dimension (元 for money) is digits · 10^-scale.
    """

    digits: int
    decimals: int
    unit: Unit
    rounding: Rounding = Rounding.HALF

    @property
    def scale(self) -> int:
        """The decimals counted in the base unit.

        Negative where a step is a multiple of it.
        """
        return self.decimals - self.unit.exponent

    @property
    def is_exact(self) -> bool:
        """Whether the figure stands for itself alone.

        A count does, a constant of a rule, a blank read as zero.
        """
        return self.rounding is Rounding.EXACT

    def value(self) -> Fraction:
        """Return the printed value in the base unit."""
        return Fraction(self.digits) * power_of_ten(-self.scale)

    def in_unit(self, unit: Unit) -> Fraction:
        """Return the printed value counted in `unit`."""
        return self.value() * power_of_ten(-unit.exponent)

    def plain(self) -> str:
        """Return the number as reports hold it: no separators, decimals as printed."""
        return plain_decimal(self.digits, self.decimals)

    def grouped(self) -> str:
        """Return the number for people, with its decimals as printed.

        It has thousands separators, but for a year.
        """
        if self.unit.dimension == "year":
            return self.plain()
        return group_thousands(self.plain())


@functools.cache
def power_of_ten(exponent: int) -> Fraction:
    """10 to `exponent`, exact for negative exponents too."""
    if exponent >= 0:
        return Fraction(10**exponent)
    return Fraction(1, 10**-exponent)


def plain_decimal(digits: int, decimals: int) -> str:
    """Write digits · 10^-decimals with exactly `decimals` decimals."""
    sign = "-" if digits < 0 else ""
    text = str(abs(digits)).rjust(decimals + 1, "0")
    if decimals:
        return f"{sign}{text[:-decimals]}.{text[-decimals:]}"
    return sign + text


def group_thousands(plain: str) -> str:
    """Put thousands separators into a plain decimal."""
    sign = ""
    if plain.startswith("-"):
        sign = "-"
    whole, dot, decimals = plain.lstrip("-").partition(".")
    return f"{sign}{int(whole):,}{dot}{decimals}"


def exact(value: int | Fraction, unit: Unit = NUMBER) -> Figure:
    """Make a figure that stands for itself: a count or a constant of a rule.

    `value` must be a finite decimal.
    """
    if isinstance(value, int):
        return Figure(value, 0, unit, Rounding.EXACT)
    number = value
    decimals = 0
    while number.denominator != 1:
        number *= 10
        decimals += 1
        if decimals > 60:
            raise ValueError(f"{value} is not a finite decimal")
    return Figure(int(number), decimals, unit, Rounding.EXACT)


_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\Z")
_MINUS = {"-", "−", "–", "△", "▲", "－"}
_MAX_DIGITS = 30


def parse_decimal(text: str) -> tuple[int, int] | None:
    """Read a printed number as (digits, decimals); None if `text` is not one.

    Accepts full-width digits, thousands separators (also full-width) and the negatives −1, (1),
    （1）, △1.
    """
    plain = text.strip()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).replace("，", ",")
    negative = False
    if plain[:1] in _MINUS:
        negative = True
        plain = plain[1:].lstrip()
    elif plain[:1] == "(" and plain[-1:] == ")":
        negative = True
        plain = plain[1:-1].strip()
    match = _NUMBER.match(plain)
    if match is None or len(plain) > _MAX_DIGITS + 12:
        return None
    decimals = match.group(2) or ""
    digits = int(match.group(1).replace(",", "") + decimals)
    return (-digits if negative else digits), len(decimals)


def read_figure(
    text: str, unit: Unit, rounding: Rounding = Rounding.HALF, least_decimals: int = 0
) -> Figure | None:
    """Read a printed number in `unit`; None if `text` is not one.

    `least_decimals`: a number printed with fewer decimals had zeros dropped (198万元 among figures
    with two decimals is 198.00), so its step is the finer one.
    """
    parsed = parse_decimal(text)
    if parsed is None:
        return None
    digits, decimals = parsed
    if decimals < least_decimals:
        digits *= 10 ** (least_decimals - decimals)
        decimals = least_decimals
    return Figure(digits, decimals, unit, rounding)
