"""Ruling lines from thin boxes, joined."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.geometry import Frame
from budgetrules.readers.pdf.rulings import NEAR, Ruling, joined, rulings_of

FRAME = Frame(left=0, bottom=0, right=600, top=800)


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    start = draw(st.integers(0, 60))
    return Ruling(draw(st.integers(0, 30)), start, start + draw(st.integers(0, 40)))


def test_a_wide_box_is_a_line_across_and_a_high_one_a_line_down() -> None:
    lines = rulings_of([(10, 699, 110, 701), (49, 600, 51, 700)], FRAME)
    assert lines.across == [Ruling(100, 10, 110)]
    assert lines.down == [Ruling(50, 100, 200)]


def test_dashes_are_one_line() -> None:
    dashes = [Ruling(5, start, start + 4) for start in (0, 6, 12)]
    assert joined(dashes) == [Ruling(5, 0, 16)]


def test_lines_with_a_gap_stay_two() -> None:
    lines = [Ruling(5, 0, 10), Ruling(5, 10 + NEAR + 1, 30)]
    assert joined(lines) == lines


def test_lines_side_by_side_are_one_that_stands_where_the_longest_does() -> None:
    assert joined([Ruling(5, 0, 10), Ruling(6, 8, 40)]) == [Ruling(6, 0, 40)]


def test_lines_one_after_the_other_are_no_ladder_that_grows() -> None:
    steps = [Ruling(2.5 * step, 0, 10) for step in range(6)]
    assert [line.at for line in joined(steps)] == [0, 7.5]


def test_a_dot_is_no_line() -> None:
    assert joined([Ruling(5, 40, 42)]) == []
    assert joined([]) == []


@given(st.lists(rulings(), max_size=8))
def test_the_order_of_lines_says_nothing(lines: list[Ruling]) -> None:
    shuffled = lines.copy()
    random.Random(len(lines)).shuffle(shuffled)
    ends = {(line.start, line.end) for line in joined(lines)}
    assert {(line.start, line.end) for line in joined(shuffled)} == ends


@given(st.lists(rulings(), max_size=8))
def test_every_long_line_lies_within_a_joined_one(lines: list[Ruling]) -> None:
    whole = joined(lines)
    for line in lines:
        if line.length >= NEAR:
            assert any(
                other.start <= line.start
                and line.end <= other.end
                and abs(other.at - line.at) <= 2 * NEAR
                for other in whole
            )
