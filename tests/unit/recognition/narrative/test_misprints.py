"""Headings that are misprinted by a few characters."""

from __future__ import annotations

import pytest

from budgetrules.recognition.narrative.misprints import (
    NearHeading,
    is_near_heading,
    nearest_section,
    printed_title,
    spelled_heading,
)
from tests.unit.recognition.narrative.toy import INCOME, TERMS, lines_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("关于2024年收入情况说明", True),
        ("一、关于2024年收入情况说朋", True),
        ("关于2024年支付状况声明", False),
        ("名词解译", False),
    ],
)
def test_a_heading_is_near_if_one_character_in_five_is_off(words: str, expected: bool) -> None:
    assert is_near_heading(words, INCOME) == expected


def test_a_heading_too_short_to_tell_is_never_near() -> None:
    assert not is_near_heading("名词解译", TERMS)


def test_a_heading_is_spelled_with_blanks_for_its_slots() -> None:
    assert spelled_heading(INCOME) == "关于××××年收入情况说明"


def test_a_wrapped_misprint_is_found_over_its_lines() -> None:
    lines = lines_of("一、关于2024年收入", "情况说朋", "正文。")
    assert nearest_section(lines, 0, [TERMS, INCOME]) == NearHeading(INCOME, 2, 1)
    assert printed_title(lines, 0, 2) == "一、关于2024年收入情况说朋"


def test_a_heading_does_not_run_on_into_the_next_one() -> None:
    lines = lines_of("一、关于2024年收入", "二、情况说明")
    assert nearest_section(lines, 0, [INCOME]) is None
