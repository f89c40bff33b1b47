"""Compiled packs in a folder of the user: kept, found again, and the oldest dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from budgetrules.program import cache
from budgetrules.program.plan import Plan
from budgetrules.schema.packs import Declarations, PackHeader, PackInfo


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of the test's own."""
    monkeypatch.setenv("BUDGETRULES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def plan(version: str) -> Plan:
    """A plan of a pack of this version."""
    return Plan((PackInfo("toy", version, ""),), Declarations(PackHeader("")), (), ())


def test_a_plan_is_found_again_under_its_key(folder: Path) -> None:
    cache.store("a", plan("1"))
    cache.store("b", plan("2"))
    assert cache.load("a") == plan("1")
    assert cache.load("b") == plan("2")
    assert sorted(path.name for path in folder.iterdir()) == ["a.json", "b.json"]


def test_a_plan_stored_again_takes_the_place_of_the_first() -> None:
    cache.store("a", plan("1"))
    cache.store("a", plan("2"))
    assert cache.load("a") == plan("2")


def test_without_a_plan_there_is_none() -> None:
    assert cache.load("a") is None


@pytest.mark.parametrize("content", ["", "no plan", '["甲"]', "[[-1]]"])
def test_a_file_that_is_no_plan_is_none(content: str, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.json").write_text(content, encoding="utf-8")
    assert cache.load("a") is None


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path) -> None:
    folder.write_text("a file in its place", encoding="utf-8")
    cache.store("a", plan("1"))
    assert cache.load("a") is None


def test_the_plans_stored_last_are_kept(folder: Path) -> None:
    for number in range(cache._KEEP):
        cache.store(f"old{number}", plan("1"))
        os.utime(folder / f"old{number}.json", (number, number))
    cache.store("new", plan("2"))
    names = {path.stem for path in folder.iterdir()}
    assert len(names) == cache._KEEP
    assert "new" in names
    assert "old0" not in names


def test_the_folder_is_the_one_given_else_that_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    assert cache.cache_folder() == folder
    monkeypatch.delenv("BUDGETRULES_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.cache_folder() == tmp_path / "budgetrules"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache.cache_folder() == Path.home() / ".cache" / "budgetrules"
