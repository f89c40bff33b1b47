"""Texts that belong to a root."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import (
    CLASS_MISSING_IN_ONE,
    NAME_NOT_LISTED,
    WRONG_DIRECTION,
)
from tests.unit.causes.toy import SOUND, roots_of, seen_by, told


def test_a_list_that_names_the_missing_row_belongs_to_it(tmp_path: Path) -> None:
    (root,) = seen_by("text evidence", CLASS_MISSING_IN_ONE, tmp_path)
    assert "C-11 科目" in told(root)[1]


def test_the_word_for_the_direction_speaks_before_the_figures(tmp_path: Path) -> None:
    (root,) = seen_by("text evidence", WRONG_DIRECTION, tmp_path)
    assert told(root) == ("C-15 总额", ["C-10"])
    assert root.suspect is None
    assert root.advice is None


def test_a_list_that_names_another_row_stands_alone(tmp_path: Path) -> None:
    paper = NAME_NOT_LISTED.with_row("总表", "20102", ("20102", "差旅支出", "36.00", "25.00"))
    assert seen_by("text evidence", paper, tmp_path) == []
    assert ("C-11 科目", []) in map(told, roots_of(paper, tmp_path))


def test_a_sound_document_has_no_text_to_attach(tmp_path: Path) -> None:
    assert seen_by("text evidence", SOUND, tmp_path) == []
