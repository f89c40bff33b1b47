"""Text files: their encoding, line breaks and pages."""

from __future__ import annotations

import hashlib
import re

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Problem
from budgetrules.readers.raw import RawDocument, RawLine

LARGEST = 200 * 2**20
_MOST_LINES = 1_000_000
_LONGEST_LINE = 20_000
# White space of every width parts cells alike; one character stays one, so that columns stay true.
_SPACES = re.compile(
    r"[\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000]"
)
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_text(data: bytes, path: str) -> RawDocument:
    """The lines of a text in UTF-8, UTF-16 or GB18030. Whatever is no text is a problem, never an exception."""
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST:
        return _unread(
            path, digest, "N103", size=str(len(data) // 2**20), limit=str(LARGEST // 2**20)
        )
    if not data.strip():
        return _unread(path, digest, "N102")
    text = decode(data)
    if text is None or len(_CONTROL.findall(text[:65536])) > 8:
        return _unread(path, digest, "N101")
    lines, problems = _lines(text)
    return RawDocument(path, digest, "text", lines, problems)


def _unread(path: str, digest: str, code: str, **details: str) -> RawDocument:
    problem = Problem(Diagnostic(code, Severity.ERROR, {"path": path, **details}))
    return RawDocument(path, digest, "text", (), (problem,))


def decode(data: bytes) -> str | None:
    """The text of bytes in UTF-8, UTF-16 or GB18030; None if they are none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _try(data, "utf-16")
    if b"\x00" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        return (
            _try(data, "utf-16-le" if odd > even else "utf-16-be") if abs(even - odd) > 8 else None
        )
    found = _try(data, "utf-8-sig")
    return found if found is not None else _try(data, "gb18030")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> tuple[tuple[RawLine, ...], tuple[Problem, ...]]:
    problems = []
    text = _SPACES.sub(" ", text)
    pages = text.split("\f") if "\f" in text else [text]
    lines: list[RawLine] = []
    number = 0
    for page, content in enumerate(pages, 1):
        for line in _BREAK.split(content):
            number += 1
            if len(lines) >= _MOST_LINES:
                break
            # A line of spaces is a row of blank cells, or the blank codes in front of a wrapped name.
            if line:
                lines.append(
                    RawLine(line[:_LONGEST_LINE], number, page if len(pages) > 1 else None)
                )
        # A form feed ends a page, not a line: the text behind it stands on the same line of the file.
        number -= page < len(pages)
    if number > _MOST_LINES:
        problems.append(Problem(Diagnostic("N104", Severity.ERROR, {"limit": str(_MOST_LINES)})))
    return tuple(lines), tuple(problems)
