"""Rows that are missing, one too many or in a wrong place."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import CLASS_MISSING_IN_ONE, ROW_MISSING_IN_ONE
from tests.unit.causes.toy import SOUND, seen_by, told


def test_a_row_missing_in_one_table_explains_its_sums(tmp_path: Path) -> None:
    (root,) = seen_by("structure", ROW_MISSING_IN_ONE, tmp_path)
    assert told(root) == ("C-02 20102", ["C-01 201", "C-01 201", "C-02 20102"])


def test_a_missing_class_explains_rows_without_one_above(tmp_path: Path) -> None:
    (root,) = seen_by("structure", CLASS_MISSING_IN_ONE, tmp_path)
    spokesman, follows = told(root)
    assert spokesman == "C-02 202"
    assert {"C-03 20201", "C-03 20202"} <= set(follows)


def test_a_row_printed_in_the_place_of_a_missing_one_has_its_code(tmp_path: Path) -> None:
    # 203 has one row below it, so that the name doesn't tell the code.
    paper = SOUND.with_row("明细", "20301", ("20309", "赠予", "20.00", "17.00"))
    roots = seen_by("structure", paper, tmp_path)
    assert [root.advice.value for root in roots if root.advice is not None] == ["20301"]


def test_sums_that_differ_by_something_else_do_not_follow(tmp_path: Path) -> None:
    paper = ROW_MISSING_IN_ONE.with_row("明细", "202", ("202", "住房支出", "31.00", "28.00"))
    (root,) = seen_by("structure", paper, tmp_path)
    assert told(root) == ("C-02 20102", ["C-01 201", "C-01 201", "C-02 20102"])


def test_two_missing_rows_are_two_roots(tmp_path: Path) -> None:
    paper = ROW_MISSING_IN_ONE.with_row("总表", "20202", None)
    assert len(seen_by("structure", paper, tmp_path)) == 2


def test_a_sound_document_misses_no_row(tmp_path: Path) -> None:
    assert seen_by("structure", SOUND, tmp_path) == []


def test_a_code_misprinted_in_one_list_is_missing_and_too_many_there(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "20202", ("20209", "另外支出", "11.00", "11.00"))
    (root,) = seen_by("structure", paper, tmp_path)
    assert root.advice is not None
    assert (root.advice.value, root.advice.is_code) == ("20202", True)
