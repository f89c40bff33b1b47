"""Packed files by what is in them: workbooks, documents, and archives of CSV files."""

from __future__ import annotations

from collections.abc import Mapping

from budgetrules.readers import formats
from budgetrules.readers.packed import unpack
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.tabular.package import DESCRIPTOR, ENDINGS, read_members
from budgetrules.readers.unreadable import Unreadable, error_problem, unread

# The part by which an office format is known, and the ending whose reader takes it.
_OFFICE_PARTS = {
    "xl/workbook.xml": ".xlsx",
    "xl/workbook.bin": ".xlsb",
    "word/document.xml": ".docx",
}


def read_archive(data: bytes, path: str) -> RawDocument:
    """Return a zip file of any kind."""
    try:
        members = unpack(data, path)
    except Unreadable as error:
        return unread(data, path, "zip", error.problem)
    ending = _office_ending(members)
    if ending is not None:
        return formats.FORMATS[ending](data, path)
    if any(map(_is_tabular, members)):
        return read_members(members, path)
    return unread(data, path, "zip", error_problem("N178", path=path, kind="zip"))


def _office_ending(members: Mapping[str, bytes]) -> str | None:
    for part, ending in _OFFICE_PARTS.items():
        if part in members:
            return ending
    is_sheet = b"opendocument.spreadsheet" in members.get("mimetype", b"")
    return ".ods" if is_sheet else None


def _is_tabular(member: str) -> bool:
    """Return whether a member is a CSV file, or the descriptor of a package of them."""
    name = member.rpartition("/")[2].lower()
    return name == DESCRIPTOR or name.endswith(ENDINGS)


def refuse_old_word(data: bytes, path: str) -> RawDocument:
    """Return the format of Word before 2007."""
    return unread(data, path, "doc", error_problem("N178", path=path, kind="doc"))
