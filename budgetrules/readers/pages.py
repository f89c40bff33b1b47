"""Page numbers that stand between the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetrules.core.names import fold
from budgetrules.core.script import PAGE_NUMBER, PAGE_SIGN
from budgetrules.readers.raw import RawLine

_PAGE_NUMBER = re.compile(PAGE_NUMBER)
_SEVERAL_NUMBERS = re.compile(r"\d\s+\d")
_LAST_CHARACTERS = f"-—–－{PAGE_SIGN})）"
_LONGEST = 15
# A number alone on its line: its value, and the number of the line.
_Bare = tuple[int, int]
# Numbers that rise by one are those of pages where they are so many at least, and no less than this
# part (a quarter) of the numbers that stand alone.
_LEAST_RISING, _LEAST_PART = 3, 4


def is_page_number(line: RawLine) -> bool:
    """Return whether a line holds nothing but what may be a page number."""
    text = line.text.strip()
    if not text or len(text) > _LONGEST:
        return False
    last = text[-1]
    if not last.isdigit() and last not in _LAST_CHARACTERS:
        return False
    if _SEVERAL_NUMBERS.search(text):
        return False
    return _PAGE_NUMBER.fullmatch(fold(text)) is not None


def page_numbers(
    lines: Sequence[RawLine], *, stripped: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the lines (by number) of a narrative that are page numbers, and those that may be.

    A number alone on its line may also be a cell of a sheet, a weight: it is doubtful where the
    cell before it has ended, unless such numbers rise by one from page to page. `stripped`: blanks
    at line ends were cut, so that no line tells whether one has.
    """
    certain: set[int] = set()
    bare: list[_Bare] = []
    before = ""
    for line in lines:
        if is_page_number(line):
            word = fold(line.text)
            cell_has_ended = stripped or before.endswith(" ")
            if not word.isdigit() or not cell_has_ended:
                certain.add(line.number)
            if word.isdigit():
                bare.append((int(word), line.number))
                continue
        if line.text.strip():
            before = line.text
    certain |= _rising(bare)
    doubtful = {number for _, number in bare}
    doubtful -= certain
    return frozenset(certain), frozenset(doubtful)


def _rising(bare: list[_Bare]) -> set[int]:
    """Return the lines whose values belong to a long enough run of numbers rising by one.

    The numbers of a run need not follow each other directly.
    """
    values = [value for value, _ in bare]
    up_to = _run_lengths(values, 1)
    on_from = _run_lengths(values[::-1], -1)
    on_from.reverse()
    least = max(_LEAST_RISING, len(bare) // _LEAST_PART)
    lines: set[int] = set()
    for number, (_, line) in enumerate(bare):
        # The number itself counts in both.
        length = up_to[number] + on_from[number] - 1
        if length >= least:
            lines.add(line)
    return lines


def _run_lengths(values: list[int], step: int) -> list[int]:
    """For each value, how long the run is that ends in it and changes by `step` each time."""
    length_at: dict[int, int] = {}
    lengths: list[int] = []
    for value in values:
        length = length_at.get(value - step, 0) + 1
        length_at[value] = length
        lengths.append(length)
    return lengths
