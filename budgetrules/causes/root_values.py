"""A root of failed checks as a value: the check that speaks for it, what follows, and the value that would be right."""

from __future__ import annotations

import attrs

from budgetrules.causes.structure import Failed
from budgetrules.model.disclosure import Cell, TableData


@attrs.frozen
class Advice:
    """The value that mends, in the figure's own unit; how many checks it mends and breaks; figures that would do as well.

    Each of those has the value that it would take. `misprint`: the value is a row's code; `table`: it is the unit of this table.
    """

    value: str
    mended: int
    broken: int
    others: tuple[tuple[Cell, str], ...] = ()
    misprint: bool = False
    table: TableData | None = None


@attrs.frozen(eq=False)
class Root:
    """The check that speaks for the error, the figure it calls wrong (None: as the check itself says), and what follows.

    `told` is the message that tells of it where that of the check would not.
    """

    leader: Failed
    lead: Cell | None
    follows: tuple[Failed, ...] = ()
    advice: Advice | None = None
    told: str | None = None
