"""Numbers printed with gaps between their digits, and what counts as a figure or an amount."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.numbers import is_amount, is_figure, without_gaps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,904. 49", "1,904.49"),
        ("1 2 3", "123"),
        ("- 5.00", "-5.00"),
        ("12.5 %", "12.5%"),
    ],
)
def test_gaps_within_a_number_are_closed(text: str, expected: str) -> None:
    assert without_gaps(text) == expected


@pytest.mark.parametrize("text", ["12 34", "基本 支出", "1904.49", ""])
def test_other_texts_keep_their_blanks(text: str) -> None:
    assert without_gaps(text) == text


@pytest.mark.parametrize("text", ["201", "1,904.49", "(3.5)", "—", "1 2 3"])
def test_codes_numbers_and_dashes_are_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["合计", "12 34", "", "2024年"])
def test_words_and_pairs_of_numbers_are_no_figures(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("0.01", True), ("1,904", True), ("201", False), ("—", False)]
)
def test_only_decimals_or_thousands_make_an_amount(text: str, expected: bool) -> None:
    assert is_amount(text) == expected
