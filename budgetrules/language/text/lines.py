"""Lines → nested lines by indentation, with comments attached; mistakes of indentation collected."""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.spans import Span
from budgetrules.language.text.source import comment_column, normalise

LONGEST_LINE = 4000
MOST_LINES = 200_000
DEEPEST = 40


@attrs.define
class Line:
    """A line that is a clause: its number from 1, its indentation, its text without comment, and what is under it."""

    number: int
    indent: int
    text: str
    trailing: str = ""
    comments: tuple[str, ...] = ()
    children: list[Line] = attrs.field(factory=list)


def nest(text: str, file: str) -> tuple[list[Line], tuple[str, ...], list[Diagnostic]]:
    """The top lines with everything under them, the comments after the last line, and the mistakes."""
    mistakes: list[Diagnostic] = []
    top: list[Line] = []
    open_: list[Line] = []
    comments: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    if len(lines) > MOST_LINES:
        mistakes.append(
            Diagnostic(
                "L110", Severity.ERROR, {"count": str(MOST_LINES)}, Span(file, MOST_LINES, 0, 1)
            )
        )
        lines = lines[:MOST_LINES]
    for number, raw in enumerate(lines, 1):
        line = _line(raw, number, file, mistakes, comments)
        if line is None:
            continue
        line.comments = tuple(comments)
        comments.clear()
        while open_ and open_[-1].indent >= line.indent:
            last = open_.pop()
            if last.indent > line.indent and (not open_ or open_[-1].indent < line.indent):
                span = Span(file, number, 0, max(1, line.indent))
                mistakes.append(Diagnostic("L107", Severity.ERROR, {}, span))
        if len(open_) >= DEEPEST:
            mistakes.append(
                Diagnostic(
                    "L111",
                    Severity.ERROR,
                    {"count": str(DEEPEST)},
                    Span(file, number, 0, line.indent),
                )
            )
            continue
        (open_[-1].children if open_ else top).append(line)
        open_.append(line)
        if len(open_) == 1 and line.indent:
            mistakes.append(
                Diagnostic("L107", Severity.ERROR, {}, Span(file, number, 0, line.indent))
            )
    return top, tuple(comments), mistakes


def _line(
    raw: str, number: int, file: str, mistakes: list[Diagnostic], comments: list[str]
) -> Line | None:
    if not raw.strip():
        return None
    if len(raw) > LONGEST_LINE:
        mistakes.append(
            Diagnostic(
                "L112", Severity.ERROR, {"count": str(LONGEST_LINE)}, Span(file, number, 0, 1)
            )
        )
        return None
    text, unclosed = normalise(raw.rstrip())
    indent = len(text) - len(text.lstrip(" \t"))
    if "\t" in text[:indent]:
        mistakes.append(Diagnostic("L108", Severity.ERROR, {}, Span(file, number, 0, indent)))
        text = text[:indent].replace("\t", " ") + text[indent:]
    if unclosed is not None:
        span = Span(file, number, unclosed, len(text))
        mistakes.append(Diagnostic("L106", Severity.ERROR, {"quote": raw[unclosed]}, span))
        return Line(number, indent, "")
    cut = comment_column(text)
    if cut is not None and not text[:cut].strip():
        comments.append(text[cut + 1 :].strip())
        return None
    trailing = text[cut + 1 :].strip() if cut is not None else ""
    return Line(number, indent, text[:cut].rstrip() if cut is not None else text, trailing)
