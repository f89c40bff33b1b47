"""Whether a part goes on with a table, and under which of its columns its cells stand."""

from __future__ import annotations

import pytest

from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.continuation import column_edges, continued, laid_on
from budgetrules.recognition.grids.draft import GridPart, TableDraft, TablePart
from budgetrules.recognition.grids.match import match
from budgetrules.recognition.grids.number import number
from budgetrules.recognition.grids.passes import PASSES, run
from tests.recognition.grids.sketch import document
from tests.unit.recognition.toy import FORM, HEADS, ROWS, TITLE, Draft, drafted

REST = "| 201 | 03 | 02 | 一般行政管理事务 | 20.00 | | 20.00 |"


def going_on(*between_and_part: str) -> TablePart | None:
    """The last part of a document as the next one of its first table."""
    table: TableDraft = drafted(assign, TITLE, HEADS + ROWS).tables[0]
    part: GridPart = drafted(match, TITLE, HEADS + ROWS, *between_and_part).parts[-1]
    return continued(part, table, FORM)


def test_rows_without_header_are_read_under_the_columns_of_the_first_part() -> None:
    part = going_on(REST)
    assert part is not None
    assert (part.first, part.last) == (0, 1)


def test_a_header_printed_again_is_skipped() -> None:
    part = going_on(HEADS + REST)
    assert part is not None
    assert part.first == 2


@pytest.mark.parametrize("between", ["3", "单位：元", "部门支出总表（续表）"])
def test_page_numbers_and_captions_may_lie_between(between: str) -> None:
    assert going_on(between, HEADS + REST) is not None


@pytest.mark.parametrize("between", ["第二部分 情况说明", "资产负债情况表"])
def test_other_text_and_other_titles_may_not(between: str) -> None:
    assert going_on(between, HEADS + REST) is None


def test_a_table_that_begins_again_with_its_first_row_does_not_go_on() -> None:
    assert going_on("部门支出总表", HEADS + ROWS) is None
    assert going_on("部门支出总表", HEADS + REST) is not None


def test_cells_that_are_no_codes_and_amounts_do_not_go_on() -> None:
    row = "| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |"
    assert going_on(row) is None


def grids_at(*parts: str | tuple[str, tuple[int, ...]]) -> Draft:
    """Grids whose columns have these left edges."""
    return run(Draft(raw=document(*parts), template=FORM), PASSES[: PASSES.index(number) + 1])


def test_cells_are_laid_under_the_columns_where_they_stand() -> None:
    base, grid = grids_at(
        ("| a | b | c |", (0, 100, 200, 300)),
        ("| 1 | 2 |", (0, 200, 300)),
    ).grids
    laid = laid_on(grid, base)
    assert laid is not None
    assert [(cell.column, cell.text.words) for cell in laid.printed[0]] == [(0, "1"), (2, "2")]
    assert laid.numbers == grid.numbers


def test_a_cell_lies_over_the_columns_of_which_it_covers_the_greater_part() -> None:
    base, grid = grids_at(
        ("| a | b | c |", (0, 100, 200, 300)),
        ("| 1 | 2 |", (0, 160, 300)),
    ).grids
    laid = laid_on(grid, base)
    assert laid is not None
    assert [(cell.column, cell.column_span) for cell in laid.printed[0]] == [(0, 2), (2, 1)]


def test_cells_beside_all_columns_can_not_be_laid() -> None:
    base, grid = grids_at(("| a | b |", (0, 100, 200)), ("| 1 | 2 |", (400, 500, 600))).grids
    assert laid_on(grid, base) is None


def test_edges_are_those_of_cells_that_span_nothing() -> None:
    (grid,) = grids_at(("| a | < | c |\n| | | d |", (0, 100, 200, 300))).grids
    assert column_edges(grid) == [(0.0, 100.0), (100.0, 200.0), (200.0, 300.0)]
