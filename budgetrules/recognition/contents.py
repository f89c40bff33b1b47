"""The contents page: lines that only say where something stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.words import folded_words
from budgetrules.schema.vocabulary import Vocabulary

# The leaders and the number of a page that an entry ends in.
_LEADERS = re.compile(r"(?:[.．·•‥…]\s*){4,}\d{1,3}$|…{2,}\s*\d{1,3}$")
_PAGE = re.compile(r"[.．·•‥…\s]*\(?\d{1,3}\)?$")
_SENTENCE_ENDS = "。;"
_MOST_LINES = 300


def contents_lines(lines: Sequence[RawLine], vocabulary: Vocabulary) -> frozenset[int]:
    """Return the numbers of the lines of contents pages.

    An entry ends in leaders and the number of a page; below the heading of a contents page each
    line is one, until the first of them comes again or a sentence begins.
    """
    headings = frozenset(folded_words(vocabulary.contents))
    longest = max(map(len, headings), default=0)
    numbers: set[int] = set()
    for at, line in enumerate(lines):
        text = line.text.strip()
        if text[-1:].isdigit() and _LEADERS.search(text):
            numbers.add(line.number)
        elif text and len(text) <= 2 * longest and fold(text) in headings:
            numbers.update(_below(lines[at + 1 : at + _MOST_LINES]))
    return frozenset(numbers)


def _below(lines: Sequence[RawLine]) -> list[int]:
    """Return the numbers of the lines that list what comes again further on."""
    entries: set[str] = set()
    numbers: list[int] = []
    for line in lines:
        entry = fold(_PAGE.sub("", line.text.strip()))
        if not entry:
            continue
        if entry in entries or any(mark in entry for mark in _SENTENCE_ENDS):
            return numbers
        entries.add(entry)
        numbers.append(line.number)
    # Nothing came again: this is no contents page.
    return []
