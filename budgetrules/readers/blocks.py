"""Text and tables of a document without pages (Word, HTML), in their order → lines and grids."""

from __future__ import annotations

import hashlib

import attrs

from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from budgetrules.readers.sheets import column_letters
from budgetrules.readers.unreadable import empty_file, too_many_cells

MOST_CELLS = 100_000
MOST_SPAN = 256


@attrs.frozen(slots=True)
class BlockCell:
    """A cell of a table: its text (paragraphs on lines of their own) and what it spans."""

    text: str
    row_span: int = 1
    column_span: int = 1


class Blocks:
    """Gathers lines and grids in their order.

    A line's place counts paragraphs (¶12), a cell's names its table (#3) and address in it. `full`
    says that a table was left out because there would be more than MOST_CELLS.
    """

    def __init__(self) -> None:
        self.lines: list[RawLine] = []
        self.grids: list[RawGrid] = []
        self.full = False
        self._cells = 0

    def add_paragraph(self, text: str) -> None:
        """Take in a paragraph; line breaks in it part lines. Blank ones are left out."""
        for part in text.split("\n"):
            if part.strip():
                number = len(self.lines) + 1
                place = Place(cell=f"¶{number}")
                line = RawLine(f"{part.strip()} ", number, at=place)
                self.lines.append(line)

    def add_table(self, rows: list[list[BlockCell]]) -> None:
        """Take in a table by rows; a cell that spans rows takes its columns in the rows below."""
        name = f"#{len(self.grids) + 1}"
        # Down to which row, not itself, a cell above takes each column.
        taken_until: dict[int, int] = {}
        cells: list[RawCell] = []
        width = 0
        for row, row_cells in enumerate(rows):
            column = 0
            for cell in row_cells:
                while taken_until.get(column, 0) > row:
                    column += 1
                rows_left = len(rows) - row
                down = _within(1, cell.row_span, rows_left)
                across = _within(1, cell.column_span, MOST_SPAN)
                if not self._has_room(down * across):
                    return
                address = f"{column_letters(column + 1)}{row + 1}"
                grid_cell = RawCell(
                    text=cell.text,
                    row=row,
                    column=column,
                    row_span=down,
                    column_span=across,
                    place=Place(cell.text, sheet=name, cell=address),
                )
                cells.append(grid_cell)
                for spanned in range(column, column + across):
                    taken_until[spanned] = row + down
                column += across
            width = max(width, column)
        if any(cell.text.strip() for cell in cells):
            grid = RawGrid(
                cells=tuple(cells),
                rows=len(rows),
                columns=width,
                after=len(self.lines),
                place=Place("", sheet=name),
            )
            self.grids.append(grid)

    def _has_room(self, spanned: int) -> bool:
        """Count what a cell spans, which is looked at from each of these places."""
        self._cells += spanned
        if self._cells <= MOST_CELLS:
            return True
        self.full = True
        return False

    def document(self, path: str, data: bytes, kind: str) -> RawDocument:
        """Return the document of what was gathered."""
        problems: list[Problem] = []
        if self.full:
            problems.append(too_many_cells(MOST_CELLS))
        elif not self.lines and not self.grids:
            problems.append(empty_file(path))
        return RawDocument(
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            format=kind,
            lines=tuple(self.lines),
            problems=tuple(problems),
            grids=tuple(self.grids),
            drawn=True,
        )


def _within(least: int, number: int, most: int) -> int:
    """Return the number, or the bound that it is beyond."""
    return max(least, min(number, most))
