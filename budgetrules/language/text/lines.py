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


def nest(text: str, file: str) -> tuple[list[Line], tuple[str, ...], list[Diagnostic]]:
    """Nest lines by indentation: the top lines, the comments after the last one, the mistakes."""
    nesting = _Nesting(file)
    lines = _physical(text)
    if len(lines) > MOST_LINES:
        nesting.fail(MOST_LINES, 1, "L110", count=str(MOST_LINES))
        lines = lines[:MOST_LINES]
    for number, raw in enumerate(lines, 1):
        line = nesting.read(raw, number)
        if line is not None:
            nesting.place(line)
    return nesting.top, tuple(nesting.comments), nesting.mistakes


def _physical(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").split("\n")


@attrs.define
class _Nesting:
    """The lines so far, those still open for others under them, and comments not yet attached."""

    file: str
    top: list[Line] = attrs.field(factory=list)
    open: list[Line] = attrs.field(factory=list)
    comments: list[str] = attrs.field(factory=list)
    mistakes: list[Diagnostic] = attrs.field(factory=list)

    def fail(self, number: int, end: int, code: str, start: int = 0, **details: str) -> None:
        """Note a mistake at a place of a line."""
        self.mistakes.append(error_at(Span(self.file, number, start, end), code, **details))

    def read(self, raw: str, number: int) -> Line | None:
        """A line as a clause; None for a blank one, a comment, and one that is too long."""
        if not raw.strip():
            return None
        if len(raw) > LONGEST_LINE:
            self.fail(number, 1, "L112", count=str(LONGEST_LINE))
            return None
        text, unclosed = normalise(raw.rstrip())
        indent = len(text) - len(text.lstrip(" \t"))
        if "\t" in text[:indent]:
            self.fail(number, indent, "L108")
            text = text[:indent].replace("\t", " ") + text[indent:]
        if unclosed is not None:
            self.fail(number, len(text), "L106", unclosed, quote=raw[unclosed])
            return self._line(number, indent, "")
        cut = comment_column(text)
        if cut is None:
            return self._line(number, indent, text)
        comment = text[cut + 1 :].strip()
        if text[:cut].strip():
            return self._line(number, indent, text[:cut].rstrip(), comment)
        self.comments.append(comment)
        return None

    def _line(self, number: int, indent: int, text: str, trailing: str = "") -> Line:
        comments = tuple(self.comments)
        self.comments.clear()
        return Line(number=number, indent=indent, text=text, trailing=trailing, comments=comments)

    def place(self, line: Line) -> None:
        """Put a line under the one that it is indented below."""
        self._close(line)
        if len(self.open) >= DEEPEST:
            self.fail(line.number, line.indent, "L111", count=str(DEEPEST))
            return
        siblings = self.open[-1].children if self.open else self.top
        siblings.append(line)
        self.open.append(line)
        if len(self.open) == 1 and line.indent:
            self.fail(line.number, line.indent, "L107")

    def _close(self, line: Line) -> None:
        """Close the lines that a line is not under; one between two indentations is a mistake."""
        while self.open and self.open[-1].indent >= line.indent:
            last = self.open.pop()
            is_outer = not self.open or self.open[-1].indent < line.indent
            if last.indent > line.indent and is_outer:
                self.fail(line.number, max(1, line.indent), "L107")
