"""Numbers of headings: 第一部分, 一、 and （一）, the three depths of an outline."""

from __future__ import annotations

import re

import attrs

from budgetrules.core.script import (
    BRACKETED_ENUMERATOR,
    ENUMERATOR,
    NUMERALS,
    ORDINAL,
    PART,
)

FIRST = re.compile(ENUMERATOR)
SECOND = re.compile(BRACKETED_ENUMERATOR)
DEPTHS = (re.compile(PART), FIRST, SECOND)
# What the number of a heading begins with.
_BEGIN = frozenset(f"{ORDINAL}({NUMERALS}")


@attrs.frozen(slots=True)
class Numbering:
    """The number in front of a heading, and its depth in the outline from 0."""

    depth: int
    number: str


def numbering(text: str) -> Numbering | None:
    """Read the number that a folded text begins with."""
    if text[:1] not in _BEGIN:
        return None
    for depth, pattern in enumerate(DEPTHS):
        match = pattern.match(text)
        if match is not None:
            return Numbering(depth, match.group())
    return None
