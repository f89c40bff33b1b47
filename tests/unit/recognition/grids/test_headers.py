"""Which rows can be headers, what paths they make, and what is counted below them."""

from __future__ import annotations

import pytest

from budgetrules.recognition.grids.headers import (
    column_paths,
    header_limit,
    is_column_numbers,
    printed_columns,
)
from budgetrules.recognition.words import column_words
from tests.unit.recognition.toy import FORM, HEADS, ROWS, grid_of

WORDS = column_words(FORM.vocabulary)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| ※ | ※ | 1 | 2 | 3 |", True),
        ("| 栏次 | 1 | 2=3+4 | 3 | (4) |", True),
        ("| 1 | 3 | 4 |", False),
        ("| 3 | 4 | 5 |", False),
        ("| 合计 | 1 | 2 |", False),
        ("| ※ | 1 | |", False),
    ],
)
def test_a_row_that_numbers_columns_counts_from_the_left(row: str, expected: bool) -> None:
    assert is_column_numbers(grid_of(row), 0, WORDS) == expected


def test_headers_end_at_the_first_amount_or_column_number() -> None:
    assert header_limit(grid_of(HEADS + ROWS), 0, 6, WORDS) == 2
    assert header_limit(grid_of("| 名称 | 金额 |\n| 1 | 2 |\n| 甲 | 乙 |"), 0, 3, WORDS) == 1
    assert header_limit(grid_of("| 名称 | 2024年 |\n| 甲 | 7 |"), 0, 2, WORDS) == 2


def test_the_path_of_a_column_goes_down_through_merged_headers() -> None:
    paths = column_paths(grid_of(HEADS), 0, 2)
    assert paths[:4] == (
        ("科目编码", "类"),
        ("科目编码", "款"),
        ("科目编码", "项"),
        ("科目名称",),
    )


def test_a_header_whose_merging_was_lost_stands_over_the_blank_columns_to_its_right() -> None:
    grid = grid_of("| 名称 | 支出 | | 备注 |\n| | 基本 | 项目 | |")
    assert column_paths(grid, 0, 2) == (
        ("名称",),
        ("支出", "基本"),
        ("支出", "项目"),
        ("备注",),
    )


def test_there_is_a_way_to_part_headers_from_body_for_each_row_that_can_be_one() -> None:
    printed = printed_columns(grid_of(HEADS + ROWS), 0, 6, WORDS)
    assert [header.body for header in printed.headers] == [2, 2]
    column = printed.headers[-1].columns[0]
    assert (column.leaf, column.profile.codes, column.profile.texts) == ("类", 3, 0)


def test_codes_numbers_and_texts_are_counted() -> None:
    grid = grid_of("| 名称 | 金额 |\n| 甲 | 1.5 |\n| 乙 | — |\n| 丙 | |")
    names, amounts = printed_columns(grid, 0, 4, WORDS).headers[0].columns
    assert (names.profile.texts, names.profile.is_mostly_text) == (3, True)
    assert (amounts.profile.numbers, amounts.profile.codes) == (2, 0)


def test_a_grid_wider_than_any_form_is_not_read() -> None:
    wide = grid_of("|" + "a|" * 90)
    assert printed_columns(wide, 0, 1, WORDS).headers == ()


def test_a_lost_merging_ends_at_columns_of_another_header_or_with_nothing_below() -> None:
    grid = grid_of("| 收入 | | 支出 | | |\n| 甲 | 乙 | 丙 | 丁 | |")
    assert column_paths(grid, 0, 2) == (
        ("收入", "甲"),
        ("收入", "乙"),
        ("支出", "丙"),
        ("支出", "丁"),
        (),
    )


def test_a_header_said_twice_over_a_column_counts_once() -> None:
    grid = grid_of("| 支出 | < |\n| 支出 | 项目 |")
    assert column_paths(grid, 0, 2) == (("支出",), ("支出", "项目"))


def test_signs_may_stand_beside_the_numbers_of_columns_and_digits_may_not() -> None:
    assert is_column_numbers(grid_of("| 甲 | 1 | 2 |"), 0, WORDS)
    assert not is_column_numbers(grid_of("| 甲乙 | 1 | 2 |"), 0, WORDS)
