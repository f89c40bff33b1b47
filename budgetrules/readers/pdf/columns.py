"""How the columns and the header of one part of a table fit those of another."""

from __future__ import annotations

from itertools import pairwise

import attrs

from budgetrules.readers.pdf.content import GridCell

# In points: how far the edges of one column may lie apart on two pages.
_NEAR = 4.0
HEADER_ROWS = 8

Fit = tuple[list[float], list[int], list[int]]


def fitted(xs: list[float], others: list[float]) -> Fit | None:
    """One set of column edges for two parts of a table, and for each part the number of every edge
    in it.

    Both must be equally wide; one of them may lack edges that the other has. None if they don't
    fit.
    """
    shift = xs[0] - others[0]
    if abs((xs[-1] - xs[0]) - (others[-1] - others[0])) > 2 * _NEAR:
        return None
    moved = others if abs(shift) < _NEAR else [x + shift for x in others]
    edges = _matched(xs, moved)
    own_edges = [x for x in edges if x not in xs]
    has_all = set(xs).issubset(edges)
    if own_edges and not has_all and 3 * len(own_edges) > len(others):
        # Both have edges of their own, and too many for one table.
        return None
    union = sorted([*xs, *own_edges])
    old = [union.index(x) for x in xs]
    new = [union.index(x) for x in edges]
    new[0], new[-1] = 0, len(union) - 1
    return (union, old, new) if len(set(new)) == len(new) else None


def _matched(xs: list[float], moved: list[float]) -> list[float]:
    """Each edge of the other part as the edge that it is in this one; one of its own as it is."""
    edges = []
    for at, x in enumerate(moved):
        nearest = xs[_nearest(x, xs)]
        is_rim = at in (0, len(moved) - 1)
        edges.append(nearest if is_rim or abs(nearest - x) <= _NEAR else x)
    return edges


def _nearest(x: float, xs: list[float]) -> int:
    """The number of the edge nearest to a place."""
    return min(range(len(xs)), key=lambda at: abs(xs[at] - x))


def leaf_header(cells: list[GridCell], columns: int) -> int:
    """How many rows at the top are a header: rows without digits alone, at whose end every column
    has a name of its own.
    """
    named: set[int] = set()
    end = 0
    for row in range(HEADER_ROWS):
        own = [cell for cell in cells if cell.row == row]
        if (not own and row >= end) or any(cell.is_digits for cell in own):
            return 0
        named.update(cell.column for cell in own if cell.text and cell.column_span == 1)
        end = max([end, *(cell.row + cell.row_span for cell in own)])
        if len(named) == columns > 1 and end == row + 1:
            return row + 1
    return 0


def repeated_header(cells: list[GridCell], others: list[GridCell]) -> int:
    """How many rows at the top of a part repeat rows from the top of the table.

    They are a header if the row behind them has nothing in common with the one that follows in the
    table: forms that begin alike go on with the same labels.
    """
    best = 0
    for first in range(3):
        rows = _repeated_rows(cells, others, first)
        # A merged cell belongs to the header whole or not at all.
        while rows and any(cell.row < rows < cell.row + cell.row_span for cell in others):
            rows -= 1
        if rows <= best:
            continue
        if _has_names(others, rows) or not share_words(cells, first + rows, others, rows):
            best = rows
    return best


def _repeated_rows(cells: list[GridCell], others: list[GridCell], first: int) -> int:
    """How many rows at the top of a part say what the table says from its `first` row on."""
    rows = 0
    while rows < HEADER_ROWS:
        own = {cell.key(-first) for cell in others if cell.row == rows}
        has_text = any(key[4] for key in own)
        if not has_text or own != {cell.key(0) for cell in cells if cell.row == rows + first}:
            break
        rows += 1
    return rows


def share_words(cells: list[GridCell], row: int, others: list[GridCell], other_row: int) -> bool:
    """Whether two rows have the same words in the same column."""
    words = {(cell.column, cell.text) for cell in cells if cell.row == row and cell.is_words}
    return any((cell.column, cell.text) in words for cell in others if cell.row == other_row)


def _has_names(cells: list[GridCell], rows: int) -> bool:
    """Whether some rows at the top give most columns a name of their own."""
    named: set[int] = set()
    spanned: set[int] = set()
    for cell in cells:
        if cell.row >= rows:
            continue
        spanned.update(range(cell.column, cell.column + cell.column_span))
        if cell.text and cell.column_span == 1:
            named.add(cell.column)
    return len(named) * 4 >= len(spanned) * 3


def narrowed(cells: list[GridCell], xs: list[float], new: list[int]) -> list[GridCell]:
    """Cells of a part that lacks some edges, each where its text stands under the columns of the
    rows above.
    """
    present = set(new)
    if len(present) == len(xs):
        return cells
    found: list[GridCell] = []
    for cell in cells:
        inner = [
            at for at in range(cell.column + 1, cell.column + cell.column_span) if at not in present
        ]
        if not inner or cell.written is None or _is_centred(cell):
            found.append(cell)
            continue
        edges = [cell.column, *inner, cell.column + cell.column_span]
        shift = xs[cell.column] - cell.inside[0]
        left, right = cell.written[0] + shift, cell.written[2] + shift
        for start, end in pairwise(edges):
            if xs[start] - 1 <= left and right <= xs[end] + 1:
                found.append(attrs.evolve(cell, column=start, column_span=end - start))
                break
        else:
            found.append(cell)
    return found


def _is_centred(cell: GridCell) -> bool:
    """Whether a text stands in the middle of its cell, as that of a merged one does."""
    assert cell.written is not None
    return abs(cell.written[0] - cell.inside[0] - (cell.inside[2] - cell.written[2])) < cell.size
