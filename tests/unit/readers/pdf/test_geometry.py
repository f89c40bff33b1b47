"""Boxes of a file on the upright page and on the page that is shown."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.geometry import Frame, around
from budgetrules.readers.raw import Box

PLAIN = Frame(left=10, bottom=20, right=110, top=220)
QUARTERS = st.integers(0, 3)
# Whole numbers: turning them loses nothing.
PLACES = st.integers(-500, 500)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, right = sorted((draw(PLACES), draw(PLACES)))
    low, high = sorted((draw(PLACES), draw(PLACES)))
    return left, low, right, high


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (0, (5, 190, 25, 195)),
        (1, (5, 5, 10, 25)),
        (2, (75, 5, 95, 10)),
        (3, (190, 75, 195, 95)),
    ],
)
def test_a_box_stands_upright_as_it_is_turned(turns: int, expected: Box) -> None:
    frame = attrs.evolve(PLAIN, turns=turns)
    assert frame.upright(15, 25, 35, 30) == expected


@pytest.mark.parametrize(("turns", "expected"), [(0, (100, 200)), (1, (200, 100)), (2, (100, 200))])
def test_a_page_turned_by_a_quarter_is_as_wide_as_it_was_high(
    turns: int, expected: tuple[float, float]
) -> None:
    assert attrs.evolve(PLAIN, turns=turns).size == expected


@given(boxes(), QUARTERS)
def test_turning_keeps_sides_and_order(box: Box, turns: int) -> None:
    frame = attrs.evolve(PLAIN, turns=turns)
    upright = frame.upright(*box)
    expected = _sides(box) if turns % 2 == 0 else _sides(box)[::-1]
    assert _sides(upright) == expected
    assert upright[0] <= upright[2]
    assert upright[1] <= upright[3]


@given(boxes(), QUARTERS)
def test_the_visible_page_holds_what_it_held_in_the_file(box: Box, turns: int) -> None:
    frame = attrs.evolve(PLAIN, turns=turns)
    left, bottom, right, top = box
    is_visible = left >= 10 and right <= 110 and bottom >= 20 and top <= 220
    wide, high = frame.size
    upright = frame.upright(*box)
    is_inside = upright[0] >= 0 and upright[2] <= wide and upright[1] >= 0 and upright[3] <= high
    assert is_inside == is_visible


@given(st.lists(boxes(), min_size=1, max_size=4), QUARTERS)
def test_many_boxes_stand_as_each_of_them_does(given_boxes: list[Box], turns: int) -> None:
    frame = attrs.evolve(PLAIN, turns=turns)
    lefts, bottoms, rights, tops = (list(edges) for edges in zip(*given_boxes, strict=True))
    columns = frame.all_upright(lefts, bottoms, rights, tops)
    expected = [frame.upright(*box) for box in given_boxes]
    assert list(zip(*columns, strict=True)) == expected


@given(boxes(), QUARTERS, QUARTERS)
def test_the_page_that_is_shown_is_the_upright_one_turned_back(
    box: Box, turns: int, shown: int
) -> None:
    frame = attrs.evolve(PLAIN, turns=turns, shown=shown)
    as_shown = attrs.evolve(PLAIN, turns=shown, shown=shown)
    assert frame.on_page(frame.upright(*box)) == as_shown.upright(*box)


@given(st.lists(boxes(), min_size=1), st.lists(boxes(), min_size=1))
def test_the_box_around_boxes_around_boxes_is_that_around_all(
    some: list[Box], others: list[Box]
) -> None:
    assert around([around(some), around(others)]) == around([*some, *others])


@given(st.lists(boxes(), min_size=1))
def test_the_box_around_boxes_holds_each_and_is_touched_on_every_side(some: list[Box]) -> None:
    left, top, right, bottom = around(some)
    for box in some:
        assert left <= box[0]
        assert top <= box[1]
        assert right >= box[2]
        assert bottom >= box[3]
    sides = zip(*some, strict=True)
    for side, edges in zip((left, top, right, bottom), sides, strict=True):
        assert side in edges
