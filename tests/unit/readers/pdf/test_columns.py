"""How columns and headers of parts of a table fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.columns import (
    Fit,
    fitted,
    leaf_header,
    narrowed,
    repeated_header,
    share_words,
)
from tests.unit.readers.pdf.handmade import cell, cells_of

XS = [0.0, 100.0, 200.0, 300.0]


@given(st.lists(st.integers(10, 100), min_size=1, max_size=6), st.integers(-300, 300))
def test_equal_columns_fit_wherever_they_stand(widths: list[int], shift: int) -> None:
    xs = [float(sum(widths[:at])) for at in range(len(widths) + 1)]
    same = list(range(len(xs)))
    assert fitted(xs, [x + shift for x in xs]) == Fit(xs, same, same)


def test_edges_a_little_apart_are_one() -> None:
    assert fitted(XS, [1, 103, 198, 299]) == Fit(XS, [0, 1, 2, 3], [0, 1, 2, 3])


def test_a_part_may_lack_an_edge() -> None:
    assert fitted(XS, [0, 200, 300]) == Fit(XS, [0, 1, 2, 3], [0, 2, 3])


def test_a_part_may_have_an_edge_more() -> None:
    assert fitted(XS, [0, 50, 100, 200, 300]) == Fit(
        [0, 50, 100, 200, 300], [0, 2, 3, 4], [0, 1, 2, 3, 4]
    )


@pytest.mark.parametrize(
    "others",
    [[0, 100, 200, 320], [0, 50, 150, 250, 300], [0, 99, 101, 300]],
    ids=["wider", "other columns", "two edges at one"],
)
def test_other_columns_do_not_fit(others: list[float]) -> None:
    assert fitted(XS, others) is None


def test_a_header_names_every_column() -> None:
    cells = cells_of([["项目", "金额"], ["甲", "1.00"]])
    assert leaf_header(cells, 2) == 1


def test_a_header_of_two_rows_ends_where_every_column_has_a_name() -> None:
    cells = [
        cell("项目", row_span=2),
        cell("金额", column=1, column_span=2),
        cell("本年", 1, 1),
        cell("上年", 1, 2),
        cell("1.00", 2, 1),
    ]
    assert leaf_header(cells, 3) == 2


@pytest.mark.parametrize(
    ("rows", "columns"),
    [([["甲", "1.00"]], 2), ([["项目", ""], ["甲", "1.00"]], 2), ([["项目"]], 1), ([[]], 2)],
    ids=["digits at once", "a column without a name", "one column", "no cells"],
)
def test_no_header(rows: list[list[str]], columns: int) -> None:
    assert leaf_header(cells_of(rows), columns) == 0


HEADER = [["项目", "金额"], ["甲", "1.00"]]


def test_a_header_that_is_printed_again_is_told_by_its_texts() -> None:
    assert repeated_header(cells_of(HEADER), cells_of([["项 目", "金额"], ["乙", "2.00"]])) == 1


def test_rows_above_the_header_need_not_be_printed_again() -> None:
    table = cells_of([["部门：财政局", "单位：元"], *HEADER])
    assert repeated_header(table, cells_of([["项目", "金额"], ["乙", "2.00"]])) == 1


def test_a_part_without_the_header_repeats_nothing() -> None:
    assert repeated_header(cells_of(HEADER), cells_of([["乙", "2.00"]])) == 0


def test_a_form_that_begins_alike_and_goes_on_alike_is_another_one() -> None:
    table = cells_of([["部门", "", ""], ["收入", "1.00", ""]])
    part = cells_of([["部门", "", ""], ["收入", "9.00", ""]])
    assert repeated_header(table, part) == 0


def test_a_merged_cell_belongs_to_a_header_whole() -> None:
    table = [cell("项目", row_span=2), cell("金额", column=1), cell("本年", 1, 1)]
    part = [cell("项目", row_span=2), cell("金额", column=1), cell("上年", 1, 1)]
    assert repeated_header(table, part) == 0


def test_rows_share_words_in_one_column() -> None:
    table, part = cells_of([["甲", "1.00"]]), cells_of([["", ""], ["甲", "2.00"]])
    assert share_words(table, 0, part, 1)
    assert not share_words(table, 0, part, 0)


def test_equal_figures_are_no_words() -> None:
    assert not share_words(cells_of([["甲", "1"]]), 0, cells_of([["乙", "1"]]), 0)


LACKING = Fit(XS, [0, 1, 2, 3], [0, 2, 3])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(5, 45, (0, 1)), (105, 145, (1, 1)), (60, 180, (0, 2))],
    ids=["under the first", "under the second", "over both"],
)
def test_a_text_stands_under_the_column_above_it(
    left: float, right: float, expected: tuple[int, int]
) -> None:
    wide = cell("项目", column_span=2, box=(0, 0, 200, 20))
    wide.written = (left, 5, right, 15)
    (made,) = narrowed([wide], LACKING)
    assert (made.column, made.column_span) == expected


def test_a_centred_text_spans_all_columns() -> None:
    wide = cell("项目", column_span=2, box=(0, 0, 200, 20))
    wide.written = (95, 5, 105, 15)
    assert narrowed([wide], LACKING) == [wide]


def test_cells_of_a_part_that_lacks_nothing_stay() -> None:
    cells = cells_of([["甲", "乙", "丙"]])
    assert narrowed(cells, Fit(XS, [0, 1, 2, 3], [0, 1, 2, 3])) is cells
