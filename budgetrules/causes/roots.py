"""One root, one finding: every failed check stands alone, or under the error that it follows from. Source: LANGUAGE.md 5.

What is wrong whatever the figures are comes first, with what follows from it: codes, names, residue of a template, units of tables,
rows that lack. Then figures (`cover.py`), then what texts say of the same rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import attrs

from budgetrules.causes.cover import Cover, is_soluble
from budgetrules.causes.explained_by import following
from budgetrules.causes.left_out import left_out
from budgetrules.causes.misnamed import belong_together
from budgetrules.causes.operands import distinct, identity, is_made
from budgetrules.causes.places import Locator
from budgetrules.causes.root_values import Advice, Root
from budgetrules.causes.structure import Failed, Group, structural
from budgetrules.causes.table_units import WrongUnit, wrong_units
from budgetrules.causes.text_evidence import with_texts
from budgetrules.core.names import fold
from budgetrules.evaluation.truth import Comparison, Mismatch, TextHit


def roots(failed: Sequence[Failed], passed: Iterable[Comparison], locator: Locator) -> list[Root]:
    """Every failed check once, as the root of others or as what follows from one."""
    if not failed:
        return []
    wrong, codes = following(failed, locator)
    passed = list(passed)
    units = wrong_units([item for item in failed if id(item) not in wrong], passed, locator)
    under_units = {id(item) for unit in units for item in unit.mended}
    groups, rest = structural(
        [item for item in failed if id(item) not in wrong and id(item) not in under_units], locator
    )
    found = [*map(_of_unit, units), *map(_of_group, groups)]
    found.extend(left_out(rest, locator))
    covered = {id(item) for root in found for item in (root.leader, *root.follows)}
    cover = Cover(
        [item for item in rest if is_soluble(item) and id(item) not in covered], passed, locator
    )
    found.extend(cover.roots())
    covered = {id(item) for root in found for item in (root.leader, *root.follows)}
    left = [item for item in rest if id(item) not in covered]
    found, left = with_texts(found, left, locator)
    found.extend(_alone(left))
    found = _paired(_under_names(found, [item for item in failed if id(item) in wrong], wrong))
    return _under_missing_sections([_coded(root, codes) for root in found], locator)


def _coded(root: Root, codes: dict[int, str]) -> Root:
    """The right code for a row whose wrong one has other checks fail."""
    code = next(
        (codes[id(item)] for item in (root.leader, *root.follows) if id(item) in codes), None
    )
    if code is None or root.advice is not None:
        return root
    return attrs.evolve(root, advice=Advice(code, 1 + len(root.follows), 0, misprint=True))


def _of_unit(wrong: WrongUnit) -> Root:
    leader, *follows = wrong.mended
    return Root(
        leader,
        None,
        tuple(follows),
        Advice(wrong.unit.symbol, len(wrong.mended), 0, table=wrong.table),
    )


def _paired(found: list[Root]) -> list[Root]:
    """A row that lacks a partner and the one that would be it, under a slightly other name, are one error."""
    kept: list[Root] = []
    for root in sorted(found, key=lambda root: root.leader.rank):
        at = next(
            (at for at, other in enumerate(kept) if belong_together(other.leader, root.leader)),
            None,
        )
        if at is None:
            kept.append(root)
        else:
            kept[at] = attrs.evolve(
                kept[at], follows=(*kept[at].follows, root.leader, *root.follows)
            )
    return kept


def _under_names(
    found: list[Root], following: Sequence[Failed], wrong: dict[int, Failed]
) -> list[Root]:
    """What follows from a row's wrong name stands under the check that tells of it."""
    under: dict[int, list[Failed]] = {}
    for item in following:
        under.setdefault(id(wrong[id(item)]), []).append(item)
    return [
        attrs.evolve(root, follows=(*root.follows, *more))
        if (
            more := [
                item for told in (root.leader, *root.follows) for item in under.get(id(told), ())
            ]
        )
        else root
        for root in found
    ]


def _under_missing_sections(found: list[Root], locator: Locator) -> list[Root]:
    """Where a heading is missing, what stood under it runs on in the section before, and is understood there no more."""
    missing: dict[int, Root] = {}
    for root in found:
        instance = root.leader.outcome.instance
        before = (
            locator.section_before(instance.section_id)
            if instance.section_id and instance.section is None
            else None
        )
        if before is not None:
            missing.setdefault(id(before), root)
    under: dict[int, list[Failed]] = {}
    rest = []
    for root in found:
        grounds = (
            root.leader.outcome.truth.grounds if root.leader.outcome.truth is not None else None
        )
        home = (
            missing.get(id(root.leader.outcome.instance.section))
            if isinstance(grounds, TextHit)
            else None
        )
        if home is None:
            rest.append(root)
        else:
            under.setdefault(id(home), []).extend((root.leader, *root.follows))
    return [attrs.evolve(root, follows=(*root.follows, *under.get(id(root), ()))) for root in rest]


def _of_group(group: Group) -> Root:
    leader, *about = sorted(group.about, key=lambda item: item.rank)
    follows = (*about, *sorted(group.follows, key=lambda item: item.rank))
    advice = (
        Advice(group.misprinted[1], 1 + len(follows), 0, misprint=True)
        if group.misprinted is not None
        else None
    )
    return Root(leader, None, follows, advice)


def _alone(items: Iterable[Failed]) -> list[Root]:
    """Checks that no figure mends; those that tell of the same error are one."""
    kept: dict[Hashable, list[Failed]] = {}
    for item in items:
        kept.setdefault(_same_error(item), []).append(item)
    return [Root(first, None, tuple(more)) for first, *more in kept.values()]


def _same_error(item: Failed) -> Hashable:
    """What two checks that tell of the same figures, or of the same text of a row, have in common."""
    numbers = item.numbers
    if numbers is not None:
        cells = tuple(identity(cell) for cell in distinct(numbers) if not is_made(cell))
        return (item.outcome.rule.id, cells) if cells else id(item)
    grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
    if isinstance(grounds, TextHit) and (grounds.first is not None or grounds.others):
        # One residue of a template, wherever in the text it stands.
        return id(grounds.first or grounds)
    if isinstance(grounds, Mismatch) and grounds.record is not None and grounds.printed:
        return id(grounds.record), fold(grounds.printed)
    return id(item)
