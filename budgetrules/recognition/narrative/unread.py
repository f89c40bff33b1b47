"""Figures of the narrative that no statement holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetrules.model.disclosure import ListData, Place
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.recognition.words import text_figure
from budgetrules.schema.vocabulary import Vocabulary


def unread_figures(
    texts: Sequence[SectionText], statements: Iterable[ListData], vocabulary: Vocabulary
) -> list[Place]:
    """List amounts, shares and counts in sections that no statement holds.

    Years and dates are no such figures.
    """
    read: set[tuple[int, int]] = set()
    for place in _read_places(statements):
        if place.chars is not None:
            read.add(_position(place))
    figure = text_figure(vocabulary)
    unread: list[Place] = []
    for item in texts:
        for match in figure.finditer(item.text.text):
            place = item.text.place(*match.span())
            if place.chars is not None and _position(place) not in read:
                unread.append(place)
    return unread


def _position(place: Place) -> tuple[int, int]:
    """Tell a place apart by its line and its first character."""
    assert place.chars is not None
    return place.line or 0, place.chars[0]


def _read_places(statements: Iterable[ListData]) -> Iterator[Place]:
    """Yield where figures of statements stand, and numbers of their wordings (50万元以上)."""
    for item in statements:
        for row in item.rows:
            for cell in row.cells.values():
                if cell.figure is not None:
                    yield cell.place
            for name, place in row.text_places.items():
                if name.startswith("#"):
                    yield place
