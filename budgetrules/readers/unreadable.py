"""What readers say of files, and of parts of files, that can't be read."""

from __future__ import annotations

import hashlib

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place, Problem
from budgetrules.readers.raw import RawDocument

_LONGEST_REASON = 80
_MEGABYTE = 2**20


class Unreadable(Exception):
    """A file that can't be read; `problem` says why."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.problem = error_problem(code, **details)


def unread(data: bytes, path: str, kind: str, problem: Problem) -> RawDocument:
    """Return the document of a file that can't be read."""
    return RawDocument(path, hashlib.sha256(data).hexdigest(), kind, (), (problem,))


def error_problem(code: str, place: Place = UNKNOWN_PLACE, /, **details: str) -> Problem:
    """Return an error with the details of its message, somewhere in the file."""
    return Problem(Diagnostic(code, Severity.ERROR, details), place)


def empty_file(path: str) -> Problem:
    """Return the problem of a file in which there is nothing."""
    return error_problem("N102", path=path)


def too_many_cells(limit: int, sheet: str = "") -> Problem:
    """Return the problem of a sheet, or a file, of which only so many cells are read."""
    place = Place(sheet=sheet) if sheet else UNKNOWN_PLACE
    return error_problem("N167", place, limit=f"{limit:,}")


def damaged(path: str, reason: object) -> Unreadable:
    """Return the exception for a file that is not what it should be, with the reason cut short."""
    return Unreadable("N160", path=path, reason=str(reason)[:_LONGEST_REASON])


def refuse_large(data: bytes, path: str, limit: int) -> None:
    """Raise Unreadable if a file has more bytes than `limit`."""
    if len(data) > limit:
        raise Unreadable(
            "N103",
            path=path,
            size=megabytes(len(data)),
            limit=megabytes(limit),
        )


def megabytes(size: int) -> str:
    """Return a number of bytes in whole megabytes, for messages."""
    return str(size // _MEGABYTE)
