"""Checks that nothing explains."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import NAME_NOT_LISTED
from tests.unit.causes.toy import SOUND, seen_by, told


def test_a_check_alone_is_its_own_root(tmp_path: Path) -> None:
    roots = seen_by("same error", NAME_NOT_LISTED, tmp_path)
    assert [told(root) for root in roots] == [("C-11 科目", [])]


def test_one_residue_all_over_the_text_is_one_error(tmp_path: Path) -> None:
    paper = SOUND.with_text("以上名词", "XX名词").with_text("支出包括：", "XX支出包括：")
    roots = seen_by("same error", paper, tmp_path)
    assert [told(root) for root in roots] == [("C-07", ["C-07"])]


def test_the_same_fault_in_two_places_of_a_section_is_two_errors(tmp_path: Path) -> None:
    paper = SOUND.with_text("以上名词", "以上（）名词（）")
    roots = seen_by("same error", paper, tmp_path)
    assert [told(root) for root in roots] == [("C-13", []), ("C-13", [])]


def test_a_sound_document_leaves_nothing(tmp_path: Path) -> None:
    assert seen_by("same error", SOUND, tmp_path) == []
