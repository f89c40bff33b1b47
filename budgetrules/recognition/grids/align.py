"""Align printed columns with declared ones by points: in printed order, unless headers say otherwise.

`points[at][slot]` is how likely the printed column `at` is the declared one `slot`; the result
gives the slot of each column that has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.recognition.grids.similarity import LEAST, PLAIN

Points = Sequence[Sequence[int]]


def align(points: Points) -> dict[int, int]:
    """Match in printed order; an unambiguous header overrides the order.

    Where columns of two kinds stand by turns (预算数 and 决算数) only another order fits: those
    with unambiguous headers are as they are called, and the rest in order.
    """
    pairs = in_order(points)
    plain = unambiguous(points)
    if all(pairs.get(at) == slot for at, slot in plain.items()):
        return pairs
    rest = _without(points, plain)
    return {**in_order(rest), **plain}


def _without(points: Points, pairs: dict[int, int]) -> list[list[int]]:
    """The points with 0 wherever a column or a slot has been matched."""
    taken = set(pairs.values())
    rest: list[list[int]] = []
    for at, row in enumerate(points):
        if at in pairs:
            rest.append([0] * len(row))
        else:
            rest.append([0 if slot in taken else value for slot, value in enumerate(row)])
    return rest


def unambiguous(points: Points) -> dict[int, int]:
    """Columns whose best match is unique both ways."""
    pairs: dict[int, int] = {}
    for at, row in enumerate(points):
        best = max(row, default=0)
        if best < PLAIN or list(row).count(best) > 1:
            continue
        slot = list(row).index(best)
        rivals = (other[slot] for number, other in enumerate(points) if number != at)
        if all(rival < best for rival in rivals):
            pairs[at] = slot
    return pairs


def in_order(points: Points) -> dict[int, int]:
    """Match columns with slots, both in order, for the most points; then those left over.

    A slot left over goes to the one column that alone is plainly called so.
    """
    pairs = _best_path(points)
    width = len(points[0]) if points else 0
    taken = set(pairs.values())
    free = [slot for slot in range(width) if slot not in taken]
    for slot in free:
        plain = [at for at, row in enumerate(points) if at not in pairs and row[slot] >= PLAIN]
        if len(plain) == 1 and _is_plain_once(points[plain[0]], free):
            pairs[plain[0]] = slot
    return pairs


def _is_plain_once(row: Sequence[int], slots: Sequence[int]) -> bool:
    """Whether a column is plainly called as one of some slots, and only one."""
    return sum(row[slot] >= PLAIN for slot in slots) == 1


def _best_path(points: Points) -> dict[int, int]:
    """The pairs in order with the most points, found from the last column to the first."""
    rows, width = len(points), len(points[0]) if points else 0
    best = _best_sums(points, rows, width)
    pairs: dict[int, int] = {}
    at = slot = 0
    while at < rows and slot < width:
        value = points[at][slot]
        if value >= LEAST and best[at][slot] == value + best[at + 1][slot + 1]:
            pairs[at] = slot
            at += 1
            slot += 1
        elif best[at][slot] == best[at + 1][slot]:
            at += 1
        else:
            slot += 1
    return pairs


def _best_sums(points: Points, rows: int, width: int) -> list[list[int]]:
    """The most points that the columns and slots from each place on can have."""
    best = [[0] * (width + 1) for _ in range(rows + 1)]
    for at in range(rows - 1, -1, -1):
        row, below, own = points[at], best[at + 1], best[at]
        for slot in range(width - 1, -1, -1):
            most = max(below[slot], own[slot + 1])
            value = row[slot]
            if value >= LEAST and value + below[slot + 1] > most:
                most = value + below[slot + 1]
            own[slot] = most
    return best
