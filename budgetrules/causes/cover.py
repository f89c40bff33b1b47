"""Single figures that, set to another value, make the most failed checks pass: a greedy cover.

For each figure in a failed check the value counts that lies in the ranges of most failed checks and
outside those of fewest passing ones; its score is mended − broken. The figure with the highest
score is the suspect; then again with what is left. Where every value of the best figure breaks
something, figures that are wrong together by one amount may break nothing.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from budgetrules.causes.blocks import Block, Blocks
from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.conditions import counts_decimals, judges_words
from budgetrules.causes.operands import alike, identity, printed_or_zero, suspect_of
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.remedies import Remedy, remedy
from budgetrules.causes.roots import (
    Advice,
    Correction,
    FailedCheck,
    Root,
    by_rank,
    distinct,
)
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import Figure, plain_decimal, power_of_ten
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each figure that mends failed checks, the best first."""
    checks = [item for item in case.open_checks if is_soluble(item)]
    if checks:
        cover = Cover(checks, case.passed, case.locator)
        yield from cover.roots()


CAUSE = Cause("cover", explain)

# From how many of the best figures a block is looked for.
_SEEDS = 8


def is_soluble(item: FailedCheck) -> bool:
    """Return whether setting one figure to another value is an answer to a failed check.

    A count of decimals is no figure that could be set; an order that only mostly holds says of no
    figure that it is wrong.
    """
    numbers = item.numbers
    if numbers is None:
        return False
    if counts_decimals(numbers.node):
        return False
    return numbers.operator.is_equality or item.severity is Severity.ERROR


@attrs.frozen(eq=False)
class PrintedFigure:
    """A figure that could be another: a cell it is read from, and what makes other cells the same.

    `figure` is the printed one; for a blank, the zero it would be printed as.
    """

    key: Hashable
    cell: Cell
    figure: Figure

    def allowed(self, numbers: Comparison) -> Remedy | None:
        """Return the values with which a relation holds, if they are one range."""
        return remedy(numbers, alike(numbers, self.cell), self.figure)


Order = tuple[int, int, int, int, int]


@attrs.frozen(eq=False)
class Candidate:
    """A figure with the values that each check with it allows it: failed ones by their numbers.

    `order` is where it comes among figures that do equally well: printed ones before blanks,
    narrative before tables, then by place.
    """

    printed: PrintedFigure
    order: Order
    failed: Mapping[int, Remedy]
    passed: Sequence[Remedy]


@attrs.frozen(eq=False)
class Choice:
    """The best value of a candidate, in printed steps, and the checks it mends and breaks."""

    candidate: Candidate
    value: int
    mended: frozenset[int]
    broken: int

    @property
    def score(self) -> int:
        """How many more checks pass."""
        return len(self.mended) - self.broken

    @property
    def shift(self) -> Fraction:
        """By how much the value differs from the printed one, in base units."""
        figure = self.candidate.printed.figure
        return (self.value - figure.digits) * power_of_ten(-figure.scale)

    @property
    def text(self) -> str:
        """The value as it would be printed."""
        figure = self.candidate.printed.figure
        return plain_decimal(self.value, figure.decimals)

    def does_as_well(self, other: Choice) -> bool:
        """Return whether it mends and breaks the same as another one."""
        if self.broken != other.broken:
            return False
        return self.mended == other.mended


Rank = tuple[object, ...]


@attrs.frozen(eq=False)
class RankedChoice:
    """A choice, and what choices are compared by: the least is taken."""

    rank: Rank
    choice: Choice


class Cover:
    """The greedy cover of failed checks, which are known by their numbers."""

    def __init__(
        self,
        checks: Sequence[FailedCheck],
        passed: Iterable[Comparison],
        locator: Locator,
    ) -> None:
        self._checks = checks
        self._locator = locator
        self._passed = tuple(passed)
        suspects = [suspect_of(_numbers(item), locator) for item in checks]
        self._suspects = [identity(cell) for cell in suspects]
        self._candidates = _survey(checks, self._passed, locator)

    def roots(self) -> Iterator[Root]:
        """Yield the root of the best figure, again and again until no figure mends anything."""
        open_checks = set(range(len(self._checks)))
        choices: dict[Candidate, RankedChoice] = {}
        self._choose(choices, self._candidates, open_checks)
        while choices:
            # By rank alone: a key is where a cell lies in memory, which no result may hang on.
            best = min(choices.values(), key=_rank_of)
            block = self._block_behind(best, choices.values(), open_checks)
            if block is not None:
                yield self._root_of_block(block)
                mended = block.mended
            else:
                others = _equals_of(best, choices.values())
                yield self._root(best.choice, others)
                mended = best.choice.mended
            open_checks -= mended
            touched = [one for one in choices if not mended.isdisjoint(one.failed)]
            self._choose(choices, touched, open_checks)

    def _block_behind(
        self,
        best: RankedChoice,
        ranked: Iterable[RankedChoice],
        open_checks: set[int],
    ) -> Block | None:
        """Return the block that mends more checks than the best figure does."""
        seeds = [one.choice for one in ranked if one.choice.broken]
        seeds.sort(key=lambda choice: (-len(choice.mended), self._rank(choice)))
        most: Block | None = None
        for seed in seeds[:_SEEDS]:
            cell = seed.candidate.printed.cell
            block = self._blocks.around(cell, seed.shift, open_checks)
            if block is None or len(block.mended) <= best.choice.score:
                continue
            if most is None or len(block.mended) > len(most.mended):
                most = block
        return most

    @functools.cached_property
    def _blocks(self) -> Blocks:
        numbers = [_numbers(item) for item in self._checks]
        return Blocks(numbers, self._passed, self._locator)

    def _root_of_block(self, block: Block) -> Root:
        """Return the root of figures wrong together: the one furthest down stands for them."""
        cells = sorted(block.cells.values(), key=lambda cell: cell.place.position)
        corrections = [Correction(cell, block.value(cell).plain()) for cell in cells]
        suspect = min(corrections, key=self._depth_of)
        key = identity(suspect.cell)
        numbers = sorted(block.mended, key=lambda at: self._voice_of_block(at, key))
        spokesman, *follows = [self._checks[at] for at in numbers]
        return Root(
            spokesman=spokesman,
            suspect=suspect.cell,
            follows=tuple(by_rank(follows)),
            advice=Advice(value=suspect.value, mended=len(block.mended), broken=block.unsure),
            together=tuple(corrections),
        )

    def _voice_of_block(self, at: int, key: Hashable) -> tuple[int, bool, bool, int, int]:
        """Return what checks are sorted by: who is heaviest, then who names this figure."""
        item = self._checks[at]
        weight, order = item.rank
        numbers = _numbers(item)
        leaves_out = key not in map(identity, item.printed_cells)
        return weight, leaves_out, not numbers.operator.is_equality, order, at

    def _depth_of(self, correction: Correction) -> int:
        row = self._locator.address(correction.cell).row
        return -len(row.code or "") if row is not None else 0

    def _choose(
        self,
        choices: dict[Candidate, RankedChoice],
        candidates: Iterable[Candidate],
        open_checks: set[int],
    ) -> None:
        """Put the best values of candidates among the choices, and take out who mends nothing."""
        for candidate in candidates:
            choice = best_choice(candidate, open_checks)
            if choice is not None:
                choices[candidate] = RankedChoice(self._rank(choice), choice)
            else:
                choices.pop(candidate, None)

    def _rank(self, choice: Choice) -> Rank:
        candidate = choice.candidate
        key = candidate.printed.key
        suspects = [self._suspects[at] for at in choice.mended]
        called_wrong = suspects.count(key)
        is_blank, in_table, *place = candidate.order
        return (
            -choice.score,
            choice.broken,
            -len(choice.mended),
            is_blank,
            in_table,
            -called_wrong,
            *place,
            candidate.printed.cell.place.text,
        )

    def _root(self, choice: Choice, others: Sequence[Choice]) -> Root:
        key = choice.candidate.printed.key
        numbers = sorted(choice.mended, key=lambda at: self._voice(at, key))
        checks = [self._checks[at] for at in numbers]
        spokesman, *follows = checks
        if all(judges_words(item.outcome.check.guards) for item in checks):
            # Nothing but a word speaks against the figure.
            return Root(spokesman=spokesman, follows=tuple(by_rank(follows)))
        return Root(
            spokesman=spokesman,
            suspect=_cell_of(key, spokesman),
            follows=tuple(by_rank(follows)),
            advice=_advice(choice, others),
        )

    def _voice(self, at: int, key: Hashable) -> tuple[int, bool, int, int]:
        """Return what checks are sorted by: who is heaviest, then who calls this figure wrong."""
        item = self._checks[at]
        weight, order = item.rank
        calls_another = self._suspects[at] != key
        return weight, calls_another, order, at


def _rank_of(ranked: RankedChoice) -> Rank:
    return ranked.rank


def _equals_of(best: RankedChoice, ranked: Iterable[RankedChoice]) -> list[Choice]:
    """Return the other choices that do as well as the best one, in the order of their ranks."""
    equals = [one for one in ranked if one.choice.does_as_well(best.choice)]
    equals.sort(key=_rank_of)
    return [one.choice for one in equals if one is not best]


def _cell_of(key: Hashable, item: FailedCheck) -> Cell:
    """Return the cell in which a check reads a figure."""
    for cell in item.printed_cells:
        if identity(cell) == key:
            return cell
    raise KeyError(key)


def _advice(choice: Choice, others: Sequence[Choice]) -> Advice | None:
    if choice.score <= 0:
        return None
    alternatives: list[Correction] = []
    for other in others:
        cell = other.candidate.printed.cell
        alternatives.append(Correction(cell, other.text))
    return Advice(
        value=choice.text,
        mended=len(choice.mended),
        broken=choice.broken,
        alternatives=tuple(alternatives),
    )


def _survey(
    checks: Sequence[FailedCheck],
    passed: Iterable[Comparison],
    locator: Locator,
) -> list[Candidate]:
    """Return the figures of failed checks that could be another, with the values they may take."""
    figures: dict[Hashable, PrintedFigure] = {}
    failed: dict[Hashable, dict[int, Remedy]] = {}
    for number, item in enumerate(checks):
        for printed, allowed in _failed_remedies(item, figures, locator):
            figures[printed.key] = printed
            failed.setdefault(printed.key, {})[number] = allowed
    holding: dict[Hashable, list[Remedy]] = {}
    for numbers in passed:
        for key, allowed in _passed_remedies(numbers, figures):
            holding.setdefault(key, []).append(allowed)
    candidates: list[Candidate] = []
    for key, printed in figures.items():
        candidate = Candidate(
            printed=printed,
            order=_order_of(printed.cell, locator),
            failed=failed[key],
            passed=holding.get(key, ()),
        )
        candidates.append(candidate)
    return candidates


def _failed_remedies(
    item: FailedCheck,
    figures: Mapping[Hashable, PrintedFigure],
    locator: Locator,
) -> Iterator[tuple[PrintedFigure, Remedy]]:
    """Yield the figures that a failed check would pass with, were they another, and the values."""
    numbers = _numbers(item)
    for cell in item.printed_cells:
        row = locator.address(cell).row
        if is_absent(row) or locator.doc.is_foreign(cell):
            continue
        key = identity(cell)
        printed = figures.get(key)
        if printed is None:
            figure = printed_or_zero(numbers, cell, locator)
            printed = PrintedFigure(key, cell, figure)
        allowed = printed.allowed(numbers)
        as_printed = printed.figure.digits
        if allowed is not None and not allowed.contains(as_printed):
            yield printed, allowed


def _passed_remedies(
    numbers: Comparison, figures: Mapping[Hashable, PrintedFigure]
) -> Iterator[tuple[Hashable, Remedy]]:
    """Yield the figures, by their keys, that a relation which holds doesn't let take any value."""
    for cell in distinct(numbers):
        key = identity(cell)
        printed = figures.get(key)
        if printed is None:
            continue
        allowed = printed.allowed(numbers)
        as_printed = printed.figure.digits
        if allowed is not None and allowed.contains(as_printed):
            yield key, allowed


def _order_of(cell: Cell, locator: Locator) -> Order:
    row = locator.address(cell).row
    in_table = 1
    if row is not None and locator.is_said(row):
        in_table = 0
    is_blank = int(cell.figure is None)
    return (is_blank, in_table, *cell.place.position)


def _numbers(item: FailedCheck) -> Comparison:
    assert item.numbers is not None
    return item.numbers


# What values of a candidate are compared by: the least is taken.
Weight = tuple[int, int, Fraction]


def best_choice(candidate: Candidate, open_checks: set[int]) -> Choice | None:
    """Return the value in most ranges of open checks and outside fewest of passing ones.

    Of values that do equally well it is the nearest to the centre of the narrowest range. None if
    no value mends an open check.
    """
    failed = dict(candidate.failed)
    for at in candidate.failed.keys() - open_checks:
        del failed[at]
    if not failed:
        return None
    centre = min(failed.values(), key=_width).centre
    is_blank = candidate.printed.cell.figure is None
    best: Choice | None = None
    least_weight: Weight | None = None
    ranges = (*failed.values(), *candidate.passed)
    for value in _values(ranges):
        if is_blank and value < 0:
            # Nobody left a negative amount blank.
            continue
        mended = [at for at, allowed in failed.items() if allowed.contains(value)]
        if not mended:
            continue
        holding = [allowed for allowed in candidate.passed if allowed.contains(value)]
        broken = len(candidate.passed) - len(holding)
        distance = abs(value - centre)
        weight = (broken - len(mended), broken, distance)
        if least_weight is None or weight < least_weight:
            least_weight = weight
            best = Choice(candidate, value, frozenset(mended), broken)
    return best


def _width(allowed: Remedy) -> tuple[bool, Fraction]:
    if allowed.low is None or allowed.high is None:
        return True, Fraction(0)
    return False, allowed.high - allowed.low


def _values(ranges: Iterable[Remedy]) -> list[int]:
    """Return where the number of ranges a value lies in can change, and the centres; sorted."""
    values: set[int] = set()
    half = Fraction(1, 2)
    for allowed in ranges:
        values.add(math.floor(allowed.centre + half))
        for end in (allowed.first, allowed.last):
            if end is not None:
                values.add(end)
    return sorted(values)
