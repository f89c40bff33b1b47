"""What a cell says in each way of reading it, and which cell covers which place of a grid."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import RawCell, RawGrid
from budgetrules.recognition.grids.cells import (
    cell_lines,
    cell_text,
    grid_cell,
    grid_rows,
    is_number,
    one_line,
    printed_lines,
)
from tests.unit.recognition.toy import grid_of


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("1,234.50", "1,234.50"),
        ("1,234,567.8\n9", "1,234,567.89"),
        ("1,234,\n567", "1,234,567"),
        ("12\n34", "12 34"),
        ("1.5\n2.5", "1.5 2.5"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_an_amount_may_wrap_but_two_numbers_stay_apart(printed: str, amount: str) -> None:
    assert cell_text(printed).amount == amount


@pytest.mark.parametrize(
    ("printed", "number", "code", "code_in_its_column"),
    [
        ("201", True, True, True),
        ("201-03-01", False, True, True),
        ("201.03", True, False, True),
        ("—", True, False, False),
        ("1,234.50", True, False, False),
        ("行政运行", False, False, False),
        ("", False, False, False),
    ],
)
def test_a_text_is_a_number_a_code_or_neither(
    printed: str, number: bool, code: bool, code_in_its_column: bool
) -> None:
    text = cell_text(printed)
    assert (text.is_number, text.is_code, text.may_be_code) == (number, code, code_in_its_column)


def test_a_line_break_in_a_cell_is_a_wrap() -> None:
    text = cell_text("行政\n运行（一）")
    assert (text.words, text.folded) == ("行政运行（一）", "行政运行(一)")
    assert text.lines == ("行政", "运行（一）")
    assert one_line("\u3000合\u3000计\n") == "合 计"
    assert printed_lines("a\n \nb") == ("a", "b")


def test_digits_are_found_in_any_width() -> None:
    assert cell_text("第１季度").has_digit
    assert not cell_text("季度").has_digit


def test_a_dash_counts_as_a_number_and_a_blank_does_not() -> None:
    assert [is_number(text) for text in ("-", "——", "3", "三", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_equal_texts_are_read_once() -> None:
    texts = {}
    first, second = (grid_cell(RawCell("合计", 0, column), texts) for column in (0, 1))
    assert first.text is second.text
    assert first is not second


def test_a_merged_cell_covers_all_its_places_and_is_printed_once() -> None:
    grid = grid_of("| a | < | b |\n| ^ | ^ | c |")
    merged = grid.cell(0, 0)
    assert merged is not None
    assert [grid.cell(row, column) for row in (0, 1) for column in (0, 1)] == [merged] * 4
    assert [[cell.text.words for cell in cells] for cells in grid.printed] == [["a", "b"], ["c"]]
    assert list(merged.columns) == [0, 1]


def test_a_merged_cell_without_text_covers_only_its_corner() -> None:
    raw = RawGrid((RawCell("", 0, 0, 2, 2),), 2, 2, 0)
    cells = [grid_cell(cell, {}) for cell in raw.cells]
    assert [len(covered) for covered in grid_rows(raw, cells, 2).covering] == [1, 0]


def test_cells_outside_of_a_grid_are_left_out() -> None:
    raw = RawGrid((RawCell("a", 0, 0, 5, 5), RawCell("b", 7, 0)), 1, 2, 0)
    cells = [grid_cell(cell, {}) for cell in raw.cells]
    grid = grid_rows(raw, cells, 2)
    assert [sorted(covered) for covered in grid.covering] == [[0, 1]]


def test_merged_cells_cover_only_so_many_places_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetrules.recognition.grids.cells._MOST_SPREAD", 4)
    raw = RawGrid((RawCell("a", 0, 0, 2, 2), RawCell("b", 2, 0, 2, 2)), 4, 2, 0)
    cells = [grid_cell(cell, {}) for cell in raw.cells]
    assert [len(covered) for covered in grid_rows(raw, cells, 2).covering] == [2, 2, 1, 0]


def test_the_first_cell_to_cover_a_place_keeps_it() -> None:
    raw = RawGrid((RawCell("a", 0, 0, 1, 2), RawCell("b", 0, 1)), 1, 2, 0)
    grid = grid_rows(raw, [grid_cell(cell, {}) for cell in raw.cells], 2)
    assert [cell.text.words for cell in grid.printed[0]] == ["a"]


def test_a_blank_place_stands_in_the_grid() -> None:
    raw = RawGrid((), 1, 1, 0, Place("", 3))
    place = grid_rows(raw, (), 1).place_of(0, 0, "x")
    assert (place.text, place.page, place.box) == ("x", 3, None)


def test_the_last_line_of_a_cell_ends_it() -> None:
    grid = grid_of("| 行政/运行 | 1 |")
    cell = grid.printed[0][0]
    lines = list(cell_lines(cell, grid.place_of(0, 0)))
    assert [line.text for line in lines] == ["行政", "运行 "]
    assert grid.row_text(0) == grid.row_line(0).text == "行政运行1"
