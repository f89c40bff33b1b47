"""Rows below a header: which are rows of the table, and what each cell of them says."""

from __future__ import annotations

import attrs

from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.body import Body, read_body
from tests.unit.recognition.toy import FORM, HEADS, PROJECTS, TITLE, drafted

NAMES = {"2010301": "行政运行"}


def body_of(rows: str) -> Body:
    """The body of the expenditure table with these rows."""
    (table,) = drafted(assign, TITLE, HEADS + rows).tables
    return read_body(table.parts[0], FORM, NAMES, {})


def texts_of(body: Body) -> list[list[str]]:
    """The words of each row."""
    return [[cell.text for cell in row.cells] for row in body.rows]


FIRST = "| 201 | 03 | 01 | 行政运行 | 10.00 | 10.00 | |\n"
FIRST_TEXTS = ["201", "03", "01", "行政运行", "10.00", "10.00", ""]


def test_each_cell_fills_its_column() -> None:
    assert texts_of(body_of(FIRST)) == [FIRST_TEXTS]


def test_headers_said_again_column_numbers_and_blank_rows_are_no_rows() -> None:
    numbers = "| ※ | ※ | ※ | ※ | 1 | 2 | 3 |\n"
    assert texts_of(body_of(numbers + FIRST + "| | | | | | | |\n" + HEADS)) == [FIRST_TEXTS]


def test_a_long_text_alone_and_a_remark_are_notes() -> None:
    body = body_of(FIRST + "| 注：本表为空表 | < | < | < | < | < | < |")
    assert [note.text for note in body.notes] == ["注:本表为空表"]
    assert texts_of(body) == [FIRST_TEXTS]


def test_a_caption_printed_again_is_no_row() -> None:
    assert texts_of(body_of(FIRST + "| 编制部门：甲 | | | | | | 单位：元 |")) == [FIRST_TEXTS]


def test_a_code_merged_over_rows_belongs_to_each_and_an_amount_to_its_first() -> None:
    rows = "| 201 | 03 | 01 | 行政运行 | 10.00 | 4.00 | 6.00 |\n| ^ | ^ | 02 | 其他 | ^ | 5.00 | |"
    assert texts_of(body_of(rows))[1] == ["201", "03", "02", "其他", "", "5.00", ""]


def test_the_words_of_code_columns_in_the_row_of_the_total_are_blank() -> None:
    rows = "| 类 | 款 | 项 | 总计 | 10.00 | 10.00 | |"
    assert texts_of(body_of(rows)) == [["", "", "", "总计", "10.00", "10.00", ""]]


def test_the_end_of_a_name_in_a_row_of_its_own_is_put_to_the_name() -> None:
    rows = "| 201 | 03 | 01 | 行政 | 10.00 | 10.00 | |\n| | | | 运行 | | | |"
    assert texts_of(body_of(rows)) == [FIRST_TEXTS]


def test_other_words_alone_in_a_row_are_a_row() -> None:
    assert len(body_of(FIRST + "| | | | 运行 | | | |").rows) == 2


def repeats_of(rows: str) -> list[list[str]]:
    """The rows of a table that is printed twice side by side."""
    table = attrs.evolve(PROJECTS, side_by_side=True)
    form = attrs.evolve(FORM, tables=(table,))
    heads = "| 项目名称 | 预算数 | 项目名称 | 预算数 |\n"
    (draft,) = drafted(assign, "项目支出明细表", heads + rows, template=form).tables
    return texts_of(read_body(draft.parts[0], form, {}, {}))


def test_repeats_are_read_one_after_the_other() -> None:
    assert repeats_of("| 甲 | 1.50 | 丙 | 3.50 |\n| 乙 | 2.50 | | |") == [
        ["甲", "1.50"],
        ["乙", "2.50"],
        ["丙", "3.50"],
    ]


def test_a_label_merged_over_repeats_belongs_to_the_last() -> None:
    assert repeats_of("| 甲 | 1.50 | 丙 | 3.50 |\n| 总计 | < | < | 9.50 |") == [
        ["甲", "1.50"],
        ["丙", "3.50"],
        ["总计", "9.50"],
    ]


def test_a_name_is_only_joined_with_what_the_code_list_says_comes_next() -> None:
    rows = "| 201 | 03 | 01 | 行政运行 | 10.00 | 10.00 | |\n| | | | 费 | | | |"
    assert len(body_of(rows).rows) == 2


def test_a_sentence_that_ends_is_a_note_and_a_label_is_none() -> None:
    assert len(body_of(FIRST + "| 没有支出。 | | | | | | |").notes) == 1
    assert body_of(FIRST + "| | | | 其他 | | | |").notes == ()


def test_a_text_that_runs_under_most_amounts_is_a_note() -> None:
    assert len(body_of(FIRST + "| | | | 没有其他支出 | < | < | |").notes) == 1
    assert body_of(FIRST + "| | | | 没有其他支出 | < | | |").notes == ()
