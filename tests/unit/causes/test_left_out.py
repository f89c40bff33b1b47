"""A row left out that nothing else knows of."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import ROW_LEFT_OUT
from tests.unit.causes.toy import SOUND, seen_by, suspect_of, told


def test_a_row_that_is_more_in_both_columns_has_lost_one_below(tmp_path: Path) -> None:
    roots = seen_by("left out", ROW_LEFT_OUT, tmp_path)
    assert [told(root) for root in roots] == [("C-01 201", ["C-01 201"])] * 2
    assert {root.message_code for root in roots} == {"F121"}
    assert [suspect_of(root) for root in roots] == ["60.00", "60.00"]


def test_one_column_is_a_wrong_figure(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "201", ("201", "办公支出", "66.00", "45.00"))
    assert seen_by("left out", paper, tmp_path) == []


def test_a_row_that_is_less_in_one_column_has_lost_none(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "201", ("201", "办公支出", "66.00", "40.00"))
    assert seen_by("left out", paper, tmp_path) == []


def test_in_a_sound_document_no_row_is_left_out(tmp_path: Path) -> None:
    assert seen_by("left out", SOUND, tmp_path) == []
