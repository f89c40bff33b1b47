"""A row printed under a wrong name: other lists name it otherwise, and nothing finds it by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import FailedCheck, Root, folded_names
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row


def explain(case: Case) -> Iterator[Root]:
    """Yield an open root for each row under a wrong name that something follows from."""
    wrong_rows: list[Misnamed] = []
    for item in case.failed:
        wrong = misnamed_row(item, case.locator)
        if wrong is not None:
            wrong_rows.append(wrong)
    if not wrong_rows:
        return
    spokesmen = {wrong.spokesman for wrong in wrong_rows}
    follows: dict[FailedCheck, list[FailedCheck]] = {}
    for item in case.failed:
        if item in spokesmen:
            continue
        spokesman = _spokesman_of(item, wrong_rows)
        if spokesman is not None:
            follows.setdefault(spokesman, []).append(item)
    for spokesman, items in follows.items():
        yield Root(spokesman=spokesman, follows=tuple(items), is_settled=False)


CAUSE = Cause("misnamed", explain)


@attrs.frozen(eq=False)
class Misnamed:
    """A row of a table, the check that tells of its name, that name, and those its code has."""

    spokesman: FailedCheck
    row: Row
    printed: str
    right: frozenset[str]

    def explains(self, item: FailedCheck) -> bool:
        """Return whether a check says that the name differs, or misses a row of the right one."""
        texts = item.mismatch
        if texts is not None:
            printed = folded_names(texts.printed)
            return self._sets_apart(printed, folded_names(texts.expected))
        missing = list(filter(is_absent, item.rows))
        if any(map(self._is_at_or_above, item.rows)):
            return bool(missing)
        if not any(map(self._is_named_right, item.rows)):
            return False
        lists = {row.list_id for row in missing}
        return item.only_counts or self.row.list_id in lists

    def _is_named_right(self, row: Row) -> bool:
        """Return whether a row says a name that this row should have."""
        texts = (row.name, *row.texts.values())
        return not self.right.isdisjoint(map(fold, texts))

    def _is_at_or_above(self, row: Row) -> bool:
        above: Row | None = row
        while above is not None:
            if above is self.row:
                return True
            above = above.parent
        return False

    def _sets_apart(self, printed: set[str], expected: set[str]) -> bool:
        """Return whether lists differ only by this row's name, or it is one that a list lacks."""
        names = printed | expected
        if self.printed not in names:
            return False
        if self.right.isdisjoint(names):
            return False
        if len(printed) == 1:
            return True
        return printed ^ expected <= {self.printed, *self.right}


def misnamed_row(item: FailedCheck, locator: Locator) -> Misnamed | None:
    """Return the row that a failed check says has a name that does not belong to its code."""
    texts = item.mismatch
    if texts is None or texts.other is not None:
        return None
    row = texts.record
    if row is None or row.code is None or locator.is_said(row):
        return None
    printed = fold(texts.printed or "")
    right = frozenset(folded_names(texts.expected))
    if not right or printed != fold(row.name):
        return None
    return Misnamed(item, row, printed, right)


def _spokesman_of(item: FailedCheck, wrong_rows: Sequence[Misnamed]) -> FailedCheck | None:
    """Return the first check that tells of the wrong name behind another, and weighs no less."""
    for wrong in wrong_rows:
        is_heavy_enough = wrong.spokesman.severity.rank <= item.severity.rank
        if is_heavy_enough and wrong.explains(item):
            return wrong.spokesman
    return None
