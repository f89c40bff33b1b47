"""The text of sections as rules search it: in one width, without white space, borders marked."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from budgetrules.core.names import narrow
from budgetrules.model.disclosure import BORDER, Place, SectionData, TableData
from budgetrules.readers.raw import LinePlaces, RawLine


# A line is marked for its section and once more for the whole text.
@functools.lru_cache(maxsize=8192)
def marked(text: str) -> str:
    """Take white space out of a line, but mark where a blank parts two words or ends a paragraph.

    Between two words of which one is ASCII at the border a blank is mere spacing: 2024 年.
    """
    joined = ""
    for word in map(narrow, text.split()):
        is_spacing = joined[-1:].isascii() or word[:1].isascii()
        if joined and not is_spacing:
            joined += BORDER
        joined += word
    if not text.endswith(" "):
        return joined
    return joined + BORDER


def whole_text(lines: Sequence[RawLine], tables: Iterable[TableData]) -> SectionData:
    """Join the narrative and the names of all rows to one text, each with its place."""
    body = [(line.number, marked(line.text)) for line in lines]
    name_places: list[Place] = []
    for table in tables:
        for row in table.rows():
            line_number = row.place.line or 0
            for name in row.texts.values():
                bordered = f"{BORDER}{narrow(name)}{BORDER}"
                body.append((line_number, bordered))
                name_places.append(row.place)
    places = LinePlaces(lines, name_places)
    text = "".join(words for _, words in body)
    first = Place()
    if body:
        first = places[0]
    return SectionData(
        id=None,
        path="",
        title="",
        place=first,
        text=text,
        body=tuple(body),
        places=places,
    )
