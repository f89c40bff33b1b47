"""Tell whether a part goes on with the table before it, and under which of its columns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.readers.pages import is_page_number
from budgetrules.recognition.grids.caption import is_caption
from budgetrules.recognition.grids.cells import CaptionLine, GridCell, GridRows, grid_rows
from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.draft import GridPart, TableDraft, TablePart
from budgetrules.recognition.grids.fit import fit_columns
from budgetrules.schema.forms import Table, Template

# Points out of 100 that the columns must have which say of themselves which table they are.
OWN_HEADER = 65
# How many points worse than the first part a later one may be.
_MUCH_WORSE = 20

Edges = tuple[float, float]


def continued(
    part: GridPart,
    draft: TableDraft,
    template: Template,
) -> TablePart | None:
    """Return the part as the next one of a table; None if it is no part of it."""
    if not _may_go_on(part, draft, template):
        return None
    is_headed_anew = part.heading is not None and not part.goes_on
    base = draft.parts[0]
    own = _own_match(part, draft.table)
    least = max(OWN_HEADER, base.match.points - _MUCH_WORSE)
    if own.points >= least:
        if is_headed_anew and _repeats(part.grid, own, base):
            return None
        return TablePart(
            part=part,
            grid=part.grid,
            first=own.body,
            last=part.last,
            match=own,
        )
    return _without_header(part, base) if not is_headed_anew else None


def _without_header(part: GridPart, base: TablePart) -> TablePart | None:
    """Return the part under the columns of the first one, if its cells are what they should
    hold.
    """
    match = base.match
    laid = laid_on(part.grid, base.grid)
    if laid is None or not _fits(laid, part.first, part.last, match):
        return None
    return TablePart(
        part=part,
        grid=laid,
        first=part.first,
        last=part.last,
        match=match,
    )


def _may_go_on(
    part: GridPart,
    draft: TableDraft,
    template: Template,
) -> bool:
    """Whether neither title nor place keeps a part from going on with a table."""
    has_other_title = part.titled is not None or part.heading is not None
    if part.titled is not draft.table and has_other_title:
        return False
    if part.goes_on:
        return True
    first = draft.parts[0].part
    return is_next(part, template) and _is_same_sheet(part, first)


def _own_match(part: GridPart, table: Table) -> ColumnMatch:
    """Say how the part's own headers fit a table."""
    match = part.title_match
    if match is not None and match.table is table:
        return match
    return fit_columns(part.columns, table)


def is_next(part: GridPart, template: Template) -> bool:
    """Whether a part stands right behind the one before it.

    Page numbers and what may stand over a table can lie between them.
    """
    if part.begin > 0 and part.heading is None:
        return False
    return all(_may_lie_between(line, template) for line in part.between)


def _may_lie_between(line: CaptionLine, template: Template) -> bool:
    return is_caption(line, template) or all(map(is_page_number, line.lines))


def _is_same_sheet(part: GridPart, before: GridPart) -> bool:
    """Whether two parts stand on one sheet. Pages and tables of a text (#1) are no sheets."""
    one, other = part.grid.place.sheet, before.grid.place.sheet
    return one == other or _is_no_sheet(one) or _is_no_sheet(other)


def _is_no_sheet(sheet: str | None) -> bool:
    return not sheet or sheet.startswith("#")


def _repeats(
    grid: GridRows,
    match: ColumnMatch,
    base: TablePart,
) -> bool:
    """Whether a part begins with the row that the table began with: it stands there twice."""
    first_words = _first_words(grid, match.body, match)
    return first_words == _first_words(base.grid, base.first, base.match)


def _first_words(
    grid: GridRows,
    first: int,
    match: ColumnMatch,
) -> list[str]:
    """Return the codes and names of the first row with any text."""
    cells: Sequence[GridCell] = ()
    for row in range(first, grid.rows):
        cells = grid.printed[row]
        if cells:
            break
    words: list[str] = []
    for cell in cells:
        slot = match.slots.get(cell.column)
        if slot is not None and not slot.is_amount:
            words.append(cell.text.words)
    return words


def _fits(
    grid: GridRows,
    first: int,
    last: int,
    match: ColumnMatch,
) -> bool:
    """Whether the cells under columns of codes and amounts are such, but for a quarter of them."""
    right = wrong = 0
    for row in range(first, last):
        if wrong and not right:
            # It begins with a header of its own, of another table.
            return False
        for cell in grid.printed[row]:
            fits = _fits_column(cell, match)
            if fits:
                right += 1
            elif fits is not None:
                wrong += 1
    return 4 * wrong <= right + wrong


def _fits_column(cell: GridCell, match: ColumnMatch) -> bool | None:
    """Whether a cell is what its column should hold; None where any text is."""
    slot = match.slots.get(cell.column)
    if slot is None or cell.column_span > 1:
        return None
    if slot.field.kind == "code":
        return cell.text.may_be_code
    return cell.text.is_number if slot.is_amount else None


def laid_on(grid: GridRows, base: GridRows) -> GridRows | None:
    """Return the grid with its cells in the columns of `base` under which they stand.

    None if that can't be told. Columns without positions (a sheet, a page of HTML) are the same
    ones if there are as many.
    """
    edges = [edge for edge in column_edges(base) if edge is not None]
    has_boxes = bool(grid.cells) and all(map(_has_box, grid.cells))
    if len(edges) < base.columns or not has_boxes:
        return grid if grid.columns == base.columns else None
    cells: list[GridCell] = []
    for cell in grid.cells:
        under = _columns_over(cell, edges)
        if not under:
            return None
        moved = attrs.evolve(cell, column=under[0], column_span=len(under))
        cells.append(moved)
    if _overlap(cells):
        return None
    laid = grid_rows(grid.raw, cells, base.columns)
    return attrs.evolve(laid, numbers=grid.numbers, above=grid.above)


def _has_box(cell: GridCell) -> bool:
    return cell.place.box is not None


def column_edges(grid: GridRows) -> list[Edges | None]:
    """Left and right edge of each column, from the cells that span nothing else."""
    edges: list[Edges | None] = [None] * grid.columns
    for cell in grid.cells:
        box = cell.place.box
        if box is None or cell.column_span > 1:
            continue
        if cell.column < len(edges):
            edges[cell.column] = (box[0], box[2])
    return edges


def _columns_over(cell: GridCell, edges: Sequence[Edges]) -> list[int]:
    """Return the columns of which a cell covers the greater part; where none, the one it stands
    in.
    """
    box = cell.place.box
    assert box is not None
    left, right = box[0], box[2]
    middle = (left + right) / 2
    covered: list[int] = []
    inside: list[int] = []
    for at, (low, high) in enumerate(edges):
        common = min(right, high) - max(left, low)
        if 2 * common > high - low:
            covered.append(at)
        if low <= middle <= high:
            inside.append(at)
    return covered or inside[:1]


def _overlap(cells: Sequence[GridCell]) -> bool:
    """Whether two cells that begin in one row cover the same column."""
    taken: set[tuple[int, int]] = set()
    for cell in cells:
        for column in cell.columns:
            if (cell.row, column) in taken:
                return True
            taken.add((cell.row, column))
    return False
