"""The cells of a sheet as a grid."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place
from budgetrules.readers import sheets
from budgetrules.readers.raw import RawGrid
from budgetrules.readers.sheets import SheetCell, column_letters, sheet_grid


def _grid(
    *cells: tuple[int, int, str], merged: tuple[tuple[int, int, int, int], ...] = ()
) -> RawGrid:
    grid = sheet_grid([SheetCell(*cell) for cell in cells], "表1", merged)
    assert grid is not None
    return grid


def _texts(grid: RawGrid) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in grid.cells if cell.text]


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (28, "AB"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_sheet_of_nothing_is_no_grid() -> None:
    assert sheet_grid([], "表1") is None


def test_a_cell_keeps_its_address_whatever_its_place_in_the_grid() -> None:
    grid = _grid((5, 3, "甲"))
    (cell,) = grid.cells
    assert (cell.row, cell.column) == (0, 0)
    assert cell.place == Place("甲", sheet="表1", cell="C5")
    assert (grid.rows, grid.columns, grid.after) == (1, 1, 0)


def test_of_blank_rows_two_stay_and_of_blank_columns_one() -> None:
    grid = _grid((1, 1, "甲"), (9, 8, "乙"))
    assert _texts(grid) == [(0, 0, "甲"), (3, 2, "乙")]
    assert len(grid.cells) == grid.rows * grid.columns == 12


def test_a_merged_cell_spans_what_is_there_and_covers_it() -> None:
    grid = _grid((1, 1, "甲"), (1, 3, "乙"), (3, 1, "丙"), merged=((1, 1, 2, 9),))
    first = grid.cells[0]
    assert (first.row_span, first.column_span) == (3, 2)
    assert _texts(grid) == [(0, 0, "甲"), (0, 2, "乙")]


def test_a_merge_that_begins_in_a_blank_cell_joins_nothing() -> None:
    grid = _grid((2, 2, "甲"), (2, 3, "乙"), merged=((1, 1, 3, 3),))
    assert {(cell.row_span, cell.column_span) for cell in grid.cells} == {(1, 1)}


def test_blank_cells_are_left_out_of_a_grid_that_would_be_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "_MOST_PADDING", 3)
    assert len(_grid((1, 1, "甲"), (2, 2, "乙")).cells) == 2


def test_a_number_of_unknown_decimals_is_loose_in_the_grid() -> None:
    grid = sheet_grid([SheetCell(1, 1, "3", loose=True)], "表1")
    assert grid is not None
    assert grid.cells[0].loose
