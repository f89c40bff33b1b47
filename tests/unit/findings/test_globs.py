"""Patterns over paths: what a star may stand for, and that a hash means the content whatever the path."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.findings.globs import matches, pattern


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("a/*.txt", "a/b.txt", True),
        ("a/*.txt", "a/b/c.txt", False),
        ("**/*.txt", "b.txt", True),
        ("**/*.txt", "a/b/c.txt", True),
        ("a/**", "a/b/c.txt", True),
        ("?.txt", "甲.txt", True),
        ("?.txt", "甲乙.txt", False),
        ("预算[2024].txt", "预算[2024].txt", True),
        ("预算[2024].txt", "预算2.txt", False),
        ("a+b.txt", "aab.txt", False),
        # The same word, its accent apart as macOS stores it.
        ("é.txt", "e\u0301.txt", True),
    ],
)
def test_a_star_stays_in_its_folder(glob: str, path: str, fits: bool) -> None:
    assert matches(glob, path, "", Path()) is fits


def test_a_path_is_seen_from_the_folder_of_the_file(tmp_path: Path) -> None:
    document = tmp_path / "data" / "a.txt"
    assert matches("data/a.txt", str(document), "", tmp_path)
    assert not matches("a.txt", str(document), "", tmp_path)


def test_a_hash_means_the_content_and_a_short_one_nothing() -> None:
    assert matches("sha256:" + "ab" * 32, "x", "ab" * 32, Path())
    assert matches("sha256:" + "AB" * 8, "x", "ab" * 32, Path())
    assert not matches("sha256:ab", "x", "ab" * 32, Path())
    assert not matches("sha256:" + "ab" * 32, "x", "cd" * 32, Path())


def test_what_a_pattern_does_not_know_stands_for_itself() -> None:
    assert pattern("（一）(x).txt").fullmatch("（一）(x).txt")
