"""Codes above and below a row that a list doesn't print."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.causes.code_tree import (
    codelist_of_table,
    lacking_code,
    lacks_beside,
    names_of_code,
    printed_codes,
)
from budgetrules.causes.places import Locator
from budgetrules.model.disclosure import Row
from tests.unit.causes.plants import CLASS_MISSING_IN_ONE, ROW_MISSING_IN_ONE
from tests.unit.causes.toy import SOUND, Paper, case_of


def located(paper: Paper, folder: Path) -> Locator:
    return case_of(paper, folder).locator


def row_of(code: str, locator: Locator) -> Row:
    return next(row for row in locator.rows_of_list("总表") if row.code == code)


def test_a_list_prints_the_codes_of_its_rows(tmp_path: Path) -> None:
    locator = located(SOUND, tmp_path)
    assert printed_codes("基金", locator) == {"203"}
    assert printed_codes("总额", locator) == set()


def test_statements_and_names_have_no_code_list(tmp_path: Path) -> None:
    locator = located(SOUND, tmp_path)
    assert codelist_of_table("总表", locator) is not None
    assert codelist_of_table("项目", locator) is None
    assert codelist_of_table("类额", locator) is None


@pytest.mark.parametrize(
    ("name", "code"), [("差旅支出", "20102"), ("会议支出", None), ("没有这个名称", None)]
)
def test_a_name_tells_the_code_that_lacks(name: str, code: str | None, tmp_path: Path) -> None:
    assert lacking_code("总表", name, located(ROW_MISSING_IN_ONE, tmp_path)) == code


def test_a_row_lacks_the_one_below_it(tmp_path: Path) -> None:
    locator = located(ROW_MISSING_IN_ONE, tmp_path)
    assert lacks_beside("差旅支出", row_of("201", locator), locator)
    assert not lacks_beside("会议支出", row_of("201", locator), locator)
    assert not lacks_beside("差旅支出", row_of("202", locator), locator)


def test_a_row_lacks_the_one_above_it(tmp_path: Path) -> None:
    locator = located(CLASS_MISSING_IN_ONE, tmp_path)
    assert lacks_beside("住房支出", row_of("20201", locator), locator)
    assert not lacks_beside("办公支出", row_of("20101", locator), locator)


def test_a_code_has_its_names(tmp_path: Path) -> None:
    locator = located(SOUND, tmp_path)
    assert names_of_code(row_of("201", locator), locator) == {"办公支出"}
