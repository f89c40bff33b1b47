"""Checks that nothing explains: each its own root, those that tell of the same error one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.operands import identity
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.core.names import fold


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for every check that is still open."""
    by_error: dict[Hashable, list[FailedCheck]] = {}
    for item in case.open_checks:
        by_error.setdefault(_error_of(item), []).append(item)
    for first, *more in by_error.values():
        yield Root(spokesman=first, follows=tuple(more))


CAUSE = Cause("same error", explain)


def _error_of(item: FailedCheck) -> Hashable:
    """Return what checks of the same figures, or of the same text of a row, have in common."""
    if item.numbers is not None:
        figures = tuple(identity(cell) for cell in item.printed_cells)
        return (item.outcome.rule.id, figures) if figures else item
    hit = item.text_hit
    if hit is not None and (hit.follows or hit.others):
        # One residue of a template, wherever in the text it stands.
        return hit.fault or hit
    texts = item.mismatch
    if texts is not None and texts.record is not None and texts.printed:
        return texts.record, fold(texts.printed)
    return item
