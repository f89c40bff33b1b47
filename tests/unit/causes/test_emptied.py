"""A table without a figure and without a word why."""

from __future__ import annotations

from pathlib import Path

import attrs

from tests.unit.causes.plants import EMPTIED
from tests.unit.causes.toy import SOUND, roots_of, seen_by, told


def test_relations_with_an_emptied_table_follow(tmp_path: Path) -> None:
    (root,) = seen_by("emptied", EMPTIED, tmp_path)
    assert not root.is_settled
    assert told(root) == ("C-08", ["C-09"])


def test_other_relations_do_not_follow(tmp_path: Path) -> None:
    paper = EMPTIED.with_row("总表", "20102", ("20102", "差旅支出", "36.00", "25.00"))
    assert sorted(map(told, roots_of(paper, tmp_path))) == [
        ("C-02 20102", ["C-01 201"]),
        ("C-08", ["C-09"]),
    ]


def test_a_table_that_is_said_to_be_empty_explains_nothing(tmp_path: Path) -> None:
    paper = attrs.evolve(EMPTIED, notes={"基金": "没有基金支出，本表为空表。"})
    assert seen_by("emptied", paper, tmp_path) == []


def test_a_sound_document_has_no_emptied_table(tmp_path: Path) -> None:
    assert seen_by("emptied", SOUND, tmp_path) == []
