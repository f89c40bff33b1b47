"""Figures of a document that no statement and no table holds: each is published all the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.model.disclosure import ListData, Place, UnreadCell
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.matcher import folded
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.recognition.words import bare_figure, text_figure
from budgetrules.schema.vocabulary import Vocabulary

# The place in the order of reading, or a line by its number and the first character there.
_Position = tuple[int, int]


@attrs.frozen(eq=False)
class Unread:
    """Figures with a unit in sentences of no known wording, and those in cells or alone."""

    figures: list[Place]
    cells: list[UnreadCell]


def unread_in_narrative(
    lines: Sequence[RawLine],
    texts: Sequence[SectionText],
    statements: Iterable[ListData],
    cells: Sequence[UnreadCell],
    vocabulary: Vocabulary,
) -> Unread:
    """List the figures in known sections and outside of them that no statement holds.

    `cells` are those of tables that the form doesn't know, whose cells are lines of the narrative.
    Years and dates are no figures.
    """
    taken = set(map(_position, _read_places(statements)))
    unread_cells: list[UnreadCell] = []
    for cell in cells:
        if _take(cell.place, taken):
            unread_cells.append(cell)
    figures: list[Place] = []
    for place in _with_units(lines, texts, vocabulary):
        if _take(place, taken):
            figures.append(place)
    others = {cell.place.line for cell in cells}.union(_in_sheets(texts))
    own_lines = [line for line in lines if line.number not in others]
    for place in _alone(own_lines, vocabulary):
        if _take(place, taken):
            unread_cells.append(UnreadCell("", "", "", place))
    return Unread(figures, unread_cells)


def _with_units(
    lines: Sequence[RawLine], texts: Sequence[SectionText], vocabulary: Vocabulary
) -> Iterator[Place]:
    """Yield amounts, shares and counts with their units, section by section, then all others."""
    inside: set[int] = set()
    for item in texts:
        inside.update(line.number for line in item.text.lines)
    outside = folded([line for line in lines if line.number not in inside])
    figure = text_figure(vocabulary)
    for text in (*(item.text for item in texts), outside):
        for match in figure.finditer(text.text):
            yield text.place(*match.span())


def _alone(lines: Sequence[RawLine], vocabulary: Vocabulary) -> Iterator[Place]:
    """Yield numbers without a unit that can only be figures."""
    figure = bare_figure(vocabulary)
    for line in lines:
        text = unicodedata.normalize("NFKC", line.text)
        if len(text) != len(line.text):
            text = line.text
        for match in figure.finditer(text):
            start, end = match.span()
            yield line.place(line.text[start:end], start, end)


def _in_sheets(texts: Sequence[SectionText]) -> Iterator[int]:
    """Yield the lines of sheets: what stands alone there is a target, or a weight that was read."""
    for item in texts:
        if item.section is not None and item.section.sheet:
            yield from (line.number for line in item.text.lines)


def _take(place: Place, taken: set[_Position]) -> bool:
    """Tell whether nothing stands at a place so far, and take it."""
    position = _position(place)
    is_free = position not in taken
    taken.add(position)
    return is_free


def _position(place: Place) -> _Position:
    """Tell a place apart by where it is printed."""
    if place.order is not None:
        return place.order
    start, _ = place.chars or (0, 0)
    return place.line or 0, start


def _read_places(statements: Iterable[ListData]) -> Iterator[Place]:
    """Yield where figures of statements stand, and numbers of their wordings (50万元以上)."""
    for item in statements:
        for row in item.rows:
            for cell in row.cells.values():
                if cell.figure is not None and cell.place.chars is not None:
                    yield cell.place
            for name, place in row.text_places.items():
                if name.startswith("#") and place.chars is not None:
                    yield place
