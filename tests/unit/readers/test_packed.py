"""Packed files, unpacked within bounds."""

from __future__ import annotations

import io
import zipfile

import pytest

from budgetrules.readers import packed
from budgetrules.readers.packed import refuse_entities, unpack
from budgetrules.readers.unreadable import Unreadable


def _zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _code(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        unpack(data, "a.zip")
    return caught.value.problem.diagnostic.code


def test_members_come_back_by_name() -> None:
    assert unpack(_zip(a=b"1", b=b"22"), "a.zip") == {"a": b"1", "b": b"22"}


def test_folders_are_no_members() -> None:
    assert unpack(_zip(**{"folder/": b"", "folder/a": b"1"}), "a.zip") == {"folder/a": b"1"}


def test_a_damaged_archive_is_refused() -> None:
    assert _code(b"PK\x03\x04 nothing") == "N160"


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(_zip(a=b"1"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert _code(bytes(data)) == "N162"


def test_an_archive_of_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_MOST_MEMBERS", 1)
    assert _code(_zip(a=b"1", b=b"2")) == "N161"


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 10)
    assert unpack(_zip(a=b"x" * 5, b=b"x" * 5), "a.zip").keys() == {"a", "b"}
    assert _code(_zip(a=b"x" * 5, b=b"x" * 6)) == "N163"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_part_with_a_document_type_is_refused(encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(encoding)
    with pytest.raises(Unreadable) as caught:
        refuse_entities({"xl/a.xml": part}, "a.xlsx")
    assert caught.value.problem.diagnostic.details["part"] == "xl/a.xml"
    refuse_entities({"xl/a.bin": part, "xl/b.xml": b"<a/>"}, "a.xlsx")
