"""What the figures of a section are related by besides changes: shares, completions, totals.

Where the words leave several readings each is a relation of its own; those of one sentence share a
number. An error is told only where every reading fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.recognition.claims.changes import distinct
from budgetrules.recognition.claims.frames import (
    FARTHEST,
    Completion,
    Frame,
    Mention,
    OpenList,
    Section,
    Share,
)


@attrs.frozen(eq=False, kw_only=True)
class ShareRelation:
    """An amount, its whole, and its share.

    `is_open`: nothing names the whole, which may be another one than any that is printed here.
    """

    subject: str
    whole_name: str
    sentence: tuple[int, int]
    part: Mention
    whole: Mention
    share: Mention
    is_open: bool


@attrs.frozen(eq=False, kw_only=True)
class CompletionRelation:
    """An amount, its budget, and the rate at which that was carried out."""

    subject: str
    stage: str
    sentence: tuple[int, int]
    amount: Mention
    budget: Mention
    rate: Mention


@attrs.frozen(eq=False, kw_only=True)
class TotalRelation:
    """A head and its items; `complete` says that they make it up."""

    subject: str
    sentence: tuple[int, int]
    head: Mention
    items: tuple[Mention, ...]
    complete: bool


# An item's own amount is among its first.
_FIRST_AMOUNTS = 4
# Budgets that were only compared with are looked for so far back.
_LAST_BUDGETS = 4


# ---- shares


def shares(section: Section) -> Iterator[list[ShareRelation]]:
    """Yield the readings of each share whose whole is printed."""
    beside = _frames_with_shares(section)
    for share in section.shares:
        part = _part_of(share)
        if part is None:
            continue
        near = _frames_near(share, section)
        others = [frame for frame in near if frame not in beside[share.share.sentence]]
        readings: list[ShareRelation] = []
        for whole in _wholes(share, part, near, others):
            relation = ShareRelation(
                subject=share.frame.subject,
                whole_name=share.whole_name,
                sentence=share.share.sentence,
                part=part,
                whole=whole,
                share=share.share,
                is_open=_is_open(share),
            )
            readings.append(relation)
        if readings:
            yield readings


def _frames_with_shares(section: Section) -> dict[tuple[int, int], set[Frame]]:
    """Return the frames that each sentence gives shares of: items of one whole."""
    frames: dict[tuple[int, int], set[Frame]] = defaultdict(set)
    for share in section.shares:
        frames[share.share.sentence].add(share.frame)
    return frames


def _frames_near(share: Share, section: Section) -> list[Frame]:
    """Return the frames that a share can refer to: some in front of it, and those right behind."""
    begin = max(0, share.position - FARTHEST)
    return section.frames[begin : share.position + FARTHEST]


def _is_open(share: Share) -> bool:
    has_whole = share.whole is not None or share.earlier is not None
    return not has_whole and not share.whole_key and share.frame.head is None


def _part_of(share: Share) -> Mention | None:
    amounts = share.frame.amounts_near(share.share.sentence)
    before = [item for item in amounts if item.start < share.share.start]
    candidates = before[-1:] or amounts[:1]
    return candidates[0] if candidates else None


def _wholes(
    share: Share, part: Mention, near: Sequence[Frame], others: Sequence[Frame]
) -> list[Mention]:
    """Return the amounts that a share may be of; `others` are the frames that have no shares."""
    if share.whole is not None:
        return [share.whole]
    if not share.whole_key:
        return _heads(share.frame, part) or _earlier(share, part, others)
    frames = [frame for frame in near if frame.key == share.whole_key]
    if not frames:
        frames = [frame for frame in others if frame.key.endswith(share.whole_key)]
    candidates: list[Mention] = []
    for frame in frames:
        like = [item for item in frame.amounts_near(part.sentence) if item.fits(part)]
        candidates.extend(item for item in like if item is not part and not item.is_less(part))
    return _nearest(candidates, part)


def _heads(frame: Frame, part: Mention) -> list[Mention]:
    """Return the head of the list that a frame stands in."""
    head = frame.head
    if head is None:
        return []
    like = [item for item in head.amounts_near(part.sentence) if item.fits(part)]
    before = [item for item in like if item.start < part.start]
    return (before or like)[-1:]


def _earlier(share: Share, part: Mention, others: Sequence[Frame]) -> list[Mention]:
    """Return what the sentence before is of, and every other amount that is not smaller."""
    if share.earlier is not None and share.earlier.fits(part):
        return [share.earlier]
    main = share.main
    if main is None or not main.fits(part):
        return []
    candidates = [main]
    for frame in others:
        for item in frame.amounts_near(part.sentence):
            is_before = item.start < part.start and item.fits(part)
            if is_before and not item.is_less(part):
                candidates.append(item)
    return list(distinct(candidates))


def _nearest(candidates: Sequence[Mention], part: Mention) -> list[Mention]:
    """Return those of the same sentence, or else all of the section."""
    near = [item for item in candidates if item.sentence == part.sentence]
    return list(near or candidates)


# ---- completions


def completions(section: Section) -> Iterator[list[CompletionRelation]]:
    """Yield the readings of each rate of completion whose budget is printed."""
    for completion in section.completions:
        amount = _carried_out(completion)
        if amount is None:
            continue
        readings = [
            CompletionRelation(
                subject=completion.frame.subject,
                stage=completion.stage,
                sentence=completion.rate.sentence,
                amount=amount,
                budget=budget,
                rate=completion.rate,
            )
            for budget in _budgets(completion, amount)
        ]
        if readings:
            yield readings


def _carried_out(completion: Completion) -> Mention | None:
    begin = completion.rate.start
    amounts = completion.frame.amounts_near(completion.rate.sentence)
    actual = [item for item in amounts if not item.is_planned]
    before = [item for item in actual if item.start < begin]
    if before:
        return before[-1]
    behind = [item for item in actual if item.sentence == completion.rate.sentence]
    return behind[0] if behind else None


def _budgets(completion: Completion, amount: Mention) -> list[Mention]:
    """Return the budgets that a rate may be of: printed with it, or of the stage it names."""
    if completion.budget is not None:
        return [completion.budget]
    frame = completion.frame
    amounts = frame.amounts_near(completion.rate.sentence)
    planned = [item for item in amounts if item.is_planned and item.fits(amount)]
    nearby = frame.budgets[-_LAST_BUDGETS:]
    planned.extend(item for item in nearby if item.fits(amount))
    if not completion.stage:
        return planned
    named = [item for item in planned if item.stage == completion.stage]
    return named or planned


# ---- totals


def totals(section: Section, complete_sets: Sequence[frozenset[str]]) -> Iterator[TotalRelation]:
    """Yield each head with its items."""
    for opened in section.lists:
        for head in _heads_of(opened):
            items = tuple(_items(opened, head))
            if items:
                yield TotalRelation(
                    subject=opened.frame.subject,
                    sentence=head.sentence,
                    head=head,
                    items=items,
                    complete=_is_complete(opened, complete_sets),
                )


def _items(opened: OpenList, head: Mention) -> Iterator[Mention]:
    for frame in opened.items:
        like = [item for item in frame.amounts[:_FIRST_AMOUNTS] if item.fits(head)]
        if like:
            yield like[0]


def _heads_of(opened: OpenList) -> list[Mention]:
    """Return the amounts that items may make up: that of the head, and others beside it."""
    heads = [opened.head]
    for amount in opened.frame.amounts_near(opened.head.sentence):
        is_beside = amount.sentence == opened.head.sentence and amount.start < opened.head.start
        if is_beside and not any(amount.fits(head) for head in heads):
            heads.append(amount)
    return heads


def _is_complete(opened: OpenList, complete_sets: Sequence[frozenset[str]]) -> bool:
    if opened.is_total:
        return True
    if opened.cut_short:
        return False
    if opened.all_parts:
        return True
    if opened.ended_early:
        return False
    keys = [frame.key for frame in opened.items]
    return any(_holds_all(keys, parts) for parts in complete_sets)


def _holds_all(keys: Sequence[str], parts: Iterable[str]) -> bool:
    """Tell whether each part of a set is in the name of an item."""
    return all(any(part in key for key in keys) for part in parts)
