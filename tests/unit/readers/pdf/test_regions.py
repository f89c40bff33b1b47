"""Cells from the sides that are drawn around the places of a lattice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.regions import Sides, regions_of


def drawn(rows: int, columns: int) -> Sides:
    """All sides of all places."""
    return Sides(
        across=[[True] * columns for _ in range(rows + 1)],
        down=[[True] * rows for _ in range(columns + 1)],
    )


@st.composite
def framed(draw: st.DrawFn) -> Sides:
    """Any sides within a closed frame."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    sides = drawn(rows, columns)
    for line in sides.across[1:-1]:
        line[:] = draw(st.lists(st.booleans(), min_size=columns, max_size=columns))
    for line in sides.down[1:-1]:
        line[:] = draw(st.lists(st.booleans(), min_size=rows, max_size=rows))
    return sides


def test_sides_know_how_many_places_they_part() -> None:
    sides = drawn(2, 3)
    assert (sides.rows, sides.columns) == (2, 3)


def test_every_place_is_a_cell_where_all_sides_are_drawn() -> None:
    assert regions_of(drawn(1, 2)) == [(0, 0, 1, 1), (0, 1, 1, 2)]


def test_places_that_no_line_parts_are_one_cell() -> None:
    sides = drawn(2, 2)
    sides.across[1][0] = False
    assert sorted(regions_of(sides)) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 2, 2)]


def test_what_is_no_rectangle_is_cut_row_by_row() -> None:
    sides = drawn(2, 2)
    sides.across[1][0] = False
    sides.down[1][0] = False
    assert sorted(regions_of(sides)) == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 2, 2)]


CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(("row", "column"), CORNERS)
def test_a_corner_without_its_outer_lines_lies_outside(row: int, column: int) -> None:
    sides = drawn(2, 2)
    # The line above the first row, or that below the last one; so with columns.
    sides.across[2 * row][column] = False
    sides.down[2 * column][row] = False
    inside = [place for place in CORNERS if place != (row, column)]
    assert [(top, left) for top, left, _, _ in regions_of(sides)] == inside


@pytest.mark.parametrize(("row", "column"), CORNERS)
def test_a_corner_with_one_of_its_outer_lines_is_a_cell(row: int, column: int) -> None:
    sides = drawn(2, 2)
    sides.across[2 * row][column] = False
    assert len(regions_of(sides)) == 4
    sides = drawn(2, 2)
    sides.down[2 * column][row] = False
    assert len(regions_of(sides)) == 4


def test_a_table_may_be_open_on_whole_sides() -> None:
    sides = drawn(1, 2)
    sides.down[0][0] = False
    sides.down[2][0] = False
    assert regions_of(sides) == [(0, 0, 1, 1), (0, 1, 1, 2)]


@given(framed())
def test_the_cells_of_a_closed_table_cover_each_place_once(sides: Sides) -> None:
    places = []
    for top, left, bottom, right in regions_of(sides):
        for row in range(top, bottom):
            places += [(row, column) for column in range(left, right)]
    expected = [(row, column) for row in range(sides.rows) for column in range(sides.columns)]
    assert sorted(places) == expected


@given(framed())
def test_no_cell_goes_over_a_line_drawn_from_side_to_side(sides: Sides) -> None:
    whole_across = [row for row, line in enumerate(sides.across) if all(line)]
    whole_down = [column for column, line in enumerate(sides.down) if all(line)]
    for top, left, bottom, right in regions_of(sides):
        assert not any(top < row < bottom for row in whole_across)
        assert not any(left < column < right for column in whole_down)
