"""Rows and merged cells that a page break cuts in two."""

from __future__ import annotations

from budgetrules.readers.pdf.content import GridCell, cells_of_row
from budgetrules.readers.pdf.words import RowWords

# Parts of the size: less room than this at the end of a line, blank rim included, holds no more
# characters.
_ROOM = 1.7

# The cells of a row by their columns.
_Row = dict[int, GridCell]


def join_cut_row(
    foot: list[GridCell],
    cells: list[GridCell],
    words: RowWords,
) -> bool:
    """Join the first row of a part to the cells at the foot of a table if a page break has cut it;
    says whether it did.

    It is cut if some text goes on: its line is full above and does not begin anew below, and no
    column has figures in both.
    """
    above = {cell.column: cell for cell in foot}
    below = {cell.column: cell for cell in cells_of_row(cells, 0)}
    if not _is_cut(above, below, words):
        return False
    for column, cell in below.items():
        if cell.text:
            _go_on(above[column], cell)
    return True


def _is_cut(above: _Row, below: _Row, words: RowWords) -> bool:
    """Whether the cells below go on with what the cells above them say."""
    if _has_merged_cell(above) or _has_merged_cell(below):
        return False
    if _spans(above) != _spans(below):
        return False
    goes_on = False
    for column, cell in below.items():
        before = above[column]
        if not before.text or not cell.text:
            continue
        if not _text_goes_on(before, cell, words):
            return False
        goes_on = True
    return goes_on


def _has_merged_cell(row: _Row) -> bool:
    return any(cell.row_span > 1 for cell in row.values())


def _spans(row: _Row) -> set[tuple[int, int]]:
    """Return the columns that the cells of a row begin at and span."""
    return {(column, cell.column_span) for column, cell in row.items()}


def _text_goes_on(before: GridCell, cell: GridCell, words: RowWords) -> bool:
    """Whether the words of a cell may go on in the one below."""
    are_words = before.is_words and cell.is_words
    if not are_words or not _is_full(before):
        return False
    return words.new_row.match(cell.text) is None


def _go_on(before: GridCell, cell: GridCell) -> None:
    """Add the text of a cell to that of the cell above the page break."""
    if before.text:
        before.text = f"{before.text}\n{cell.text}"
    else:
        before.text = cell.text
    if not before.written:
        _stand_where(before, cell)
    before.end = cell.end
    before.size = cell.size


def _stand_where(before: GridCell, cell: GridCell) -> None:
    """Let a blank cell stand where the one with the text does."""
    before.page = cell.page
    before.box = cell.box
    before.inside = cell.inside
    before.written = cell.written


def _is_full(cell: GridCell) -> bool:
    """Whether the last line of a cell had no room for one more character."""
    _, _, right, _ = cell.inside
    return right - cell.end < _ROOM * cell.size


def join_cut_cells(foot: list[GridCell], cells: list[GridCell]) -> list[GridCell]:
    """Join merged cells at the top of a part to those at the foot of a table; gives the cells that
    are left.

    One that is blank on one side of the page break goes on there, if it is merged of several rows
    on either side.
    """
    above = {(cell.column, cell.column_span): cell for cell in foot}
    rest = []
    for cell in cells:
        before = above.get((cell.column, cell.column_span))
        if before is None or not _is_one_cell(before, cell):
            rest.append(cell)
            continue
        if cell.text:
            before.text = cell.text
            before.end = cell.end
            before.size = cell.size
            _stand_where(before, cell)
        before.row_span += cell.row_span
    return rest


def _is_one_cell(before: GridCell, cell: GridCell) -> bool:
    """Whether a cell at the top of a part is the rest of a merged cell at the foot of a table."""
    if cell.row > 0:
        return False
    is_merged = before.row_span > 1 or cell.row_span > 1
    has_one_text = bool(before.text) != bool(cell.text)
    return is_merged and has_one_text
