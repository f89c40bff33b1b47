"""Tables drawn into PDF pages in the ways that real files draw them, together with the cells that must come out."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from tests.readers.pdf.writer import PdfPage

STYLES = ("strokes", "boxes", "cells", "doubled", "dashes", "pieces", "gaps", "open")


@attrs.frozen
class DrawnCell:
    """A cell to draw: its place and what is printed, a line break where it wraps."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str

    @property
    def key(self) -> tuple[int, int, int, int, str]:
        """What must come out."""
        return self.row, self.column, self.row_span, self.column_span, self.text


@attrs.frozen
class DrawnTable:
    """A table to draw: the widths of its columns, the heights of its rows, its cells, and how many rows its header has."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[DrawnCell, ...]
    header: int = 1

    @property
    def keys(self) -> set[tuple[int, int, int, int, str]]:
        """What must come out: blank cells too."""
        return {cell.key for cell in self.cells}

    def xs(self, left: float) -> list[float]:
        """The edges of its columns."""
        return [left + sum(self.widths[:at]) for at in range(len(self.widths) + 1)]

    def ys(self, top: float) -> list[float]:
        """The edges of its rows."""
        return [top + sum(self.heights[:at]) for at in range(len(self.heights) + 1)]

    def rows(self, first: int, last: int) -> DrawnTable:
        """Some of its rows as a table of their own; no cell may be cut."""
        cells = [
            attrs.evolve(cell, row=cell.row - first)
            for cell in self.cells
            if first <= cell.row < last
        ]
        return DrawnTable(self.widths, self.heights[first:last], tuple(cells))


def width_of(text: str, size: float) -> float:
    """How wide a text is in the writer's Song font."""
    return sum(size / 2 if character.isascii() else size for character in text)


def draw_table(
    page: PdfPage,
    table: DrawnTable,
    left: float,
    top: float,
    style: str = "strokes",
    size: float = 9,
    **text: str,
) -> None:
    """Draw the rules in a style, then the texts: numbers to the right, all others in the middle or to the left."""
    xs, ys = table.xs(left), table.ys(top)
    draw_rules(page, table, xs, ys, style)
    for cell in table.cells:
        draw_text(page, cell, xs, ys, size, **text)


def draw_text(
    page: PdfPage, cell: DrawnCell, xs: list[float], ys: list[float], size: float, **text: str
) -> None:
    """The text of a cell."""
    lines = cell.text.split("\n") if cell.text else []
    begin, end = xs[cell.column], xs[cell.column + cell.column_span]
    middle = (ys[cell.row] + ys[cell.row + cell.row_span]) / 2
    first = middle - (len(lines) - 1) * size * 0.6 + size * 0.38
    for at, line in enumerate(lines):
        wide = width_of(line, size)
        x = (
            end - 3 - wide
            if line[-1:].isdigit()
            else begin + 3
            if len(lines) > 1
            else (begin + end - wide) / 2
        )
        page.text(x, first + at * size * 1.2, line, size, **text)


def draw_rules(
    page: PdfPage, table: DrawnTable, xs: list[float], ys: list[float], style: str
) -> None:
    """The rules: whole strokes, thin boxes, a frame for every cell, doubled, dashed, in pieces, with small gaps, or without rim."""
    if style == "cells":
        for cell in table.cells:
            right, bottom = xs[cell.column + cell.column_span], ys[cell.row + cell.row_span]
            page.rectangle(xs[cell.column], ys[cell.row], right, bottom)
        return
    for x, y, to_x, to_y in sides(table, xs, ys, rim=style != "open"):
        across = y == to_y
        if style in ("strokes", "open"):
            page.line(x, y, to_x, to_y)
        elif style == "boxes":
            page.rectangle(x - 0.24, y - 0.24, to_x + 0.24, to_y + 0.24, "f")
        elif style == "doubled":
            page.line(x, y, to_x, to_y)
            page.line(
                x + (0 if across else 1.4),
                y + (1.4 if across else 0),
                to_x + (0 if across else 1.4),
                to_y + (1.4 if across else 0),
            )
        elif style == "dashes":
            page.line(x, y, to_x, to_y, dash="3 2")
        elif style == "pieces":
            for begin, end in pieces(0, (to_x - x) + (to_y - y), 2.0, 1.5):
                if across:
                    page.rectangle(x + begin, y - 0.2, x + end, y + 0.2, "f")
                else:
                    page.rectangle(x - 0.2, y + begin, x + 0.2, y + end, "f")
        elif style == "gaps":
            cut_x, cut_y = (1.2, 0.0) if across else (0.0, 1.2)
            page.line(x + cut_x, y + cut_y, to_x - cut_x, to_y - cut_y)


def pieces(start: float, end: float, long: float, gap: float) -> list[tuple[float, float]]:
    """Short stretches with gaps between them."""
    found = []
    while start < end:
        found.append((start, min(end, start + long)))
        start += long + gap
    return found


def sides(
    table: DrawnTable, xs: list[float], ys: list[float], rim: bool
) -> list[tuple[float, float, float, float]]:
    """The sides of all cells, each once, left to right and top to bottom."""
    found: set[tuple[float, float, float, float]] = set()
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            found.add((xs[cell.column], ys[row], xs[cell.column], ys[row + 1]))
            end = xs[cell.column + cell.column_span]
            found.add((end, ys[row], end, ys[row + 1]))
        for column in range(cell.column, cell.column + cell.column_span):
            found.add((xs[column], ys[cell.row], xs[column + 1], ys[cell.row]))
            bottom = ys[cell.row + cell.row_span]
            found.add((xs[column], bottom, xs[column + 1], bottom))
    if not rim:
        found = {
            side
            for side in found
            if not (side[0] == side[2] and side[0] in (xs[0], xs[-1]))
            and not (side[1] == side[3] and side[1] in (ys[0], ys[-1]))
        }
    return sorted(found)


_WORDS = "收入支出合计一般公共预算财政拨款项目基本工资住房保障教育其他单位经费本年上年结转"
words = st.text(alphabet=_WORDS, min_size=1, max_size=6)
amounts = st.integers(0, 99_999_999).map(lambda cents: f"{cents // 100:,}.{cents % 100:02}")
codes = st.integers(201, 234).map(str)


@st.composite
def tables(draw: st.DrawFn, most_rows: int = 7, most_columns: int = 6) -> DrawnTable:
    """A table with a header of one to three rows, some of its cells merged, and rows of codes, names and amounts."""
    columns = draw(st.integers(2, most_columns))
    header = draw(st.integers(1, 3))
    body = draw(st.integers(1, most_rows))
    widths = tuple(draw(st.integers(62, 90)) for _ in range(columns))
    cells = draw(header_cells(header, columns))
    header = max(cell.row + cell.row_span for cell in cells)
    heights = tuple(draw(st.integers(15, 30)) for _ in range(header + body))
    for row in range(header, header + body):
        for column in range(columns):
            kind = (
                st.just("")
                if draw(st.integers(0, 4)) == 0
                else words
                if column == 0
                else draw(st.sampled_from([words, amounts, codes]))
            )
            cells.append(DrawnCell(row, column, 1, 1, draw(kind)))
    return DrawnTable(tuple(map(float, widths)), tuple(map(float, heights)), tuple(cells), header)


@st.composite
def header_cells(draw: st.DrawFn, rows: int, columns: int) -> list[DrawnCell]:
    """Header cells: every column ends in a cell of its own, above which cells span several columns, or it spans several rows."""
    cells: list[DrawnCell] = []

    def fill(row: int, start: int, end: int) -> None:
        at = start
        while at < end:
            if row == rows - 1:
                cells.append(DrawnCell(row, at, 1, 1, draw(words)))
                at += 1
                continue
            wide = draw(st.integers(1, min(3, end - at)))
            if wide == 1:
                cells.append(DrawnCell(row, at, rows - row, 1, draw(words)))
            else:
                cells.append(DrawnCell(row, at, 1, wide, draw(words)))
                fill(row + 1, at, at + wide)
            at += wide

    fill(0, 0, columns)
    if rows > 1:
        # A row that no cell begins in is none.
        begun = sorted({cell.row for cell in cells})
        number = {row: at for at, row in enumerate(begun)} | {rows: len(begun)}
        cells = [
            attrs.evolve(
                cell,
                row=number[cell.row],
                row_span=len(begun) - number[cell.row] if cell.row + cell.row_span == rows else 1,
            )
            for cell in cells
        ]
    return cells
