"""What a file reader hands on: lines and grids with their places, before anything is understood."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import overload

import attrs

from budgetrules.model.disclosure import UNKNOWN_PLACE, Place, Problem

Box = tuple[float, float, float, float]


@attrs.frozen(slots=True)
class RawLine:
    """A physical line: its text without the line break, its number in reading order, its page.

    Numbers and pages begin with 1. Where the format has positions, `box` is the line's (left, top,
    right, bottom in points from the top left corner of the page) and `edges` holds the left edge of
    every character and, last, the right edge of the line. `at` is the place of a line that is a
    cell, or a paragraph of a file without lines (sheet and cell).
    """

    text: str
    number: int
    page: int | None = None
    box: Box | None = None
    edges: array[float] | None = attrs.field(default=None, eq=False, repr=False)
    at: Place | None = None

    def numbered(self, number: int) -> RawLine:
        """Return the same line at another place in the order of reading."""
        return RawLine(self.text, number, self.page, self.box, self.edges, self.at)

    def whole(self) -> Place:
        """Return where the line stands, without saying which characters of it."""
        if self.at is None and self.box is None:
            return Place(page=self.page, line=self.number)
        place = self.place("", 0, len(self.text.rstrip()))
        return Place(
            page=place.page,
            line=place.line,
            box=place.box,
            sheet=place.sheet,
            cell=place.cell,
            order=place.order,
        )

    def place(self, text: str, start: int, end: int) -> Place:
        """Return where the characters from `start` to `end` stand.

        `text` is what is printed there.
        """
        number, chars = self.number, (start, end)
        at = self.at
        if at is not None:
            order = (number, start)
            return Place(
                text,
                at.page,
                number,
                chars,
                at.box,
                at.sheet,
                at.cell,
                order,
            )
        box, edges = self.box, self.edges
        if box is None:
            return Place(text, self.page, number, chars)
        if edges is not None and end < len(edges):
            _, top, _, bottom = box
            box = (edges[start], top, edges[end], bottom)
        return Place(text, self.page, number, chars, box, order=(number, start))


class LinePlaces(Sequence[Place]):
    """The places of some lines, then further places; worked out when asked for, which is seldom."""

    def __init__(self, lines: Sequence[RawLine], more: Sequence[Place] = ()) -> None:
        self._lines = lines
        self._more = more

    def __len__(self) -> int:
        return len(self._lines) + len(self._more)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> list[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | list[Place]:
        if isinstance(at, slice):
            numbers = range(*at.indices(len(self)))
            return [self[number] for number in numbers]
        number = at + len(self) if at < 0 else at
        if number < 0:
            raise IndexError(at)
        if number < len(self._lines):
            return self._lines[number].whole()
        return self._more[number - len(self._lines)]


@attrs.frozen(slots=True)
class RawCell:
    """A printed cell of a grid: its text (a line break where it wraps) and its place in the grid.

    `row` and `column` are its first ones, from 0. A number is the text that is printed: a reader of
    a format that keeps values applies their number formats. `place` holds page and box, or sheet
    and cell, or line and characters. `loose`: a number whose decimals no format tells, so that
    zeros at its end may be missing.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place = UNKNOWN_PLACE
    loose: bool = False


@attrs.frozen(slots=True)
class RawGrid:
    """A table as drawn: its cells in reading order, merged ones once; blank cells may be left out.

    `after` is how many of the document's lines stand before it. `continues` says that the reader
    knows the grid to go on from the one before it (a sheet cut in two, a table over several pages),
    whatever its own first rows repeat.
    """

    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    after: int
    place: Place = UNKNOWN_PLACE
    continues: bool = False


@attrs.frozen
class RawDocument:
    """A file as read: its lines outside the grids, its grids, and what could not be read.

    `format` is text, pdf … `tables_only`: files of this kind hold tables; a narrative published
    with them stands in another file. `drawn`: files of this kind draw their tables, so that lines
    hold no cells even where no grid was found; a document with grids is taken as drawn anyway.
    """

    path: str
    sha256: str
    format: str
    lines: tuple[RawLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    grids: tuple[RawGrid, ...] = ()
    tables_only: bool = False
    drawn: bool = attrs.field(default=False, kw_only=True)
