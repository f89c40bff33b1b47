"""Codes that only count."""

from __future__ import annotations

from pathlib import Path

from tests.unit.causes.plants import WRONG_CODE
from tests.unit.causes.toy import SOUND, seen_by


def test_one_wrong_code_is_no_series(tmp_path: Path) -> None:
    assert seen_by("numbered", WRONG_CODE, tmp_path) == []


def test_a_sound_document_has_no_series(tmp_path: Path) -> None:
    assert seen_by("numbered", SOUND, tmp_path) == []
