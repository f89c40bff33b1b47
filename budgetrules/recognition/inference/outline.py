"""Find the sections of a document's narrative by their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.inference.captions import title_wording
from budgetrules.recognition.inference.lists import column_id
from budgetrules.recognition.narrative.numbering import numbering
from budgetrules.schema.forms import Section
from budgetrules.schema.vocabulary import Vocabulary

_LONGEST = 40
_MARKS = "，。；：,;:"


@attrs.frozen
class _Heading:
    depth: int
    text: str


def sections_of(
    lines: Sequence[RawLine],
    entity: str,
    vocabulary: Vocabulary,
) -> tuple[Section, ...]:
    """Return the numbered sections, those below a higher number within its section.

    A heading that comes again (first in a table of contents) counts once.
    """
    headings: dict[str, _Heading] = {}
    for line in lines:
        heading = _heading(line)
        if heading is not None:
            headings.setdefault(heading.text, heading)
    taken: list[str] = []
    return tuple(_nested(list(headings.values()), entity, taken, vocabulary))


def _heading(line: RawLine) -> _Heading | None:
    """Read a line as a heading: numbered, short, and no sentence."""
    text = line.text.strip()
    folded = fold(text)
    numbered = numbering(folded)
    if numbered is None or len(folded) > _LONGEST or any(mark in text for mark in _MARKS):
        return None
    if numbered.depth == 0:
        return _Heading(0, folded)
    words = folded[len(numbered.number) :]
    return _Heading(numbered.depth, words) if words else None


def _nested(
    headings: Sequence[_Heading],
    entity: str,
    taken: list[str],
    vocabulary: Vocabulary,
) -> list[Section]:
    """Make sections of headings: what follows one at a greater depth stands in it."""
    sections: list[Section] = []
    at = 0
    while at < len(headings):
        heading = headings[at]
        end = at + 1
        while end < len(headings) and headings[end].depth > heading.depth:
            end += 1
        wording = title_wording(heading.text, entity)
        name = column_id(wording.spelled.replace("×", ""), taken, vocabulary)
        taken.append(name)
        inner = _nested(headings[at + 1 : end], entity, taken, vocabulary)
        sections.append(Section(name, (wording,), sections=tuple(inner)))
        at = end
    return sections
