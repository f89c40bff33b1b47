"""Tables that go on over pages become one grid: columns by their places, repeated headers once, a
row cut in two whole again.
"""

from __future__ import annotations

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.pdf.columns import (
    HEADER_ROWS,
    fitted,
    leaf_header,
    narrowed,
    repeated_header,
    share_words,
)
from budgetrules.readers.pdf.content import GridCell, PageContent, PageGrid, PageLine, cells_of_row
from budgetrules.readers.pdf.running import page_numbers, running_lines
from budgetrules.readers.pdf.splitting import join_cut_cells, join_cut_row
from budgetrules.readers.pdf.words import RowWords

# Parts of the size of a line: how far it may be above its table.
_DIRECTLY = 2.5


@attrs.define(slots=True, eq=False)
class Table:
    """A table over one or more pages: its columns' edges and the cells of all pages in `grid`, and
    the lines that repeat its title.

    `head` holds the cells of its first rows, `foot` those that end in its last one; `words` tell
    its rows from notes.
    """

    grid: PageGrid
    head: list[GridCell]
    foot: list[GridCell]
    words: RowWords
    repeated: list[PageLine] = attrs.field(factory=list)

    @classmethod
    def begun(cls, grid: PageGrid, words: RowWords) -> Table:
        """Return a table with its first part."""
        head = _head_of(grid.cells)
        foot = _foot_of(grid.cells, grid.rows)
        return cls(grid, head, foot, words)


def _head_of(cells: list[GridCell]) -> list[GridCell]:
    return [cell for cell in cells if cell.row < HEADER_ROWS]


def _foot_of(cells: list[GridCell], rows: int) -> list[GridCell]:
    return [cell for cell in cells if cell.row_end == rows]


@attrs.frozen(slots=True, kw_only=True)
class _Part:
    """A grid that may be a part of a table: its cells under the columns of the table.

    `head` holds the first cells of the table under the same columns, `columns` is how many there
    are; `has_title` tells that a line stands directly above the grid.
    """

    cells: list[GridCell]
    rows: int
    columns: int
    head: list[GridCell]
    foot: list[GridCell]
    has_title: bool


def join_tables(pages: list[PageContent], words: RowWords) -> list[Table]:
    """Return the tables of a document, in order; each stands where its first part does."""
    tables: list[Table] = []
    # Lines of the margin: numbers and running heads stand between the parts of one table.
    numbers = page_numbers(pages)
    margin = numbers | running_lines(pages)
    # The table at the foot of the page before.
    current: Table | None = None
    title: list[PageLine] = []
    for page in pages:
        for number, grid in enumerate(page.grids):
            lines = page.lines[: grid.before]
            above = [line for line in lines if line not in numbers]
            if number > 0:
                current = None
            if current is not None and _is_margin(above, title, margin):
                has_title = _has_title(grid, above)
                if _add_part(current, grid, has_title):
                    repeated = [line for line in above if _stands_among(line, title)]
                    current.repeated += repeated
                    continue
            current = Table.begun(grid, words)
            tables.append(current)
            title = above
        if _ends_table(page, margin):
            current = None
    return tables


def _is_margin(
    lines: list[PageLine],
    title: list[PageLine],
    margin: set[PageLine],
) -> bool:
    """Whether nothing stands above a grid but margin and the title of the table before."""
    return all(line in margin or _stands_among(line, title) for line in lines)


def _ends_table(page: PageContent, margin: set[PageLine]) -> bool:
    """Whether no table goes on behind a page: text or another table stands at its foot."""
    if not page.grids:
        return True
    *others, last = page.grids
    if others and _are_side_by_side(others[-1], last):
        return True
    below = page.lines[last.before :]
    return any(line not in margin for line in below)


def _are_side_by_side(grid: PageGrid, following: PageGrid) -> bool:
    """Whether a grid goes further down than the next one begins."""
    _, _, _, bottom = grid.inside
    _, top, _, _ = following.inside
    return bottom > top


def _has_title(grid: PageGrid, above: list[PageLine]) -> bool:
    """Whether a line stands directly above a table, nearer than the head of a page does."""
    _, top, _, _ = grid.inside
    for line in above:
        _, _, _, bottom = line.box
        if top - bottom < _DIRECTLY * line.size:
            return True
    return False


def _stands_among(line: PageLine, others: list[PageLine]) -> bool:
    """Whether one of some lines says the same."""
    text = fold(line.text)
    return any(text == fold(other.text) for other in others)


def _add_part(
    table: Table,
    grid: PageGrid,
    has_title: bool,
) -> bool:
    """Add a grid at the top of a page to the table at the foot of the one before, if it belongs to
    it; says whether it did.
    """
    whole = table.grid
    fit = fitted(whole.xs, grid.xs)
    if fit is None:
        return False
    part = _Part(
        cells=_all_moved(grid.cells, fit.new),
        rows=grid.rows,
        columns=len(fit.xs) - 1,
        head=_all_moved(table.head, fit.old),
        foot=table.foot,
        has_title=has_title,
    )
    header = repeated_header(part.head, part.cells)
    if not header and _begins_anew(part, table.words):
        return False
    if not _is_same(fit.old):
        for cell in whole.cells:
            column, span = _moved_span(cell, fit.old)
            cell.column = column
            cell.column_span = span
    whole.xs = fit.xs
    rest = [cell for cell in part.cells if cell.row >= header]
    _append(table, narrowed(rest, fit), header, grid.rows)
    return True


def _append(
    table: Table,
    cells: list[GridCell],
    header: int,
    rows: int,
) -> None:
    """Add the cells of a part of so many rows, those of its header left out."""
    if not cells:
        return
    grid = table.grid
    for cell in cells:
        cell.row -= header
    cells = join_cut_cells(table.foot, cells)
    first = grid.rows
    if join_cut_row(table.foot, cells, table.words):
        # Its first row is the end of the table's last one.
        first -= 1
        cells = [cell for cell in cells if cell.row]
    for cell in cells:
        cell.row += first
    grid.cells += cells
    grid.rows = first + rows - header
    table.head += _head_of(cells)
    last_cells = [*table.foot, *cells]
    table.foot = _foot_of(last_cells, grid.rows)


def _all_moved(cells: list[GridCell], numbers: list[int]) -> list[GridCell]:
    """Cells under columns with new numbers; the same cells if the numbers are."""
    if _is_same(numbers):
        return cells
    return [_moved(cell, numbers) for cell in cells]


def _is_same(numbers: list[int]) -> bool:
    """Whether every edge keeps its number."""
    return numbers[-1] == len(numbers) - 1


def _moved(cell: GridCell, numbers: list[int]) -> GridCell:
    column, span = _moved_span(cell, numbers)
    return attrs.evolve(cell, column=column, column_span=span)


def _moved_span(cell: GridCell, numbers: list[int]) -> tuple[int, int]:
    """Return the column of a cell and how many it spans, by the new numbers of its edges."""
    column = numbers[cell.column]
    end = numbers[cell.column_end]
    return column, end - column


def _begins_anew(part: _Part, words: RowWords) -> bool:
    """Whether a part without the table's header begins with a title or a header of its own, or as
    the table itself did.

    Behind a repeated title one label in common is enough: sheets of one form begin alike.
    """
    first_row = cells_of_row(part.cells, 0)
    if part.rows > 1 and _is_across(first_row, part.columns):
        text = fold(first_row[0].text)
        return bool(text) and not text.startswith(words.notes)
    if _begins_as(part.head, first_row):
        return True
    if part.has_title and share_words(part.head, 0, part.cells, 0):
        return True
    return _names_figures(part)


def _is_across(row: list[GridCell], columns: int) -> bool:
    """Whether a row is one cell across several columns."""
    if columns < 2 or len(row) != 1:
        return False
    return row[0].column_span == columns


def _begins_as(head: list[GridCell], first_row: list[GridCell]) -> bool:
    """Whether a first row has words and says what the table's first row says."""
    if not any(cell.is_words for cell in first_row):
        return False
    own = {cell.key(0) for cell in cells_of_row(head, 0)}
    return own == {cell.key(0) for cell in first_row}


def _names_figures(part: _Part) -> bool:
    """Whether a part has a header whose names stand in columns that hold figures above."""
    figures = {cell.column for cell in part.foot if cell.is_digits}
    header = leaf_header(part.cells, part.columns)
    for cell in part.cells:
        is_header = cell.row < header
        if is_header and cell.is_words and cell.column in figures:
            return True
    return False
