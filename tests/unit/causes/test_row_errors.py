"""Errors of whole rows, and which failed sums follow."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck
from budgetrules.causes.row_errors import (
    RowError,
    RowKey,
    failed_sum,
    missing_cells,
    reach_of,
    row_key,
)
from tests.unit.causes.plants import CLASS_MISSING_IN_ONE, NAME_NOT_LISTED, ROW_MISSING_IN_ONE
from tests.unit.causes.toy import SOUND, case_of, name_of

MISSING = RowKey("总表", "20102")


def takes_in(error: RowError, item: FailedCheck, locator: Locator) -> bool:
    failed = failed_sum(item, locator)
    assert failed is not None
    return reach_of(error, locator).takes_in(failed)


def test_a_row_is_named_by_its_code_its_label_or_its_name(tmp_path: Path) -> None:
    locator = case_of(SOUND, tmp_path).locator
    keys = {row_key(row) for row in locator.rows_of_list("项目")}
    assert keys == {RowKey("项目", "购置设备"), RowKey("项目", "印刷年报")}
    assert RowKey("总表", "20101") in map(row_key, locator.rows_of_list("总表"))


def test_joined_errors_have_rows_and_checks_of_both(tmp_path: Path) -> None:
    first, second, *_ = case_of(ROW_MISSING_IN_ONE, tmp_path).failed
    other = RowKey("明细", "20102")
    one = RowError(rows=(MISSING,), about=(first,), right_code="20102")
    both = one.joined(RowError(rows=(other, MISSING), about=(second,), right_code="20103"))
    assert (both.rows, both.about, both.right_code) == (
        (MISSING, other),
        (first, second),
        "20102",
    )


def test_rows_below_a_missing_one_have_lost_it(tmp_path: Path) -> None:
    locator = case_of(CLASS_MISSING_IN_ONE, tmp_path).locator
    above = RowKey("总表", "202")
    error = RowError(rows=(above,), above=above)
    lost = [row.code for row in locator.rows_of_list("总表") if error.has_lost(row)]
    assert lost == ["20201", "20202"]
    assert not any(map(error.has_lost, locator.rows_of_list("明细")))


def test_a_missing_cell_should_hold_the_figure_beside_it(tmp_path: Path) -> None:
    case = case_of(ROW_MISSING_IN_ONE, tmp_path)
    missing = [cell for item in case.failed for cell in missing_cells(item, case.locator)]
    assert [(cell.row, cell.column, cell.value.place.text) for cell in missing] == [
        (MISSING, "本年", "35.00"),
        (MISSING, "上年", "25.00"),
    ]


def test_texts_are_no_failed_sum(tmp_path: Path) -> None:
    case = case_of(NAME_NOT_LISTED, tmp_path)
    assert failed_sum(case.failed[0], case.locator) is None


def test_a_sum_follows_that_differs_by_the_missing_row(tmp_path: Path) -> None:
    case = case_of(ROW_MISSING_IN_ONE, tmp_path)
    about = tuple(item for item in case.failed if name_of(item) == "C-02 20102")
    sums = [item for item in case.failed if name_of(item) == "C-01 201"]
    error = RowError(rows=(MISSING,), about=about)
    assert [takes_in(error, item, case.locator) for item in sums] == [True, True]


def test_a_sum_that_differs_by_something_else_does_not_follow(tmp_path: Path) -> None:
    paper = ROW_MISSING_IN_ONE.with_row("总表", "201", ("201", "办公支出", "65.00", "45.00"))
    case = case_of(paper, tmp_path)
    about = tuple(item for item in case.failed if name_of(item) == "C-02 20102")
    sums = [item for item in case.failed if name_of(item) == "C-01 201"]
    error = RowError(rows=(MISSING,), about=about)
    assert [takes_in(error, item, case.locator) for item in sums] == [False, True]


def test_a_relation_with_a_cell_of_the_row_follows(tmp_path: Path) -> None:
    case = case_of(ROW_MISSING_IN_ONE, tmp_path)
    item = next(item for item in case.failed if name_of(item) == "C-02 20102")
    assert takes_in(RowError(rows=(RowKey("明细", "20102"),)), item, case.locator)
    assert not takes_in(RowError(rows=(RowKey("明细", "20101"),)), item, case.locator)


def test_joined_errors_lose_nothing_that_follows(tmp_path: Path) -> None:
    first, second, third, fourth = case_of(ROW_MISSING_IN_ONE, tmp_path).failed
    one = RowError(rows=(MISSING,), about=(first,), follows=(second,))
    other = RowError(rows=(RowKey("明细", "20102"),), about=(third,), follows=(fourth,))
    assert one.joined(other).follows == (second, fourth)
