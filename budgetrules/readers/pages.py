"""Page numbers that stand between the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawLine

_PAGE_NUMBER = re.compile(r"-*(?:第?\d{1,4}页?|\d{1,4}/\d{1,4}|第\d{1,4}页,?\(?共\d{1,4}页\)?)-*")
_SEVERAL_NUMBERS = re.compile(r"\d\s+\d")
# Numbers that rise by one are those of pages where they are so many, and so large a part of the numbers that stand alone.
_CHAIN, _PART = 3, 4


def is_page_number(line: RawLine) -> bool:
    """Whether a line holds nothing but what may be a page number."""
    text = line.text.strip()
    if not text or not (text[-1].isdigit() or text[-1] in "-—–－页)）"):
        return False
    return (
        len(text) < 16
        and _PAGE_NUMBER.fullmatch(fold(text)) is not None
        and not _SEVERAL_NUMBERS.search(text)
    )


def page_numbers(
    lines: Sequence[RawLine], *, stripped: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """The lines (by number) of a narrative that are page numbers, and those that may be.

    A number alone on its line may also be a cell of a sheet, a weight: it is doubtful where the cell before it has ended, unless
    such numbers rise by one from page to page. `stripped`: blanks at line ends were cut, so that no line tells whether one has.
    """
    certain: set[int] = set()
    bare: list[tuple[int, int]] = []
    before = ""
    for line in lines:
        if is_page_number(line):
            word = fold(line.text)
            if not word.isdigit() or not (stripped or before.endswith(" ")):
                certain.add(line.number)
            if word.isdigit():
                bare.append((int(word), line.number))
                continue
        if line.text.strip():
            before = line.text
    certain |= _chained(bare)
    return frozenset(certain), frozenset(number for _, number in bare if number not in certain)


def _chained(bare: list[tuple[int, int]]) -> set[int]:
    """The lines of numbers that belong to a long enough run of numbers rising by one."""
    ahead: dict[int, int] = {}
    length_from = []
    for value, _ in reversed(bare):
        ahead[value] = ahead.get(value + 1, 0) + 1
        length_from.append(ahead[value])
    behind: dict[int, int] = {}
    found = set()
    for (value, number), following in zip(bare, reversed(length_from), strict=True):
        behind[value] = behind.get(value - 1, 0) + 1
        if behind[value] + following - 1 >= max(_CHAIN, len(bare) // _PART):
            found.add(number)
    return found
