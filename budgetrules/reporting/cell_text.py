"""A cell as people read it."""

from __future__ import annotations

from budgetrules.messages.catalogue import printable
from budgetrules.model.disclosure import Cell, CellKind

# Five things that are not numbers look different; a printed 0.00 stays 0.00.
SIGNS = {
    CellKind.BLANK: "·",
    CellKind.DASH: "—",
    CellKind.ABSENT: "∅",
    CellKind.UNREADABLE: "?",
    CellKind.UNSAID: "/",
}


def cell_words(cell: Cell | None) -> str:
    """Return a cell as people read it: the number with its decimals, or the sign of what it is."""
    if cell is None:
        return SIGNS[CellKind.ABSENT]
    if cell.figure is not None and cell.kind is CellKind.FIGURE:
        return cell.figure.grouped()
    sign = SIGNS[cell.kind]
    if cell.kind is CellKind.UNREADABLE:
        return sign + printable(cell.place.text)
    return sign
