"""Units as types: two figures can be added or compared only if their units have one dimension."""

from __future__ import annotations

import attrs


@attrs.frozen(slots=True)
class Unit:
    """A unit of a published figure.

    `symbol` is how it is printed (万元), `dimension` its type (money), `exponent` the power of ten by
    which a number in this unit is multiplied to reach the base unit of its dimension (元 for money,
    1 for a ratio).
    """

    symbol: str
    dimension: str
    exponent: int = 0


_ALL = (
    Unit("元", "money", 0),
    Unit("千元", "money", 3),
    Unit("万元", "money", 4),
    Unit("百万元", "money", 6),
    Unit("亿元", "money", 8),
    Unit("%", "ratio", -2),
    Unit("个百分点", "ratio", -2),
    Unit("个", "count"),
    Unit("人", "count"),
    Unit("台", "count"),
    Unit("辆", "count"),
    Unit("人次", "count"),
    Unit("批次", "count"),
    Unit("平方米", "area"),
    Unit("年", "year"),
)

UNITS: dict[str, Unit] = {unit.symbol: unit for unit in _ALL}
YUAN = UNITS["元"]
WAN = UNITS["万元"]
PERCENT = UNITS["%"]
COUNT = UNITS["个"]
SQUARE_METRE = UNITS["平方米"]
YEAR = UNITS["年"]
# A number written in a rule fits any dimension: `= 0` compares with money as well as with a count.
NUMBER = Unit("", "number")


def unit_named(symbol: str) -> Unit | None:
    """The unit printed as `symbol`, or None."""
    return UNITS.get(symbol)


def same_dimension(left: Unit, right: Unit) -> bool:
    """Whether figures in these units may be added or compared; a plain number fits every unit."""
    return left.dimension == right.dimension or "number" in (left.dimension, right.dimension)
