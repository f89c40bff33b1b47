"""Physical lines and the rows they make up."""

from __future__ import annotations

import pytest

from budgetrules.recognition.lines.rows import RowLines, read_rows
from tests.unit.recognition.narrative.toy import lines_of
from tests.unit.recognition.toy import EXPENDITURE

HEADS = ("科目编码 科目名称 合计 基本支出 项目支出 ", "※ 1 2 3 4 ")
NAMES = {"201": "公共服务"}


def read(*texts: str, stripped: bool = False) -> tuple[list[list[str]], list[str]]:
    """The cells of the rows in some lines, and the lines that are none."""
    rows, left = read_rows(lines_of(*texts), EXPENDITURE, NAMES, stripped=stripped)
    return [[cell.text for cell in row.cells] for row in rows], [line.text for line in left]


def test_lines_joined_are_their_texts_one_behind_the_other() -> None:
    lines = lines_of("201 一般公共", "服务支出 ", "5.00 ")
    gathered = RowLines()
    for line in lines:
        gathered = gathered.add(line, stripped=False)
    assert gathered.text == "".join(line.text for line in lines)
    assert gathered.without_last().without_last() == RowLines().add(lines[0], stripped=False)


def test_where_blanks_were_cut_one_is_put_between_lines_unless_a_word_is_wrapped() -> None:
    gathered = RowLines()
    for line in lines_of("一般公共", "服务支出", "5.00"):
        gathered = gathered.add(line, stripped=True)
    assert gathered.text == "一般公共服务支出 5.00"


def test_a_place_points_at_the_printed_text() -> None:
    lines = lines_of("201 行政", "运行 ", "5.00 ")
    gathered = RowLines()
    for line in lines:
        gathered = gathered.add(line, stripped=False)
    start = gathered.text.index("5.00")
    place = gathered.place(start, start + 4)
    assert (place.line, place.chars, place.text) == (3, (0, 4), "5.00")
    wrapped = gathered.place(4, 8)
    assert (wrapped.line, wrapped.chars, wrapped.text) == (1, (4, 6), "行政运行")


def test_a_row_may_be_wrapped_over_lines() -> None:
    rows, left = read(
        *HEADS, "201 03 01 行政", "运行 10.00 4.00 6.00 ", "201   公共服务 1.00 1.00  "
    )
    assert rows == [
        ["201", "03", "01", "行政运行", "10.00", "4.00", "6.00"],
        ["201", "", "", "公共服务", "1.00", "1.00", ""],
    ]
    assert left == list(HEADS)


def test_a_row_without_the_blanks_at_its_end_is_read_where_an_editor_cut_them() -> None:
    rows, _ = read(
        *HEADS, "201 03 01 行政运行 10.00 4.00 6.00", "201   公共服务 1.00 1.00 1.00", stripped=True
    )
    assert [row[-1] for row in rows] == ["6.00", "1.00"]


def test_a_line_that_is_no_row_is_left_over() -> None:
    rows, left = read(*HEADS, "201 03 01 行政运行 1.00 1.00  ", "注：本表无数据。 ")
    assert len(rows) == 1
    assert left[-1] == "注：本表无数据。 "


@pytest.mark.parametrize("repeated", [*HEADS, "- 3 - "])
def test_a_repeated_header_and_page_numbers_are_neither(repeated: str) -> None:
    row = "201   公共服务 1.00 1.00 1.00 "
    rows, left = read(*HEADS, row, repeated, row)
    assert rows == [["201", "", "", "公共服务", "1.00", "1.00", "1.00"]] * 2
    assert left == list(HEADS)
