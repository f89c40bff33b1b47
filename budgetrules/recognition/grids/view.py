"""A grid by rows: which cell covers a column, and what is printed in it."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place
from budgetrules.readers.raw import RawCell, RawGrid
from budgetrules.recognition.lines.segment import DASHES

# How many places merged cells may cover in all.
_MOST_SPREAD = 2_000_000


@attrs.frozen(eq=False)
class View:
    """The rows of a grid; each holds, by column, the cell that covers it there (a merged one under every column and row).

    `begun` holds the cells with text that begin in each row.
    """

    grid: RawGrid
    rows: tuple[dict[int, RawCell], ...]
    begun: tuple[list[RawCell], ...]
    numbers: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> RawCell | None:
        """The cell that covers a column in a row."""
        return self.rows[row].get(column)

    def held(self, row: int) -> list[RawCell]:
        """The cells with text in a row, from left to right, merged ones once; those that began in a row above are left out."""
        return self.begun[row]

    def place(self, row: int, column: int, text: str | None = None) -> Place:
        """Where the cell of a row and column stands, blank or not; `text` is what counts as printed there, if not all of it."""
        cell = self.rows[row].get(column)
        place = (
            cell.place
            if cell is not None
            else attrs.evolve(self.grid.place, text="", cell=None, box=None)
        )
        if place is UNKNOWN_PLACE or not self.numbers:
            return place if text is None else place.saying(text)
        return place.ordered((self.numbers[row], column), text)


def view_of(grid: RawGrid) -> View:
    """A grid by rows. A merged cell without text covers nothing but its corner: nobody asks for its other columns."""
    rows: list[dict[int, RawCell]] = [{} for _ in range(grid.rows)]
    left = _MOST_SPREAD
    for cell in grid.cells:
        if cell.row >= grid.rows:
            continue
        spread = bool(cell.text.strip()) and left > 0
        last_row = min(grid.rows, cell.row + (cell.row_span if spread else 1))
        last_column = min(grid.columns, cell.column + (cell.column_span if spread else 1))
        left -= (last_row - cell.row) * (last_column - cell.column)
        for row in range(cell.row, last_row):
            for column in range(cell.column, last_column):
                rows[row].setdefault(column, cell)
    begun = (
        [
            cell
            for column, cell in sorted(held.items())
            if cell.column == column and cell.row == row and cell.text.strip()
        ]
        for row, held in enumerate(rows)
    )
    return View(grid, tuple(rows), tuple(begun))


@functools.lru_cache(maxsize=65536)
def words(text: str) -> str:
    """What a cell says, on one line: a line break inside a cell is a wrap, with nothing between its sides."""
    return (
        "".join(text.split("\n")).replace("\u3000", " ").strip()
        if "\n" in text
        else text.replace("\u3000", " ").strip()
    )


@functools.lru_cache(maxsize=65536)
def number_words(text: str) -> str:
    """What an amount cell says. Two whole numbers one above the other are not one that was wrapped: they stay apart."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    if len(parts) < 2:
        return parts[0] if parts else ""
    joined = "".join(parts)
    found = parse_decimal(joined)
    alone = [parse_decimal(part) for part in parts]
    # 1,234,567.8 above 9 is one number: it broke for want of room. 1,234, above 567 was none before.
    wrapped = found is not None and (
        None in alone or ("." in parts[0] and all("." not in part for part in parts[1:]))
    )
    return joined if wrapped else " ".join(parts)


def folded_words(cell: RawCell | None) -> str:
    """A cell's words as names compare."""
    return fold(words(cell.text)) if cell is not None else ""


@functools.lru_cache(maxsize=65536)
def is_number(text: str) -> bool:
    """Whether a cell is a number or a dash: something that stands in an amount column."""
    return bool(text) and (text in DASHES or parse_decimal(text) is not None)


def texts(view: View, row: int) -> Iterator[str]:
    """The folded words of a row's cells."""
    for cell in view.held(row):
        yield folded_words(cell)
