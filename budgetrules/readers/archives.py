"""Packed files by what is in them: workbooks, documents, and archives of CSV files."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Problem
from budgetrules.readers import formats
from budgetrules.readers.packed import Unreadable, unpack, unread
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.tabular.package import DESCRIPTOR, ENDINGS, read_members


def read_archive(data: bytes, path: str) -> RawDocument:
    """A zip file of any kind."""
    try:
        members = unpack(data, path)
    except Unreadable as error:
        return unread(data, path, "zip", error.problem)
    if "xl/workbook.xml" in members:
        return formats.FORMATS[".xlsx"](data, path)
    if "xl/workbook.bin" in members:
        return formats.FORMATS[".xlsb"](data, path)
    if "word/document.xml" in members:
        return formats.FORMATS[".docx"](data, path)
    if b"opendocument.spreadsheet" in members.get("mimetype", b""):
        return formats.FORMATS[".ods"](data, path)
    names = {name.rpartition("/")[2].lower() for name in members}
    if DESCRIPTOR in names or any(name.endswith(ENDINGS) for name in names):
        return read_members(members, path)
    return unread(
        data,
        path,
        "zip",
        Problem(Diagnostic("N178", Severity.ERROR, {"path": path, "kind": "zip"})),
    )


def refuse_old_word(data: bytes, path: str) -> RawDocument:
    """The format of Word before 2007."""
    return unread(
        data,
        path,
        "doc",
        Problem(Diagnostic("N178", Severity.ERROR, {"path": path, "kind": "doc"})),
    )
