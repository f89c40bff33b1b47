"""Put what follows from a check under the root that the check itself belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.roots import FailedCheck, Root


def explain(case: Case) -> Iterator[Root]:
    """Yield the roots that hold a spokesman of a pending one, with what follows from it."""
    spokesman_of: dict[FailedCheck, FailedCheck] = {}
    for pending in case.pending:
        for item in pending.follows:
            spokesman_of[item] = pending.spokesman
    followers: dict[FailedCheck, list[FailedCheck]] = {}
    for item in case.failed:
        if item in spokesman_of:
            followers.setdefault(spokesman_of[item], []).append(item)
    for root in case.roots:
        more: list[FailedCheck] = []
        for check in root.checks:
            more.extend(followers.get(check, ()))
        more = [item for item in dict.fromkeys(more) if item not in root.checks]
        if more:
            yield root.with_more(more)


CAUSE = Cause("followers", explain)
