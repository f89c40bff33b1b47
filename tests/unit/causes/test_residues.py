"""Residue of a template."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import RESIDUE
from tests.unit.causes.toy import SOUND, roots_of, seen_by, told


def test_a_sentence_that_residue_leaves_unread_follows(tmp_path: Path) -> None:
    (root,) = seen_by("residues", RESIDUE, tmp_path)
    assert not root.is_settled
    assert told(root) == ("C-07", ["C-14"])


def test_a_sentence_missing_in_another_section_does_not_follow(tmp_path: Path) -> None:
    paper = SOUND.with_text("支出共110.00万元，比上年增加20.00万元，增长22.22%", "支出若干")
    paper = paper.with_text("以上名词", "XX名词")
    assert sorted(map(told, roots_of(paper, tmp_path))) == [("C-07", []), ("C-14", [])]


def test_a_name_with_residue_is_nobodys(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "20102", ("20102", "XX支出", "35.00", "25.00"))
    follows = [told(root) for root in seen_by("residues", paper, tmp_path)]
    assert follows == [("C-07", ["C-04 20102"]), ("C-07", ["C-06 20102"])]


def test_a_sound_document_has_no_residue(tmp_path: Path) -> None:
    assert seen_by("residues", SOUND, tmp_path) == []


def test_a_row_named_in_a_sentence_with_residue_lacks_no_partner(tmp_path: Path) -> None:
    paper = SOUND.with_text("住房支出安排30.00", "住房支出安排XX")
    assert [told(root) for root in roots_of(paper, tmp_path)] == [("C-07", ["C-19 202"])]


def test_a_row_of_another_sentence_lacks_its_partner(tmp_path: Path) -> None:
    paper = SOUND.with_text("住房支出安排30.00万元", "住房支出若干").with_text("以上", "XX")
    assert sorted(map(told, roots_of(paper, tmp_path))) == [("C-07", []), ("C-19 202", [])]
