"""Tables of a page as they are drawn, with what is needed to join them to those of the next page."""

from __future__ import annotations

import re

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Place
from budgetrules.reading.pdf.geometry import Frame
from budgetrules.reading.pdf.lattice import Area, Lattice
from budgetrules.reading.pdf.lines import TextLine, lines_of, text_of
from budgetrules.reading.pdf.numbers import without_gaps
from budgetrules.reading.pdf.runs import Run
from budgetrules.reading.raw import Box, RawCell

_LETTER = re.compile(r"[^\W\d_]")


@attrs.define(slots=True)
class GridCell:
    """A cell: its place in the lattice, its text, its box on the page that is shown, and where its text stands upright.

    `inside` is the box of the cell on the upright page, `written` that of its text; `end` is how far its last line goes and
    `size` how large it is.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    box: Box
    inside: Box
    written: Box | None = None
    end: float = 0.0
    size: float = 0.0

    @property
    def is_words(self) -> bool:
        """Whether it says something, and not in digits only."""
        return _LETTER.search(self.text) is not None

    @property
    def is_digits(self) -> bool:
        """Whether it holds a code, a number or a dash."""
        return bool(self.text) and not self.is_words

    def key(self, first: int) -> tuple[int, int, int, int, str]:
        """What makes it the same as a cell of a repeated header whose first row is `first`."""
        return self.row - first, self.column, self.row_span, self.column_span, fold(self.text)

    def raw(self) -> RawCell:
        """As the readers hand it on."""
        place = Place(self.text, page=self.page, box=self.box)
        return RawCell(self.text, self.row, self.column, self.row_span, self.column_span, place)


@attrs.define(slots=True)
class PageGrid:
    """A table of a page: the edges of its columns, its cells, how many lines of the page stand above it, and its box."""

    xs: list[float]
    rows: int
    cells: list[GridCell]
    before: int
    page: int
    box: Box
    inside: Box


def page_grid(lattice: Lattice, runs: dict[int, list[Run]], frame: Frame, page: int, before: int) -> PageGrid:
    """The cells of a lattice with the runs that stand in them."""
    cells = [_cell(area, runs.get(number, []), frame, page) for number, area in enumerate(lattice.areas)]
    return PageGrid(lattice.xs, len(lattice.ys) - 1, cells, before, page, frame.on_page(lattice.box), lattice.box)


def _cell(area: Area, runs: list[Run], frame: Frame, page: int) -> GridCell:
    cell = GridCell(area.row, area.column, area.row_span, area.column_span, "", page, frame.on_page(area.box), area.box)
    if runs:
        lines = lines_of(runs)
        cell.text = "\n".join(without_gaps(text_of(line)[0]) for line in lines)
        cell.written = _written(lines)
        cell.end = lines[-1].box[2]
        cell.size = runs[0].size
    return cell


def _written(lines: list[TextLine]) -> Box:
    boxes = [line.box for line in lines]
    return min(box[0] for box in boxes), boxes[0][1], max(box[2] for box in boxes), boxes[-1][3]
