"""The files of packs: which belong to a pack, and what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.packs.files import (
    PackFolder,
    given_folder,
    given_pack,
    named_contents,
    read_folder,
    shipped_folders,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two packs, one below the other, with data of either."""
    for name in (
        "a.rules",
        "a.tsv",
        "data/b.tsv",
        "inner/c.rules",
        "inner/c.tsv",
        "inner/deep/d.tsv",
        "readme.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def names(folder: PackFolder) -> list[str]:
    """The files of a pack, as they stand below its folder."""
    return [path.relative_to(folder.root).as_posix() for path in folder.contents]


def test_each_folder_that_directly_holds_rules_is_a_pack(root: Path) -> None:
    outer, inner = shipped_folders(root)
    assert (outer.root, inner.root) == (root, root / "inner")
    assert outer.rules == (root / "a.rules",)
    assert inner.rules == (root / "inner/c.rules",)


def test_data_belongs_to_the_nearest_pack_above_it(root: Path) -> None:
    outer, inner = shipped_folders(root)
    assert names(outer) == ["a.rules", "a.tsv", "data/b.tsv"]
    assert names(inner) == ["c.rules", "c.tsv", "deep/d.tsv"]


def test_a_folder_that_a_user_gives_is_one_pack_with_all_below_it(root: Path) -> None:
    folder = given_folder(root)
    assert folder == read_folder(root, deep=True)
    assert folder.rules == (root / "a.rules", root / "inner/c.rules")
    assert names(folder)[2:] == ["a.tsv", "data/b.tsv", "inner/c.tsv", "inner/deep/d.tsv"]


def test_a_file_that_a_user_gives_is_a_pack_with_the_data_beside_it(root: Path) -> None:
    folder = given_folder(root / "a.rules")
    assert (folder.root, folder.rules) == (root, (root / "a.rules",))
    assert names(folder) == ["a.rules", "a.tsv"]


def test_files_come_with_their_content(root: Path) -> None:
    assert given_folder(root / "a.rules").contents[root / "a.tsv"] == b"a.tsv"


def test_a_pack_is_found_by_its_path(root: Path) -> None:
    assert given_pack(str(root)) == given_folder(root)


def test_a_path_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        given_pack(str(tmp_path / "none.rules"))


def test_contents_are_named_in_a_fixed_order(root: Path) -> None:
    folder = given_folder(root / "inner" / "c.rules")
    backwards = dict(reversed(folder.contents.items()))
    again = PackFolder(folder.root, folder.rules, backwards)
    expected = [("inner/c.rules", b"inner/c.rules"), ("inner/c.tsv", b"inner/c.tsv")]
    assert named_contents([folder]) == expected
    assert named_contents([again]) == expected
