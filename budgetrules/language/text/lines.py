"""Nest lines by indentation, attach comments, collect mistakes of indentation."""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.spans import Span
from budgetrules.language.text.source import comment_column, normalise

LONGEST_LINE = 4000
MOST_LINES = 200_000
DEEPEST = 40


@attrs.define(kw_only=True)
class Line:
    """A line that is a clause, with the lines under it.

    `number` counts from 1, `indent` from 0; `text` is the line without its comment, which is
    `trailing`; `comments` are the lines above it that are nothing else.
    """

    number: int
    indent: int
    text: str
    trailing: str = ""
    comments: tuple[str, ...] = ()
    children: list[Line] = attrs.field(factory=list)


@attrs.frozen
class Nested:
    """The lines of a file that are clauses at its top, the comments after the last one, and the
    mistakes of indentation.
    """

    top: tuple[Line, ...]
    comments: tuple[str, ...]
    mistakes: tuple[Diagnostic, ...]


def nest(text: str, file: str) -> Nested:
    """Nest the lines of a file by their indentation."""
    nesting = _Nesting(file)
    lines = _physical_lines(text)
    if len(lines) > MOST_LINES:
        place = Span(file, MOST_LINES, 0, 1)
        nesting.fail(place, "L110", count=str(MOST_LINES))
        lines = lines[:MOST_LINES]
    for number, raw in enumerate(lines, 1):
        line = nesting.read(raw, number)
        if line is not None:
            nesting.place(line)
    return Nested(
        top=tuple(nesting.top),
        comments=tuple(nesting.comments),
        mistakes=tuple(nesting.mistakes),
    )


def _physical_lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    return text.split("\n")


@attrs.define
class _Nesting:
    """The lines so far, those still open for others under them, and comments not yet attached."""

    file: str
    top: list[Line] = attrs.field(factory=list)
    open: list[Line] = attrs.field(factory=list)
    comments: list[str] = attrs.field(factory=list)
    mistakes: list[Diagnostic] = attrs.field(factory=list)

    def fail(self, place: Span, code: str, **details: str) -> None:
        """Note a mistake at a place."""
        mistake = error_at(place, code, **details)
        self.mistakes.append(mistake)

    def read(self, raw: str, number: int) -> Line | None:
        """Read a line as a clause.

        None for a blank line and one that is too long, and for a comment, which waits for the next
        clause.
        """
        if not raw.strip():
            return None
        if len(raw) > LONGEST_LINE:
            place = Span(self.file, number, 0, 1)
            self.fail(place, "L112", count=str(LONGEST_LINE))
            return None
        text, unclosed = normalise(raw.rstrip())
        text, indent = self._indentation(text, number)
        if unclosed is not None:
            place = Span(self.file, number, unclosed, len(text))
            self.fail(place, "L106", quote=raw[unclosed])
            return self._line(number, indent, "")
        cut = comment_column(text)
        if cut is None:
            return self._line(number, indent, text)
        comment = text[cut + 1 :].strip()
        text = text[:cut].rstrip()
        if text:
            return self._line(number, indent, text, comment)
        self.comments.append(comment)
        return None

    def _indentation(self, text: str, number: int) -> tuple[str, int]:
        """Count the characters a line is indented by; tabs are a mistake, and spaces then."""
        rest = text.lstrip(" \t")
        indent = len(text) - len(rest)
        if "\t" in text[:indent]:
            place = Span(self.file, number, 0, indent)
            self.fail(place, "L108")
            text = " " * indent + rest
        return text, indent

    def _line(self, number: int, indent: int, text: str, trailing: str = "") -> Line:
        """Make a clause's line, with the comments that waited for it."""
        comments = tuple(self.comments)
        self.comments.clear()
        return Line(
            number=number,
            indent=indent,
            text=text,
            trailing=trailing,
            comments=comments,
        )

    def place(self, line: Line) -> None:
        """Put a line under the one that it is indented below."""
        self._close(line)
        place = Span(self.file, line.number, 0, line.indent)
        if len(self.open) >= DEEPEST:
            self.fail(place, "L111", count=str(DEEPEST))
            return
        if self.open:
            parent = self.open[-1]
            parent.children.append(line)
        else:
            self.top.append(line)
            if line.indent:
                self.fail(place, "L107")
        self.open.append(line)

    def _close(self, line: Line) -> None:
        """Close the lines that a line is not under; one between two indentations is a mistake."""
        last: Line | None = None
        while self.open and self.open[-1].indent >= line.indent:
            last = self.open.pop()
        if last is not None and last.indent > line.indent:
            place = Span(self.file, line.number, 0, max(1, line.indent))
            self.fail(place, "L107")
