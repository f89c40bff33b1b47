"""The cells of a grid, with what each says worked out once, and the grid by its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place
from budgetrules.readers.raw import RawCell, RawGrid, RawLine
from budgetrules.recognition.lines.segment import DASHES, is_code, plain_code

# How many places merged cells may cover in all.
_MOST_SPREAD = 2_000_000


@attrs.frozen(eq=False, kw_only=True)
class CellText:
    """A cell's text, read in every way that a pass asks for.

    `printed` breaks lines where the cell does, and `lines` are those on which something stands.
    `words` is the same on one line, `folded` as names compare. `amount` is what it says in a
    column of amounts.

    `is_number`: a number or a dash. `is_code`: the digits of a code. `may_be_code`: digits that
    are a code where codes stand, as 201.03 is.
    """

    printed: str
    lines: tuple[str, ...]
    words: str
    folded: str
    amount: str
    is_number: bool
    is_code: bool
    may_be_code: bool

    @property
    def has_digit(self) -> bool:
        """Whether a digit stands in it."""
        return any(character.isdigit() for character in self.printed)


def cell_text(printed: str) -> CellText:
    """Read a printed text in every way."""
    lines = printed_lines(printed)
    words = one_line(printed)
    unspaced = words.replace(" ", "")
    code = plain_code(unspaced)
    sure_code = plain_code(unspaced, surely=True)
    return CellText(
        printed=printed,
        lines=lines,
        words=words,
        folded=fold(words),
        amount=_amount(lines),
        is_number=is_number(words),
        is_code=_is_printed_code(code),
        may_be_code=_is_printed_code(sure_code),
    )


def _is_printed_code(text: str) -> bool:
    """Whether a text is a code; a blank, which may stand for one, is none."""
    return bool(text) and is_code(text)


def printed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text on which something is printed."""
    lines = text.split("\n")
    return tuple(filter(str.strip, lines))


def one_line(text: str) -> str:
    """Return a cell's text on one line; where it breaks it wraps, with nothing between the
    lines.
    """
    return text.replace("\n", "").replace("\u3000", " ").strip()


def is_number(text: str) -> bool:
    """Whether a text is a number or a dash: something that stands in a column of amounts."""
    if not text:
        return False
    return text in DASHES or parse_decimal(text) is not None


def _amount(lines: Sequence[str]) -> str:
    """Return the text of an amount.

    A number may wrap, but two numbers one above the other stay apart.
    """
    stripped = [line.strip() for line in lines]
    if len(stripped) < 2:
        return "".join(stripped)
    joined = "".join(stripped)
    return joined if _is_wrapped_number(joined, stripped) else " ".join(stripped)


def _is_wrapped_number(joined: str, lines: Sequence[str]) -> bool:
    """Whether lines are one number: 1,234,567.8 above 9, or 1,234, above 567."""
    if parse_decimal(joined) is None:
        return False
    if any(parse_decimal(line) is None for line in lines):
        # 1,234, is no number by itself.
        return True
    # The decimals broke for want of room.
    first, *below = lines
    return "." in first and "." not in "".join(below)


@attrs.frozen(eq=False, kw_only=True)
class GridCell:
    """A cell of a grid in the recognition: a `RawCell` whose text has been read.

    Two cells are the same only if they are one object: a merged cell is met in several places.
    """

    text: CellText
    row: int
    column: int
    row_span: int
    column_span: int
    place: Place
    loose: bool

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.column_span)


Cells = tuple[GridCell, ...]
# The cells that cover the columns of a row.
Covered = dict[int, GridCell]


def grid_cell(raw: RawCell, texts: dict[str, CellText]) -> GridCell:
    """Read a cell; `texts` holds those read before, since many cells of a document say the same."""
    text = texts.get(raw.text)
    if text is None:
        text = texts[raw.text] = cell_text(raw.text)
    return GridCell(
        text=text,
        row=raw.row,
        column=raw.column,
        row_span=raw.row_span,
        column_span=raw.column_span,
        place=raw.place,
        loose=raw.loose,
    )


@attrs.frozen(eq=False)
class CaptionLine:
    """A line that may stand over a table: one of the document, or a row of the grid cell by cell.

    `text` holds all its words, folded.
    """

    lines: tuple[RawLine, ...]
    text: str


def caption_line(lines: Iterable[RawLine]) -> CaptionLine:
    """Put printed lines together as one."""
    printed = tuple(lines)
    words = (fold(line.text) for line in printed)
    return CaptionLine(printed, "".join(words))


@attrs.frozen(eq=False, kw_only=True)
class GridRows:
    """A grid by its rows.

    `covering` holds for each row, by column, the cell that covers it there: a merged cell stands
    under each of its columns and rows. `printed` holds the cells with text that begin in each
    row, from left to right. `numbers` are the rows' places in the order of reading, and `above`
    the lines of the document since the grid before.
    """

    raw: RawGrid
    cells: Cells
    columns: int
    covering: tuple[Covered, ...]
    printed: tuple[Cells, ...]
    numbers: tuple[int, ...] = ()
    above: tuple[CaptionLine, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.covering)

    @property
    def place(self) -> Place:
        """Where the grid stands."""
        return self.raw.place

    def cell(self, row: int, column: int) -> GridCell | None:
        """Return the cell that covers a column in a row."""
        return self.covering[row].get(column)

    def place_of(
        self,
        row: int,
        column: int,
        text: str | None = None,
    ) -> Place:
        """Say where the cell of a row and column stands, blank or not.

        `text` is what counts as printed there, if not all of it.
        """
        cell = self.covering[row].get(column)
        place = cell.place if cell is not None else self._blank_place()
        if place is UNKNOWN_PLACE or not self.numbers:
            return place if text is None else place.saying(text)
        order = (self.numbers[row], column)
        return place.ordered(order, text)

    def _blank_place(self) -> Place:
        """Say where a cell stands of which the reader tells nothing: somewhere in the grid."""
        return attrs.evolve(
            self.raw.place,
            text="",
            cell=None,
            box=None,
        )

    def row_text(self, row: int) -> str:
        """Return the words of a row, folded."""
        words = (cell.text.folded for cell in self.printed[row])
        return "".join(words)

    def row_line(self, row: int) -> CaptionLine:
        """Return a row as a printed line."""
        lines: list[RawLine] = []
        for cell in self.printed[row]:
            lines.extend(cell_lines(cell, self.place_of(row, cell.column)))
        return caption_line(lines)


def cell_lines(cell: GridCell, place: Place) -> Iterable[RawLine]:
    """Yield the lines of a cell at a place, numbered as it is; a blank behind the last one ends
    it.
    """
    number = place.order[0] if place.order is not None else 0
    bare = place.saying("")
    last = len(cell.text.lines) - 1
    for at, line in enumerate(cell.text.lines):
        text = line if at < last else f"{line} "
        yield RawLine(text, number, place.page, at=bare)


def grid_rows(
    raw: RawGrid,
    cells: Sequence[GridCell],
    columns: int,
) -> GridRows:
    """Spread cells over the rows and columns that they cover; the first to cover a place keeps it.

    A merged cell without text covers nothing but its corner: nobody asks for its other columns.
    """
    covering = [dict[int, GridCell]() for _ in range(raw.rows)]
    spread_left = _MOST_SPREAD
    for cell in cells:
        if cell.row >= raw.rows:
            continue
        is_spread = spread_left > 0 and bool(cell.text.lines)
        row_span = cell.row_span if is_spread else 1
        column_span = cell.column_span if is_spread else 1
        last_row = min(raw.rows, cell.row + row_span)
        last_column = min(columns, cell.column + column_span)
        spread_left -= (last_row - cell.row) * (last_column - cell.column)
        for row in range(cell.row, last_row):
            covered = covering[row]
            for column in range(cell.column, last_column):
                covered.setdefault(column, cell)
    printed = [_printed_cells(covered, row) for row, covered in enumerate(covering)]
    return GridRows(
        raw=raw,
        cells=tuple(cells),
        columns=columns,
        covering=tuple(covering),
        printed=tuple(printed),
    )


def _printed_cells(covered: Mapping[int, GridCell], row: int) -> Cells:
    """Return the cells with text that begin in a row, from left to right."""
    begun: list[GridCell] = []
    for column, cell in covered.items():
        begins = cell.column == column and cell.row == row
        if begins and cell.text.lines:
            begun.append(cell)
    begun.sort(key=_column_of)
    return tuple(begun)


def _column_of(cell: GridCell) -> int:
    return cell.column
