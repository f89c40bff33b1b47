"""Grids that no form knows, as lines."""

from __future__ import annotations

from budgetrules.recognition.grids.caption import caption
from budgetrules.recognition.grids.flatten import flat_cells, is_blank, is_table, printed_rows
from tests.unit.recognition.toy import only_part


def words_of(sketch: str) -> list[str]:
    """The lines of a grid."""
    return [line.text.strip() for _, line in flat_cells(only_part(caption, sketch))]


def test_cells_are_lines_row_by_row_with_numbers_of_their_own() -> None:
    lines = [line for _, line in flat_cells(only_part(caption, "| 甲/乙 | 丙 |\n| 丁 | |"))]
    assert [line.text for line in lines] == ["甲", "乙 ", "丙 ", "丁 "]
    assert [line.number for line in lines] == [1, 2, 3, 4]


def test_a_label_merged_over_rows_of_a_list_belongs_to_each() -> None:
    heads = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
    rows = "| 产出 | 数量 | 完成率 | 90% |\n| ^ | 质量 | 合格率 | 95% |"
    assert words_of(heads + rows)[-4:] == ["产出", "质量", "合格率", "95%"]
    assert words_of(rows)[-3:] == ["质量", "合格率", "95%"]


def test_a_frame_around_a_text_is_no_table() -> None:
    assert not is_table(only_part(caption, "| 甲 |\n| 乙 |"))
    assert is_table(only_part(caption, "| 甲 | 乙 |"))


def test_a_grid_without_text_is_blank() -> None:
    part = only_part(caption, "| | |")
    assert is_blank(part)
    assert printed_rows(part) == ()


def test_printed_rows_hold_the_words_of_rows_that_have_any() -> None:
    assert printed_rows(only_part(caption, "| 甲 | |\n| | |\n| 乙/丙 | 1 |")) == (
        ("甲",),
        ("乙丙", "1"),
    )
