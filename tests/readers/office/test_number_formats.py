"""A number prints as its format says, and an amount reads back to what was stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.figures import parse_decimal
from budgetrules.readers.excel.number_format import printed

_PRINTED = [
    ("1904.49", "#,##0.00", "1,904.49"),
    ("1904.495", "#,##0.00", "1,904.50"),
    ("-12.3", "#,##0.00", "-12.30"),
    ("-12.3", "#,##0.00_);[Red]\\(#,##0.00\\)", "(12.30)"),
    ("-12.3", "#,##0.00;[Red]#,##0.00", "-12.30"),
    ("0", '#,##0.00;-#,##0.00;""', ""),
    ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    ("1904.4", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,904.40"),
    ("19044900", "0!.0000", "1904.4900"),
    ("19044900", "0!.0,", "1904.5"),
    ("19044900", '0"."0,', "1904.5"),
    ("1234567", "#,##0.00,", "1,234.57"),
    ("1234567890", "#,##0.00,,", "1,234.57"),
    ("0.9969", "0.00%", "99.69%"),
    ("3", "00", "03"),
    ("1904.5", "0.##", "1904.5"),
    ("1904", "0.##", "1904"),
    ("0", "#", ""),
    ("0.5", "#,###.00", "0.50"),
    ("-0.001", "0.00", "0.00"),
    ("12", "[$¥-804]#,##0.00", "12.00"),
    ("12345.6", "[>=10000]#,##0;0.00", "12,346"),
    ("99.5", "[>=10000]#,##0;0.00", "99.50"),
    ("1904.4900000001", "General", "1904.49"),
    ("156211123", "General", "156211123"),
    ("12.345", "# ?/?", "12.345"),
    ("12.345", "0.00E+00", "12.345"),
    ("5", "@", "5"),
    ("5", "", "5"),
]


@pytest.mark.parametrize(("value", "code", "expected"), _PRINTED)
def test_a_number_prints_as_its_format_says(value: str, code: str, expected: str) -> None:
    assert printed(Decimal(value), code) == expected


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.booleans())
def test_an_amount_with_enough_decimals_reads_back(
    digits: int, decimals: int, grouped: bool
) -> None:
    value = Decimal(digits).scaleb(-decimals)
    code = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    assert parse_decimal(printed(value, code)) == (digits, decimals)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_yuan_shown_as_wan_is_the_same_amount(digits: int, more: int) -> None:
    # 0!.0000 puts a point in front of the last four digits of an amount in 元.
    found = parse_decimal(printed(Decimal(digits).scaleb(-more), "0!.0000"))
    assert found is not None
    assert abs(found[0] * 10**more - digits) * 2 <= 10**more
    assert found[1] == 4


@given(
    st.text(max_size=40),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    ),
)
def test_no_format_breaks_the_printer(code: str, value: Decimal) -> None:
    assert isinstance(printed(value, code), str)
