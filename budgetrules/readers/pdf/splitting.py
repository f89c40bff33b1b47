"""Rows and merged cells that a page break cuts in two."""

from __future__ import annotations

from budgetrules.readers.pdf.content import GridCell
from budgetrules.readers.pdf.words import RowWords

# Parts of the size: less room than this at the end of a line, blank rim included, holds no more
# characters.
_ROOM = 1.7


def join_cut_row(foot: list[GridCell], cells: list[GridCell], words: RowWords) -> bool:
    """Join the first row of a part to the cells at the foot of a table if a page break has cut it;
    says whether it did.

    It is cut if some text goes on: its line is full above and does not begin anew below, and no
    column has figures in both.
    """
    above = {cell.column: cell for cell in foot}
    below = {cell.column: cell for cell in cells if cell.row == 0}
    if not _is_cut(above, below, words):
        return False
    for column, cell in below.items():
        if cell.text:
            _go_on(above[column], cell)
    return True


def _is_cut(above: dict[int, GridCell], below: dict[int, GridCell], words: RowWords) -> bool:
    """Whether the cells below go on with what the cells above them say."""
    is_merged = any(cell.row_span > 1 for cell in (*below.values(), *above.values()))
    if is_merged or not _same_spans(above, below):
        return False
    pairs = [(above[column], cell) for column, cell in below.items()]
    both = [(before, cell) for before, cell in pairs if before.text and cell.text]
    return bool(both) and all(_text_goes_on(before, cell, words) for before, cell in both)


def _text_goes_on(before: GridCell, cell: GridCell, words: RowWords) -> bool:
    are_words = before.is_words and cell.is_words
    return are_words and _is_full(before) and not words.new_row.match(cell.text)


def _go_on(before: GridCell, cell: GridCell) -> None:
    """Add the text of a cell to that of the cell above the page break."""
    before.text = f"{before.text}\n{cell.text}" if before.text else cell.text
    if not before.written:
        before.box, before.page = cell.box, cell.page
        before.inside, before.written = cell.inside, cell.written
    before.end, before.size = cell.end, cell.size


def _same_spans(above: dict[int, GridCell], below: dict[int, GridCell]) -> bool:
    spans_above = {(cell.column, cell.column_span) for cell in above.values()}
    spans_below = {(cell.column, cell.column_span) for cell in below.values()}
    return spans_above == spans_below


def _is_full(cell: GridCell) -> bool:
    """Whether the last line of a cell had no room for one more character."""
    return cell.inside[2] - cell.end < _ROOM * cell.size


def join_cut_cells(foot: list[GridCell], cells: list[GridCell]) -> list[GridCell]:
    """Join merged cells at the top of a part to those at the foot of a table; gives the cells that
    are left.

    One that is blank on one side of the page break goes on there, if it is merged of several rows
    on either side.
    """
    above = {(cell.column, cell.column_span): cell for cell in foot}
    left = []
    for cell in cells:
        before = above.get((cell.column, cell.column_span)) if cell.row == 0 else None
        merged = before is not None and max(before.row_span, cell.row_span) > 1
        if before is None or not merged or bool(before.text) == bool(cell.text):
            left.append(cell)
            continue
        if cell.text:
            before.text, before.written = cell.text, cell.written
            before.size, before.end = cell.size, cell.end
            before.page, before.box, before.inside = cell.page, cell.box, cell.inside
        before.row_span += cell.row_span
    return left
