"""Numbers as number formats print them; more cases stand in tests/readers/office."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetrules.readers.excel.number_format import general, is_general, plain, printed


@pytest.mark.parametrize("code", ["", "General", " general ", "@", "G/通用格式", "G/標準"])
def test_a_format_that_leaves_decimals_open_is_general(code: str) -> None:
    assert is_general(code)
    assert not is_general("0.00")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12.50", "12.5"), ("1E+3", "1000"), ("-0.0", "0"), ("0.000", "0"), ("-3.10", "-3.1")],
)
def test_a_plain_number_has_no_exponent_and_no_zeros_at_its_end(value: str, expected: str) -> None:
    assert plain(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("123456789012345", "123456789012345"),
        ("1234567.8912345", "1234567.891"),
        ("-1234567.8912345", "-1234567.891"),
        ("1904.49", "1904.49"),
    ],
)
def test_general_prints_eleven_characters_unless_it_is_whole(value: str, expected: str) -> None:
    assert general(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("5", "0;(0);零", "5"),
        ("-5", "0;(0);零", "(5)"),
        ("0", "0;(0);零", "零"),
        ("5", "[<10]0.0;[<100]0.00;0", "5.0"),
        ("50", "[<10]0.0;[<100]0.00;0", "50.00"),
        ("500", "[<10]0.0;[<100]0.00;0", "500"),
        ("-500", "[<>0]0", "-500"),
    ],
)
def test_the_section_is_chosen_by_sign_or_condition(value: str, code: str, expected: str) -> None:
    assert printed(Decimal(value), code) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("12.3", '"约"0.0"万元"', "约12.3万元"),
        ("12.3", "0\\!0", "1!2"),
        ("1234567", "0-0000", "123-4567"),
        ("1234.5", "￥#,##0.00", "1,234.50"),
        ("1.5", "#.##", "1.5"),
        ("0.5", "#.0#", "0.5"),
        ("12", "0.00_)", "12.00"),
        ("1234567", "0.0,", "1234.6"),
        ("1234567", "0,,", "1"),
        ("0.125", "0.0%", "12.5%"),
    ],
)
def test_literals_stand_between_the_digits_and_currencies_are_left_out(
    value: str, code: str, expected: str
) -> None:
    assert printed(Decimal(value), code) == expected


def test_a_negative_number_is_never_printed_as_a_positive_one() -> None:
    assert printed(Decimal("-5"), "0;[Red]0") == "-5"
    assert printed(Decimal("-5"), "0;△0") == "△5"
    assert printed(Decimal("-0.001"), "0.00") == "0.00"


@pytest.mark.parametrize("code", ['0.00"', "0.00[", "0.00_", "0.00\\"])
def test_a_format_that_breaks_off_prints_as_general(code: str) -> None:
    assert printed(Decimal("12.5"), code) == "12.5"
