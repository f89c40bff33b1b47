"""What is said of why a part was taken for a table."""

from __future__ import annotations

from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.draft import Draft
from tests.unit.recognition.toy import PROJECT_ROWS, drafted


def said(draft: Draft, lang: str = "zh") -> tuple[str, ...]:
    """The reasons of a draft in a language."""
    return tuple(reason.text(lang) for reason in draft.reasons)


def test_reasons_are_told_in_english_too() -> None:
    assert said(drafted(assign, "项目支出明细表", PROJECT_ROWS), "en") == (
        "page 2, 3 rows, 2 columns: its title is that of 表2, its columns have 100 points",
        "  column 1 “项目名称” → 表2 项目名称 (100 points)",
        "  column 2 “预算数” → 表2 预算数 (100 points)",
    )


def test_a_titled_table_tells_its_points_and_its_columns() -> None:
    assert said(drafted(assign, "项目支出明细表", PROJECT_ROWS)) == (
        "第 2 页 3 行 2 列：题名是 表2，列 100 分",
        "  第 1 列 “项目名称” → 表2 项目名称（100 分）",
        "  第 2 列 “预算数” → 表2 预算数（100 分）",
    )


def test_what_is_lacking_and_what_is_too_much_is_told() -> None:
    rows = "| 序号 | 科目名称 | 合计 | 基本支出 | 甲类 |\n| 1 | 甲 | 1.5 | 2.5 | 3.5 |"
    told = said(drafted(assign, "部门支出总表", rows))
    assert told == (
        "第 2 页 2 行 5 列：题名是 表1，列 69 分",
        "  第 2 列 “科目名称” → 表1 科目名称（100 分）",
        "  第 3 列 “合计” → 表1 合计（100 分）",
        "  第 4 列 “基本支出” → 表1 基本支出（100 分）",
        "  第 1 列 “序号”：编号或备注，不读",
        "  第 5 列 “甲类”：表式里没有",
        "  没有找到 表1 的列“项目支出”",
    )


def test_too_few_points_are_told() -> None:
    rows = "| 序号 | 项目名称 | 数量 |\n| 1 | 甲 | 1.5 |"
    (reason,) = said(drafted(assign, "项目支出明细表", rows))
    assert reason == "第 2 页 2 行 3 列：题名是 表2，列 10 分，不足 45"


def test_an_unknown_table_tells_its_title_and_the_nearest_table() -> None:
    (reason,) = said(drafted(assign, "资产情况表", "| 项目名称 | 数量 |\n| 甲 | 3.5 |"))
    assert reason.startswith("第 2 页 2 行 2 列：不是表式里的表“资产情况表”，最像 ")
