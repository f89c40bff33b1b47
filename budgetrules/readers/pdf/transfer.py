"""What a page holds as a line of JSON, so that it can be handed from the process that reads to the
one that asks.

Texts, whole numbers and lengths stand in three flat lists in a fixed order: that is several times
faster than an object each.
"""

from __future__ import annotations

import base64
import json
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from budgetrules.readers.pdf.content import Aside, GridCell, PageContent, PageGrid, PageLine

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box


def packed(content: PageContent) -> str:
    """Return a page as one line."""
    counts = [
        content.number,
        content.characters,
        content.unmapped,
        content.pictured,
        content.drawn,
        int(content.cut),
        len(content.lines),
        len(content.grids),
        len(content.asides),
    ]
    lists = _Lists([], counts, array("f", content.size))
    for line in content.lines:
        _add_line(line, lists)
    for grid in content.grids:
        _add_grid(grid, lists)
    for aside in content.asides:
        lists.texts.append(aside.text)
        lists.lengths.extend(aside.box)
    encoded = base64.b64encode(lists.lengths.tobytes())
    return json.dumps([lists.texts, lists.numbers, encoded.decode("ascii")])


@attrs.frozen(slots=True)
class _Lists:
    """All texts, whole numbers and lengths of a page."""

    texts: list[str]
    numbers: list[int]
    lengths: array[float]


def _add_line(line: PageLine, lists: _Lists) -> None:
    lists.texts.append(line.text)
    lists.numbers.append(len(line.edges))
    lengths = lists.lengths
    lengths.extend(line.box)
    lengths.extend(line.shown)
    lengths.append(line.size)
    lengths.extend(line.edges)


def _add_grid(grid: PageGrid, lists: _Lists) -> None:
    counts = (grid.rows, grid.before, len(grid.xs), len(grid.cells))
    lists.numbers.extend(counts)
    lengths = lists.lengths
    lengths.extend(grid.box)
    lengths.extend(grid.inside)
    lengths.extend(grid.xs)
    for cell in grid.cells:
        _add_cell(cell, lists)


def _add_cell(cell: GridCell, lists: _Lists) -> None:
    is_written = cell.written is not None
    lists.texts.append(cell.text)
    numbers = (
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        int(is_written),
    )
    lists.numbers.extend(numbers)
    lengths = lists.lengths
    lengths.extend(cell.box + cell.inside)
    if cell.written is not None:
        lengths.extend((*cell.written, cell.end, cell.size))


def unpacked(line: str | bytes) -> PageContent:
    """Return the page that such a line stands for."""
    texts, numbers, encoded = json.loads(line)
    lengths = array("f")
    lengths.frombytes(base64.b64decode(encoded))
    return _Tape(iter(texts), numbers, lengths).page()


class _Tape:
    """The three lists of a page, read from their begin in the order that `packed` writes."""

    def __init__(
        self,
        texts: Iterator[str],
        numbers: list[int],
        lengths: array[float],
    ) -> None:
        self._texts = texts
        self._numbers = numbers
        self._numbers_read = 0
        self._lengths = lengths
        # Four in a row are a box as they are.
        self._values: Any = tuple(lengths)
        self._lengths_read = 0

    def page(self) -> PageContent:
        counts = self._whole(9)
        number, characters, unmapped, pictured, drawn, cut, *parts = counts
        lines, grids, asides = parts
        width, height = self._some(2)
        return PageContent(
            number=number,
            size=(width, height),
            lines=[self._line() for _ in range(lines)],
            grids=[self._grid(number) for _ in range(grids)],
            asides=[self._aside() for _ in range(asides)],
            characters=characters,
            unmapped=unmapped,
            pictured=pictured,
            drawn=drawn,
            cut=bool(cut),
        )

    def _aside(self) -> Aside:
        return Aside(next(self._texts), self._box())

    def _line(self) -> PageLine:
        (edges,) = self._whole(1)
        text = next(self._texts)
        box = self._box()
        shown = self._box()
        (size,) = self._some(1)
        return PageLine(text, box, shown, size, self._some(edges))

    def _grid(self, page: int) -> PageGrid:
        rows, before, edges, cells = self._whole(4)
        box = self._box()
        inside = self._box()
        xs = list(self._some(edges))
        return PageGrid(
            xs=xs,
            rows=rows,
            cells=[self._cell(page) for _ in range(cells)],
            before=before,
            page=page,
            box=box,
            inside=inside,
        )

    def _cell(self, page: int) -> GridCell:
        row, column, row_span, column_span, written = self._whole(5)
        cell = GridCell(
            row=row,
            column=column,
            row_span=row_span,
            column_span=column_span,
            text=next(self._texts),
            page=page,
            box=self._box(),
            inside=self._box(),
        )
        if written:
            cell.written = self._box()
            cell.end, cell.size = self._some(2)
        return cell

    def _box(self) -> Box:
        begin = self._lengths_read
        end = begin + 4
        self._lengths_read = end
        box: Box = self._values[begin:end]
        return box

    def _whole(self, count: int) -> list[int]:
        """Return the next so many whole numbers."""
        begin = self._numbers_read
        end = begin + count
        self._numbers_read = end
        return self._numbers[begin:end]

    def _some(self, count: int) -> array[float]:
        """Return the next so many lengths."""
        begin = self._lengths_read
        end = begin + count
        self._lengths_read = end
        return self._lengths[begin:end]
