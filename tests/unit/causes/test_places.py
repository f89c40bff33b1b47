"""Where cells belong and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.causes.places import Locator, is_absent, row_name
from budgetrules.evaluation.values import CONSTANT_PLACE, AbsentTable, constant_cell
from budgetrules.model.disclosure import Cell, Row
from tests.unit.causes.plants import HEADING_MISSING
from tests.unit.causes.toy import SOUND, case_of


@pytest.fixture
def locator(tmp_path: Path) -> Locator:
    return case_of(SOUND, tmp_path).locator


def row_of(list_id: str, name: str, locator: Locator) -> Row:
    return next(row for row in locator.rows_of_list(list_id) if row.name == name)


def line_of(words: str, locator: Locator) -> int:
    for section in locator.doc.disclosure.sections:
        for line, text in section.body:
            if words in text:
                return line
    raise KeyError(words)


def test_a_cell_stands_in_its_row_and_column(locator: Locator) -> None:
    row = row_of("总表", "会议支出", locator)
    address = locator.address(row.cells["本年"])
    assert (address.row, address.column) == (row, "本年")


def test_a_constant_stands_nowhere(locator: Locator) -> None:
    address = locator.address(constant_cell("3", ""))
    assert (address.row, address.column) == (None, None)


def test_an_absent_row_is_found_by_its_cells(locator: Locator) -> None:
    row = locator.doc.absent_row("总表", "20103")
    cell: Cell = locator.doc.cell(row, "本年")
    assert is_absent(row)
    assert locator.address(cell).row is row


def test_rows_come_in_the_order_of_their_cells(locator: Locator) -> None:
    one, other = row_of("总表", "会议支出", locator), row_of("明细", "办公支出", locator)
    cells = [one.cells["本年"], constant_cell("3", ""), other.cells["上年"]]
    assert locator.rows_of(cells) == [one, other]


def test_a_table_that_was_not_found_has_no_rows(locator: Locator) -> None:
    assert list(locator.rows_of_list("没有")) == []


def test_sentences_are_said_and_rows_of_tables_are_not(locator: Locator) -> None:
    assert locator.is_said(row_of("类额", "办公支出", locator))
    assert not locator.is_said(row_of("总表", "办公支出", locator))


def test_an_operand_has_a_name_a_value_a_unit_and_a_place(locator: Locator) -> None:
    cell = row_of("总表", "会议支出", locator).cells["本年"]
    operand = locator.operand(cell)
    assert (operand.name, operand.value, operand.unit) == ("总表 20101 本年", "25.00", "万元")
    assert operand.place is cell.place


def test_a_constant_is_called_so_and_has_no_place(locator: Locator) -> None:
    operand = locator.operand(constant_cell("3", ""))
    assert operand.name == "常数"
    assert operand.place is not CONSTANT_PLACE


def test_a_text_stands_where_its_column_does(locator: Locator) -> None:
    row = row_of("总表", "会议支出", locator)
    operand = locator.text_operand(row, "会议支出")
    assert operand.place.text == "会议支出"


def test_the_subject_of_a_cell_is_its_table_row_and_column(locator: Locator) -> None:
    subject = locator.of_cell(row_of("总表", "会议支出", locator).cells["上年"])
    assert (subject.table, subject.table_title) == ("总表", "支出总表")
    assert (subject.row_code, subject.row, subject.column) == ("20101", "会议支出", "上年")


def test_the_subject_of_a_sentence_is_its_section(locator: Locator) -> None:
    subject = locator.of_row(row_of("类额", "办公支出", locator))
    assert subject.table is None
    assert subject.section_title is not None
    assert "支出说明" in subject.section_title


def test_a_section_that_is_missing_should_stand_behind_the_one_before(tmp_path: Path) -> None:
    locator = case_of(HEADING_MISSING, tmp_path).locator
    before = locator.section_before("用语")
    assert before is not None
    assert before.id == "说明"
    subject = locator.of_absent_section("用语")
    assert subject.place.line == before.places[-1].line


def test_a_sentence_that_is_missing_should_stand_where_most_of_its_words_do(
    tmp_path: Path,
) -> None:
    paper = SOUND.with_text("支出共110.00万元", "支出共XX万元")
    locator = case_of(paper, tmp_path).locator
    subject = locator.of_record(AbsentTable("总额"))
    assert subject.row == "总额"
    assert subject.place.line == line_of("支出共XX万元", locator)


def test_words_stand_on_the_line_they_begin_on(locator: Locator) -> None:
    row = row_of("科目", "科目", locator)
    assert locator.words_near(row, "住房支出").line == line_of("支出包括", locator)
    assert locator.words_near(row, "没有这些字") is row.place


def test_a_row_is_called_by_its_code_else_by_its_name(locator: Locator) -> None:
    assert row_name(row_of("总表", "会议支出", locator)) == "20101"
    assert row_name(row_of("项目", "购置设备", locator)) == "购置设备"
