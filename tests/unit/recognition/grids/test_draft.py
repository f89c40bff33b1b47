"""What a part of a grid says of its title, its place and its rows."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.model.disclosure import Place
from budgetrules.recognition.grids.draft import GridPart, Heading
from tests.unit.recognition.toy import HEADS, ROWS, grid_of

GRID = grid_of(HEADS + ROWS)
UNTITLED = GridPart(grid=GRID, begin=1, last=3)
HEADING = Heading(
    table=None,
    title="部门支出总表",
    place=Place("部门支出总表", line=2),
    number="表1",
    sure=True,
    lines=frozenset({1, 2}),
)
TITLED = attrs.evolve(UNTITLED, heading=HEADING)


def test_a_part_prints_the_rows_from_its_first_to_before_its_last() -> None:
    assert UNTITLED.printed == GRID.printed[1:3]


def test_a_part_without_a_title_stands_where_its_grid_does() -> None:
    assert UNTITLED.place == GRID.place
    assert (UNTITLED.title, UNTITLED.title_lines) == ("", frozenset())
    assert not UNTITLED.is_sure


def test_a_part_with_a_title_stands_where_that_does() -> None:
    assert TITLED.place == HEADING.place
    assert (TITLED.title, TITLED.title_lines) == ("部门支出总表", frozenset({1, 2}))
    assert TITLED.is_sure


def test_a_title_that_is_not_as_prescribed_is_not_sure() -> None:
    doubtful = attrs.evolve(HEADING, sure=False)
    assert not attrs.evolve(UNTITLED, heading=doubtful).is_sure


@pytest.mark.parametrize(
    ("begin", "title_goes_on", "grid_continues", "expected"),
    [
        (0, False, False, False),
        (0, True, False, True),
        (0, False, True, True),
        (1, True, False, True),
        (1, False, True, False),
    ],
)
def test_a_part_goes_on_if_its_title_says_so_or_it_begins_a_continued_grid(
    begin: int, title_goes_on: bool, grid_continues: bool, expected: bool
) -> None:
    raw = attrs.evolve(GRID.raw, continues=grid_continues)
    heading = attrs.evolve(HEADING, goes_on=title_goes_on)
    part = GridPart(grid=attrs.evolve(GRID, raw=raw), begin=begin, last=3, heading=heading)
    assert part.goes_on is expected
