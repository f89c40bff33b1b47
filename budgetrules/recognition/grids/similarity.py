"""How like a printed header path is to one that the form declares: points from 0 to 100."""

from __future__ import annotations

import functools
import re

from budgetrules.core.names import edit_distance, fold
from budgetrules.recognition.lines.segment import bare_label
from budgetrules.schema.forms import Column

SAME = 100
_ALIKE = 95
# Below this a header says something else.
LEAST = 50
_UPPER = 70
_NEAR_UPPER = 10
_LACKS_UPPER = 25
_UNKNOWN_UPPER = 2
_DEEPER = 12
_BRACKETED_UNIT = re.compile(r"\((?:单位:?)?(?:[百千万亿]*元|%|人|个|台|辆|平方米)\)")
_FORMULA = re.compile(r"\(?\d+(?:=[\d+\-*()]+)?\)?$")
_MARKS = re.compile(r"[\W_]")
_NEGATIONS = ("非", "不", "未")


@functools.lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A folded header without its unit, numbering and marks: 合计(万元) → 合计."""
    short = bare_label(_BRACKETED_UNIT.sub("", word))
    return _MARKS.sub("", short) or word


@functools.lru_cache(maxsize=65536)
def word_likeness(printed: str, declared: str) -> int:
    """How like two folded headers are."""
    if printed == declared:
        return SAME
    one, other = plain(printed), plain(declared)
    if one == other:
        return _ALIKE
    short, long = sorted((one, other), key=len)
    if not short or any(long == negation + short for negation in _NEGATIONS):
        return 0
    if len(short) >= 2 and (long.startswith(short) or long.endswith(short)):
        return 30 + 60 * len(short) // len(long)
    if len(short) >= 3 and short in long:
        return 20 + 60 * len(short) // len(long)
    distance = edit_distance(one, other, 2)
    if distance == 1 and len(short) >= 3:
        return 80
    return 70 if distance == 2 and len(short) >= 6 else 0


@functools.lru_cache(maxsize=65536)
def path_likeness(printed: tuple[str, ...], declared: tuple[str, ...]) -> int:
    """How like a printed path is to a declared one, both folded, from the top down.

    The last declared step is what the column is called; the steps above it should stand above it in print.
    """
    best = 0
    for depth in range(len(printed)):
        at = len(printed) - 1 - depth
        points = word_likeness(printed[at], declared[-1]) - _DEEPER * depth
        if at and printed[at - 1] + printed[at] == declared[-1]:
            # A header cut over two rows.
            at, points = at - 1, SAME - _DEEPER * depth
        if points > best:
            best = max(best, points - _upper_steps(printed[:at], declared[:-1]))
    return best


def _upper_steps(printed: tuple[str, ...], declared: tuple[str, ...]) -> int:
    """What declared steps that stand nowhere above cost; steps that come near, and printed ones nobody declared, little."""
    above, cost, found = len(printed), 0, 0
    for step in reversed(declared):
        held = next(
            (n for n in range(above - 1, -1, -1) if word_likeness(printed[n], step) >= _UPPER), None
        )
        if held is None:
            cost += _LACKS_UPPER
        else:
            cost += (SAME - word_likeness(printed[held], step)) // _NEAR_UPPER
            above, found = held, found + 1
    return cost + _UNKNOWN_UPPER * (len(printed) - found)


@functools.lru_cache(maxsize=4096)
def heads_of(column: Column) -> tuple[tuple[str, ...], ...]:
    """The header paths a column may be printed under, folded."""
    if column.heads:
        return tuple(tuple(fold(step) for step in head) for head in column.heads)
    paths: list[tuple[str, ...]] = [()]
    for step in column.path:
        paths = [(*path, fold(word)) for path in paths for word in step][:64]
    return tuple(path for path in paths if path)


@functools.lru_cache(maxsize=65536)
def column_likeness(printed: tuple[str, ...], column: Column) -> int:
    """How like a printed path is to the best of a column's; it may stand in one cell, with slashes (资金来源/政府性基金)."""
    if not printed:
        return 0
    cut = tuple(step for word in printed for step in word.split("/") if step)
    paths = (printed, cut) if cut and cut != printed else (printed,)
    return max(
        (path_likeness(path, head) for path in paths for head in heads_of(column)), default=0
    )


def is_column_number(text: str) -> bool:
    """Whether folded text numbers a column: 1, (3), 4=5+6."""
    return _FORMULA.fullmatch(text) is not None
