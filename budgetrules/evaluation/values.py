"""What expressions stand for besides the model: groups, absent tables, numbers of a rule."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetrules.core.figures import Figure, Rounding, parse_decimal
from budgetrules.core.names import fold
from budgetrules.core.units import NUMBER, UNITS
from budgetrules.model.disclosure import Cell, CellKind, Place, Row, SectionData

# The index of a row that should stand in a list and doesn't.
ABSENT_INDEX = -1
# The places of numbers that are printed nowhere: written in a rule, or counted.
CONSTANT_PLACE = Place(text="constant")
COUNT_PLACE = Place(text="count")


@attrs.frozen(eq=False)
class Group:
    """Rows that agree in some keys: the values of the keys by their ids, and the rows."""

    keys: Mapping[str, str]
    rows: list[Row]


@attrs.frozen(eq=False)
class AbsentTable:
    """A table or a statement that the form has and the document hasn't.

    `section` is where a statement should stand, `unread` a sentence there that was not understood
    and may be it.
    """

    id: str
    section: SectionData | None = None
    unread: str = ""


def constant_cell(text: str, unit: str) -> Cell:
    """Make the cell of a number written in a rule, as an operand."""
    digits, decimals = parse_decimal(text) or (0, 0)
    figure = Figure(
        digits=digits,
        decimals=decimals,
        unit=UNITS[unit] if unit else NUMBER,
        rounding=Rounding.EXACT,
    )
    return Cell(
        kind=CellKind.FIGURE,
        figure=figure,
        place=CONSTANT_PLACE,
    )


def is_made(cell: Cell) -> bool:
    """Return whether a number comes from the rule or from counting, not from the document."""
    return cell.place is CONSTANT_PLACE or cell.place is COUNT_PLACE


def row_key(row: Row) -> str:
    """Return what a row is matched by: its code, else its folded name.

    Rows above all codes are matched by their level.
    """
    if row.code:
        return row.code
    first_key = next(iter(row.keys.values()), "")
    return fold(first_key or row.name)
