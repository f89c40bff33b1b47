"""Tables, other tables and the narrative between them."""

from __future__ import annotations

from budgetrules.recognition.grids.read import read
from tests.unit.recognition.toy import HEADS, PROJECT_ROWS, ROWS, TITLE, drafted

OTHER = "| 资产名称 | 数量 |\n| 房屋 | 3.5 |"


def test_lines_that_no_table_takes_are_the_narrative() -> None:
    reading = drafted(read, "第一部分 概况", TITLE, HEADS + ROWS, "7\n第三部分 说明").reading
    assert [table.id for table in reading.tables] == ["表1"]
    assert [line.text.strip() for line in reading.narrative] == ["第一部分 概况", "第三部分 说明"]


def test_a_table_that_the_form_does_not_know_is_kept_and_told() -> None:
    reading = drafted(read, "资产情况表", OTHER).reading
    assert [(item.title, item.rows[1]) for item in reading.others] == [
        ("资产情况表", ("房屋", "3.5"))
    ]
    assert [problem.diagnostic.code for problem in reading.problems] == ["N108"]
    assert [line.text.strip() for line in reading.narrative][-2:] == ["房屋", "3.5"]


def test_text_in_a_frame_is_narrative_and_no_table() -> None:
    reading = drafted(read, TITLE, HEADS + ROWS, "| 本部门负责数据工作。 |").reading
    assert list(reading.others) == []
    assert [line.text.strip() for line in reading.narrative] == ["本部门负责数据工作。"]


def test_a_table_that_is_only_said_to_be_there_is_empty() -> None:
    text = "部门支出总表\n编制部门：甲市数据局 单位：元\n本年没有支出。"
    reading = drafted(read, "项目支出明细表", PROJECT_ROWS, text).reading
    tables = {table.id: table for table in reading.tables}
    assert (tables["表1"].lists, tables["表1"].unit) == ({}, "元")
    assert [problem.diagnostic.code for problem in reading.problems] == ["N154"]


def test_lines_of_the_narrative_are_in_the_order_of_reading() -> None:
    reading = drafted(read, "前言", OTHER, "后语").reading
    numbers = [line.number for line in reading.narrative]
    assert numbers == sorted(set(numbers))
