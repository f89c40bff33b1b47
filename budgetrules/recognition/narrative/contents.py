"""Tables of contents: lines that only repeat headings and say on which pages they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.headings import is_heading
from budgetrules.recognition.narrative.numbering import numbering
from budgetrules.recognition.words import folded_words
from budgetrules.schema.forms import Template

# Leaders and the page behind them; a page alone.
_LEADERS = re.compile(r"[.·•]{4,}\(?\d{1,4}\)?$")
_PAGE = re.compile(r"[.·•]*\(?\d{1,4}\)?$")
_ENDS_SENTENCE = ("。", ";", "!", "?")
_LONGEST_ENTRY = 80
_MOST_ENTRIES = 300
# So many headings in it come again at least.
_LEAST_ENTRIES = 3


def without_contents(lines: Sequence[RawLine], template: Template) -> list[RawLine]:
    """Leave out tables of contents: below their title, and entries with leaders wherever."""
    titles = folded_words(template.vocabulary.contents)
    texts = [fold(line.text) for line in lines]
    left_out: set[int] = set()
    for at, text in enumerate(texts):
        if _LEADERS.search(text) and _is_entry(text):
            left_out.add(at)
        elif text in titles:
            end = _end(texts, at + 1, template)
            # The title alone heads nothing: it may be a word of a cell.
            if end > at + 1:
                left_out.update(range(at, end))
    return [line for at, line in enumerate(lines) if at not in left_out]


def _is_entry(text: str) -> bool:
    """Tell whether a folded text may stand in a table of contents."""
    if len(text) > _LONGEST_ENTRY:
        return False
    return not text.endswith(_ENDS_SENTENCE)


def _end(texts: Sequence[str], begin: int, template: Template) -> int:
    """Find where a table of contents ends that begins at a line.

    Its first entry comes again where the text begins. What stands last in it without coming again
    is none of its entries.
    """
    entries: dict[str, int] = {}
    end = begin
    first = ""
    for at in range(begin, min(len(texts), begin + _MOST_ENTRIES)):
        entry = _entry(texts[at])
        first = first or entry
        if entry and entry == first and end > begin and _is_heading(entry, template):
            return at
        if entry in entries or not _is_entry(texts[at]):
            break
        if entry:
            entries[entry] = at
        end = at + 1
    headings = {_entry(text) for text in texts[end:]}
    repeated: list[int] = []
    for entry, at in entries.items():
        if entry in headings and _is_heading(entry, template):
            repeated.append(at)
    if len(repeated) < _LEAST_ENTRIES:
        return begin
    return max(repeated) + 1


def _is_heading(entry: str, template: Template) -> bool:
    return numbering(entry) is not None or is_heading(entry, template)


def _entry(text: str) -> str:
    """Take the page and its leaders from an entry."""
    return _PAGE.sub("", text)
