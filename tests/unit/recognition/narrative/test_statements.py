"""What a narrative states, row by row."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import ListData
from budgetrules.recognition.narrative.headings import find_sections
from budgetrules.recognition.narrative.statements import (
    StatementRows,
    empty_statements,
    read_statements,
    section_texts,
)
from budgetrules.schema.forms import Template
from tests.unit.recognition.narrative.toy import FORM, TOTAL, USE, USES, lines_of

HEADING = "一、关于2024年收入情况说明 "


def read(*texts: str, form: Template = FORM) -> StatementRows:
    """Read the statements of lines below the heading."""
    lines = lines_of(HEADING, *texts)
    return read_statements(lines, section_texts(lines, find_sections(lines, form)), form)


def figures(data: ListData, column: str) -> list[str]:
    """The figures of a column, as printed."""
    cells = [row.cells[column] for row in data.rows]
    return [cell.figure.plain() for cell in cells if cell.figure is not None]


def test_each_occurrence_is_a_row_in_order() -> None:
    data = read("收入10万元。收入", "20万元。 ").lists["收入"]
    assert figures(data, "金额") == ["10", "20"]
    assert [row.index for row in data.rows] == [0, 1]
    assert [row.place.line for row in data.rows] == [2, 2]


def test_a_statement_of_a_section_is_not_read_elsewhere() -> None:
    lines = lines_of("收入10万元。 ")
    assert read_statements(lines, (), FORM).lists["收入"].rows == []


def test_a_word_gives_a_figure_its_sign() -> None:
    data = read("增加1.5万元，减少2万元。 ").lists["增减"]
    assert figures(data, "变动") == ["1.5", "2"]
    assert figures(data, "净增") == ["1.5", "-2"]


def test_items_are_rows_below_the_row_they_are_cut_from() -> None:
    rows = read("用于：办公3万元；差旅4.5万元。 ")
    (whole,) = rows.lists["用途"].rows
    items = rows.lists["用途项"].rows
    assert [item.name for item in items] == ["办公", "差旅"]
    assert figures(rows.lists["用途项"], "金额") == ["3", "4.5"]
    assert whole.children == items
    assert all(item.parent is whole for item in items)
    assert rows.problems == []


def test_any_of_several_marks_parts_items_but_no_comma_within_a_number() -> None:
    marks = attrs.evolve(USE, separators=("；", "，", "、以及"))
    form = attrs.evolve(FORM, statements=(USES, marks))
    rows = read("用于：办公1,003万元，差旅4.5万元；会议2万元、以及培训1万元。 ", form=form)
    assert figures(rows.lists["用途项"], "金额") == ["1003", "4.5", "2", "1"]


def test_two_numbers_side_by_side_among_the_items_stay_two() -> None:
    rows = read("用于：办公3万元；差旅12 4.5；", "热线31 1.62；会议2万元。 ")
    assert figures(rows.lists["用途项"], "金额") == ["3", "2"]
    places = [problem.place for problem in rows.problems]
    assert [place.text for place in places if place is not None] == ["差旅124.5", "热线311.62"]
    quotes = [str(problem.diagnostic.details["text"]) for problem in rows.problems]
    assert quotes == ["差旅12 4.5", "热线31 1.62"]


def test_an_item_with_a_figure_that_follows_no_wording_is_a_problem() -> None:
    rows = read("用于：办公3万元；其余约5成；等。 ")
    assert len(rows.lists["用途项"].rows) == 1
    (problem,) = rows.problems
    assert problem.diagnostic.code == "N115"
    assert problem.place.text == "其余约5成"


def test_a_statement_may_begin_only_behind_words() -> None:
    behind = attrs.evolve(TOTAL, behind="其中")
    form = attrs.evolve(FORM, statements=(behind,))
    data = read("收入10万元。其中，收入3万元。 ", form=form).lists["收入"]
    assert figures(data, "金额") == ["3"]


def test_every_statement_is_there_without_a_row() -> None:
    lists = empty_statements(FORM)
    assert list(lists) == ["收入", "增减", "用途", "用途项"]
    assert lists["增减"].columns_present == ("变动", "净增")
    assert not any(data.rows for data in lists.values())
