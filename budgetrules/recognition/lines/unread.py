"""Figures in the lines of tables of a dump that no cell of a row holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from budgetrules.model.disclosure import TableData, UnreadCell
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.words import bare_figure, printed_figures
from budgetrules.schema.vocabulary import Vocabulary


@attrs.frozen(eq=False)
class ReadPlaces:
    """What was read of the lines of a table: characters by line, and the lines that are no rows.

    A cell that wraps goes on at the beginning of the next line.
    """

    spans: Mapping[int, Sequence[tuple[int, int]]] = attrs.field(factory=dict)
    below: AbstractSet[int] = frozenset()

    @classmethod
    def of(cls, table: TableData) -> ReadPlaces:
        """Gather the places of all cells of a table."""
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in table.rows():
            for cell in row.cells.values():
                place = cell.place
                if place.line is None or place.chars is None:
                    continue
                start, end = place.chars
                spans[place.line].append((start, end))
                rest = len(place.text) - (end - start)
                if rest > 0:
                    spans[place.line + 1].append((0, rest))
        below = frozenset(place.line or 0 for place in table.unread)
        return cls(spans, below)

    def holds(self, line: int, start: int) -> bool:
        """Tell whether a character of a line belongs to a cell."""
        return any(begin <= start < end for begin, end in self.spans.get(line, ()))


def unread_figures(
    lines: Sequence[RawLine], table: str, words: Vocabulary, read: ReadPlaces | None = None
) -> Iterator[UnreadCell]:
    """Yield the figures in lines of a table that no cell holds; `read` is None if none was read.

    In rows that are read a figure with a unit belongs to a name.
    """
    for line in lines:
        if read is None or line.number in read.below:
            figures = printed_figures(line.text, words)
        else:
            figures = list(bare_figure(words).finditer(line.text))
        for match in figures:
            start, end = match.span()
            if read is None or not read.holds(line.number, start):
                yield UnreadCell(table, "", "", line.place(match.group(), start, end))
