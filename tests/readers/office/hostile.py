"""Files made to break a reader: too big, too deep, too far, locked, damaged, or pointing elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import docx
import openpyxl

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


def workbook() -> bytes:
    """A small workbook that is sound."""
    book = openpyxl.Workbook()
    book.active["A1"] = "部门支出总体情况表"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def word() -> bytes:
    """A small document that is sound."""
    document = docx.Document()
    document.add_paragraph("部门支出总体情况表")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A packed file with one part replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


def sheet(content: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    return with_part(
        workbook(), "xl/worksheets/sheet1.xml", _HEAD + _SHEET + content + b"</worksheet>"
    )


def _cell(address: str, value: str = "1") -> bytes:
    return f'<row r="{address.lstrip("ABCDFX")}"><c r="{address}"><v>{value}</v></c></row>'.encode()


def _entities() -> bytes:
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY e0 "1">{declared}]>'.encode()


def _external() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def _table(rows: int, columns: int) -> bytes:
    return b"<table>" + (b"<tr>" + b"<td>1</td>" * columns + b"</tr>") * rows + b"</table>"


# Making these takes seconds.
SLOW = {"sheet that unpacks to a gigabyte", "a document that unpacks to a gigabyte"}
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "sheet that unpacks to a gigabyte": (
        "xlsx",
        lambda: with_part(workbook(), "xl/worksheets/sheet1.xml", b" " * 2**30),
    ),
    "a cell in the last corner": (
        "xlsx",
        lambda: sheet(
            b'<dimension ref="A1:XFD1048576"/><sheetData>'
            + _cell("A1")
            + _cell("XFD1048576")
            + b"</sheetData>"
        ),
    ),
    "one merge over everything": (
        "xlsx",
        lambda: sheet(
            b"<sheetData>"
            + _cell("A1")
            + b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    ),
    "a million merges": (
        "xlsx",
        lambda: sheet(
            b"<sheetData>"
            + _cell("A1")
            + b"</sheetData><mergeCells>"
            + b'<mergeCell ref="A1:B9"/>' * 10**6
        ),
    ),
    "two million cells": (
        "xlsx",
        lambda: sheet(
            b"<sheetData>"
            + b'<row r="1"><c r="A1"><v>1</v></c></row>' * 2_000_000
            + b"</sheetData>"
        ),
    ),
    "entities that grow": (
        "xlsx",
        lambda: with_part(
            workbook(), "xl/sharedStrings.xml", _HEAD + _entities() + b"<sst>&e9;</sst>"
        ),
    ),
    "an entity from the file system": (
        "xlsx",
        lambda: with_part(
            workbook(), "xl/workbook.xml", _HEAD + _external() + b"<workbook>&e;</workbook>"
        ),
    ),
    "a workbook cut in half": ("xlsx", lambda: workbook()[: len(workbook()) // 2]),
    "no workbook at all": ("xlsx", lambda: b"PK\x03\x04" + bytes(range(256)) * 40),
    "formats without end": (
        "xlsx",
        lambda: with_part(
            workbook(),
            "xl/styles.xml",
            _HEAD + b"<styleSheet><cellXfs>" + b"<xf/>" * 3_000_000 + b"</cellXfs></styleSheet>",
        ),
    ),
    "noise named xls": (
        "xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 400,
    ),
    "a table of repeated cells": (
        "ods",
        lambda: ods(
            '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
            "<text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        ),
    ),
    "a document that unpacks to a gigabyte": (
        "docx",
        lambda: with_part(word(), "word/document.xml", b" " * 2**30),
    ),
    "tables in tables in tables": (
        "docx",
        lambda: with_part(
            word(),
            "word/document.xml",
            _HEAD
            + _WORD
            + b"<w:tbl><w:tr><w:tc>" * 5000
            + b"</w:tc></w:tr></w:tbl>" * 5000
            + b"</w:body></w:document>",
        ),
    ),
    "entities in a document": (
        "docx",
        lambda: with_part(word(), "word/document.xml", _HEAD + _entities() + _WORD + b"&e9;"),
    ),
    "elements nested without end": (
        "html",
        lambda: b"<html><body>" + b"<div>" * 200_000 + "收入 1.00万元".encode(),
    ),
    "a cell over a billion columns": (
        "html",
        lambda: (
            b"<html><table>"
            + b"<tr><td colspan=999999 rowspan=999999>1</td><td>2</td></tr>" * 2000
            + b"</table>"
        ),
    ),
    "a million cells": ("html", lambda: b"<html>" + _table(1000, 400)),
    "tags without end": ("html", lambda: b"<html>" + b"<b>" * 2_000_000),
    "a cell without end": ("csv", lambda: b'a,"' + b"x" * 30_000_000),
    "columns without end": ("csv", lambda: b"1," * 5_000_000),
    "resources elsewhere": (
        "json",
        lambda: json.dumps(
            {
                "resources": [
                    {"path": name}
                    for name in (
                        "../a.csv",
                        "/etc/passwd",
                        "http://example.invalid/a.csv",
                        "..\\a.csv",
                    )
                ]
            }
        ).encode(),
    ),
    "a descriptor nested without end": ("json", lambda: b'{"resources":' + b"[" * 200_000),
    "an archive of paths that lead out": (
        "zip",
        lambda: _archive({"../../a.csv": b"1,2\n3,4", "/etc/b.csv": b"1,2\n3,4"}),
    ),
    "an archive of ten thousand files": (
        "zip",
        lambda: _archive({f"{n}.csv": b"1" for n in range(10_001)}),
    ),
}


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def ods(body: str) -> bytes:
    """An OpenDocument workbook with this body."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return _archive(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )
