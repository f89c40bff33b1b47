"""What a file reader hands on: lines with their place, before anything is understood."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import Problem


@attrs.frozen(slots=True)
class RawLine:
    """A physical line: its text without the line break, its number from 1, and its page if pages are known."""

    text: str
    number: int
    page: int | None = None


@attrs.frozen
class RawDocument:
    """A file as read: `format` is text, pdf …; `problems` say what could not be read of it."""

    path: str
    sha256: str
    format: str
    lines: tuple[RawLine, ...] = ()
    problems: tuple[Problem, ...] = ()
