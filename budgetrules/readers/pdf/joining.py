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
from budgetrules.readers.pdf.content import GridCell, PageContent, PageGrid, PageLine
from budgetrules.readers.pdf.running import page_numbers, running_lines
from budgetrules.readers.pdf.splitting import join_cut_cells, join_cut_row
from budgetrules.readers.pdf.words import RowWords

# Parts of the size of a line: how far it may be above its table.
_DIRECTLY = 2.5


@attrs.define(slots=True)
class Table:
    """A table over one or more pages: its columns' edges, the cells of all pages, and the lines
    that repeat its title.

    `head` holds the cells of its first rows, `foot` those that end in its last one; `last` is the
    page it has come to. `words` tell its rows from notes.
    """

    grid: PageGrid
    last: int
    head: list[GridCell]
    foot: list[GridCell]
    words: RowWords
    repeated: list[PageLine] = attrs.field(factory=list)

    @classmethod
    def begun(cls, grid: PageGrid, page: int, words: RowWords) -> Table:
        """A table with its first part."""
        head = [cell for cell in grid.cells if cell.row < HEADER_ROWS]
        foot = [cell for cell in grid.cells if cell.row + cell.row_span == grid.rows]
        return cls(grid, page, head, foot, words)


def join_tables(pages: list[PageContent], words: RowWords) -> list[Table]:
    """The tables of a document, in order; each stands where its first part does."""
    tables: list[Table] = []
    # Lines of the margin: numbers and running heads stand between the parts of one table.
    numbers = page_numbers(pages)
    margin = numbers | running_lines(pages)
    current: Table | None = None
    title: list[PageLine] = []
    for at, page in enumerate(pages):
        for number, grid in enumerate(page.grids):
            above = [line for line in page.lines[: grid.before] if id(line) not in numbers]
            going_on = current if number == 0 else None
            if going_on is not None and _is_part(going_on, grid, above, title, margin):
                going_on.last = at
                going_on.repeated += [line for line in above if _stands_among(line, title)]
                continue
            current = Table.begun(grid, at, words)
            tables.append(current)
            title = above
        if _ends_table(page, margin):
            current = None
    return tables


def _is_part(
    table: Table,
    grid: PageGrid,
    above: list[PageLine],
    title: list[PageLine],
    margin: set[int],
) -> bool:
    """Whether a table goes on in a grid: above stands nothing but margin and its own title."""
    is_known = all(id(line) in margin or _stands_among(line, title) for line in above)
    return is_known and _goes_on(table, grid, _is_titled(grid, above))


def _ends_table(page: PageContent, margin: set[int]) -> bool:
    """Whether no table goes on behind a page: text or another table stands at its foot."""
    if not page.grids:
        return True
    last = page.grids[-1]
    if len(page.grids) > 1 and page.grids[-2].inside[3] > last.inside[1]:
        # Two tables side by side.
        return True
    return any(id(line) not in margin for line in page.lines[last.before :])


def _is_titled(grid: PageGrid, above: list[PageLine]) -> bool:
    """Whether a line stands directly above a table, nearer than the head of a page does."""
    return any(grid.inside[1] - line.box[3] < _DIRECTLY * line.size for line in above)


def _stands_among(line: PageLine, others: list[PageLine]) -> bool:
    """Whether one of some lines says the same."""
    return any(fold(line.text) == fold(other.text) for other in others)


def _goes_on(table: Table, part: PageGrid, titled: bool) -> bool:
    """Whether a part at the top of a page belongs to the table at the foot of the one before; if
    so, it is added.
    """
    grid = table.grid
    places = fitted(grid.xs, part.xs)
    if places is None:
        return False
    xs, old, new = places
    head = _all_moved(table.head, old)
    cells = _all_moved(part.cells, new)
    header = repeated_header(head, cells)
    if not header and _begins_anew(table, head, part, cells, len(xs) - 1, titled):
        return False
    if not _is_same(old):
        for cell in grid.cells:
            cell.column, cell.column_span = _span(cell, old)
    grid.xs = xs
    _append(
        table, narrowed([cell for cell in cells if cell.row >= header], xs, new), header, part.rows
    )
    return True


def _append(table: Table, cells: list[GridCell], header: int, rows: int) -> None:
    if not cells:
        return
    grid = table.grid
    for cell in cells:
        cell.row -= header
    cells = join_cut_cells(table.foot, cells)
    cut = join_cut_row(table.foot, cells, table.words)
    first = grid.rows - (1 if cut else 0)
    added = [cell for cell in cells if not cut or cell.row]
    for cell in added:
        cell.row += first
    grid.cells += added
    grid.rows = first + rows - header
    table.head += [cell for cell in added if cell.row < HEADER_ROWS]
    table.foot = [cell for cell in (*table.foot, *added) if cell.row + cell.row_span == grid.rows]


def _all_moved(cells: list[GridCell], places: list[int]) -> list[GridCell]:
    return cells if _is_same(places) else [_moved(cell, places) for cell in cells]


def _is_same(places: list[int]) -> bool:
    return places[-1] == len(places) - 1


def _moved(cell: GridCell, places: list[int]) -> GridCell:
    column, span = _span(cell, places)
    return attrs.evolve(cell, column=column, column_span=span)


def _span(cell: GridCell, places: list[int]) -> tuple[int, int]:
    column = places[cell.column]
    return column, places[cell.column + cell.column_span] - column


def _begins_anew(
    table: Table,
    head: list[GridCell],
    part: PageGrid,
    cells: list[GridCell],
    columns: int,
    titled: bool,
) -> bool:
    """Whether a part without the table's header begins with a title or a header of its own, or as
    the table itself did.

    Behind a repeated title one label in common is enough: sheets of one form begin alike.
    """
    first = [cell for cell in cells if cell.row == 0]
    if part.rows > 1 and _is_across(first, columns):
        text = fold(first[0].text)
        return bool(text) and not text.startswith(table.words.notes)
    if _begins_as(head, first) or (titled and share_words(head, 0, cells, 0)):
        return True
    figures = {cell.column for cell in table.foot if cell.is_digits}
    header = leaf_header(cells, columns)
    names = [cell for cell in cells if cell.row < header and cell.is_words]
    return any(cell.column in figures for cell in names)


def _is_across(row: list[GridCell], columns: int) -> bool:
    """Whether a row is one cell across several columns."""
    return len(row) == 1 and row[0].column_span == columns > 1


def _begins_as(head: list[GridCell], first: list[GridCell]) -> bool:
    """Whether a first row has words and says what the table's first row says."""
    own = {cell.key(0) for cell in head if cell.row == 0}
    return any(cell.is_words for cell in first) and {cell.key(0) for cell in first} == own
