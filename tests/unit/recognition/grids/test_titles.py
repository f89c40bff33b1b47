"""Which words are the title of a table, and what may stand around them."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.recognition.grids.titles import (
    bare_title,
    is_continued,
    is_labelled,
    is_number_label,
    is_title_like,
    nearest,
    prescribed,
    sheet_title,
)
from tests.unit.recognition.toy import EXPENDITURE, FORM, PROJECTS


@pytest.mark.parametrize("text", ["表1", "附件2", "续表", "公开表1-2", "表格3", "附表"])
def test_a_number_label(text: str) -> None:
    assert is_number_label(text, FORM)
    assert not is_title_like(text, FORM)


@pytest.mark.parametrize(
    "text",
    [
        "部门支出总表",
        "2024年部门支出总表",
        "表3:部门支出总表",
        "一、部门支出总表",
        "部门支出总表(续表)",
        "部门支出总表(单位:万元)",
        "甲市数据局2024年度部门支出总表",
    ],
)
def test_a_title_is_known_with_number_year_and_brackets(text: str) -> None:
    assert prescribed(text, FORM) is EXPENDITURE
    assert nearest(text, FORM) is EXPENDITURE


def test_a_title_with_a_wrong_character_only_comes_near() -> None:
    assert prescribed("部门支岀总表", FORM) is None
    assert nearest("部门支岀总表", FORM) is EXPENDITURE
    assert nearest("资产负债情况表", FORM) is None


def test_what_stands_around_a_title_is_taken_off() -> None:
    assert bare_title("(二)表2.2024年项目支出明细表(万元)", FORM) == "项目支出明细表"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资产负债表", True),
        ("资产负债表(万元)", True),
        ("资产负债", False),
        ("编制部门:甲表", False),
        ("收入,支出表", False),
    ],
)
def test_a_title_of_any_table_ends_in_its_word(text: str, expected: bool) -> None:
    assert is_title_like(text, FORM) == expected


def test_labels_and_continuations() -> None:
    assert is_labelled("编制部门:甲市数据局", FORM)
    assert not is_labelled("甲市数据局", FORM)
    assert is_continued("部门支出总表续表", FORM)
    assert not is_continued("部门支出总表", FORM)


def test_a_sheet_is_named_for_a_table() -> None:
    assert sheet_title("2.项目支出明细表", FORM) is PROJECTS
    assert sheet_title("Sheet1", FORM) is None
    assert sheet_title("表", FORM) is None


def test_the_name_of_a_long_sheet_may_be_cut() -> None:
    title = "二〇二四年度一般公共预算财政拨款支出项目及其绩效目标情况明细表"
    table = attrs.evolve(PROJECTS, titles=(title,))
    form = attrs.evolve(FORM, tables=(table,))
    assert sheet_title(title[:30], form) is table
    assert sheet_title(title[:20], form) is None
