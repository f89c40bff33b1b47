"""The case: the failed checks of one document, and the roots that were found for them so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.evaluation.truth import Comparison


@attrs.frozen(eq=False, kw_only=True)
class Case:
    """What the causes look at, one after the other; each gives way to a new case with its roots.

    `failed` are all failed checks in the order of rules and document, `open_checks` those that
    follow from nothing yet. `passed` are the relations that hold: what would mend a failed check
    must not break them. `pending` are roots that are not settled. A failed check stands in at most
    one of `roots`, and follows from at most one spokesman in `pending`.
    """

    locator: Locator
    failed: tuple[FailedCheck, ...]
    passed: tuple[Comparison, ...]
    open_checks: tuple[FailedCheck, ...]
    roots: tuple[Root, ...] = ()
    pending: tuple[Root, ...] = ()

    def with_roots(self, roots: Iterable[Root]) -> Case:
        """Return the case in which these roots, too, explain what they explain.

        A root that holds checks of earlier roots takes their place. One that is not settled
        explains nothing that an earlier one did, nor another spokesman, and falls away if its own
        spokesman was explained.
        """
        settled: list[Root] = []
        unsettled: list[Root] = []
        for root in roots:
            if root.is_settled:
                settled.append(root)
            else:
                unsettled.append(root)
        if not settled and not unsettled:
            return self
        merged = _merged(self.roots, settled)
        pending = _with_unsettled(self.pending, unsettled)
        explained: set[FailedCheck] = set()
        for root in merged:
            explained.update(root.checks)
        for root in pending:
            explained.update(root.follows)
        still_open = [item for item in self.open_checks if item not in explained]
        return attrs.evolve(
            self,
            roots=merged,
            pending=pending,
            open_checks=tuple(still_open),
        )


def new_case(
    failed: Sequence[FailedCheck],
    passed: Sequence[Comparison],
    locator: Locator,
) -> Case:
    """Return the case in which nothing is explained yet."""
    return Case(
        locator=locator,
        failed=tuple(failed),
        passed=tuple(passed),
        open_checks=tuple(failed),
    )


def _merged(earlier: tuple[Root, ...], new: Sequence[Root]) -> tuple[Root, ...]:
    """Return the roots with the new ones, each in the place of the first root that it replaces."""
    if not new:
        return earlier
    root_of: dict[FailedCheck, Root] = {}
    for root in earlier:
        root_of.update(dict.fromkeys(root.checks, root))
    successors: dict[Root, Root] = {}
    replaced: set[Root] = set()
    added: list[Root] = []
    for root in new:
        forerunners = [root_of[check] for check in root.checks if check in root_of]
        replaced.update(forerunners)
        if forerunners:
            successors[forerunners[0]] = root
        else:
            added.append(root)
    kept: list[Root] = []
    for root in earlier:
        if root in successors:
            kept.append(successors[root])
        elif root not in replaced:
            kept.append(root)
    return (*kept, *added)


def _with_unsettled(pending: tuple[Root, ...], new: Sequence[Root]) -> tuple[Root, ...]:
    """Return the pending roots and of the new ones what is not explained yet."""
    kept = list(pending)
    followers: set[FailedCheck] = set()
    spokesmen: set[FailedCheck] = set()
    for root in pending:
        followers.update(root.follows)
        spokesmen.add(root.spokesman)
    for root in new:
        if root.spokesman in followers:
            continue
        unexplained = [item for item in root.follows if item not in followers]
        follows = tuple(item for item in unexplained if item not in spokesmen)
        if follows:
            kept.append(attrs.evolve(root, follows=follows))
            followers.update(follows)
            spokesmen.add(root.spokesman)
    return tuple(kept)
