"""Which reader a file goes to, by what it begins with and by its ending; one line a format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from budgetrules.core.extensions import READERS, ExtensionError, extension
from budgetrules.readers.raw import RawDocument
from budgetrules.readers.text import LARGEST, read_text
from budgetrules.readers.unreadable import error_problem, unread
from budgetrules.schema.vocabulary import Vocabulary

# What reads a file: its bytes and its path; that of PDF takes the vocabulary too.
Reader = Callable[..., RawDocument]


def _lazy(
    module: str,
    function: str,
    extra: str = "",
    packages: tuple[str, ...] = (),
) -> Reader:
    """Return a reader that is imported when the first file needs it.

    Without its packages the problem of a document says with which extra they come.
    """

    def read(data: bytes, path: str, *words: Vocabulary) -> RawDocument:
        try:
            imported = importlib.import_module(f"budgetrules.readers.{module}")
            reader = cast(Reader, getattr(imported, function))
            return reader(data, path, *words)
        except ModuleNotFoundError as error:
            if error.name not in packages:
                raise
            problem = error_problem(
                "N130",
                path=path,
                package=str(error.name),
                extra=extra,
            )
            return unread(data, path, extra, problem)

    return read


_PDF = _lazy("pdf.reader", "read_pdf", "pdf", ("pypdfium2", "pypdfium2_raw"))
_XLSX = _lazy("excel.xlsx", "read_xlsx", "excel", ("openpyxl",))
_WORKBOOK = _lazy("excel.binary", "read_workbook", "excel", ("python_calamine",))
_DOCX = _lazy("word.reader", "read_docx", "docx", ("lxml",))
_HTML = _lazy("html.reader", "read_html", "html", ("lxml",))
_CSV = _lazy("tabular.delimited", "read_csv")
_PACKAGE = _lazy("tabular.package", "read_descriptor")
_ARCHIVE = _lazy("archives", "read_archive")
_OLD_WORD = _lazy("archives", "refuse_old_word")

FORMATS: dict[str, Reader] = {
    ".txt": read_text,
    ".pdf": _PDF,
    ".xlsx": _XLSX,
    ".xlsm": _XLSX,
    ".xls": _WORKBOOK,
    ".xlsb": _WORKBOOK,
    ".ods": _WORKBOOK,
    ".docx": _DOCX,
    ".doc": _OLD_WORD,
    ".html": _HTML,
    ".htm": _HTML,
    ".csv": _CSV,
    ".tsv": _CSV,
    ".zip": _ARCHIVE,
    ".json": _PACKAGE,
}
# What a file begins with, blanks aside, tells more than its ending: pages are saved as .xls,
# workbooks sent as .zip.
_BEGINNINGS: dict[bytes, Reader] = {
    b"%pdf-": _PDF,
    b"pk\x03\x04": _ARCHIVE,
    b"<!doctype html": _HTML,
    b"<html": _HTML,
}
_BEFORE_BEGINNING = b"\xef\xbb\xbf \t\r\n"
_BEGIN = 64
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The files of a folder that are its one document together; a data package names them.
TOGETHER = (".csv", ".tsv", "datapackage.json")
# Those that are read one by one.
_NOT_ALONE = (".csv", ".tsv", ".json", ".doc")
ENDINGS = tuple(ending for ending in FORMATS if ending not in _NOT_ALONE)


def read_path(path: str | Path, vocabulary: Vocabulary | None = None) -> RawDocument:
    """Read a file, or the CSV files of a folder; an unknown ending is read as text.

    `vocabulary` holds the words that readers go by before a form is known, by default the shipped
    ones. Raises OSError if it can't be opened.
    """
    if Path(path).is_dir():
        from budgetrules.readers.tabular.package import read_folder

        return read_folder(path)
    data = _bounded(path)
    reader = _reader(data, Path(path).suffix.lower())
    if reader is _PDF and vocabulary is not None:
        return reader(data, str(path), vocabulary)
    return reader(data, str(path))


def begin_reading(path: str | Path, alone: bool) -> None:
    """Begin to read a file that `read_path` will be asked for, where that can go on meanwhile.

    What is wrong with it shows when it is asked for. `alone`: no other one is read beside it.
    """
    file = Path(path)
    if file.suffix.lower() != ".pdf" or not file.is_file():
        return
    try:
        data = _bounded(path)
    except OSError:
        return
    if len(data) <= LARGEST and _reader(data, ".pdf") is _PDF:
        from budgetrules.readers.pdf.isolation import begin

        begin(data, alone)


def _bounded(path: str | Path) -> bytes:
    """Return the bytes of a file; of one that is too large, no more than shows that it is."""
    with open(path, "rb") as file:
        return file.read(LARGEST + 1)


def _reader(data: bytes, ending: str) -> Reader:
    begin = data[:_BEGIN].lstrip(_BEFORE_BEGINNING).lower()
    for beginning, reader in _BEGINNINGS.items():
        if begin.startswith(beginning):
            return reader
    if data.startswith(_OLE):
        return _OLD_WORD if ending in (".doc", ".docx", ".wps") else _WORKBOOK
    return FORMATS.get(ending) or _installed(ending) or read_text


def _installed(ending: str) -> Reader | None:
    """Return the reader that another package registered for this ending."""
    name = ending.removeprefix(".")
    registered = extension(READERS, name) if name else None
    if registered is None:
        return None

    def read(data: bytes, path: str) -> RawDocument:
        document = registered(data, path) if callable(registered) else None
        if not isinstance(document, RawDocument):
            raise ExtensionError("C142", name=name, group=READERS, expected="RawDocument")
        return document

    return read
