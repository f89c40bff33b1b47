"""Failed checks and their roots as values: who speaks for an error, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.names import fold
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Comparison, Mismatch, TextHit
from budgetrules.evaluation.values import is_made
from budgetrules.messages.message import Words
from budgetrules.model.disclosure import Cell, Row, TableData
from budgetrules.schema.expressions import Expression

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def distinct(numbers: Comparison) -> list[Cell]:
    """Return every cell of both sides once, in their order."""
    cells: dict[Cell, None] = {}
    for side in (numbers.left_cells, numbers.right_cells):
        for _, cell in side:
            cells[cell] = None
    return list(cells)


@attrs.frozen(eq=False)
class FailedCheck:
    """A check that failed, with the place of its rule in the order of rules.

    `printed_cells` are the cells of its relation that stand in a document, each once. Compared by
    identity, so that it can be a key.
    """

    order: int
    severity: Severity
    outcome: Outcome
    printed_cells: tuple[Cell, ...] = attrs.field(init=False)

    @printed_cells.default
    def _find_printed_cells(self) -> tuple[Cell, ...]:
        numbers = self.numbers
        if numbers is None:
            return ()
        cells = distinct(numbers)
        return tuple(cell for cell in cells if not is_made(cell))

    @property
    def rank(self) -> tuple[int, int]:
        """The heaviest first, then in the order of the rules."""
        return _RANK[self.severity], self.order

    @property
    def condition(self) -> Expression:
        """What the check asks."""
        return self.outcome.check.condition

    @property
    def numbers(self) -> Comparison | None:
        """The relation between figures that does not hold, if it is one."""
        grounds = self.outcome.grounds
        return grounds if isinstance(grounds, Comparison) else None

    @property
    def mismatch(self) -> Mismatch | None:
        """The texts that don't agree, if it compares texts."""
        grounds = self.outcome.grounds
        return grounds if isinstance(grounds, Mismatch) else None

    @property
    def text_hit(self) -> TextHit | None:
        """The words that should not stand in a text, if it forbids some."""
        grounds = self.outcome.grounds
        return grounds if isinstance(grounds, TextHit) else None

    @property
    def only_counts(self) -> bool:
        """Return whether it compares numbers of which none is printed: how many rows there are."""
        return self.numbers is not None and not self.printed_cells

    @property
    def row(self) -> Row | None:
        """The row of the instance, if it has one."""
        return self.outcome.instance.row

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that the instance binds, each once."""
        return self.outcome.instance.rows()


@attrs.frozen
class Correction:
    """A figure that may be wrong, and the value that it would then take."""

    cell: Cell
    value: str


@attrs.frozen(eq=False)
class WrongName:
    """A name in a sentence, in one of its columns, and the row of a table that it should name."""

    said: Row
    column: str
    printed: str
    right: Row

    @property
    def expected(self) -> str:
        """The name that it should be."""
        return self.right.name.strip()


@attrs.frozen(kw_only=True)
class Advice:
    """The value that mends, in the figure's own unit, and how many checks it mends and breaks.

    `is_code`: the value is the right code of a row, one of so many `rows` under wrong ones;
    `table`: it is the right unit of this table.
    """

    value: str
    mended: int
    broken: int = 0
    alternatives: tuple[Correction, ...] = ()
    is_code: bool = False
    rows: int = 1
    table: TableData | None = None


@attrs.frozen(eq=False, kw_only=True)
class Root:
    """An error: the check that speaks for it, the figure it calls wrong, and what follows from it.

    Without a `suspect` the spokesman itself says what is wrong. `message_code` is the message that
    tells of the error where that of the check would not, `details` are further slots of it.
    `together` are figures wrong by one amount, the suspect among them, `wrong_name` a name that the
    spokesman did not find. `is_sum`: what its figures add up to is wrong, and none of them. A root
    is `repeated` if what follows is the same slip elsewhere; one that is not `settled` leaves open
    whether the spokesman itself follows from another root; what follows from it goes with it.
    """

    spokesman: FailedCheck
    suspect: Cell | None = None
    follows: tuple[FailedCheck, ...] = ()
    advice: Advice | None = None
    message_code: str | None = None
    details: tuple[tuple[str, Words], ...] = ()
    together: tuple[Correction, ...] = ()
    wrong_name: WrongName | None = None
    is_repeated: bool = False
    is_sum: bool = False
    is_settled: bool = True

    @property
    def checks(self) -> tuple[FailedCheck, ...]:
        """Every check of the root, the spokesman first."""
        return (self.spokesman, *self.follows)

    def with_more(self, checks: Iterable[FailedCheck]) -> Root:
        """Return the root from which these checks, too, follow."""
        return attrs.evolve(self, follows=(*self.follows, *checks))


def by_rank(checks: Iterable[FailedCheck]) -> list[FailedCheck]:
    """Return checks with the heaviest first, then in the order of the rules."""
    return sorted(checks, key=lambda item: item.rank)


def roots_by_rank(roots: Iterable[Root]) -> list[Root]:
    """Return roots in the order of the checks that speak for them."""
    return sorted(roots, key=lambda root: root.spokesman.rank)


def folded_names(text: str | None) -> set[str]:
    """Return the folded names of a list of names: 甲、乙."""
    names = (text or "").split("、")
    return {fold(name) for name in names if name}
