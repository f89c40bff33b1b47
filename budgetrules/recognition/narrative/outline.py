"""Sections of a text that no form describes: by their numbers, 第一部分, 一、 and （一）."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.headings import Heading
from budgetrules.recognition.narrative.matcher import folded
from budgetrules.recognition.narrative.misprints import printed_title
from budgetrules.recognition.narrative.numbering import DEPTHS, Numbering, numbering
from budgetrules.schema.forms import Section

_LONGEST = 50
_SENTENCE_MARKS = re.compile("[。;,:]")
# The number of the page at the end of a line of contents.
_PAGE = re.compile(r"[.…·\-]*\d*$")


def outlined(lines: Sequence[RawLine], section: Section) -> list[Heading]:
    """Return the numbered headings of a text, or one of all of it where there are none."""
    headings: list[Heading] = []
    outline = [""] * len(DEPTHS)
    for at, line in enumerate(lines):
        numbered = numbering(fold(line.text))
        if numbered is None or not _is_heading(fold(line.text), numbered):
            continue
        below = [""] * (len(DEPTHS) - 1 - numbered.depth)
        outline[numbered.depth :] = [numbered.number, *below]
        path = "/".join(number.rstrip("、") for number in outline if number)
        headings.append(_heading(lines, at, section, path))
    headings = _without_contents(headings)
    headings = headings or _whole(lines, section)
    if not headings:
        return []
    ends = [heading.begin for heading in headings[1:]]
    ends.append(len(lines))
    return [attrs.evolve(heading, end=end) for heading, end in zip(headings, ends, strict=True)]


def _is_heading(text: str, numbered: Numbering) -> bool:
    """Whether a numbered line is a heading and no sentence."""
    words = text[len(numbered.number) :]
    return 0 < len(words) <= _LONGEST and _SENTENCE_MARKS.search(words) is None


def _heading(
    lines: Sequence[RawLine],
    at: int,
    section: Section,
    path: str,
) -> Heading:
    text = folded(lines[at : at + 1])
    return Heading(
        section=section,
        title=printed_title(lines, at, 1),
        place=text.place(0, len(text.text)),
        begin=at,
        below=at + 1,
        path=path,
    )


def _without_contents(headings: Sequence[Heading]) -> list[Heading]:
    """Leave out the lines of a table of contents: those that come again further on."""
    last = {_words(heading): heading for heading in headings}
    return [heading for heading in headings if last[_words(heading)] is heading]


def _words(heading: Heading) -> tuple[str, str]:
    return heading.path, _PAGE.sub("", fold(heading.title))


def _whole(lines: Sequence[RawLine], section: Section) -> list[Heading]:
    """Return a heading over all of a text that has none: its first line."""
    for at, line in enumerate(lines):
        if line.text.strip():
            heading = _heading(lines, at, section, "")
            return [attrs.evolve(heading, below=at)]
    return []
