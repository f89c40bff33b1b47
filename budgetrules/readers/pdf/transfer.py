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
from typing import TYPE_CHECKING

from budgetrules.readers.pdf.content import Aside, GridCell, PageContent, PageGrid, PageLine

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box


def packed(content: PageContent) -> str:
    """A page as one line."""
    texts: list[str] = []
    numbers = [
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
    lengths = array("f", content.size)
    for line in content.lines:
        texts.append(line.text)
        numbers.append(len(line.edges))
        lengths.extend((*line.box, *line.shown, line.size))
        lengths.extend(line.edges)
    for grid in content.grids:
        numbers += [grid.rows, grid.before, len(grid.xs), len(grid.cells)]
        lengths.extend((*grid.box, *grid.inside))
        lengths.extend(grid.xs)
        for cell in grid.cells:
            texts.append(cell.text)
            numbers += [
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                int(cell.written is not None),
            ]
            lengths.extend((*cell.box, *cell.inside))
            if cell.written is not None:
                lengths.extend((*cell.written, cell.end, cell.size))
    for aside in content.asides:
        texts.append(aside.text)
        lengths.extend(aside.box)
    return json.dumps([texts, numbers, base64.b64encode(lengths.tobytes()).decode("ascii")])


def unpacked(line: str | bytes) -> PageContent:
    """The page that such a line stands for."""
    texts, numbers, encoded = json.loads(line)
    lengths = array("f")
    lengths.frombytes(base64.b64decode(encoded))
    return _Tape(iter(texts), numbers, lengths).page()


class _Tape:
    def __init__(self, texts: Iterator[str], numbers: list[int], lengths: array[float]) -> None:
        self._texts = texts
        self._numbers = numbers
        self._number = 0
        self._lengths = lengths
        self._values = lengths.tolist()
        self._at = 0

    def page(self) -> PageContent:
        number, characters, unmapped, pictured, drawn, cut, lines, grids, asides = self._whole(9)
        wide, high = self._some(2)
        return PageContent(
            number=number,
            size=(wide, high),
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
        at = self._at
        self._at = at + 4
        left, top, right, bottom = self._values[at : at + 4]
        return left, top, right, bottom

    def _whole(self, count: int) -> list[int]:
        at = self._number
        self._number = at + count
        return self._numbers[at : at + count]

    def _some(self, count: int) -> array[float]:
        begin = self._at
        self._at += count
        return self._lengths[begin : self._at]
