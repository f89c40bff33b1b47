"""Packed files by what is in them."""

from __future__ import annotations

import io
import zipfile

import pytest

from budgetrules.readers import formats
from budgetrules.readers.archives import read_archive, refuse_old_word
from budgetrules.readers.raw import RawDocument


def _zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("part", "content", "ending"),
    [
        ("xl/workbook.xml", b"<a/>", ".xlsx"),
        ("xl/workbook.bin", b"", ".xlsb"),
        ("word/document.xml", b"<a/>", ".docx"),
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    ],
)
def test_an_office_file_goes_to_the_reader_of_its_kind(
    part: str, content: bytes, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = {
        name: lambda data, path, name=name: RawDocument(path, "", name) for name in formats.FORMATS
    }
    monkeypatch.setattr(formats, "FORMATS", readers)
    assert read_archive(_zip(**{part: content}), "a.zip").format == ending


def test_an_archive_of_csv_files_is_one_document_of_their_grids() -> None:
    data = _zip(
        **{"folder/乙.csv": "甲,1".encode(), "folder/甲.csv": "乙,2".encode(), "readme": b""}
    )
    raw = read_archive(data, "a.zip")
    assert [grid.place.sheet for grid in raw.grids] == ["乙", "甲"]


@pytest.mark.parametrize(("data", "code"), [(_zip(readme=b"x"), "N178"), (b"PK\x03\x04", "N160")])
def test_other_archives_and_damaged_ones_are_told(data: bytes, code: str) -> None:
    raw = read_archive(data, "a.zip")
    assert (raw.format, [problem.diagnostic.code for problem in raw.problems]) == ("zip", [code])


def test_old_word_documents_are_told() -> None:
    raw = refuse_old_word(b"x", "a.doc")
    (problem,) = raw.problems
    assert problem.diagnostic.details == {"path": "a.doc", "kind": "doc"}
