"""Which reader a file goes to, by its ending and by what it begins with; one line a format."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Problem
from budgetrules.reading.raw import RawDocument
from budgetrules.reading.text import LARGEST, read_text

Reader = Callable[[bytes, str], RawDocument]


def _extra(module: str, function: str, extra: str, packages: tuple[str, ...]) -> Reader:
    """A reader that is imported when the first file needs it; without its packages the problem says how to get them."""

    def read(data: bytes, path: str) -> RawDocument:
        try:
            found = cast(Reader, getattr(importlib.import_module(f"budgetrules.reading.{module}"), function))
        except ModuleNotFoundError as error:
            if error.name not in packages:
                raise
            details = {"path": path, "package": error.name, "extra": extra}
            problem = Problem(Diagnostic("N130", Severity.ERROR, details))
            return RawDocument(path, hashlib.sha256(data).hexdigest(), extra, (), (problem,))
        return found(data, path)

    return read


_EXCEL = _extra("excel.xlsx", "read_xlsx", "excel", ("openpyxl",))
_PDF = _extra("pdf.reader", "read_pdf", "pdf", ("pypdfium2", "pypdfium2_raw"))

FORMATS: dict[str, Reader] = {
    ".txt": read_text,
    ".pdf": _PDF,
    ".xlsx": _EXCEL,
    ".xlsm": _EXCEL,
}
# What a file of another ending begins with, blanks aside.
_BEGINNINGS: dict[bytes, Reader] = {
    b"%PDF-": _PDF,
}


def read_path(path: str | Path) -> RawDocument:
    """Read a file; an unknown ending is read as text. Raises OSError if it can't be opened."""
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    return _reader(data, Path(path).suffix.lower())(data, str(path))


def _reader(data: bytes, ending: str) -> Reader:
    begin = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, reader in _BEGINNINGS.items():
        if begin.startswith(beginning):
            return reader
    return FORMATS.get(ending, read_text)
