"""A row under a wrong code."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import WRONG_CODE, WRONG_NAME
from tests.unit.causes.toy import SOUND, name_of, roots_of, seen_by, told


def test_a_code_of_nowhere_explains_what_misses_the_right_one(tmp_path: Path) -> None:
    (root,) = seen_by("miscoded", WRONG_CODE, tmp_path)
    assert not root.is_settled
    assert told(root) == (
        "C-05 209",
        ["C-02 202", "C-02 202", "C-02 209", "C-02 209", "C-03 20201", "C-03 20202"],
    )


def test_the_name_tells_the_right_code(tmp_path: Path) -> None:
    (root,) = roots_of(WRONG_CODE, tmp_path)
    assert root.advice is not None
    assert (root.advice.value, root.advice.is_code, root.advice.mended) == ("202", True, 7)


def test_a_code_of_another_row_of_the_list_is_wrong_too(tmp_path: Path) -> None:
    paper = SOUND.with_row("总表", "20202", ("20103", "提租支出", "11.00", "11.00"))
    (root,) = seen_by("miscoded", paper, tmp_path)
    assert name_of(root.spokesman) == "C-04 20103"
    roots = roots_of(paper, tmp_path)
    assert {one.advice.value for one in roots if one.advice is not None} >= {"20202"}


def test_a_name_of_no_code_tells_nothing_of_the_code(tmp_path: Path) -> None:
    assert seen_by("miscoded", WRONG_NAME, tmp_path) == []


def test_a_sound_document_has_no_wrong_code(tmp_path: Path) -> None:
    assert seen_by("miscoded", SOUND, tmp_path) == []
    assert seen_by("right codes", SOUND, tmp_path) == []
