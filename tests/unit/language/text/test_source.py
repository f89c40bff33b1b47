"""Raw lines: full-width signs become half-width outside strings, and no column moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.language.text.source import comment_column, normalise

LINES = st.text('甲a ＝（），＃#"「」“”【】　\t', max_size=12)


@pytest.mark.parametrize(
    ("written", "normalised"),
    [
        ("甲　＝　（乙，１）", "甲 = (乙,１)"),
        ("检查 甲＞＝３％！", "检查 甲>=３%!"),
        ("令：甲＝表１．乙", "令:甲=表１.乙"),
    ],
)
def test_signs_become_half_width(written: str, normalised: str) -> None:
    assert normalise(written) == (normalised, None)


@pytest.mark.parametrize("kept", ['"（甲）"', "「（甲）」", "“（甲）”", "【（甲）】"])
def test_signs_stay_in_strings_and_bracketed_names(kept: str) -> None:
    assert normalise(f"（{kept}）") == (f"({kept})", None)


def test_signs_stay_in_comments() -> None:
    assert normalise("（甲） # （乙）") == ("(甲) # （乙）", None)


def test_a_sharp_inside_a_word_begins_no_comment() -> None:
    assert normalise("甲#（乙）") == ("甲#(乙)", None)


def test_an_unclosed_quote_is_found_at_its_column_and_what_follows_stays() -> None:
    assert normalise("（甲）“（乙）") == ("(甲)“（乙）", 3)


def test_an_unclosed_bracket_holds_the_rest_of_the_line() -> None:
    assert normalise("（【（甲）") == ("(【（甲）", None)


@given(LINES)
def test_columns_do_not_move(line: str) -> None:
    normalised, unclosed = normalise(line)
    assert len(normalised) == len(line)
    assert unclosed is None or line[unclosed] in '"「“'


@given(LINES)
def test_a_normalised_line_stays_as_it_is(line: str) -> None:
    normalised, _ = normalise(line)
    assert normalise(normalised)[0] == normalised


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("# 甲", 0),
        ("甲 # 乙", 2),
        ("甲\t# 乙", 2),
        ("甲 # 乙 # 丙", 2),
        ('"甲 # 乙" # 丙', 8),
        ("【甲 # 乙】 # 丙", 8),
        ("甲#乙", None),
        ('"甲 # 乙"', None),
        ("“甲 # 乙", None),
        ("", None),
    ],
)
def test_a_comment_begins_at_a_sharp_after_a_space(line: str, column: int | None) -> None:
    assert comment_column(line) == column
