"""Headings printed otherwise than the form prescribes, by a few characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.names import edit_distance, fold
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.numbering import FIRST, SECOND, numbering
from budgetrules.schema.forms import Section, Wording

MOST_LINES = 3
LONGEST = 120
# A heading may be off by one character in five, and by four at most.
_MOST_OFF, _SHARE = 4, 5


@attrs.frozen
class NearHeading:
    """The section a misprinted heading belongs to, over how many lines, and how far it is off."""

    section: Section
    line_count: int
    off: int


def nearest_section(
    lines: Sequence[RawLine],
    at: int,
    sections: Iterable[Section],
    most_lines: int = MOST_LINES,
) -> NearHeading | None:
    """Find the section whose heading the text from a line on resembles most."""
    nearest: NearHeading | None = None
    candidates = tuple(sections)
    for count in range(1, most_lines + 1):
        words = fold(printed_title(lines, at, count))
        is_sentence = len(words) > LONGEST or "。" in words
        if is_sentence or _runs_on(lines, at, count):
            break
        for section in candidates:
            off = _distance(words, section)
            if off is None:
                continue
            if nearest is None or off < nearest.off:
                nearest = NearHeading(
                    section=section,
                    line_count=count,
                    off=off,
                )
    return nearest


def printed_title(lines: Sequence[RawLine], at: int, count: int) -> str:
    """Join the lines of a heading, without white space."""
    title_lines = lines[at : at + count]
    text = "".join(line.text for line in title_lines)
    return "".join(text.split())


def _runs_on(lines: Sequence[RawLine], at: int, count: int) -> bool:
    """Tell whether the last of several lines is none, or a heading of its own."""
    if count == 1:
        return False
    last = at + count - 1
    if last >= len(lines):
        return True
    return numbering(fold(lines[last].text)) is not None


def is_near_heading(words: str, section: Section) -> bool:
    """Tell whether a folded text is the heading of a section but for a few characters."""
    return _distance(words, section) is not None


def spelled_heading(section: Section) -> str:
    """Spell a heading as the form prints it, with blanks for its slots."""
    return section.headings[0].spelled


def _distance(words: str, section: Section) -> int | None:
    """Count how many characters a heading is off; None if it is another one.

    What stands in a slot is not compared.
    """
    for pattern in (FIRST, SECOND):
        match = pattern.match(words)
        if match is not None:
            words = words[match.end() :]
    smallest: int | None = None
    for wording in section.headings:
        off = wording_distance(words, wording)
        if off is None:
            continue
        if smallest is None or off < smallest:
            smallest = off
    return smallest


def wording_distance(words: str, wording: Wording) -> int | None:
    """Count how many characters a folded text is off a wording; None if it is another one."""
    literals: list[str] = []
    for part in wording.parts:
        if isinstance(part, str):
            literals.append(fold(part))
    length = sum(map(len, literals))
    limit = min(_MOST_OFF, length // _SHARE)
    if not limit:
        return None
    if len(literals) < len(wording.parts):
        leads = isinstance(wording.parts[0], str)
        off = _literals_distance(words, literals, limit, leads=leads)
    else:
        off = edit_distance(words, literals[0], limit)
    if off > limit:
        return None
    return off


def _literals_distance(words: str, literals: Sequence[str], limit: int, *, leads: bool) -> int:
    """Sum up how far each literal is off, one behind the other, what stands between them free.

    `leads`: the first one stands at the start, not behind a slot.
    """
    total = 0
    rest = words
    for number, literal in enumerate(literals):
        size = len(literal)
        best_off = limit + 1
        best_start = 0
        is_first = leads and number == 0
        is_last = number == len(literals) - 1
        for start in _starts(len(rest), size, is_first=is_first, is_last=is_last):
            part = rest[start : start + size]
            off = edit_distance(part, literal, limit)
            if off < best_off:
                best_off = off
                best_start = start
        total += best_off
        rest = rest[best_start + size :]
        if total > limit:
            break
    return total


def _starts(length: int, size: int, *, is_first: bool, is_last: bool) -> range:
    """Range over where a literal may begin: the first at the start, the last near the end."""
    if is_last:
        flush = max(0, length - size)
        one_before = max(0, length - size - 1)
        return range(one_before, flush + 2)
    room = length - size + 1
    if is_first:
        return range(min(1, room))
    return range(room)
