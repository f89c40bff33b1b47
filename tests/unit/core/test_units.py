"""Units: which figures may be added or compared."""

from __future__ import annotations

import pytest

from budgetrules.core.units import NUMBER, PERCENT, UNITS, WAN, YUAN, same_dimension, unit_named


def test_units_are_found_by_what_is_printed() -> None:
    assert unit_named("万元") is WAN
    assert unit_named("斤") is None
    assert [symbol for symbol, unit in UNITS.items() if unit.symbol != symbol] == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(WAN, YUAN, True), (WAN, PERCENT, False), (WAN, NUMBER, True), (NUMBER, PERCENT, True)],
)
def test_money_goes_with_money_and_a_number_with_all(
    left: object, right: object, expected: bool
) -> None:
    assert same_dimension(left, right) is expected  # type: ignore[arg-type]  # parametrised
