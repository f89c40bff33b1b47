"""How like printed headers are to declared ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.recognition.grids.similarity import (
    LEAST,
    SAME,
    column_likeness,
    heads_of,
    is_column_number,
    path_likeness,
    plain,
    table_likeness,
    word_likeness,
)
from budgetrules.schema.forms import Column, ColumnKind
from tests.unit.recognition.toy import FORM, PROJECTS, amount

WORDS = FORM.vocabulary

_WORDS = st.text(alphabet="收入支出非基本项目(万元)1、", min_size=1, max_size=8)


@given(_WORDS, _WORDS)
def test_likeness_is_the_same_both_ways_and_whole_only_for_equal_words(one: str, two: str) -> None:
    likeness = word_likeness(one, two, WORDS)
    assert likeness == word_likeness(two, one, WORDS)
    assert 0 <= likeness <= SAME
    assert (likeness == SAME) == (one == two)


@pytest.mark.parametrize(
    ("printed", "declared", "expected"),
    [
        ("合计(万元)", "合计", 95),
        ("非税收入", "税收入", 0),
        ("基本支出预算", "基本支出", 70),
        ("项日支出", "项目支出", 80),
        ("收入", "支出", 0),
    ],
)
def test_words_are_alike_by_what_they_share(printed: str, declared: str, expected: int) -> None:
    assert word_likeness(printed, declared, WORDS) == expected


def test_units_numbering_and_marks_are_no_part_of_a_header() -> None:
    assert plain("一、合计(单位:万元)", WORDS) == "合计"
    assert plain("※", WORDS) == "※"


def test_the_last_step_counts_most_and_steps_above_should_be_there() -> None:
    declared = ("支出", "基本支出")
    whole = path_likeness(("支出", "基本支出"), declared, WORDS)
    lacking = path_likeness(("基本支出",), declared, WORDS)
    other = path_likeness(("支出", "项目支出"), declared, WORDS)
    assert whole == SAME
    assert whole > lacking > other


def test_a_header_cut_over_two_rows_is_whole() -> None:
    assert path_likeness(("基本", "支出"), ("基本支出",), WORDS) == SAME


def test_a_path_may_stand_in_one_cell() -> None:
    column = Column("甲", ColumnKind.AMOUNT, (("资金来源",), ("政府性基金",)))
    assert column_likeness(("资金来源/政府性基金",), column, WORDS) == SAME
    assert column_likeness((), column, WORDS) == 0


def test_each_alias_of_each_step_makes_a_path() -> None:
    column = Column("甲", ColumnKind.AMOUNT, (("收入", "来源"), ("合计", "总计")))
    assert set(heads_of(column)) == {
        ("收入", "合计"),
        ("收入", "总计"),
        ("来源", "合计"),
        ("来源", "总计"),
    }


def test_a_column_without_headers_is_like_nothing() -> None:
    assert column_likeness(("合计",), Column("甲", ColumnKind.TEXT, ()), WORDS) == 0


def test_all_columns_of_a_table_are_compared_in_printed_order() -> None:
    assert table_likeness(("预算数",), PROJECTS)[1] == SAME
    assert table_likeness(("预算数",), PROJECTS)[0] < LEAST
    assert column_likeness(("预算数",), amount("预算数"), WORDS) == SAME


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", True), ("(3)", True), ("4=5+6", True), ("一", False), ("1a", False)],
)
def test_a_column_number_may_be_a_formula(text: str, expected: bool) -> None:
    assert is_column_number(text) == expected
