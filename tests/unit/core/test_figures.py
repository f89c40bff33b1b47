"""Figures: printed numbers read and written, and what they stand for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.figures import (
    Figure,
    Rounding,
    exact,
    group_thousands,
    parse_decimal,
    plain_decimal,
    power_of_ten,
    read_figure,
)
from budgetrules.core.units import UNITS, WAN, YEAR, YUAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,904.49", (190449, 2)),
        ("１，２３４", (1234, 0)),
        ("−1.5", (-15, 1)),
        ("(3)", (-3, 0)),
        ("（3）", (-3, 0)),
        ("△2", (-2, 0)),
        ("1,23", None),
        ("1.2.3", None),
        ("—", None),
        ("", None),
        ("9" * 43, None),
    ],
)
def test_a_printed_number_is_read(text: str, expected: tuple[int, int] | None) -> None:
    assert parse_decimal(text) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_what_is_written_is_read_back(digits: int, decimals: int) -> None:
    plain = plain_decimal(digits, decimals)
    assert parse_decimal(plain) == (digits, decimals)
    assert parse_decimal(group_thousands(plain)) == (digits, decimals)


@given(st.integers(-12, 12))
def test_powers_of_ten_are_exact(exponent: int) -> None:
    assert power_of_ten(exponent) * power_of_ten(-exponent) == 1
    assert power_of_ten(exponent) == Fraction(10) ** exponent


def test_a_figure_counts_steps_of_its_last_digit() -> None:
    figure = Figure(190449, 2, WAN)
    assert figure.scale == -2
    assert figure.value() == 19_044_900
    assert figure.in_unit(UNITS["亿元"]) == Fraction(190449, 10**6)
    assert (figure.plain(), figure.grouped()) == ("1904.49", "1,904.49")


def test_a_year_has_no_thousands_separators() -> None:
    assert Figure(2030, 0, YEAR).grouped() == "2030"


def test_dropped_zeros_are_given_back() -> None:
    assert read_figure("198", WAN, least_decimals=2) == Figure(19800, 2, WAN)
    assert read_figure("198.123", WAN, least_decimals=2) == Figure(198123, 3, WAN)
    assert read_figure("不详", WAN) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, (3, 0)), (Fraction(3, 2), (15, 1)), (Fraction(-1, 8), (-125, 3))],
)
def test_an_exact_number_stands_for_itself(
    value: int | Fraction, expected: tuple[int, int]
) -> None:
    figure = exact(value, YUAN)
    assert (figure.digits, figure.decimals) == expected
    assert figure.is_exact
    assert figure.rounding is Rounding.EXACT


def test_what_is_no_finite_decimal_is_no_figure() -> None:
    with pytest.raises(ValueError, match="not a finite decimal"):
        exact(Fraction(1, 3))
