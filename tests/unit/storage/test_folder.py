"""Folders that are written whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.storage.errors import WriteError
from budgetrules.storage.folder import whole_folder


def _write(target: Path, *names: str) -> None:
    with whole_folder(target, "marker") as folder:
        for name in names:
            (folder / name).write_text(name)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_has_what_was_written(tmp_path: Path) -> None:
    _write(tmp_path / "a", "marker", "b")
    assert _names(tmp_path / "a") == ["b", "marker"]
    assert _names(tmp_path) == ["a"]


def test_an_empty_folder_and_one_of_ours_are_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    _write(tmp_path / "a", "marker", "old")
    _write(tmp_path / "a", "marker", "new")
    assert _names(tmp_path / "a") == ["marker", "new"]
    assert _names(tmp_path) == ["a"]


def test_a_folder_or_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "letter").write_text("x")
    (tmp_path / "file").write_text("x")
    for name in ("a", "file"):
        with pytest.raises(WriteError, match="C132"):
            _write(tmp_path / name, "marker")
    assert _names(tmp_path / "a") == ["letter"]


def test_when_writing_fails_the_old_folder_stays(tmp_path: Path) -> None:
    _write(tmp_path / "a", "marker", "old")
    with pytest.raises(FileNotFoundError):
        _write(tmp_path / "a", "new", "no/such/folder")
    assert _names(tmp_path / "a") == ["marker", "old"]
    assert _names(tmp_path) == ["a"]
