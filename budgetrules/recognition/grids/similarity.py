"""Tell how like a printed header path is to one that the form declares, in points from 0 to 100."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from itertools import islice, product

from budgetrules.core.names import edit_distance, fold
from budgetrules.core.script import NEGATIONS
from budgetrules.recognition.grids.columns import HeaderPath, declared_fields
from budgetrules.recognition.lines.segment import bare_label
from budgetrules.recognition.words import column_words
from budgetrules.schema.forms import Column, Table
from budgetrules.schema.vocabulary import Vocabulary

SAME = 100
_ALIKE = 95
# Below this a header says something else.
LEAST = 50
# A header as plainly called as this is that of no other column.
PLAIN = SAME - 10
_UPPER = 70
_NEAR_UPPER = 10
_LACKS_UPPER = 25
_UNKNOWN_UPPER = 2
_DEEPER = 12
_MOST_HEADS = 64
_FORMULA = re.compile(r"\(?\d+(?:=[\d+\-*()]+)?\)?$")
_MARKS = re.compile(r"[\W_]")


def is_column_number(text: str) -> bool:
    """Whether folded text numbers a column: 1, (3), 4=5+6."""
    return _FORMULA.fullmatch(text) is not None


# Cached: columns are matched under each count of header rows, and those of each part with many
# tables, so that the same few paths come again and again.
@functools.lru_cache(maxsize=16384)
def table_likeness(printed: HeaderPath, table: Table) -> tuple[int, ...]:
    """Say how like a path is to what each of a table's columns is called."""
    fields = declared_fields(table)
    return tuple(column_likeness(printed, field.column, table.vocabulary) for field in fields)


def column_likeness(printed: HeaderPath, column: Column, vocabulary: Vocabulary) -> int:
    """Say how like a printed path is to the best of a column's.

    All of it may stand in one cell, parted by slashes (资金来源/政府性基金).
    """
    if not printed:
        return 0
    paths = [printed]
    if any("/" in word for word in printed):
        steps = "/".join(printed).split("/")
        cut = tuple(step for step in steps if step)
        paths += [cut] if cut else []
    best = 0
    for head in heads_of(column):
        for path in paths:
            likeness = path_likeness(path, head, vocabulary)
            best = max(best, likeness)
    return best


def heads_of(column: Column) -> tuple[HeaderPath, ...]:
    """Return the header paths a column may be printed under, folded."""
    if column.heads:
        return tuple(map(_folded, column.heads))
    paths: list[HeaderPath] = [()]
    for aliases in column.path:
        pairs = product(paths, _folded(aliases))
        few = islice(pairs, _MOST_HEADS)
        paths = [(*path, alias) for path, alias in few]
    return tuple(path for path in paths if path)


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def path_likeness(printed: HeaderPath, declared: HeaderPath, vocabulary: Vocabulary) -> int:
    """Say how like a printed path is to a declared one, both folded, from the top down.

    The last declared step is what the column is called; the steps above it should stand above it
    in print.
    """
    *upper, name = declared
    best = 0
    for depth in range(len(printed)):
        at = len(printed) - 1 - depth
        points = word_likeness(printed[at], name, vocabulary)
        if at and printed[at - 1] + printed[at] == name:
            # A header cut over two rows.
            at -= 1
            points = SAME
        points -= _DEEPER * depth
        if points > best:
            points -= _upper_cost(printed[:at], upper, vocabulary)
            best = max(best, points)
    return best


def _upper_cost(printed: HeaderPath, declared: Sequence[str], vocabulary: Vocabulary) -> int:
    """Return the points lost to the steps above the last one.

    Declared steps that stand nowhere above cost most; those that come near, and printed ones that
    nobody declared, little.
    """
    end, cost, matched = len(printed), 0, 0
    for step in reversed(declared):
        at = _nearest_above(printed, step, end, vocabulary)
        if at is None:
            cost += _LACKS_UPPER
            continue
        unlike = SAME - word_likeness(printed[at], step, vocabulary)
        cost += unlike // _NEAR_UPPER
        end = at
        matched += 1
    return cost + _UNKNOWN_UPPER * (len(printed) - matched)


def _nearest_above(
    printed: HeaderPath,
    step: str,
    end: int,
    vocabulary: Vocabulary,
) -> int | None:
    """Return the last printed step before `end` that comes near to a declared one."""
    for at in range(end - 1, -1, -1):
        if word_likeness(printed[at], step, vocabulary) >= _UPPER:
            return at
    return None


# Cached: the same pairs of words are weighed for many paths, and again in the next document.
@functools.lru_cache(maxsize=65536)
def word_likeness(printed: str, declared: str, vocabulary: Vocabulary) -> int:
    """Say how like two folded headers are."""
    if printed == declared:
        return SAME
    one, other = plain(printed, vocabulary), plain(declared, vocabulary)
    if one == other:
        return _ALIKE
    short, long = sorted((one, other), key=len)
    if not short or _negates(long, short):
        return 0
    if short in long:
        points = _part_likeness(short, long)
        if points:
            return points
    return _spelling_likeness(short, long)


def _negates(long: str, short: str) -> bool:
    """Whether a header is the other one denied: 非税收入 of 税收入."""
    return any(long == negation + short for negation in NEGATIONS)


def _part_likeness(part: str, whole: str) -> int:
    """Say how like a header is to a longer one that it is a part of; one character says nothing."""
    covered = 60 * len(part) // len(whole)
    if len(part) >= 2 and whole.startswith(part):
        return 30 + covered
    if len(part) >= 2 and whole.endswith(part):
        return 30 + covered
    return 20 + covered if len(part) >= 3 else 0


def _spelling_likeness(short: str, long: str) -> int:
    """Say how like two plain headers are of which one is not a part of the other."""
    distance = edit_distance(short, long, 2)
    if distance == 1 and len(short) >= 3:
        return 80
    return 70 if distance == 2 and len(short) >= 6 else 0


def plain(word: str, vocabulary: Vocabulary) -> str:
    """Return a folded header without its unit, numbering and marks: 合计(万元) → 合计."""
    unitless = column_words(vocabulary).bracketed_unit.sub("", word)
    short = bare_label(unitless, vocabulary)
    return _MARKS.sub("", short) or word
