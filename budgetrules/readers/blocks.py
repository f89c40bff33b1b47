"""Text and tables in the order in which a document without pages holds them (Word, HTML) → lines and grids."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import RawCell, RawGrid, RawLine
from budgetrules.readers.sheets import column_letters

MOST_CELLS = 100_000
MOST_SPAN = 256


@attrs.frozen(slots=True)
class BlockCell:
    """A cell of a table: its text (paragraphs on lines of their own) and how many rows and columns it spans."""

    text: str
    row_span: int = 1
    column_span: int = 1


class Blocks:
    """Gathers lines and grids. A line's place counts paragraphs (¶12), a cell's names its table (#3) and address in it."""

    def __init__(self) -> None:
        self.lines: list[RawLine] = []
        self.grids: list[RawGrid] = []
        self.full = False
        self._cells = 0

    def say(self, text: str) -> None:
        """A paragraph; line breaks in it part lines. Blank ones are left out."""
        for part in text.split("\n"):
            if part.strip():
                number = len(self.lines) + 1
                self.lines.append(RawLine(f"{part.strip()} ", number, at=Place(cell=f"¶{number}")))

    def draw(self, rows: list[list[BlockCell]]) -> None:
        """A table by rows; a cell that spans rows takes its columns in the rows below."""
        name = f"#{len(self.grids) + 1}"
        taken: dict[int, int] = {}
        found: list[RawCell] = []
        width = 0
        for row, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while taken.get(column, 0) > row:
                    column += 1
                down = max(1, min(cell.row_span, len(rows) - row))
                across = max(1, min(cell.column_span, MOST_SPAN))
                # What a cell spans counts too: it is looked at from each of these places.
                self._cells += across * down
                if self._cells > MOST_CELLS:
                    self.full = True
                    return
                place = Place(cell.text, sheet=name, cell=f"{column_letters(column + 1)}{row + 1}")
                found.append(RawCell(cell.text, row, column, down, across, place))
                taken.update(dict.fromkeys(range(column, column + across), row + down))
                column += across
            width = max(width, column)
        if any(cell.text.strip() for cell in found):
            self.grids.append(
                RawGrid(tuple(found), len(rows), width, len(self.lines), Place("", sheet=name))
            )
