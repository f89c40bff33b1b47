"""A row under a wrong name."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.misnamed import misnamed_row
from tests.unit.causes.plants import WRONG_NAME
from tests.unit.causes.toy import SOUND, case_of, name_of, roots_of, seen_by, told


def test_a_wrong_name_explains_lists_and_rows_that_say_the_right_one(tmp_path: Path) -> None:
    (root,) = seen_by("misnamed", WRONG_NAME, tmp_path)
    assert not root.is_settled
    assert told(root) == (
        "C-04 202",
        ["C-06 202", "C-11 科目", "C-18 住房支出"],
    )


def test_a_wrong_name_in_both_tables_has_two_roots(tmp_path: Path) -> None:
    paper = WRONG_NAME.with_row("明细", "202", ("202", "房舍支出", "30.00", "28.00"))
    assert len(roots_of(paper, tmp_path)) == 2


def test_the_row_has_the_printed_name_and_those_of_its_code(tmp_path: Path) -> None:
    case = case_of(WRONG_NAME, tmp_path)
    (item,) = [item for item in case.failed if name_of(item) == "C-04 202"]
    wrong = misnamed_row(item, case.locator)
    assert wrong is not None
    assert (wrong.printed, wrong.right) == ("房屋支出", {"住房支出"})


def test_checks_of_figures_tell_of_no_name(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "202", ("202", "住房支出", "31.00", "28.00"))
    case = case_of(paper, tmp_path)
    assert case.failed
    assert [misnamed_row(item, case.locator) for item in case.failed] == [None] * len(case.failed)


def test_a_sound_document_has_no_wrong_name(tmp_path: Path) -> None:
    assert seen_by("misnamed", SOUND, tmp_path) == []
