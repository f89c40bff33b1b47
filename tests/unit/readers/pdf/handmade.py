"""Runs, lines, cells, grids and pages made by hand: characters are as wide as they are high."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from budgetrules.readers.pdf.content import GridCell, PageContent, PageGrid, PageLine
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine
from budgetrules.readers.pdf.runs import Run
from budgetrules.readers.raw import Box

SIZE = 10.0
# How large the pages are.
WIDTH, HEIGHT = 600.0, 800.0


def run(text: str, left: float = 0.0, top: float = 0.0, size: float = SIZE) -> Run:
    """A run whose characters touch each other."""
    lefts = [left + size * at for at in range(len(text))]
    rights = [edge + size for edge in lefts]
    return Run(text, lefts, rights, top, top + size)


def text_line(text: str, left: float = 0.0, top: float = 0.0) -> TextLine:
    """A line of one run."""
    return TextLine([run(text, left, top)], top, top + SIZE)


def page_line(
    text: str,
    left: float = 50.0,
    top: float = 100.0,
    size: float = SIZE,
) -> PageLine:
    """A line of a page."""
    edges = array("f", [left + size * at for at in range(len(text) + 1)])
    box = (left, top, edges[-1], top + size)
    return PageLine(text, box, box, size, edges)


def cell(
    text: str = "",
    row: int = 0,
    column: int = 0,
    row_span: int = 1,
    column_span: int = 1,
    box: Box = (0.0, 0.0, 100.0, 20.0),
) -> GridCell:
    """A cell whose text begins at its left edge."""
    left, top, _, _ = box
    end = left + SIZE * max(map(len, text.split("\n")))
    return GridCell(
        row=row,
        column=column,
        row_span=row_span,
        column_span=column_span,
        text=text,
        page=1,
        box=box,
        inside=box,
        written=(left, top, end, top + SIZE) if text else None,
        end=end if text else 0.0,
        size=SIZE if text else 0.0,
    )


def cells_of(rows: Sequence[Sequence[str]], width: float = 100.0) -> list[GridCell]:
    """Cells of equal columns, row by row."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            left, top = width * column, 20.0 * row
            box = (left, top, left + width, top + 20.0)
            cells.append(cell(text, row, column, box=box))
    return cells


def grid(
    rows: Sequence[Sequence[str]],
    before: int = 0,
    page: int = 1,
    top: float = 100.0,
) -> PageGrid:
    """A table of equal columns; `before` lines of its page stand above it."""
    columns = len(rows[0])
    box = (0.0, top, 100.0 * columns, top + 20.0 * len(rows))
    return PageGrid(
        xs=[100.0 * column for column in range(columns + 1)],
        rows=len(rows),
        cells=cells_of(rows),
        before=before,
        page=page,
        box=box,
        inside=box,
    )


def page(
    number: int = 1,
    lines: Sequence[PageLine] = (),
    grids: Sequence[PageGrid] = (),
) -> PageContent:
    """A page with some lines and tables."""
    return PageContent(
        number=number,
        size=(WIDTH, HEIGHT),
        lines=list(lines),
        grids=list(grids),
    )


def lattice(columns: int = 2, rows: int = 2) -> Lattice:
    """A lattice of places 100 points wide and 20 high, none of them merged."""
    xs = [100.0 * column for column in range(columns + 1)]
    ys = [20.0 * row for row in range(rows + 1)]
    areas = []
    owners = []
    for row in range(rows):
        owners.append(list(range(row * columns, (row + 1) * columns)))
        for column in range(columns):
            box = (xs[column], ys[row], xs[column + 1], ys[row + 1])
            areas.append(Area(row, column, 1, 1, box))
    return Lattice(xs, ys, areas, owners)
