"""A block of lines as a table: header, rows, and heads that are not printed."""

from __future__ import annotations

from budgetrules.model.disclosure import TableData
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.lines.titles import find_blocks
from budgetrules.recognition.tables import build_table
from tests.unit.recognition.toy import EXPENDITURE, FORM

_HEADS = ("科目编码 ", "科目名称 ", "合计 ", "基本支出 ", "项目支出 ")
_ROW = "201 03 01 行政运行 10.00 10.00  "


def table_of(*texts: str) -> tuple[TableData, list[str]]:
    """The first table of some lines, and what is told of it."""
    lines = tuple(RawLine(text, at) for at, text in enumerate(texts, 1))
    blocks, _, _ = find_blocks(lines, FORM)
    data, problems = build_table(blocks[0], EXPENDITURE, lines, FORM, {}, False)
    return data, [problem.diagnostic.code for problem in problems]


def test_header_and_rows_are_read() -> None:
    data, problems = table_of("部门支出总表 ", "编制部门：甲局 单位：元 ", *_HEADS, _ROW)
    assert (data.title, data.unit, data.unit_stated, data.titled) == (
        "部门支出总表",
        "元",
        True,
        True,
    )
    assert [(row.code, row.name) for row in data.rows()] == [("2010301", "行政运行")]
    assert (data.unheaded, problems) == ((), [])


def test_a_header_may_wrap_before_its_unit() -> None:
    data, _ = table_of("部门支出总表 ", "编制部门：甲局 ", "单位：元 ", *_HEADS, _ROW)
    assert data.header is not None
    assert (data.header.slots["部门"], data.unit) == ("甲局", "元")


def test_without_header_the_unit_is_that_of_the_form() -> None:
    data, _ = table_of("部门支出总表 ", *_HEADS, _ROW)
    assert (data.header, data.unit, data.unit_stated) == (None, "万元", False)


def test_a_head_that_is_not_printed_is_told_unless_most_are_not() -> None:
    some, _ = table_of("部门支出总表 ", *_HEADS[:-1], _ROW)
    none, _ = table_of("部门支出总表 ", _ROW)
    assert (some.unheaded, none.unheaded) == (("项目支出",), ())


def test_a_line_behind_the_rows_is_a_note() -> None:
    data, problems = table_of("部门支出总表 ", *_HEADS, _ROW, "注：本表为空表 ", "其他说明 ")
    assert [note.sentence for note in data.notes] == ["说明"]
    assert problems == ["N109"]
