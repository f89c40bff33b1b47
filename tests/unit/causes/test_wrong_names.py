"""Rows called by names that are not their own."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.root_findings import finding_of_root
from tests.unit.causes.toy import SOUND, case_of, roots_of, seen_by

# 住房支出 in the sentence that says its amount.
_SLIP = SOUND.with_text("住房支出安排30.00万元", "住屋支出安排30.00万元")


def test_a_slip_in_a_sentence_is_told_with_the_right_name(tmp_path: Path) -> None:
    (root,) = seen_by("wrong names", _SLIP, tmp_path)
    assert root.wrong_name is not None
    assert (root.wrong_name.printed, root.wrong_name.expected) == ("住屋支出", "住房支出")


def test_it_is_told_where_it_stands(tmp_path: Path) -> None:
    (root,) = [one for one in roots_of(_SLIP, tmp_path) if one.wrong_name is not None]
    finding = finding_of_root(root, case_of(_SLIP, tmp_path).locator)
    assert finding.subject.place.text == "住屋支出"
    assert (finding.evidence.stated, finding.evidence.expected) == ("住屋支出", "住房支出")


def test_another_name_with_another_amount_is_no_slip(tmp_path: Path) -> None:
    paper = SOUND.with_text("住房支出安排30.00万元", "修路支出安排31.00万元")
    assert seen_by("wrong names", paper, tmp_path) == []


def test_in_a_sound_document_every_name_is_right(tmp_path: Path) -> None:
    assert seen_by("wrong names", SOUND, tmp_path) == []
