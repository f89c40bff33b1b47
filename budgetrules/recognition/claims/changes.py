"""The readings of a change: which amount changed, and what it is compared with.

Years, stages and the order of the text decide; where they leave several pairs each is a reading.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

import attrs

from budgetrules.recognition.claims.frames import Comparison, Frame, Mention, Phrase, Section

# An amount and what it is compared with; None for one that is not printed.
Pair = tuple[Mention | None, Mention | None]
# More amounts of one subject than this leave no reading that could be told.
_MOST_AMOUNTS = 6


class Trend(enum.Enum):
    """Which way an amount is said to have gone."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@attrs.frozen(eq=False, kw_only=True)
class ChangeRelation:
    """An amount, what it is compared with, and its change."""

    subject: str
    direction: str
    trend: Trend | None
    compared_with: str
    sentence: tuple[int, int]
    now: Mention | None
    base: Mention | None
    change: Mention | None
    rate: Mention | None


def changes(section: Section) -> Iterator[list[ChangeRelation]]:
    """Yield the readings of each change."""
    for comparison in section.comparisons:
        readings = list(_readings(comparison))
        if readings:
            yield readings


def _readings(comparison: Comparison) -> Iterator[ChangeRelation]:
    for now, base in _all_pairs(comparison):
        if not _can_be_judged(comparison, now, base):
            continue
        phrase = comparison.phrase
        yield ChangeRelation(
            subject=comparison.frame.subject,
            direction=comparison.direction,
            trend=_trend(comparison),
            compared_with=phrase.text if phrase is not None else "",
            sentence=comparison.sentence,
            now=now,
            base=base,
            change=comparison.change,
            rate=comparison.rate,
        )


def _all_pairs(comparison: Comparison) -> Iterator[Pair]:
    """Yield the pairs of a frame, and those of the other frame that may be meant as well."""
    yield from _Change(comparison, comparison.frame).pairs()
    if comparison.rival is not None:
        yield from _Change(comparison, comparison.rival).pairs()


def _can_be_judged(comparison: Comparison, now: Mention | None, base: Mention | None) -> bool:
    """Tell whether at least two figures are printed, one of them an amount."""
    if now is None and base is None:
        return False
    is_pair = now is not None and base is not None
    return is_pair or bool(comparison.figures())


def _trend(comparison: Comparison) -> Trend | None:
    """Return which way the words say; None where they leave it to the figures."""
    if comparison.sign > 0:
        return Trend.UP
    if comparison.sign < 0:
        return Trend.DOWN
    if comparison.is_flat:
        return Trend.FLAT
    return None


class _Change:
    """A comparison by the amounts of one frame."""

    def __init__(self, comparison: Comparison, frame: Frame) -> None:
        self._comparison = comparison
        self._frame = frame
        self._amounts = self._like()

    def _like(self) -> list[Mention]:
        """Return the frame's amounts that the change can be of."""
        comparison = self._comparison
        like = comparison.change or comparison.base or comparison.now
        amounts = self._frame.amounts_near(comparison.sentence)
        if like is None and amounts:
            like = amounts[0]
        if like is None:
            return []
        return [item for item in amounts if item.fits(like)]

    def pairs(self) -> list[Pair]:
        """Return what may have changed, with what it may be compared with."""
        if len(self._amounts) > _MOST_AMOUNTS:
            return []
        comparison = self._comparison
        if comparison.base is not None:
            others = [item for item in self._amounts if item is not comparison.base]
            return [(now, comparison.base) for now in self._nows(others)]
        if comparison.phrase is None:
            return self._unnamed()
        return self._named_by(comparison.phrase)

    def _named_by(self, phrase: Phrase) -> list[Pair]:
        """Return the pairs where a phrase names what an amount is compared with."""
        candidates = [*self._amounts, *self._budgets()]
        named = [item for item in candidates if self._is_named(item, phrase)]
        if not named:
            others = [item for item in self._amounts if not _is_of(item, phrase)]
            return [(now, None) for now in self._nows(others)]
        base = named[-1]
        others = [item for item in self._amounts if item is not base]
        later = [item for item in others if _may_follow(item, base)]
        return [(now, base) for now in self._nows(later)]

    def _budgets(self) -> list[Mention]:
        """Return the budgets in this sentence that the frame is only compared with."""
        like = self._comparison.change or self._comparison.rate
        if like is None:
            return self._frame.budgets
        return [item for item in self._frame.budgets if item.is_near(like)]

    def _is_named(self, amount: Mention, phrase: Phrase) -> bool:
        """Tell whether an amount is what a phrase names: of its stage and its year."""
        if phrase.is_relative:
            is_stage = phrase.stage in ("", amount.stage)
            return is_stage and self._is_of_year_before(amount)
        if phrase.year and phrase.year != amount.year:
            return False
        if phrase.stage == amount.stage:
            return bool(phrase.year or phrase.stage)
        if not phrase.stage:
            return bool(phrase.year)
        # 预算 alone may name any budget.
        both_planned = phrase.is_planned and amount.is_planned
        return both_planned and not phrase.year

    def _is_of_year_before(self, amount: Mention) -> bool:
        """Tell whether an amount is of the year before the latest that is named."""
        if amount.is_last_year:
            return True
        latest = max((item.order for item in self._amounts), default=0)
        return amount.order > 0 and amount.order == latest - 1

    def _unnamed(self) -> list[Pair]:
        """Return the pairs where nothing says what an amount is compared with."""
        begin = self._begin()
        amounts = [item for item in self._amounts if item.start < begin] or self._amounts
        now = self._comparison.now
        if len(amounts) == 1 and amounts[0].is_last_year:
            return [(None, amounts[0])]
        if len(amounts) < 2:
            return [(reached, None) for reached in self._nows(amounts)]
        if now is not None:
            bases = [item for item in amounts if _is_later(now, item)]
            return [(now, bases[0] if bases else None)]
        return _any_pairs(amounts)

    def _nows(self, amounts: Sequence[Mention]) -> list[Mention | None]:
        """Return what may have changed: the last amount before the change, or of its stage."""
        if self._comparison.now is not None:
            return [self._comparison.now]
        begin = self._begin()
        before = [item for item in amounts if item.start < begin]
        if not before:
            behind = _of_latest_year(amounts)
            return [behind[0] if behind else None]
        candidates = [_of_latest_year(before)[-1]]
        phrase = self._comparison.phrase
        if phrase is not None and phrase.stage:
            same_stage = [item for item in before if item.stage == phrase.stage]
            candidates.extend(same_stage[-1:])
        return list(distinct(candidates))

    def _begin(self) -> int:
        """Return where the figures of the change begin."""
        comparison = self._comparison
        starts = [figure.start for figure in comparison.figures()]
        if not starts and comparison.phrase is not None:
            return comparison.phrase.start
        _, end = comparison.sentence
        return min(starts, default=end)


def _any_pairs(amounts: Sequence[Mention]) -> list[Pair]:
    """Return the pairs in the order of years and stages, or all, and each amount alone."""
    every_pair: list[Pair] = list(permutations(amounts, 2))
    in_order: list[Pair] = [pair for pair in permutations(amounts, 2) if _is_later(*pair)]
    if len(in_order) == 1:
        return in_order
    alone: list[Pair] = [(item, None) for item in amounts]
    return [*(in_order or every_pair), *alone]


def _of_latest_year(amounts: Sequence[Mention]) -> list[Mention]:
    """Return the amounts of the latest year; one of no year may be of it."""
    latest = max((item.order for item in amounts), default=0)
    return [item for item in amounts if item.order in (0, latest)]


def _is_of(amount: Mention, phrase: Phrase) -> bool:
    """Tell whether an amount is of the year that a phrase names, and so none that changed."""
    if phrase.is_relative:
        return amount.is_last_year
    return bool(phrase.year) and amount.year == phrase.year


def _is_later(now: Mention, base: Mention) -> bool:
    """Tell whether years or stages say that one amount is compared with the other."""
    if base.is_last_year != now.is_last_year:
        return base.is_last_year
    if now.year and base.year and now.year != base.year:
        return now.year > base.year
    is_actual = bool(now.stage) and not now.is_planned
    return base.is_planned and is_actual


def _may_follow(now: Mention, base: Mention) -> bool:
    """Tell whether an amount may be compared with another one: it is not of a year before."""
    if now.year and base.year:
        return now.year >= base.year
    return True


def distinct(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield each mention once, in order."""
    seen: set[Mention] = set()
    for mention in mentions:
        if mention not in seen:
            seen.add(mention)
            yield mention
