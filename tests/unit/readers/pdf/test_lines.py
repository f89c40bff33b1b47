"""Lines of text from runs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.lines import TextLine, lines_of, text_of
from budgetrules.readers.pdf.runs import Run
from tests.unit.readers.pdf.handmade import SIZE, run, text_line


def texts(runs: list[Run]) -> list[str]:
    """The texts of the lines of some runs."""
    return [line.text for line in lines_of(runs)]


def test_runs_of_one_height_are_one_line_from_the_left() -> None:
    assert texts([run("计", 40), run("合", 0)]) == ["合 计"]


def test_lines_stand_from_the_top_down() -> None:
    assert texts([run("下", top=40), run("上", top=0)]) == ["上", "下"]


@pytest.mark.parametrize(("top", "expected"), [(4, ["甲 乙"]), (6, ["甲", "乙"])])
def test_what_overlaps_by_half_its_height_is_one_line(top: float, expected: list[str]) -> None:
    assert texts([run("甲", 0), run("乙", 20, top)]) == expected


def test_a_line_reaches_around_its_runs() -> None:
    (line,) = lines_of([run("甲", 5, 0), run("乙丙", 30, 2)])
    assert line.box == (5, 0, 50, 12)
    assert (line.width, line.height, line.middle) == (45, 12, 6)


def test_a_run_printed_twice_to_look_bold_is_read_once() -> None:
    assert texts([run("合计", 0), run("合计", 0.5)]) == ["合计"]


def test_the_same_text_further_on_is_another_one() -> None:
    assert texts([run("项", 0), run("项", 40)]) == ["项 项"]


@pytest.mark.parametrize(
    ("before", "behind", "gap", "expected"),
    [
        ("合", "计", 4, "合计"),
        ("合", "计", 6, "合 计"),
        ("a", "b", 1, "ab"),
        ("a", "b", 2, "a b"),
        ("1", "2", 2, "12"),
    ],
)
def test_a_gap_is_a_blank_and_narrower_between_letters(
    before: str, behind: str, gap: float, expected: str
) -> None:
    assert texts([run(before), run(behind, SIZE + gap)]) == [expected]


def test_blanks_are_single_and_none_ends_a_line() -> None:
    line = text_line("a  b ")
    text, edges = text_of(line)
    assert text == line.text == "a b"
    assert list(edges) == [0, 10, 30, 40]


@given(st.lists(st.text("合计ab1 ", min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_line_has_one_edge_more_than_characters(parts: list[str]) -> None:
    runs = []
    left = 0.0
    for part in parts:
        runs.append(run(f"x{part}", left))
        left = runs[-1].right + 3
    text, edges = text_of(TextLine(runs, 0, SIZE))
    assert len(edges) == len(text) + 1
    assert list(edges) == sorted(edges)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), unique=True, max_size=8))
def test_the_order_of_runs_says_nothing(places: list[tuple[int, int]]) -> None:
    runs = [run("甲", 30.0 * column, 20.0 * row) for column, row in places]
    shuffled = runs.copy()
    random.Random(len(runs)).shuffle(shuffled)
    boxes = [line.box for line in lines_of(runs)]
    assert [line.box for line in lines_of(shuffled)] == boxes
    assert len(boxes) == len({row for _, row in places})
