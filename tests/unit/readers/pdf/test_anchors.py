"""Rows without rules between them, from the lines that figures stand on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.anchors import anchors_of, borders, nearest, rows_of
from budgetrules.readers.pdf.lines import TextLine
from tests.unit.readers.pdf.handmade import text_line

# Heights of lines: their middles are 5 below.
ANCHORS = [5.0, 45.0]


def lines(*tops: float) -> list[TextLine]:
    """Lines of one column."""
    return [text_line("甲", top=top) for top in tops]


def test_figures_on_nearly_one_height_are_one_row() -> None:
    assert anchors_of([lines(0, 40), lines(2, 40)]) == [6, 45]


def test_two_figures_of_a_column_never_share_a_row() -> None:
    assert anchors_of([lines(0, 40), lines(0, 4)]) is None


def test_no_figures_make_no_row() -> None:
    assert anchors_of([]) == []


@given(st.integers(0, 100), st.lists(st.integers(0, 100), min_size=1))
def test_no_row_is_nearer_than_the_nearest(middle: int, anchors: list[float]) -> None:
    distance = abs(anchors[nearest(middle, anchors)] - middle)
    assert all(distance <= abs(anchor - middle) for anchor in anchors)


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        ((0, 40), [0, 1]),
        ((0, 11, 40, 51), [0, 0, 1, 1]),
        ((-11, 0, 29, 40), [0, 0, 1, 1]),
        ((-6, 6, 34, 46), [0, 0, 1, 1]),
        ((0,), [0]),
        ((), []),
    ],
    ids=["beside", "downwards", "upwards", "around", "one row without", "nothing"],
)
def test_names_stand_beside_their_figures_or_wrap_in_one_way(
    tops: tuple[float, ...], expected: list[int]
) -> None:
    assert rows_of(lines(*tops), ANCHORS) == expected


def test_a_name_half_way_between_two_rows_belongs_to_none() -> None:
    assert rows_of(lines(0, 20, 40), ANCHORS) is None


def test_a_row_without_a_name_can_not_wrap() -> None:
    assert rows_of(lines(0, 11), ANCHORS) is None


@given(st.lists(st.integers(15, 60), min_size=1, max_size=5), st.integers(1, 3))
def test_names_that_wrap_upwards_are_those_that_wrap_downwards_in_a_mirror(
    steps: list[int], count: int
) -> None:
    anchors = [float(sum(steps[:at]) * 4) for at in range(len(steps) + 1)]
    tops = [anchor - 5 + 11 * at for anchor in anchors for at in range(count)]
    mirrored = lines(*(-top - 10 for top in reversed(tops)))
    rows = rows_of(lines(*tops), anchors)
    assert rows == [row for row in range(len(anchors)) for _ in range(count)]
    assert rows_of(mirrored, [-anchor for anchor in reversed(anchors)]) == rows


def test_edges_between_rows_are_half_way_between_their_lines() -> None:
    groups = [lines(0, 12), lines(30), lines(60)]
    assert borders(groups, -2, 80) == [-2, 26, 50, 80]
