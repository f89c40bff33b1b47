"""A table that goes on in another grid: whose columns stand under whose, by position where positions are known."""

from __future__ import annotations

import attrs

from budgetrules.readers.raw import RawCell
from budgetrules.recognition.grids.view import View, view_of

Edges = tuple[float, float]


def column_edges(view: View) -> list[Edges | None]:
    """Left and right edge of each column, from the cells that span nothing else; None where no cell tells."""
    found: list[Edges | None] = [None] * view.grid.columns
    for cell in view.grid.cells:
        if cell.place.box is not None and cell.column_span == 1 and cell.column < len(found):
            found[cell.column] = (cell.place.box[0], cell.place.box[2])
    return found


def laid_on(view: View, base: View) -> View | None:
    """The grid with its cells in the columns of `base` under which they stand; None if that can't be told.

    Columns without positions (a sheet, a page of HTML) are the same ones if there are as many.
    """
    edges = column_edges(base)
    placed = [cell for cell in view.grid.cells if cell.place.box is not None]
    if len(placed) < len(view.grid.cells) or not placed or None in edges:
        return view if view.grid.columns == base.grid.columns else None
    known = [edge for edge in edges if edge is not None]
    cells: list[RawCell] = []
    for cell in placed:
        under = _under(cell, known)
        if not under:
            return None
        cells.append(attrs.evolve(cell, column=under[0], column_span=len(under)))
    taken = {
        (cell.row, column)
        for cell in cells
        for column in range(cell.column, cell.column + cell.column_span)
    }
    if len(taken) < sum(cell.column_span for cell in cells):
        return None
    return attrs.evolve(
        view_of(attrs.evolve(view.grid, cells=tuple(cells), columns=base.grid.columns)),
        numbers=view.numbers,
    )


def _under(cell: RawCell, edges: list[Edges]) -> list[int]:
    """The columns of which a cell covers the greater part; where it covers none so far, the one it stands in."""
    box = cell.place.box
    assert box is not None
    left, right = box[0], box[2]
    found = [
        at
        for at, (low, high) in enumerate(edges)
        if 2 * (min(right, high) - max(left, low)) > high - low
    ]
    if found:
        return found
    inside = [at for at, (low, high) in enumerate(edges) if low <= (left + right) / 2 <= high]
    return inside[:1]
