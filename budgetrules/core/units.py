"""Units as types: two figures can be added or compared only if their units have one dimension.

They are words of the rule language as well as of documents: grammar/units.tsv lists them.
"""

from __future__ import annotations

import attrs

from budgetrules.resources import resource_folder


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


def _all_units() -> dict[str, Unit]:
    """Return the units of grammar/units.tsv by id."""
    path = resource_folder("grammar") / "units.tsv"
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    units: dict[str, Unit] = {}
    for line in lines:
        unit_id, symbol, dimension, exponent = line.split("\t")
        units[unit_id] = Unit(symbol, dimension, int(exponent))
    return units


_BY_ID = _all_units()
UNITS: dict[str, Unit] = {unit.symbol: unit for unit in _BY_ID.values()}
YUAN = _BY_ID["yuan"]
WAN = _BY_ID["ten_thousand_yuan"]
PERCENT = _BY_ID["percent"]
COUNT = _BY_ID["piece"]
SQUARE_METRE = _BY_ID["square_metre"]
YEAR = _BY_ID["year"]
# A number written in a rule fits any dimension: `= 0` compares with money as well as with a count.
NUMBER = Unit("", "number")


def unit_named(symbol: str) -> Unit | None:
    """Return the unit printed as `symbol`, or None."""
    return UNITS.get(symbol)


def same_dimension(left: Unit, right: Unit) -> bool:
    """Tell whether figures in these units may be added or compared; a number fits every unit."""
    return left.dimension == right.dimension or "number" in (left.dimension, right.dimension)
