"""A row that lacks its partner, and the one that would be it."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.pairs import lonely_row
from tests.unit.causes.plants import NEARLY_ITS_NAME, WRONG_FIGURE
from tests.unit.causes.toy import SOUND, case_of, seen_by, told


def test_rows_of_nearly_one_name_are_one_error(tmp_path: Path) -> None:
    (root,) = seen_by("pairs", NEARLY_ITS_NAME, tmp_path)
    assert told(root) == ("C-16 印制年报", ["C-16 印刷年报"])


def test_rows_of_quite_other_names_are_two(tmp_path: Path) -> None:
    paper = SOUND.with_row("项目", "印刷年报", ("修缮房屋", "3.50"))
    assert seen_by("pairs", paper, tmp_path) == []


def test_a_lonely_row_knows_the_row_that_is_missing(tmp_path: Path) -> None:
    found = [lonely_row(item) for item in case_of(NEARLY_ITS_NAME, tmp_path).failed]
    pairs = [(lonely.row.name, lonely.missing.list_id) for lonely in found if lonely is not None]
    assert pairs == [("印制年报", "项目说明"), ("印刷年报", "项目")]


def test_rows_that_both_stand_there_are_not_lonely(tmp_path: Path) -> None:
    found = [lonely_row(item) for item in case_of(WRONG_FIGURE, tmp_path).failed]
    assert found == [None, None]


def test_a_sound_document_has_no_lonely_rows(tmp_path: Path) -> None:
    assert seen_by("pairs", SOUND, tmp_path) == []
