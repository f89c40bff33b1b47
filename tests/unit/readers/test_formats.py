"""Which reader a file goes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.readers import formats
from budgetrules.readers.formats import FORMATS, read_path
from budgetrules.readers.raw import RawDocument


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reader of a format says its name only."""

    def reader(name: str) -> formats.Reader:
        return lambda data, path: RawDocument(path, "", name)

    by_reader = {known: reader(ending) for ending, known in FORMATS.items()}
    monkeypatch.setattr(
        formats, "FORMATS", {ending: by_reader[known] for ending, known in FORMATS.items()}
    )
    beginnings = {begin: by_reader[known] for begin, known in formats._BEGINNINGS.items()}
    monkeypatch.setattr(formats, "_BEGINNINGS", beginnings)
    monkeypatch.setattr(formats, "_OLD_WORD", by_reader[formats._OLD_WORD])
    monkeypatch.setattr(formats, "_WORKBOOK", by_reader[formats._WORKBOOK])
    monkeypatch.setattr(formats, "read_text", reader("text"))


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"words", ".txt"),
        ("a.CSV", b"a,b", ".tsv"),
        ("a.unknown", b"words", "text"),
        ("a", b"words", "text"),
        ("a.txt", b"%PDF-1.7", ".pdf"),
        ("a.xls", b"\xef\xbb\xbf \n<HTML>", ".htm"),
        ("a.xls", b"<!DOCTYPE html>", ".htm"),
        ("a.pdf", b"PK\x03\x04", ".zip"),
        ("a.doc", _OLE, ".doc"),
        ("a.wps", _OLE, ".doc"),
        ("a.xls", _OLE, ".ods"),
        ("a.txt", _OLE, ".ods"),
    ],
)
def test_a_file_goes_to_the_reader_of_its_beginning_else_of_its_ending(
    name: str, data: bytes, expected: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_path(tmp_path / name).format == expected


def test_a_missing_package_is_said_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = formats._lazy(
        "no_such_reader", "read", "excel", ("budgetrules.readers.no_such_reader",)
    )
    raw = reader(b"x", "a.xlsx")
    (problem,) = raw.problems
    assert (raw.format, problem.diagnostic.code) == ("excel", "N130")
    assert problem.diagnostic.details["extra"] == "excel"


def test_a_missing_module_of_another_kind_is_no_problem_of_the_file() -> None:
    reader = formats._lazy("no_such_reader", "read", "excel", ("openpyxl",))
    with pytest.raises(ModuleNotFoundError):
        reader(b"x", "a.xlsx")


def test_a_folder_is_read_as_its_csv_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,乙", encoding="utf-8")
    raw = read_path(tmp_path)
    assert (raw.format, len(raw.grids)) == ("csv", 1)


def test_a_file_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_path(tmp_path / "none.txt")
