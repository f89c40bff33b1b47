"""Titles, and where tables stand by them."""

from __future__ import annotations

from budgetrules.recognition.lines.titles import find_blocks, near_title
from budgetrules.recognition.table_titles import titles_of
from tests.unit.recognition.narrative.toy import lines_of
from tests.unit.recognition.toy import EXPENDITURE, FORM, PROJECTS

TITLES = titles_of(FORM)


def test_a_title_is_near_but_for_a_few_characters_and_taken_once() -> None:
    assert near_title("支付总表", TITLES, set()) is EXPENDITURE
    assert near_title("支付总表", TITLES, {EXPENDITURE}) is None
    assert near_title("资产负债表", TITLES, set()) is None


def test_a_table_goes_from_its_title_to_the_next_one() -> None:
    lines = lines_of("表1 ", "部门支出", "总表 ", "201 ", "表2 ", "项目支出明细表 ", "系统 ")
    blocks, problems, reasons = find_blocks(tuple(lines), FORM)
    assert [(block.table, block.first, block.start, block.end) for block in blocks] == [
        (EXPENDITURE, 0, 3, 4),
        (PROJECTS, 4, 6, 7),
    ]
    assert [block.number for block in blocks] == ["表1", "表2"]
    assert problems == []
    assert list(map(str, reasons)) == [
        "表1 部门支出总表 → 表1（第 2 行）",
        "表2 项目支出明细表 → 表2（第 6 行）",
    ]


def test_a_table_ends_at_a_part_of_the_document() -> None:
    lines = lines_of("部门支出总表 ", "201 ", "第三部分 说明 ", "正文 ")
    ((block,), _, _) = find_blocks(tuple(lines), FORM)
    assert (block.start, block.end) == (1, 2)


def test_misprinted_unknown_and_repeated_titles_are_problems() -> None:
    lines = lines_of(
        "表1 ",
        "部门支付总表 ",
        "201 ",
        "表8 ",
        "资产负债表 ",
        "甲 ",
        "乙 ",
        "项目支出明细表 ",
        "系统 ",
        "设备 ",
        "项目支出明细表 ",
        "系统 ",
        "设备 ",
    )
    blocks, problems, _ = find_blocks(tuple(lines), FORM)
    assert [block.table for block in blocks] == [EXPENDITURE, None, PROJECTS, None]
    assert [problem.diagnostic.code for problem in problems] == ["N112", "N107", "N108", "N108"]


def test_titles_in_a_list_of_tables_begin_no_table() -> None:
    lines = lines_of(
        "部门支出总表 ",
        "项目支出明细表 ",
        "部门支出总表 ",
        "201 ",
        "202 ",
        "项目支出明细表 ",
        "甲 ",
        "乙 ",
    )
    blocks, problems, _ = find_blocks(tuple(lines), FORM)
    assert [block.first for block in blocks] == [2, 5]
    assert problems == []


def test_a_table_without_a_title_is_known_by_its_columns() -> None:
    lines = lines_of("编制部门：数据局 单位：元 ", "科目 合计 基本支出 项目支出 ", "201 ")
    ((block,), _, reasons) = find_blocks(tuple(lines), FORM)
    assert (block.table, block.title, block.start) == (EXPENDITURE, "", 0)
    assert str(reasons[0]) == "第 1 行起按列名认作 表1"
