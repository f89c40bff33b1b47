"""Folders, archives and data packages of CSV files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from budgetrules.readers.raw import RawDocument
from budgetrules.readers.tabular import package
from budgetrules.readers.tabular.package import (
    read_descriptor,
    read_files,
    read_folder,
    read_members,
)


def _package(*resources: Any, **files: str) -> RawDocument:
    members = {f"data/{name}": text.encode() for name, text in files.items()}
    members["data/datapackage.json"] = json.dumps({"resources": resources}).encode()
    return read_members(members, "a.zip")


def _grids(raw: RawDocument) -> list[tuple[str | None, list[str]]]:
    return [(grid.place.sheet, [cell.text for cell in grid.cells]) for grid in raw.grids]


def _codes(raw: RawDocument) -> list[str]:
    return [problem.diagnostic.code for problem in raw.problems]


def test_files_are_grids_in_the_order_of_their_names() -> None:
    raw = read_files({"b.csv": b"1,2", "a.csv": b"3,4"}, "folder")
    assert _grids(raw) == [("a", ["3", "4"]), ("b", ["1", "2"])]


def test_a_file_that_is_no_text_is_told_beside_the_others() -> None:
    raw = read_files({"a.csv": b"\x00\xff\xff", "b.csv": b"1,2"}, "folder")
    assert (_codes(raw), len(raw.grids)) == (["N101"], 1)


def test_a_folder_is_its_csv_files_or_what_its_descriptor_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2")
    (tmp_path / "b.TSV").write_text("3\t4")
    (tmp_path / ".hidden.csv").write_text("5,6")
    (tmp_path / "c.txt").write_text("7,8")
    assert [sheet for sheet, _ in _grids(read_folder(tmp_path))] == ["a", "b"]
    descriptor = {"resources": [{"name": "only", "path": "a.csv"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    raw = read_folder(tmp_path)
    assert (raw.path, _grids(raw)) == (str(tmp_path), [("only", ["1", "2"])])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("1,2")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.csv").symlink_to(tmp_path / "secret.csv")
    data = json.dumps({"resources": [{"path": "a.csv"}]}).encode()
    raw = read_descriptor(data, str(folder / "datapackage.json"))
    assert (_codes(raw), raw.grids) == (["N176"], ())


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../a.csv", "http://x/a.csv", "..\\a.csv", "no.csv"]
)
def test_only_files_beside_the_descriptor_are_read(path: str) -> None:
    raw = _package({"path": path}, **{"a.csv": "1,2"})
    assert (_codes(raw), raw.grids) == (["N176"], ())


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    data = json.dumps({"resources": [{"path": "a\0.csv"}]}).encode()
    assert _codes(read_descriptor(data, str(tmp_path / "datapackage.json"))) == ["N176"]


def test_parts_of_a_resource_continue_each_other() -> None:
    raw = _package({"title": "表1", "path": ["a.csv", "b.csv"]}, **{"a.csv": "1,2", "b.csv": "3,4"})
    assert [(grid.place.sheet, grid.continues) for grid in raw.grids] == [
        ("表1", False),
        ("表1", True),
    ]


def test_titles_of_fields_stand_in_place_of_a_printed_header() -> None:
    fields = [{"name": "a", "title": "项目"}, {"name": "b"}]
    raw = _package({"path": "a.csv", "schema": {"fields": fields}}, **{"a.csv": "a,b\n收入,1\n"})
    assert _grids(raw)[0][1] == ["项目", "b", "收入", "1"]


def test_a_dialect_says_delimiter_and_header() -> None:
    resource = {
        "path": "a.csv",
        "dialect": {"delimiter": ";", "header": False},
        "schema": {"fields": [{"name": "项目"}, {"name": "合计"}]},
    }
    raw = _package(resource, **{"a.csv": "收,入;1\n"})
    assert _grids(raw)[0][1] == ["项目", "合计", "收,入", "1"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([["项目", "合计"], ["收入", 1]], ["项目", "合计", "收入", "1"]),
        ([{"项目": "收入", "合计": 1.50}], ["项目", "合计", "收入", "1.5"]),
        ([{"甲": "1"}, {"乙": "2"}], ["甲", "乙", "1", "", "", "2"]),
        ([["甲", None, " "], "none"], ["甲"]),
    ],
)
def test_rows_may_stand_in_the_descriptor_itself(data: Any, expected: list[str]) -> None:
    assert _grids(_package({"name": "a", "data": data})) == [("a", expected)]


@pytest.mark.parametrize("resource", ["text", {"name": "a", "data": {}}])
def test_a_resource_of_another_shape_is_told(resource: Any) -> None:
    assert _codes(_package(resource)) == ["N176"]


@pytest.mark.parametrize("data", [b"[]", b"{", b'{"resources": {}}', b"{}", b"\x00\xff\xff"])
def test_a_broken_descriptor_is_told(data: bytes) -> None:
    raw = read_descriptor(data, "a/datapackage.json")
    assert _codes(raw) == ["N101" if b"\xff" in data else "N175"]


def test_what_is_more_than_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 5)
    raw = _package({"path": "a.csv"}, {"path": "b.csv"}, **{"a.csv": "1,2", "b.csv": "3,4"})
    assert (_codes(raw), len(raw.grids)) == (["N163"], 1)


def test_the_hash_is_that_of_all_parts() -> None:
    first = _package({"path": "a.csv"}, **{"a.csv": "1,2"})
    second = _package({"path": "a.csv"}, **{"a.csv": "1,3"})
    assert first.sha256 != second.sha256
