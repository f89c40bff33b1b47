"""What stands over a part: titles, wrapped or near, frames of their own, unit and department."""

from __future__ import annotations

import pytest

from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.caption import caption, find_header, is_caption
from budgetrules.recognition.grids.cells import CaptionLine, caption_line
from budgetrules.recognition.grids.draft import Heading
from tests.unit.recognition.toy import (
    EXPENDITURE,
    FORM,
    HEADER,
    HEADS,
    PROJECTS,
    ROWS,
    TITLE,
    drafted,
    only_part,
)


def lines(*texts: str) -> list[CaptionLine]:
    """Lines over a table."""
    return [caption_line((RawLine(text, at),)) for at, text in enumerate(texts, 1)]


def heading_over(*parts: str) -> Heading:
    """The title over the one part of a document."""
    heading = only_part(caption, *parts).heading
    assert heading is not None
    return heading


def test_the_prescribed_title_above_a_grid_is_its_heading() -> None:
    heading = heading_over(f"表1\n{TITLE}", HEADS + ROWS)
    assert (heading.table, heading.title, heading.number) == (EXPENDITURE, "部门支出总表", "表1")
    assert heading.sure
    assert heading.lines == {1, 2}


def test_a_title_may_wrap() -> None:
    heading = heading_over("部门支出\n总表", HEADS + ROWS)
    assert (heading.table, heading.title, heading.lines) == (EXPENDITURE, "部门支出总表", {1, 2})


def test_a_title_with_a_wrong_character_is_not_sure() -> None:
    heading = heading_over("部门支岀总表", HEADS + ROWS)
    assert (heading.table, heading.sure) == (EXPENDITURE, False)


def test_a_title_that_no_table_has_is_a_heading_without_table() -> None:
    heading = heading_over("资产负债情况表", HEADS + ROWS)
    assert (heading.table, heading.title) == (None, "资产负债情况表")


def test_a_title_can_say_that_its_table_goes_on() -> None:
    part = only_part(caption, "部门支出总表（续表）", HEADS + ROWS)
    assert part.goes_on


def test_the_first_rows_of_a_grid_can_stand_over_its_table() -> None:
    inside = "| 部门支出总表 | < | < | < | < | < | < |\n| 单位：元 | < | < | < | < | < | < |\n"
    part = only_part(caption, inside + HEADS + ROWS)
    assert (part.first, part.titled) == (2, EXPENDITURE)
    assert [line.text for line in part.above] == ["部门支出总表", "单位:元"]


def test_a_frame_with_a_title_belongs_to_the_grid_behind() -> None:
    frame = "| 部门支出总表 | < |\n| 编制部门：甲市数据局 | 单位：元 |"
    draft = drafted(caption, frame, HEADS + ROWS)
    assert [part.titled for part in draft.parts] == [EXPENDITURE]
    assert [part.position for part in draft.parts] == [0]


def test_a_frame_with_nothing_behind_it_stays_a_part() -> None:
    draft = drafted(caption, HEADS + ROWS, "| 项目支出明细表 | < |")
    assert [part.titled for part in draft.parts] == [None, PROJECTS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("部门支出总表", True),
        ("表1", True),
        ("金额单位：万元", True),
        ("编制部门：甲市数据局", True),
        ("", True),
        ("甲市数据局是市政府的工作部门", False),
        ("编制部门：" + "甲" * 200, False),
    ],
)
def test_lines_that_may_stand_over_a_table(text: str, expected: bool) -> None:
    (line,) = lines(text)
    assert is_caption(line, FORM) == expected


def test_the_sentence_of_the_form_states_department_and_unit() -> None:
    header = find_header(lines("编制部门：甲市数据局", "单位：元"), HEADER, FORM)
    assert header.claim is not None
    assert header.claim.slots["部门"] == "甲市数据局"
    assert (header.stated_unit, header.lines) == ("元", {1, 2})


def test_the_unit_may_stand_by_itself() -> None:
    header = find_header(lines("部门支出总表", "单位：千元", "表1"), HEADER, FORM)
    assert (header.claim, header.stated_unit, header.lines) == (None, "千元", {2})


def test_nothing_is_stated_where_nothing_stands() -> None:
    header = find_header(lines("部门支出总表"), HEADER, FORM)
    assert (header.claim, header.stated_unit, header.lines) == (None, None, frozenset())


def test_a_row_of_words_ends_what_stands_over_the_table() -> None:
    inside = "| 甲 | 乙 | | | | | |\n| 单位：元 | < | < | < | < | < | < |\n"
    assert only_part(caption, inside + HEADS + ROWS).first == 0
    blank_between = "| 部门支出总表 | < | < | < | < | < | < |\n| | | | | | | |\n"
    unit = "| 单位：元 | < | < | < | < | < | < |\n"
    assert only_part(caption, blank_between + unit + HEADS + ROWS).first == 3


def test_a_label_in_many_cells_is_a_row_of_a_table() -> None:
    five = CaptionLine(
        tuple(RawLine(text, 1) for text in ("编制部门:", *"甲乙丙丁")), "编制部门:甲乙丙丁"
    )
    four = CaptionLine(five.lines[:4], "编制部门:甲乙丙")
    assert (is_caption(five, FORM), is_caption(four, FORM)) == (False, True)
