"""What the instance of an outcome is."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.telling import subject_of
from budgetrules.findings.verdicts import Subject
from tests.unit.causes.plants import (
    EMPTIED,
    HEADING_MISSING,
    NAME_NOT_LISTED,
    RESIDUE,
    WRONG_FIGURE,
    WRONG_NAME,
)
from tests.unit.causes.toy import Paper, case_of, name_of


def subject(name: str, paper: Paper, folder: Path) -> Subject:
    case = case_of(paper, folder)
    item = next(item for item in case.failed if name_of(item) == name)
    return subject_of(item.outcome, case.locator)


def test_a_check_of_cells_is_about_its_cell(tmp_path: Path) -> None:
    about = subject("C-01 201", WRONG_FIGURE, tmp_path)
    assert (about.table, about.row_code, about.column) == ("总表", "201", "本年")


def test_a_check_of_rows_is_about_its_row(tmp_path: Path) -> None:
    about = subject("C-04 202", WRONG_NAME, tmp_path)
    assert (about.table, about.row, about.column) == ("总表", "房屋支出", None)


def test_a_check_of_tables_is_about_its_table(tmp_path: Path) -> None:
    about = subject("C-08", EMPTIED, tmp_path)
    assert (about.table, about.row) == ("基金", None)


def test_a_check_of_a_sentence_is_about_its_section(tmp_path: Path) -> None:
    about = subject("C-11 科目", NAME_NOT_LISTED, tmp_path)
    assert about.section_title == "第一部分支出说明"


def test_what_is_missing_is_where_it_should_stand(tmp_path: Path) -> None:
    assert subject("C-12", HEADING_MISSING, tmp_path).section == "用语"
    assert subject("C-14", RESIDUE, tmp_path).row == "总额"
