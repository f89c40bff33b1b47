"""Figures in cells of tables that no form knows."""

from __future__ import annotations

import pytest

from budgetrules.recognition.grids.caption import caption
from budgetrules.recognition.grids.unread import figures_of_column, figures_of_unknown
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.recognition.toy import only_part

WORDS = shipped_vocabulary()


def figures(sketch: str) -> list[tuple[str, str, str]]:
    """The figures of a grid: the names of row and column, and what is printed."""
    cells = figures_of_unknown(only_part(caption, sketch), "别的表", WORDS)
    assert all(cell.table == "别的表" for cell in cells)
    return [(cell.row, cell.column, cell.place.text) for cell in cells]


def test_numbers_are_figures_with_their_row_and_column() -> None:
    sketch = "| 名称 | 上年 | 本年 |\n| 甲 | 1,200 | 5 |\n| 乙 | — | 12.5 |"
    assert figures(sketch) == [("甲", "上年", "1,200"), ("甲", "本年", "5"), ("乙", "本年", "12.5")]


@pytest.mark.parametrize(
    "sketch",
    [
        "| 科目编码 | 科目名称 |\n| 201 | 甲 |\n| 20103 | 乙 |",
        "| 序号 | 名称 |\n| 1 | 甲 |\n| 3 | 乙 |",
        "| 章节 | |\n| 概况 | 1 |\n| 收支总表 | 2 |\n| 说明 | 3 |",
        "| 年度 | 名称 |\n| 2024 | 甲 |",
        "| 三级指标 | 指标值 |\n| 次数 | 12 |\n| 天数 | ≥5 |\n| 人数 | 40 |",
        "| 201 | 03 | 01 | 甲 |\n| 208 | 05 | 02 | 乙 |",
    ],
    ids=["codes", "row numbers", "pages", "years", "targets", "code parts"],
)
def test_what_numbers_and_names_things_is_no_figure(sketch: str) -> None:
    assert figures(sketch) == []


def test_amounts_over_the_targets_of_a_sheet_are_figures() -> None:
    sketch = "| 项目名称 | 甲 |\n| 资金总额 | 120 |\n| 三级指标 | 指标值 |\n| 次数 | 12 |"
    assert figures(sketch) == [("资金总额", "甲", "120")]


def test_an_unknown_column_holds_figures_with_and_without_units() -> None:
    part = only_part(caption, "| 名称 | 增长 |\n| 甲 | 5.2% |\n| 乙 | 30 |\n| 丙 | 约三成 |")
    rows = range(part.begin, part.last)
    found = [(name, place.text) for name, place in figures_of_column(part.grid, rows, 1, WORDS)]
    assert found == [("甲", "5.2%"), ("乙", "30")]
