"""Tables that the text says to be there while nothing is drawn."""

from __future__ import annotations

from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.undrawn import UndrawnTable, undrawn_tables
from budgetrules.schema.forms import Table
from tests.unit.recognition.toy import EXPENDITURE, FORM, PROJECTS

_HEADER = "编制部门：甲市数据局 单位：元"


def undrawn(*texts: str, drawn: frozenset[Table] = frozenset()) -> list[UndrawnTable]:
    """The tables in these lines."""
    lines = [RawLine(text, at) for at, text in enumerate(texts, 1)]
    return list(undrawn_tables(lines, FORM, drawn))


def test_a_title_with_a_head_line_below_is_a_table() -> None:
    (table,) = undrawn("部门支出总表", _HEADER)
    assert (table.table, table.title, table.header.stated_unit) == (
        EXPENDITURE,
        "部门支出总表",
        "元",
    )


def test_a_title_alone_is_none() -> None:
    assert undrawn("部门支出总表", "说明") == []


def test_titles_one_below_the_other_are_a_list_of_them() -> None:
    found = undrawn("部门支出总表", "项目支出明细表", _HEADER)
    assert [table.table for table in found] == [PROJECTS]


def test_a_table_that_is_drawn_or_was_said_before_is_none() -> None:
    assert undrawn("部门支出总表", _HEADER, drawn=frozenset({EXPENDITURE})) == []
    assert len(undrawn("部门支出总表", _HEADER, "部门支出总表", _HEADER)) == 1
