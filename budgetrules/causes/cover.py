"""Which single figures, set to another value, make the most failed checks pass: a greedy cover. Source: LANGUAGE.md 5.

For each figure in a failed check the value counts that lies in the ranges of most failed checks and outside those of fewest
passing ones; its score is mended − broken. The figure with the highest score leads; then again with what is left.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction

import attrs

from budgetrules.causes.operands import alike, distinct, identity, is_made, lead_of, printed_or_zero
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.remedies import Remedy, remedy
from budgetrules.causes.root_values import Advice, Root
from budgetrules.causes.structure import Failed
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import Figure, plain_decimal
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell
from budgetrules.schema import expressions as x


def is_soluble(item: Failed) -> bool:
    """A count of decimals is no figure that could be set; an order that only mostly holds says of no figure that it is wrong."""
    numbers = item.numbers
    if numbers is None:
        return False
    if isinstance(numbers.node, x.Compare) and isinstance(numbers.node.left, x.DecimalsOf):
        return False
    return numbers.operator.is_equality or item.severity is Severity.ERROR


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


class Cover:
    """Figures that, set to another value, mend the most failed checks; taken greedily, each once."""

    def __init__(
        self, failed: Sequence[Failed], passed: Iterable[Comparison], locator: Locator
    ) -> None:
        self._failed = dict(enumerate(failed))
        self._locator = locator
        self._leads = {
            at: identity(lead_of(_numbers(item), locator)) for at, item in self._failed.items()
        }
        self._candidates = self._survey(passed)

    def _survey(self, passed: Iterable[Comparison]) -> dict[Hashable, _Candidate]:
        found: dict[Hashable, _Candidate] = {}
        for at, item in self._failed.items():
            numbers = _numbers(item)
            for cell in distinct(numbers):
                key = identity(cell)
                if (
                    is_made(cell)
                    or self._locator.doc.is_foreign(cell)
                    or is_absent(self._locator.spot(cell).row)
                ):
                    continue
                figure = (
                    found[key].figure
                    if key in found
                    else printed_or_zero(numbers, cell, self._locator)
                )
                allowed = remedy(numbers, alike(numbers, cell), figure)
                if allowed is None or _contains(allowed, figure.digits):
                    continue
                candidate = found.setdefault(
                    key, _Candidate(cell, figure, self._order(cell), {}, [])
                )
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
        choices = {
            key: _best(candidate, open_checks) for key, candidate in self._candidates.items()
        }
        found: list[Root] = []
        while True:
            # By rank alone: a key is where a cell lies in memory, which no result may hang on.
            ranked = [
                (self._rank(key, choice), key)
                for key, choice in choices.items()
                if choice is not None
            ]
            ranked.sort(key=lambda entry: entry[0])
            if not ranked:
                return found
            key = ranked[0][1]
            choice = choices[key]
            assert choice is not None
            others = [
                self._alternative(other, choices[other])
                for _, other in ranked[1:]
                if _is_equal(choices[other], choice)
            ]
            found.append(self._root(key, choice, tuple(others)))
            open_checks -= choice.mended
            for other, candidate in self._candidates.items():
                if candidate.failed.keys() & choice.mended:
                    choices[other] = _best(candidate, open_checks)

    def _rank(self, key: Hashable, choice: _Choice) -> tuple[object, ...]:
        candidate = self._candidates[key]
        named = sum(self._leads[at] == key for at in choice.mended)
        said, *place = candidate.order
        return (
            -choice.score,
            choice.broken,
            -len(choice.mended),
            said,
            -named,
            *place,
            candidate.cell.place.text,
        )

    def _alternative(self, key: Hashable, choice: _Choice | None) -> tuple[Cell, str]:
        candidate = self._candidates[key]
        return candidate.cell, plain_decimal(
            choice.value, candidate.figure.decimals
        ) if choice is not None else ""

    def _root(self, key: Hashable, choice: _Choice, others: tuple[tuple[Cell, str], ...]) -> Root:
        candidate = self._candidates[key]
        # The heaviest speaks, of these one that is about this figure anyway.
        mended = sorted(
            choice.mended,
            key=lambda at: (
                self._failed[at].rank[0],
                self._leads[at] != key,
                self._failed[at].order,
                at,
            ),
        )
        leader, *follows = [self._failed[at] for at in mended]
        numbers = _numbers(leader)
        lead = next(cell for cell in distinct(numbers) if identity(cell) == key)
        value = plain_decimal(choice.value, candidate.figure.decimals)
        advice = (
            Advice(value, len(choice.mended), choice.broken, others) if choice.score > 0 else None
        )
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
