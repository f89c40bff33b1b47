"""What follows from a row printed under a wrong name: other lists call it otherwise, and nothing that goes by the name finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.operands import distinct, is_made
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.structure import Failed
from budgetrules.core.names import edit_distance, fold
from budgetrules.evaluation.truth import Mismatch
from budgetrules.model.disclosure import Row

_SLIP = 2


@attrs.frozen(eq=False)
class Misnamed:
    """A row of a table, the name printed there, and those it may have by its code."""

    row: Row
    printed: str
    right: frozenset[str]

    def explains(self, item: Failed) -> bool:
        """Whether a failed check says that the name differs from another's, or misses a row of the right name."""
        texts = _mismatch(item)
        if texts is not None:
            return self._parts(_names(texts.printed), _names(texts.expected))
        rows = item.outcome.instance.rows()
        named = not self.right.isdisjoint(
            fold(text) for row in rows for text in (row.name, *row.texts.values())
        )
        missing = [row for row in rows if is_absent(row)]
        if any(self.row in _upwards(row) for row in rows):
            return bool(missing)
        return named and (any(row.list_id == self.row.list_id for row in missing) or _counts(item))

    def _parts(self, printed: set[str], expected: set[str]) -> bool:
        """Whether two sets of names differ in nothing but this name, or one name is not among those that hold it."""
        if self.printed not in printed | expected or self.right.isdisjoint(printed | expected):
            return False
        return len(printed) == 1 or (printed ^ expected) <= {self.printed, *self.right}


def misnamed(item: Failed, locator: Locator) -> Misnamed | None:
    """The row that a failed check says has a name that does not belong to its code."""
    texts = _mismatch(item)
    if texts is None or texts.record is None or texts.other is not None:
        return None
    row, printed, right = texts.record, fold(texts.printed or ""), frozenset(_names(texts.expected))
    if (
        row.code is None
        or not right
        or printed != fold(row.name)
        or row.list_id in locator.doc.disclosure.statements
    ):
        return None
    return Misnamed(row, printed, right)


def explained(items: Sequence[Failed], locator: Locator) -> dict[int, Failed]:
    """By the id of each check that follows from a wrong name, the check that tells of it: none that weighs less."""
    wrong = [
        (leader, found) for leader in items if (found := misnamed(leader, locator)) is not None
    ]
    leaders = {id(leader) for leader, _ in wrong}
    return {
        id(item): leader
        for item in items
        if id(item) not in leaders
        for leader, found in reversed(wrong)
        if leader.severity.rank <= item.severity.rank and found.explains(item)
    }


def pairing(item: Failed) -> tuple[Row, str] | None:
    """The row that a check of pairs found alone, and the list in which it missed the other."""
    rows = item.outcome.instance.rows()
    missing = [row for row in rows if is_absent(row)]
    present = [row for row in rows if not is_absent(row)]
    return (present[0], missing[0].list_id) if len(missing) == len(present) == 1 else None


def belong_together(one: Failed, other: Failed) -> bool:
    """Whether each of two checks misses what the other found alone, under a name that is nearly its own."""
    here, there = pairing(one), pairing(other)
    if here is None or there is None or (here[0].list_id, there[0].list_id) != (there[1], here[1]):
        return False
    return edit_distance(fold(here[0].name), fold(there[0].name), _SLIP) <= _SLIP


def _mismatch(item: Failed) -> Mismatch | None:
    grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
    return grounds if isinstance(grounds, Mismatch) else None


def _counts(item: Failed) -> bool:
    """Whether a check counts rows: those of a name."""
    return item.numbers is not None and all(is_made(cell) for cell in distinct(item.numbers))


def _names(text: str | None) -> set[str]:
    return {fold(name) for name in (text or "").split("、") if name}


def _upwards(row: Row) -> Iterator[Row]:
    at: Row | None = row
    while at is not None:
        yield at
        at = at.parent
