"""One root, one finding: which single figure, set to another value, would make the most failed checks pass.

A greedy cover. Structural errors come first with what follows from them. Then, for each figure in a failed check, the value
that lies in the ranges of most failed checks and outside those of fewest passing ones; its score is mended − broken. The
figure with the highest score leads, what it mends are its consequences; then again with what is left. Source: LANGUAGE.md 5.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import Figure, plain_decimal
from budgetrules.core.names import fold
from budgetrules.evaluation.following import following
from budgetrules.evaluation.left_out import left_out
from budgetrules.evaluation.misnamed import belong_together
from budgetrules.evaluation.operands import alike, distinct, identity, is_made, lead_of, printed_or_zero
from budgetrules.evaluation.places import Locator, is_absent
from budgetrules.evaluation.remedies import Remedy, operator_of, remedy
from budgetrules.evaluation.root_values import Advice, Root
from budgetrules.evaluation.structure import Failed, Group, structural
from budgetrules.evaluation.table_units import WrongUnit, wrong_units
from budgetrules.evaluation.told import with_texts
from budgetrules.evaluation.truth import Comparison, Mismatch, TextHit
from budgetrules.model.disclosure import Cell
from budgetrules.schema import expressions as x


def roots(failed: Sequence[Failed], passed: Iterable[Comparison], locator: Locator) -> list[Root]:
    """Every failed check once, as the root of others or as what follows from one."""
    if not failed:
        return []
    wrong, codes = following(failed, locator)
    passed = list(passed)
    units = wrong_units([item for item in failed if id(item) not in wrong], passed, locator)
    under_units = {id(item) for unit in units for item in unit.mended}
    groups, rest = structural([item for item in failed if id(item) not in wrong and id(item) not in under_units], locator)
    found = [*map(_of_unit, units), *map(_of_group, groups)]
    found.extend(left_out(rest, locator))
    covered = {id(item) for root in found for item in (root.leader, *root.follows)}
    cover = _Cover([item for item in rest if _is_soluble(item) and id(item) not in covered], passed, locator)
    found.extend(cover.roots())
    covered = {id(item) for root in found for item in (root.leader, *root.follows)}
    left = [item for item in rest if id(item) not in covered]
    found, left = with_texts(found, left, locator)
    found.extend(_alone(left))
    found = _paired(_under_names(found, [item for item in failed if id(item) in wrong], wrong))
    return _under_missing_sections([_coded(root, codes) for root in found], locator)


def _coded(root: Root, codes: dict[int, str]) -> Root:
    """The right code for a row whose wrong one has other checks fail."""
    code = next((codes[id(item)] for item in (root.leader, *root.follows) if id(item) in codes), None)
    if code is None or root.advice is not None:
        return root
    return attrs.evolve(root, advice=Advice(code, 1 + len(root.follows), 0, misprint=True))


def _of_unit(wrong: WrongUnit) -> Root:
    leader, *follows = wrong.mended
    return Root(leader, None, tuple(follows), Advice(wrong.unit.symbol, len(wrong.mended), 0, table=wrong.table))


def _paired(found: list[Root]) -> list[Root]:
    """A row that lacks a partner and the one that would be it, under a slightly other name, are one error."""
    kept: list[Root] = []
    for root in sorted(found, key=lambda root: root.leader.rank):
        at = next((at for at, other in enumerate(kept) if belong_together(other.leader, root.leader)), None)
        if at is None:
            kept.append(root)
        else:
            kept[at] = attrs.evolve(kept[at], follows=(*kept[at].follows, root.leader, *root.follows))
    return kept


def _under_names(found: list[Root], following: Sequence[Failed], wrong: dict[int, Failed]) -> list[Root]:
    """What follows from a row's wrong name stands under the check that tells of it."""
    under: dict[int, list[Failed]] = {}
    for item in following:
        under.setdefault(id(wrong[id(item)]), []).append(item)
    return [
        attrs.evolve(root, follows=(*root.follows, *more))
        if (more := [item for told in (root.leader, *root.follows) for item in under.get(id(told), ())])
        else root
        for root in found
    ]


def _under_missing_sections(found: list[Root], locator: Locator) -> list[Root]:
    """Where a heading is missing, what stood under it runs on in the section before, and is understood there no more."""
    missing: dict[int, Root] = {}
    for root in found:
        frame = root.leader.outcome.frame
        before = locator.section_before(frame["section_id"]) if frame.get("section_id") and frame.get("section") is None else None
        if before is not None:
            missing.setdefault(id(before), root)
    under: dict[int, list[Failed]] = {}
    rest = []
    for root in found:
        grounds = root.leader.outcome.truth.grounds if root.leader.outcome.truth is not None else None
        home = missing.get(id(root.leader.outcome.frame.get("section"))) if isinstance(grounds, TextHit) else None
        if home is None:
            rest.append(root)
        else:
            under.setdefault(id(home), []).extend((root.leader, *root.follows))
    return [attrs.evolve(root, follows=(*root.follows, *under.get(id(root), ()))) for root in rest]


def _of_group(group: Group) -> Root:
    leader, *about = sorted(group.about, key=lambda item: item.rank)
    follows = (*about, *sorted(group.follows, key=lambda item: item.rank))
    advice = Advice(group.misprinted[1], 1 + len(follows), 0, misprint=True) if group.misprinted is not None else None
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


def _is_soluble(item: Failed) -> bool:
    """A count of decimals is no figure that could be set; an order that only mostly holds says of no figure that it is wrong."""
    numbers = item.numbers
    if numbers is None:
        return False
    if isinstance(numbers.node, x.Compare) and isinstance(numbers.node.left, x.DecimalsOf):
        return False
    return operator_of(numbers) in ("=", "same") or item.severity is Severity.ERROR


@attrs.define(eq=False)
class _Candidate:
    """A printed figure that stands in failed checks, with what each check with it allows it."""

    cell: Cell
    figure: Figure
    order: tuple[int, int, int, int]
    failed: dict[int, Remedy]
    passed: list[Remedy]


@attrs.frozen
class _Choice:
    """The best value of a candidate, in printed steps."""

    value: int
    mended: frozenset[int]
    broken: int

    @property
    def score(self) -> int:
        return len(self.mended) - self.broken


class _Cover:
    def __init__(self, failed: Sequence[Failed], passed: Iterable[Comparison], locator: Locator) -> None:
        self._failed = dict(enumerate(failed))
        self._locator = locator
        self._leads = {at: identity(lead_of(_numbers(item), locator)) for at, item in self._failed.items()}
        self._candidates = self._survey(passed)

    def _survey(self, passed: Iterable[Comparison]) -> dict[Hashable, _Candidate]:
        found: dict[Hashable, _Candidate] = {}
        for at, item in self._failed.items():
            numbers = _numbers(item)
            for cell in distinct(numbers):
                key = identity(cell)
                if is_made(cell) or self._locator.doc.is_foreign(cell) or is_absent(self._locator.spot(cell).row):
                    continue
                figure = found[key].figure if key in found else printed_or_zero(numbers, cell, self._locator)
                allowed = remedy(numbers, alike(numbers, cell), figure)
                if allowed is None or _contains(allowed, figure.digits):
                    continue
                candidate = found.setdefault(key, _Candidate(cell, figure, self._order(cell), {}, []))
                candidate.failed[at] = allowed
        for numbers in passed:
            for cell in distinct(numbers):
                known = found.get(identity(cell))
                if known is not None:
                    allowed = remedy(numbers, alike(numbers, cell), known.figure)
                    if allowed is not None and _contains(allowed, known.figure.digits):
                        known.passed.append(allowed)
        return found

    def _order(self, cell: Cell) -> tuple[int, int, int, int]:
        """Narrative before tables, then by place."""
        row, place = self._locator.spot(cell).row, cell.place
        said = row is not None and row.list_id in self._locator.doc.disclosure.statements
        return (0 if said else 1, *place.position)

    def roots(self) -> list[Root]:
        """Take the best figure until no figure mends anything."""
        open_checks = set(self._failed)
        choices = {key: _best(candidate, open_checks) for key, candidate in self._candidates.items()}
        found: list[Root] = []
        while True:
            # By rank alone: a key is where a cell lies in memory, which no result may hang on.
            ranked = [(self._rank(key, choice), key) for key, choice in choices.items() if choice is not None]
            ranked.sort(key=lambda entry: entry[0])
            if not ranked:
                return found
            key = ranked[0][1]
            choice = choices[key]
            assert choice is not None
            others = [self._alternative(other, choices[other]) for _, other in ranked[1:] if _is_equal(choices[other], choice)]
            found.append(self._root(key, choice, tuple(others)))
            open_checks -= choice.mended
            for other, candidate in self._candidates.items():
                if candidate.failed.keys() & choice.mended:
                    choices[other] = _best(candidate, open_checks)

    def _rank(self, key: Hashable, choice: _Choice) -> tuple[object, ...]:
        candidate = self._candidates[key]
        named = sum(self._leads[at] == key for at in choice.mended)
        said, *place = candidate.order
        return (-choice.score, choice.broken, -len(choice.mended), said, -named, *place, candidate.cell.place.text)

    def _alternative(self, key: Hashable, choice: _Choice | None) -> tuple[Cell, str]:
        candidate = self._candidates[key]
        return candidate.cell, plain_decimal(choice.value, candidate.figure.decimals) if choice is not None else ""

    def _root(self, key: Hashable, choice: _Choice, others: tuple[tuple[Cell, str], ...]) -> Root:
        candidate = self._candidates[key]
        # The heaviest speaks, of these one that is about this figure anyway.
        mended = sorted(
            choice.mended, key=lambda at: (self._failed[at].rank[0], self._leads[at] != key, self._failed[at].order, at)
        )
        leader, *follows = [self._failed[at] for at in mended]
        numbers = _numbers(leader)
        lead = next(cell for cell in distinct(numbers) if identity(cell) == key)
        value = plain_decimal(choice.value, candidate.figure.decimals)
        advice = Advice(value, len(choice.mended), choice.broken, others) if choice.score > 0 else None
        return Root(leader, lead, tuple(sorted(follows, key=lambda item: item.rank)), advice)


def _is_equal(other: _Choice | None, choice: _Choice) -> bool:
    return other is not None and other.mended == choice.mended and other.broken == choice.broken


def _numbers(item: Failed) -> Comparison:
    assert item.numbers is not None
    return item.numbers


def _contains(allowed: Remedy, value: int) -> bool:
    first, last = allowed.first, allowed.last
    return (first is None or first <= value) and (last is None or value <= last)


def _best(candidate: _Candidate, open_checks: set[int]) -> _Choice | None:
    """The value in most ranges of failed checks and outside fewest of passing ones, nearest to the narrowest centre."""
    failed = {at: allowed for at, allowed in candidate.failed.items() if at in open_checks}
    if not failed:
        return None
    width = min(failed.values(), key=_width)
    best: tuple[tuple[int, int, Fraction], _Choice] | None = None
    for value in _values((*failed.values(), *candidate.passed)):
        if candidate.cell.figure is None and value < 0:
            # Nobody left a negative amount blank.
            continue
        mended = frozenset(at for at, allowed in failed.items() if _contains(allowed, value))
        if not mended:
            continue
        broken = sum(not _contains(allowed, value) for allowed in candidate.passed)
        weight = (broken - len(mended), broken, abs(value - width.centre))
        if best is None or weight < best[0]:
            best = (weight, _Choice(value, mended, broken))
    return best[1] if best is not None else None


def _width(allowed: Remedy) -> tuple[bool, Fraction]:
    if allowed.low is None or allowed.high is None:
        return True, Fraction(0)
    return False, allowed.high - allowed.low


def _values(ranges: Iterable[Remedy]) -> list[int]:
    """Where the number of ranges a value lies in can change, and the centres."""
    found: set[int] = set()
    for allowed in ranges:
        found.update(end for end in (allowed.first, allowed.last) if end is not None)
        found.add(math.floor(allowed.centre + Fraction(1, 2)))
    return sorted(found)
