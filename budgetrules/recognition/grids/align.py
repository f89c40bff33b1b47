"""Align printed columns with declared ones: in printed order, unless headers say otherwise.

`points[at][slot]` is how likely the printed column `at` is the declared one `slot`; the result
gives the slot of each column that has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.recognition.grids.similarity import LEAST, PLAIN

Points = Sequence[Sequence[int]]
Pairs = dict[int, int]


def align(points: Points) -> Pairs:
    """Match in printed order; an unambiguous header overrides the order.

    Where columns of two kinds stand by turns (预算数 and 决算数) only another order fits: those
    with unambiguous headers are as they are called, and the rest in order.
    """
    pairs = in_order(points)
    plain = unambiguous(points)
    if plain.items() <= pairs.items():
        return pairs
    rest = _without(points, plain)
    return {**in_order(rest), **plain}


def _without(points: Points, pairs: Pairs) -> Points:
    """Return the points with 0 wherever a column or a slot has been matched."""
    rest: list[list[int]] = []
    for at, row in enumerate(points):
        values = list(row)
        taken = range(len(row)) if at in pairs else pairs.values()
        for slot in taken:
            values[slot] = 0
        rest.append(values)
    return rest


def unambiguous(points: Points) -> Pairs:
    """Columns whose best match is unique both ways."""
    pairs: dict[int, int] = {}
    for at, row in enumerate(points):
        best = max(row, default=0)
        if best < PLAIN or row.count(best) > 1:
            continue
        slot = row.index(best)
        column = [other[slot] for other in points]
        is_best = max(column) == best
        if is_best and column.count(best) == 1:
            pairs[at] = slot
    return pairs


def in_order(points: Points) -> Pairs:
    """Match columns with slots, both in order, for the most points; then those left over.

    A slot left over goes to the one column that alone is plainly called so.
    """
    if not points:
        return {}
    pairs = _best_path(points)
    taken = set(pairs.values())
    slots = range(len(points[0]))
    free = [slot for slot in slots if slot not in taken]
    for slot in free:
        only = _only_plain(points, slot, pairs)
        if only is None:
            continue
        if _is_plain_once(points[only], free):
            pairs[only] = slot
    return pairs


def _only_plain(
    points: Points,
    slot: int,
    pairs: Pairs,
) -> int | None:
    """Return the one unmatched column that is plainly called as a slot is."""
    plain: list[int] = []
    for at, row in enumerate(points):
        if at not in pairs and row[slot] >= PLAIN:
            plain.append(at)
    return plain[0] if len(plain) == 1 else None


def _is_plain_once(row: Sequence[int], slots: Sequence[int]) -> bool:
    """Whether a column is plainly called as one of some slots, and only one."""
    plain = [slot for slot in slots if row[slot] >= PLAIN]
    return len(plain) == 1


def _best_path(points: Points) -> Pairs:
    """Return the pairs in order with the most points, found from the last column to the first."""
    rows, width = len(points), len(points[0])
    best = _best_sums(points, width)
    pairs: dict[int, int] = {}
    at = slot = 0
    while at < rows and slot < width:
        most = best[at][slot]
        below = best[at + 1]
        value = points[at][slot]
        if value >= LEAST and most == value + below[slot + 1]:
            pairs[at] = slot
            at += 1
            slot += 1
        elif most == below[slot]:
            at += 1
        else:
            slot += 1
    return pairs


def _best_sums(points: Points, width: int) -> list[list[int]]:
    """Return the most points that the columns and slots from each place on can have."""
    below = [0] * (width + 1)
    best = [below]
    for row in reversed(points):
        own = [0] * (width + 1)
        for slot in range(width - 1, -1, -1):
            most = max(below[slot], own[slot + 1])
            value = row[slot]
            if value >= LEAST:
                most = max(most, value + below[slot + 1])
            own[slot] = most
        best.append(own)
        below = own
    best.reverse()
    return best
