"""Lines and rows are numbered through in the order of reading."""

from __future__ import annotations

from budgetrules.recognition.grids.number import number
from tests.unit.recognition.toy import drafted


def test_lines_and_rows_are_numbered_in_the_order_of_reading() -> None:
    draft = drafted(number, "第一行\n第二行", "| a | b |\n| c | d |", "第三行")
    assert [line.number for line in draft.lines] == [1, 2, 7]
    assert draft.grids[0].numbers == (3, 5)


def test_a_row_takes_as_many_numbers_as_its_cells_have_lines() -> None:
    draft = drafted(number, "| a/b | c |\n| d | |\n| | |")
    assert draft.grids[0].numbers == (1, 4, 5)


def test_a_grid_knows_the_printed_lines_above_it() -> None:
    draft = drafted(number, "标题", "| a | b |", "单位：元", "| c | d |")
    assert [[line.text for line in grid.above] for grid in draft.grids] == [["标题"], ["单位:元"]]
