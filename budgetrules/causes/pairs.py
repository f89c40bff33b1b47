"""A row without a partner, and the one that would be it, under nearly the same name."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.places import is_absent
from budgetrules.causes.roots import FailedCheck, Root, roots_by_rank
from budgetrules.core.names import edit_distance, fold
from budgetrules.model.disclosure import Row

_SLIP = 2


def explain(case: Case) -> Iterator[Root]:
    """Yield one root for two whose spokesmen each miss, nearly, what the other found.

    The heavier one speaks for both.
    """
    joined: dict[LonelyRow, list[Root]] = {}
    for root in roots_by_rank(case.roots):
        lonely = lonely_row(root.spokesman)
        if lonely is None:
            continue
        for earlier, roots in joined.items():
            if earlier.belongs_to(lonely):
                roots.append(root)
                break
        else:
            joined[lonely] = [root]
    for first, *others in joined.values():
        merged = first
        for other in others:
            merged = merged.with_more(other.checks)
        if others:
            yield merged


CAUSE = Cause("pairs", explain)


@attrs.frozen(eq=False)
class LonelyRow:
    """A row that a check of pairs found alone, and the absent one beside it."""

    row: Row
    missing: Row

    def belongs_to(self, other: LonelyRow) -> bool:
        """Return whether each is missing where the other stands, under nearly the same name."""
        if self.row.list_id != other.missing.list_id:
            return False
        if other.row.list_id != self.missing.list_id:
            return False
        name = fold(self.row.name)
        other_name = fold(other.row.name)
        return edit_distance(name, other_name, _SLIP) <= _SLIP


def lonely_row(item: FailedCheck) -> LonelyRow | None:
    """Return the row that a check of pairs found alone; None for any other check."""
    rows = dict.fromkeys(item.rows)
    missing = [row for row in rows if is_absent(row)]
    present = [row for row in rows if not is_absent(row)]
    if len(missing) != 1 or len(present) != 1:
        return None
    return LonelyRow(present[0], missing[0])
