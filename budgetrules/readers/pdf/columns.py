"""How the columns and the header of one part of a table fit those of another."""

from __future__ import annotations

from itertools import pairwise

import attrs

from budgetrules.readers.pdf.content import CellKey, GridCell, cells_of_row

# In points: how far the edges of one column may lie apart on two pages.
_NEAR = 4.0
# In points: how far a text may reach over the edges of its columns.
_OVER = 1
HEADER_ROWS = 8
# How many rows of a table may stand above those that a part repeats.
_MOST_NOT_REPEATED = 2


@attrs.frozen(slots=True)
class Fit:
    """The edges of the columns of two parts of a table, and for each part the number of every edge
    of its own among them.
    """

    xs: list[float]
    old: list[int]
    new: list[int]


def fitted(xs: list[float], others: list[float]) -> Fit | None:
    """Return one set of column edges for two parts of a table.

    Both must be equally wide; one of them may lack edges that the other has. None if they don't
    fit.
    """
    width = xs[-1] - xs[0]
    other_width = others[-1] - others[0]
    if abs(width - other_width) > 2 * _NEAR:
        return None
    shift = xs[0] - others[0]
    if abs(shift) >= _NEAR:
        others = [x + shift for x in others]
    edges = _matched(xs, others)
    own_edges = [x for x in edges if x not in xs]
    lacks_edges = not set(xs).issubset(edges)
    if lacks_edges and 3 * len(own_edges) > len(others):
        # Both have edges of their own, and too many for one table.
        return None
    union = sorted([*xs, *own_edges])
    old = [union.index(x) for x in xs]
    new = [union.index(x) for x in edges]
    new[0] = 0
    new[-1] = len(union) - 1
    is_one_to_one = len(set(new)) == len(new)
    return Fit(union, old, new) if is_one_to_one else None


def _matched(xs: list[float], others: list[float]) -> list[float]:
    """Return each edge of the other part as the edge that it is in this one; one of its own as it
    is.
    """
    edges = []
    last = len(others) - 1
    for at, x in enumerate(others):
        nearest = _nearest(x, xs)
        is_rim = at in (0, last)
        if is_rim or abs(nearest - x) <= _NEAR:
            edges.append(nearest)
        else:
            edges.append(x)
    return edges


def _nearest(x: float, xs: list[float]) -> float:
    """Return the edge nearest to a place."""
    return min(xs, key=lambda edge: abs(edge - x))


def leaf_header(cells: list[GridCell], columns: int) -> int:
    """Say how many rows at the top are a header: rows without digits alone, at whose end every
    column has a name of its own.
    """
    if columns < 2:
        return 0
    named: set[int] = set()
    end = 0
    for row in range(HEADER_ROWS):
        own = cells_of_row(cells, row)
        if not own and row >= end:
            return 0
        for cell in own:
            if cell.is_digits:
                return 0
            if _is_name(cell):
                named.add(cell.column)
            end = max(end, cell.row_end)
        if len(named) == columns and end == row + 1:
            return end
    return 0


def _is_name(cell: GridCell) -> bool:
    """Whether a cell of a header names one column."""
    return bool(cell.text) and cell.column_span == 1


def repeated_header(cells: list[GridCell], others: list[GridCell]) -> int:
    """Say how many rows at the top of a part repeat rows from the top of the table.

    They are a header if the row behind them has nothing in common with the one that follows in the
    table: forms that begin alike go on with the same labels.
    """
    best = 0
    for first in range(_MOST_NOT_REPEATED + 1):
        rows = _repeated_rows(cells, others, first)
        # A merged cell belongs to the header whole or not at all.
        while _cuts_cell(others, rows):
            rows -= 1
        if rows <= best:
            continue
        has_names = _has_names(others, rows)
        if has_names or not share_words(cells, first + rows, others, rows):
            best = rows
    return best


def _cuts_cell(cells: list[GridCell], rows: int) -> bool:
    """Whether some merged cell begins in the first so many rows and ends below them."""
    return any(cell.row < rows < cell.row_end for cell in cells)


def _repeated_rows(
    cells: list[GridCell],
    others: list[GridCell],
    first: int,
) -> int:
    """Say how many rows at the top of a part say what the table says from its `first` row on."""
    for row in range(HEADER_ROWS):
        own = _keys_of_row(others, row, 0)
        has_text = any(text for *_, text in own)
        if not has_text:
            return row
        repeated = _keys_of_row(cells, row + first, first)
        if own != repeated:
            return row
    return HEADER_ROWS


def _keys_of_row(
    cells: list[GridCell],
    row: int,
    first: int,
) -> set[CellKey]:
    """Say what the cells of a row say, counted from the row `first`."""
    return {cell.key(first) for cell in cells_of_row(cells, row)}


def share_words(
    cells: list[GridCell],
    row: int,
    others: list[GridCell],
    other_row: int,
) -> bool:
    """Whether two rows have the same words in the same column."""
    texts = {cell.column: cell.text for cell in cells_of_row(cells, row)}
    for cell in cells_of_row(others, other_row):
        is_same = texts.get(cell.column) == cell.text
        if is_same and cell.is_words:
            return True
    return False


def _has_names(cells: list[GridCell], rows: int) -> bool:
    """Whether some rows at the top give most columns a name of their own."""
    named: set[int] = set()
    spanned: set[int] = set()
    for cell in cells:
        if cell.row >= rows:
            continue
        spanned.update(range(cell.column, cell.column_end))
        if _is_name(cell):
            named.add(cell.column)
    return len(named) * 4 >= len(spanned) * 3


def narrowed(cells: list[GridCell], fit: Fit) -> list[GridCell]:
    """Cells of a part that lacks some edges, each where its text stands under the columns of the
    rows above.
    """
    numbers = set(range(len(fit.xs)))
    lacked = numbers.difference(fit.new)
    if not lacked:
        return cells
    return [_narrowed_cell(cell, fit.xs, lacked) for cell in cells]


def _narrowed_cell(
    cell: GridCell,
    xs: list[float],
    lacked: set[int],
) -> GridCell:
    """Return a cell in those of its columns, parted by edges its part lacks, that hold its text; as
    it is if none does.
    """
    if cell.written is None or _is_centred(cell):
        return cell
    edges = range(cell.column + 1, cell.column_end)
    inner = lacked.intersection(edges)
    if not inner:
        return cell
    shift = xs[cell.column] - cell.inside[0]
    left, _, right, _ = cell.written
    left += shift
    right += shift
    parts = pairwise([cell.column, *sorted(inner), cell.column_end])
    for start, end in parts:
        begins_within = xs[start] - _OVER <= left
        if begins_within and right <= xs[end] + _OVER:
            return attrs.evolve(cell, column=start, column_span=end - start)
    return cell


def _is_centred(cell: GridCell) -> bool:
    """Whether a text stands in the middle of its cell, as that of a merged one does."""
    assert cell.written is not None
    left, _, right, _ = cell.inside
    text_left, _, text_right, _ = cell.written
    room_before = text_left - left
    room_behind = right - text_right
    return abs(room_before - room_behind) < cell.size
