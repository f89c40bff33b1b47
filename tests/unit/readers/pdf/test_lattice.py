"""Tables from ruling lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf import lattice as module
from budgetrules.readers.pdf.lattice import Lattice, lattices_of
from budgetrules.readers.pdf.rulings import Ruling, Rulings
from tests.unit.readers.pdf import handmade


def ruled(xs: list[float], ys: list[float]) -> Rulings:
    """All lines of a table."""
    across = [Ruling(y, xs[0], xs[-1]) for y in ys]
    down = [Ruling(x, ys[0], ys[-1]) for x in xs]
    return Rulings(across, down)


def only(rulings: Rulings) -> Lattice:
    """The one table of some lines."""
    lattices, is_too_large = lattices_of(rulings)
    assert not is_too_large
    (lattice,) = lattices
    return lattice


def places(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    """Row, column and spans of each cell."""
    return [(area.row, area.column, area.row_span, area.column_span) for area in lattice.areas]


STEPS = st.lists(st.integers(10, 60), min_size=2, max_size=4)


@given(STEPS, STEPS)
def test_lines_from_side_to_side_make_a_cell_of_every_place(
    widths: list[int], heights: list[int]
) -> None:
    xs = [float(sum(widths[:at])) for at in range(len(widths) + 1)]
    ys = [float(sum(heights[:at])) for at in range(len(heights) + 1)]
    lattice = only(ruled(xs, ys))
    assert (lattice.xs, lattice.ys) == (xs, ys)
    boxes = [
        (left, top, right, bottom) for top, bottom in pairwise(ys) for left, right in pairwise(xs)
    ]
    assert [area.box for area in lattice.areas] == boxes


def test_a_cell_is_merged_where_no_line_parts_it() -> None:
    rulings = ruled([0, 50, 100], [0, 20, 40])
    rulings.down[1] = Ruling(50, 20, 40)
    lattice = only(rulings)
    assert places(lattice) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert lattice.owners == [[0, 0], [1, 2]]


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [(10, 10, 0), (110, 10, 1), (10, 30, 2), (200, 40, 3), (201, 10, -1), (10, -1, -1)],
)
def test_a_point_belongs_to_the_cell_it_stands_in(x: float, y: float, expected: int) -> None:
    assert handmade.lattice().owner(x, y) == expected


def test_the_box_of_a_table_goes_around_its_cells() -> None:
    assert handmade.lattice(columns=3, rows=2).box == (0, 0, 300, 40)


def test_lines_that_do_not_meet_are_two_tables() -> None:
    left, right = ruled([0, 50, 100], [0, 20, 40]), ruled([200, 250, 300], [0, 20, 40])
    both = Rulings([*right.across, *left.across], [*right.down, *left.down])
    lattices, _ = lattices_of(both)
    assert [lattice.xs for lattice in lattices] == [[0, 50, 100], [200, 250, 300]]


def test_a_frame_of_one_column_is_no_table() -> None:
    assert lattices_of(ruled([0, 100], [0, 20, 40])) == ([], False)


def test_rows_that_no_line_parts_in_columns_are_no_table() -> None:
    rulings = ruled([0, 50, 100], [0, 20, 40])
    rulings.down[1] = Ruling(50, 0, 5)
    assert lattices_of(rulings) == ([], False)


def test_lines_in_one_direction_are_no_table() -> None:
    assert lattices_of(Rulings([Ruling(0, 0, 100), Ruling(20, 0, 100)], [])) == ([], False)


def test_a_table_open_on_both_sides_ends_where_its_lines_do() -> None:
    rulings = ruled([0, 50, 100, 150], [0, 20, 40])
    del rulings.down[0], rulings.down[-1]
    assert only(rulings).xs == [0, 50, 100, 150]


def test_lines_that_nearly_meet_are_one_table() -> None:
    rulings = ruled([0, 50, 100], [0, 20, 40])
    rulings.across[1] = Ruling(20, 2, 98)
    assert len(only(rulings).areas) == 4


def test_a_step_too_narrow_for_a_column_is_dropped() -> None:
    rulings = ruled([0, 50, 100], [0, 20, 40])
    rulings.down.append(Ruling(95, 0, 8))
    lattice = only(rulings)
    assert len(lattice.xs) == 3
    assert places(lattice) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_table_of_too_many_places_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PLACES", 8)
    assert lattices_of(ruled([0, 50, 100], [0, 20, 40])) == ([], True)
