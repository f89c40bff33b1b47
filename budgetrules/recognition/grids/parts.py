"""Grids → parts: stretches of rows that are one table each, with what stands over and below them, in the order of reading."""

from __future__ import annotations

from itertools import pairwise

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from budgetrules.recognition.grids.captions import (
    Entry,
    Heading,
    caption_rows,
    find_heading,
    is_number_label,
    is_title_like,
    printed_lines,
    read_title,
    row_entry,
)
from budgetrules.recognition.grids.view import View, is_number, view_of, words
from budgetrules.schema.forms import Template

_FEWEST_HEADERS = 3


@attrs.frozen(eq=False)
class Part:
    """The rows from `first` to `last` of a grid, `begin` being the first of those that stand over the table in the grid itself.

    `between` are the lines of the document since the grid before it, `above` those and its own caption rows.
    """

    view: View
    begin: int
    first: int
    last: int
    between: tuple[Entry, ...]
    above: tuple[Entry, ...]
    heading: Heading | None

    @property
    def goes_on(self) -> bool:
        """Whether the reader or the title says that it goes on from the part before it."""
        said = self.view.grid.continues and self.begin == 0
        return said or (self.heading is not None and self.heading.goes_on)


@attrs.frozen(eq=False)
class Stream:
    """A document in the order of reading: its lines and grids numbered through."""

    lines: tuple[RawLine, ...]
    views: tuple[View, ...]


def numbered(raw: RawDocument) -> Stream:
    """Give every line and every row of a grid its number; a row has as many numbers as the cells over it have lines."""
    lines: list[RawLine] = []
    views: list[View] = []
    number, done = 1, 0
    for grid in raw.grids:
        for line in raw.lines[done : grid.after]:
            lines.append(line.numbered(number))
            number += 1
        done = max(done, grid.after)
        view, number = _numbered(grid, number)
        views.append(view)
    for line in raw.lines[done:]:
        lines.append(line.numbered(number))
        number += 1
    return Stream(tuple(lines), tuple(views))


def _numbered(grid: RawGrid, number: int) -> tuple[View, int]:
    view = view_of(grid)
    numbers = []
    for row in range(grid.rows):
        numbers.append(number)
        cells = {id(cell): cell for cell in view.rows[row].values()}
        number += max(1, sum(len(printed_lines(cell.text)) for cell in cells.values() if cell.text))
    return attrs.evolve(view, numbers=tuple(numbers)), number


def find_parts(stream: Stream, template: Template) -> list[Part]:
    """The parts of all grids. A grid is cut where a title stands in it, and where an unknown one stands behind a blank row."""
    found: list[Part] = []
    done = 0
    carried: tuple[Entry, ...] = ()
    frame: Part | None = None
    for view in stream.views:
        after = view.grid.after
        lines = tuple(
            Entry((line,), at)
            for at, line in enumerate(stream.lines[done:after], done)
            if line.text.strip()
        )
        between = (*carried, *lines)
        carried = ()
        done = max(done, after)
        borders = [*_borders(view, template), view.grid.rows]
        for begin, last in pairwise(borders):
            part = _part(view, begin, last, between if begin == 0 else (), template)
            if part.first == part.last and part.above and begin == 0:
                # Title, department and unit in a frame of their own, the table in the next.
                carried, frame = part.above, part
            else:
                found.append(part)
                frame = None
    return [*found, frame] if frame is not None else found


def _part(
    view: View, begin: int, last: int, between: tuple[Entry, ...], template: Template
) -> Part:
    first = begin + caption_rows(view, begin, last, template)
    rows = (row_entry(view, row) for row in range(begin, first))
    above = (*between, *(entry for entry in rows if entry.pieces))
    return Part(view, begin, first, last, between, above, find_heading(above, template, set()))


def _borders(view: View, template: Template) -> list[int]:
    """The rows at which a part begins: the first one, and each title with the number line over it."""
    found = [0]
    content = numbers = blank = False
    for row in range(view.grid.rows):
        held = view.held(row)
        if not held:
            blank = True
            continue
        if blank and numbers and _begins_anew(held):
            found.append(row)
            content = numbers = blank = False
            continue
        text = fold(held[0].text)
        lone = len(held) <= 2 and len(text) < 80
        is_title = lone and (
            read_title(text, template, set())[1]
            or (blank and len(held) == 1 and is_title_like(text))
        )
        if is_title and content:
            above = next((at for at in range(row - 1, found[-1], -1) if view.held(at)), None)
            numbered_above = above is not None and is_number_label(
                "".join(fold(cell.text) for cell in view.held(above))
            )
            found.append(above if above is not None and numbered_above else row)
            content = numbers = False
        else:
            content = content or len(held) > 1
            # Rows below a header have amounts or codes; before them a blank row may stand in the header.
            numbers = numbers or any(is_number(words(cell.text)) for cell in held)
        blank = False
    return found


def _begins_anew(held: list[RawCell]) -> bool:
    """Whether a row behind a blank one is the header of another table: words beside each other, none of them a number."""
    return len(held) >= _FEWEST_HEADERS and not any(
        character.isdigit() for cell in held for character in cell.text
    )
