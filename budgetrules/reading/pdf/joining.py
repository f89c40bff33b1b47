"""Tables that go on over pages become one grid: columns by their places, repeated headers once, a row cut in two whole again."""

from __future__ import annotations

import attrs

from budgetrules.core.names import fold
from budgetrules.reading.pages import is_page_number
from budgetrules.reading.pdf.columns import fitted, leaf_header, narrowed, repeated_header
from budgetrules.reading.pdf.grids import GridCell, PageGrid
from budgetrules.reading.pdf.pages import PageContent, PageLine
from budgetrules.reading.pdf.splitting import join_cut_row
from budgetrules.reading.raw import RawLine

_TITLE_LINES = 4


@attrs.define(slots=True)
class Table:
    """A table over one or more pages: its columns' edges, the cells of all pages, and the lines that repeat its title."""

    grid: PageGrid
    last: int
    repeated: list[PageLine] = attrs.field(factory=list)


def join_tables(pages: list[PageContent]) -> list[Table]:
    """The tables of a document, in order; each stands where its first part does."""
    tables: list[Table] = []
    running = _running_lines(pages)
    current: Table | None = None
    titles: list[PageLine] = []
    for at, page in enumerate(pages):
        for number, grid in enumerate(page.grids):
            above = [line for line in page.lines[: grid.before] if id(line) not in running]
            if number == 0 and current is not None and current.last == at - 1 and _goes_on(current, titles, grid, above):
                current.last = at
                current.repeated += above
            else:
                current = Table(grid, at)
                tables.append(current)
                titles = above[-_TITLE_LINES:]
        if page.grids:
            last = page.grids[-1]
            below = [line for line in page.lines[last.before :] if id(line) not in running]
            if below or (len(page.grids) > 1 and page.grids[-2].inside[3] > last.inside[1]):
                current = None
        else:
            current = None
    return tables


def _goes_on(table: Table, titles: list[PageLine], part: PageGrid, above: list[PageLine]) -> bool:
    """Whether a part at the top of a page belongs to the table at the foot of the one before; if so, it is added."""
    grid = table.grid
    places = fitted(grid.xs, part.xs)
    if places is None:
        return False
    xs, old, new = places
    moved = [_moved(cell, new) for cell in part.cells]
    header = repeated_header([_moved(cell, old) for cell in grid.cells], moved, len(xs) - 1)
    if above and not (header and _same_lines(titles, above)):
        return False
    if not header and _begins_anew(grid, part, moved, len(xs) - 1):
        return False
    for cell in grid.cells:
        cell.column, cell.column_span = _span(cell, old)
    grid.xs = xs
    rows = moved if header == 0 else [attrs.evolve(cell, row=cell.row - header) for cell in moved if cell.row >= header]
    rows = narrowed(grid, rows, xs, new)
    _append(grid, rows, part.rows - header)
    return True


def _append(grid: PageGrid, cells: list[GridCell], rows: int) -> None:
    if not cells:
        return
    cut = join_cut_row(grid, cells)
    first = grid.rows - (1 if cut else 0)
    for cell in cells:
        if cut and cell.row == 0:
            continue
        grid.cells.append(attrs.evolve(cell, row=cell.row + first))
    grid.rows = first + rows


def _moved(cell: GridCell, places: list[int]) -> GridCell:
    column, span = _span(cell, places)
    return attrs.evolve(cell, column=column, column_span=span)


def _span(cell: GridCell, places: list[int]) -> tuple[int, int]:
    column = places[cell.column]
    return column, places[cell.column + cell.column_span] - column


def _same_lines(titles: list[PageLine], above: list[PageLine]) -> bool:
    """Whether the lines above a part repeat those above the table."""
    known = [fold(line.text) for line in titles]
    return [fold(line.text) for line in above] == known[-len(above) :]


def _begins_anew(grid: PageGrid, part: PageGrid, cells: list[GridCell], columns: int) -> bool:
    """Whether a part without the table's header begins with a title or a header of its own."""
    first = [cell for cell in cells if cell.row == 0]
    if len(first) == 1 and first[0].column_span == columns > 1 and part.rows > 1:
        return not fold(first[0].text).startswith(("注", "备注", "说明")) and bool(first[0].text)
    amounts = any(cell.is_digits for cell in grid.cells)
    return amounts and leaf_header(cells, columns) > 0


def _running_lines(pages: list[PageContent]) -> set[int]:
    """Page numbers, and lines that stand at the same place on most pages."""
    found: set[int] = set()
    seen: dict[tuple[str, int], list[PageLine]] = {}
    for page in pages:
        rim = {id(line): line for line in (*page.lines[:2], *page.lines[-2:])}
        for line in rim.values():
            if is_page_number(RawLine(line.text, 0)):
                found.add(id(line))
            else:
                text = "".join(character for character in fold(line.text) if not character.isdigit())
                seen.setdefault((text, int(line.box[1] // 4)), []).append(line)
    for lines in seen.values():
        if len(lines) > 2 and 2 * len(lines) > len(pages):
            found.update(id(line) for line in lines)
    return found
