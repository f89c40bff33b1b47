"""Tables, other tables and the narrative between them."""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.recognition.grids.read import read
from budgetrules.schema.forms import Section, Wording
from tests.unit.recognition.toy import FORM, HEADS, PROJECT_ROWS, ROWS, TITLE, drafted

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


SHEET = Section("绩效目标", (Wording(("项目绩效目标表",)),))
WITH_SECTION = attrs.evolve(FORM, sections=(SHEET,))


def others_of(*parts: str) -> list[str]:
    """The titles of tables that a form with a section for a sheet doesn't know."""
    reading = drafted(read, *parts, template=WITH_SECTION).reading
    return [item.title for item in reading.others]


def test_a_sheet_that_the_form_has_as_a_section_is_no_other_table() -> None:
    assert others_of("项目绩效目标表", OTHER) == []
    assert others_of("资产情况表", OTHER) == ["资产情况表"]


def test_nor_is_what_goes_on_from_it_right_behind() -> None:
    assert others_of("项目绩效目标表", OTHER, OTHER) == []
    assert others_of("项目绩效目标表", OTHER, "下面是资产。", OTHER) == [""]


def test_a_table_without_title_is_named_by_its_only_word_and_told_as_a_note() -> None:
    reading = drafted(read, "| 资产清单 | |\n| 房屋 | 3.5 |").reading
    assert [item.title for item in reading.others] == ["资产清单"]
    assert [problem.diagnostic.severity for problem in reading.problems] == [Severity.NOTE]
    unnamed = drafted(read, OTHER).reading
    assert [problem.diagnostic.details["found"] for problem in unnamed.problems] == [
        "资产名称 数量"
    ]


def test_a_titled_table_is_told_as_a_warning() -> None:
    reading = drafted(read, "资产情况表", OTHER).reading
    assert [problem.diagnostic.severity for problem in reading.problems] == [Severity.WARNING]
