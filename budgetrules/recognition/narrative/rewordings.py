"""Headings worded otherwise than the form words them: some words more, fewer, or others.

A heading is likened to every section of the form by the longest stretch of characters, gaps
allowed, that both have in one order. Numbers count in hundredths of what is wholly alike.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections.abc import Iterator, Sequence

import attrs

from budgetrules.core.names import edit_distance, fold
from budgetrules.core.script import FISCAL_YEAR
from budgetrules.recognition.narrative.numbering import FIRST, SECOND
from budgetrules.schema.forms import Optional, Section, Slot, SlotKind, Wording, WordingPart

_LONGEST = 50
# Words a form may choose of in one heading; more are not spelled out.
_MOST_WAYS = 8
_SHORTEST = 4
# Alike enough wherever it stands, and where it stands between its neighbours of the form.
_ALIKE, _ALIKE_IN_ORDER = 85, 70
# A heading that has only words of the form's, or all of them, may lack or add that much.
_CONTAINED = 55
# What is less alike is not looked at.
_LEAST = 40
_MOST_SLIPS = 1
_NO_HEADING = re.compile(r"[,。;:!?]|\d\.\d")
_YEAR_IN_FRONT = re.compile(rf"^{FISCAL_YEAR}")


@attrs.frozen
class Likeness:
    """How much a heading is like that of a section, and whether one contains the other.

    `spelling` is the one it is likest to.
    """

    section: Section
    hundredths: int
    contained: bool
    spelling: str = ""

    def is_enough(self, *, in_order: bool) -> bool:
        """Whether it is the heading of that section, in other words."""
        if self.hundredths >= _ALIKE:
            return True
        if not in_order:
            return False
        return self.hundredths >= (_CONTAINED if self.contained else _ALIKE_IN_ORDER)


def likest_section(words: str, sections: Sequence[Section]) -> Likeness | None:
    """Find the one section that a folded heading is most like; None if it is no heading."""
    heading = _bare(words)
    if not _SHORTEST <= len(heading) <= _LONGEST or _NO_HEADING.search(heading):
        return None
    likest: Likeness | None = None
    is_tied = False
    for section in sections:
        likeness = _likeness(heading, section)
        if likest is None or likeness.hundredths > likest.hundredths:
            likest = likeness
            is_tied = False
        elif likeness.hundredths == likest.hundredths:
            is_tied = True
    if is_tied:
        return None
    return likest


def is_reworded(words: str, section: Section) -> bool:
    """Tell whether a folded heading near that of a section has other words, not a slip.

    A slip is one character, or two neighbours that changed places.
    """
    heading = _bare(words)
    likeness = _likeness(heading, section)
    has_gaps = prescribed(likeness) != likeness.spelling
    if has_gaps or not likeness.spelling:
        return False
    return edit_distance(heading, fold(likeness.spelling), _MOST_SLIPS) > _MOST_SLIPS


def _bare(words: str) -> str:
    """Take the number and the year in front from a heading."""
    for pattern in (FIRST, SECOND, _YEAR_IN_FRONT):
        words = pattern.sub("", words, count=1)
    return words


def _likeness(heading: str, section: Section) -> Likeness:
    best = Likeness(section, 0, contained=False)
    for spelling in _spellings(section):
        length = len(heading) + len(spelling)
        folded_spelling = fold(spelling)
        shared = sum(character in folded_spelling for character in heading)
        at_most = 200 * shared // length
        if at_most <= max(best.hundredths, _LEAST):
            continue
        common = _common(heading, folded_spelling)
        hundredths = 200 * common // length
        is_contained = common in (len(heading), len(spelling))
        if hundredths > best.hundredths:
            best = Likeness(section, hundredths, is_contained, spelling)
    return best


def _common(one: str, other: str) -> int:
    """Count the characters of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for character in one:
        before = 0
        for at, this in enumerate(other, 1):
            above = row[at]
            row[at] = before + 1 if character == this else max(above, row[at - 1])
            before = above
    return row[-1]


@functools.lru_cache(maxsize=1024)
def _spellings(section: Section) -> tuple[str, ...]:
    """Spell the headings of a section behind their last gap, with and without what may lack."""
    spellings: dict[str, None] = {}
    for wording in section.headings:
        for spelling in _ways(_behind_gaps(wording)):
            if len(spelling) >= _SHORTEST:
                spellings[spelling] = None
    return tuple(spellings)


def prescribed(likeness: Likeness) -> str:
    """Spell the heading that a reworded one stands for, with blanks where it has gaps."""
    for wording in likeness.section.headings:
        parts = _behind_gaps(wording)
        has_gaps = len(parts) < len(wording.parts)
        if has_gaps and likeness.spelling in _ways(parts):
            return wording.spelled
    return likeness.spelling


def _behind_gaps(wording: Wording) -> tuple[WordingPart, ...]:
    """Return the parts of a wording behind the last slot that may hold anything."""
    begin = 0
    for at, part in enumerate(wording.parts):
        if isinstance(part, Slot) and part.kind is not SlotKind.CHOICE:
            begin = at + 1
    return wording.parts[begin:]


def _ways(parts: Sequence[WordingPart]) -> list[str]:
    """Spell some parts in each way in which they may be printed."""
    ways = [""]
    for part in parts:
        endings = list(_spelled(part))
        ways = list(itertools.starmap(operator.add, itertools.product(ways, endings)))
        del ways[_MOST_WAYS:]
    return ways


def _spelled(part: WordingPart) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Optional):
        yield ""
        for way in part.ways:
            if all(isinstance(inner, str) for inner in way):
                yield from _ways(way)
    else:
        yield from part.choices


def is_between(section: Section, order: Sequence[str], before: str, behind: str) -> bool:
    """Tell whether the form has a section between two others; an empty one is at the end."""
    at = order.index(section.id)
    is_behind = not before or order.index(before) < at
    is_before = not behind or at < order.index(behind)
    return is_behind and is_before
