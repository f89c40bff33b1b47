"""Which files the paths of a command line mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.cli.paths import (
    DOCUMENT_ENDINGS,
    RULE_ENDINGS,
    STDIN,
    Inputs,
    find_files,
    on_disk,
    present_files,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.html", "c.rules", ".hidden.txt", "d.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    for name in ("deep", ".git", "tables"):
        (tmp_path / name).mkdir()
    (tmp_path / "deep" / "e.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".git" / "f.txt").write_text("x", encoding="utf-8")
    (tmp_path / "tables" / "g.csv").write_text("x", encoding="utf-8")
    (tmp_path / "tables" / "h.csv").write_text("x", encoding="utf-8")
    return tmp_path


def test_a_folder_is_searched_in_sorted_order_without_hidden_files(folder: Path) -> None:
    files = ("./a.html", "./b.txt", "./deep/e.txt", "./tables")
    assert find_files(["."], DOCUMENT_ENDINGS, "en") == Inputs(files, True)


def test_only_rule_files_are_searched_for_where_rules_are_meant(folder: Path) -> None:
    assert find_files(["."], RULE_ENDINGS, "en") == Inputs(("./c.rules",), True)


def test_a_file_named_twice_is_taken_once(folder: Path) -> None:
    expected = Inputs(("deep/e.txt", "b.txt"), True)
    assert find_files(["deep", "b.txt", "deep/e.txt"], DOCUMENT_ENDINGS, "en") == expected


def test_a_missing_path_is_told_and_the_others_are_still_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find_files(["gone.txt", "b.txt"], DOCUMENT_ENDINGS, "en") == Inputs(("b.txt",), False)
    assert "[C101]" in capsys.readouterr().err


def test_a_folder_without_documents_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find_files(["deep"], RULE_ENDINGS, "en") == Inputs((), False)
    assert "[C102]" in capsys.readouterr().err


def test_what_is_present_is_what_is_found_and_nothing_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = find_files([".", "d.png"], DOCUMENT_ENDINGS, "en")
    assert present_files([".", "d.png", "gone.txt"], DOCUMENT_ENDINGS) == found.files
    assert capsys.readouterr().err == ""


def test_files_without_standard_input_stay_where_they_are() -> None:
    with on_disk(("a.txt", "b.txt")) as paths:
        assert paths == ("a.txt", "b.txt")
    assert STDIN == "-"
