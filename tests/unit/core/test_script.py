"""Script: numerals, enumerators, dates and page numbers as patterns."""

from __future__ import annotations

import re

import pytest

from budgetrules.core import script


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (script.ENUMERATOR, "十二、"),
        (script.BRACKETED_ENUMERATOR, "(三)"),
        (script.ORDINAL_NUMBER, "第二十"),
        (script.PART, "第一部分"),
        (script.YEAR, "2025年"),
        (script.FISCAL_YEAR, "2025年度"),
        (script.DATE, "2025年1月31日"),
        (script.DOCUMENT_NUMBER, "第12号"),
        (script.PAGE_NUMBER, "第3页"),
        (script.PAGE_NUMBER, "-12-"),
        (script.PAGE_NUMBER, "3/12"),
        (script.PAGE_NUMBER, "第3页,共12页"),
    ],
)
def test_a_pattern_takes_the_whole_of_what_it_describes(pattern: str, text: str) -> None:
    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (script.ENUMERATOR, "12、"),
        (script.PART, "第部分"),
        (script.YEAR, "1825年"),
        (script.DATE, "2025年1月"),
        (script.PAGE_NUMBER, "第12345页"),
    ],
)
def test_a_pattern_leaves_the_rest(pattern: str, text: str) -> None:
    assert re.fullmatch(pattern, text) is None


def test_no_pattern_has_groups() -> None:
    patterns = (script.FISCAL_YEAR, script.DATE, script.PAGE_NUMBER, script.DOCUMENT_NUMBER)
    assert [pattern for pattern in patterns if re.compile(pattern).groups] == []


def test_numerals_are_the_digits_from_one_and_ten() -> None:
    assert script.NUMERALS == "一二三四五六七八九十"
    assert len(script.DIGITS) == len(script.FULL_WIDTH_DIGITS) == 10
