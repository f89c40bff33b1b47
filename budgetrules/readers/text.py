"""Text files: their encoding, line breaks and pages."""

from __future__ import annotations

import hashlib
import re

from budgetrules.model.disclosure import Problem
from budgetrules.readers.raw import RawDocument, RawLine
from budgetrules.readers.unreadable import (
    Unreadable,
    error_problem,
    refuse_large,
    unread,
)

LARGEST = 200 * 2**20
_MOST_LINES = 1_000_000
_LONGEST_LINE = 20_000
# White space of every width parts cells alike; one character stays one, so that columns stay true.
_SPACES = re.compile(
    r"[\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000]"
)
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CONTROL_SAMPLE, _MOST_CONTROL = 65_536, 8
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF16_SAMPLE, _UTF16_LEAD = 4096, 8


def read_text(data: bytes, path: str) -> RawDocument:
    """Return the lines of a text in UTF-8, UTF-16 or GB18030.

    Whatever is no text is a problem, never an exception.
    """
    try:
        refuse_large(data, path, LARGEST)
        text = _text(data, path)
    except Unreadable as error:
        return unread(data, path, "text", error.problem)
    lines, problems = _lines(text)
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(path, digest, "text", lines, problems)


def _text(data: bytes, path: str) -> str:
    if not data.strip():
        raise Unreadable("N102", path=path)
    text = decode(data)
    if text is None or _is_binary(text):
        raise Unreadable("N101", path=path)
    return text


def _is_binary(text: str) -> bool:
    """Return whether a text has more control characters than one that people write."""
    control = _CONTROL.findall(text[:_CONTROL_SAMPLE])
    return len(control) > _MOST_CONTROL


def decode(data: bytes) -> str | None:
    """Return the text of bytes in UTF-8, UTF-16 or GB18030; None if they are none."""
    if data.startswith(_UTF16_MARKS):
        return _try(data, "utf-16")
    if b"\x00" in data[:_UTF16_SAMPLE]:
        return _decode_unmarked_utf16(data)
    text = _try(data, "utf-8-sig")
    return text if text is not None else _try(data, "gb18030")


def _decode_unmarked_utf16(data: bytes) -> str | None:
    """Return the text of UTF-16 without a byte order mark: zeros stand where the high bytes are."""
    even = data[:_UTF16_SAMPLE:2].count(0)
    odd = data[1:_UTF16_SAMPLE:2].count(0)
    if abs(even - odd) <= _UTF16_LEAD:
        return None
    return _try(data, "utf-16-le" if odd > even else "utf-16-be")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


_Lines = tuple[tuple[RawLine, ...], tuple[Problem, ...]]


def _lines(text: str) -> _Lines:
    pages = _SPACES.sub(" ", text).split("\f")
    lines: list[RawLine] = []
    number = 0
    for page, content in enumerate(pages, 1):
        known_page = page if len(pages) > 1 else None
        for line in _BREAK.split(content):
            number += 1
            if len(lines) >= _MOST_LINES:
                break
            # A line of spaces is a row of blank cells, or the blank codes before a wrapped name.
            if line:
                lines.append(RawLine(line[:_LONGEST_LINE], number, known_page))
        # A form feed ends a page, not a line: what follows it stands on the same line of the file.
        if page < len(pages):
            number -= 1
    if number <= _MOST_LINES:
        return tuple(lines), ()
    problem = error_problem("N104", limit=str(_MOST_LINES))
    return tuple(lines), (problem,)
