"""Which lines end a paragraph: a dump shows it by a blank at the end of the line, and so do these
lines.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import attrs

from budgetrules.core.script import MYRIADS, NUMERALS, ORDINAL, PART_SIGN, YEAR_SIGN
from budgetrules.core.units import YUAN
from budgetrules.readers.pdf.content import PageContent, PageLine
from budgetrules.readers.pdf.running import is_number

# Parts of the size of the characters.
_ROOM = 0.6
_INDENT = 1.2
_SAME = 1.0
_TALLER = 0.3
_FAR = 2
_OFF_CENTRE = 2
# In points: right ends counted as one.
_STEP = 10
# How many lines at the top and at the foot of a page may be its number.
_RIM = 2
# What is not parted at the end of a line: a word or number with the punctuation behind it, or one
# character with its own.
_TOGETHER = re.compile(
    rf"[（(“‘《〈「『【\[]*(?:[!-~]+(?:[{MYRIADS}]?{YUAN.symbol}|{YEAR_SIGN})?|.)[，。、；：？！”’）)》〉」』】%％\]]*"
)

_NUMBERED = re.compile(
    rf"{ORDINAL}?[{NUMERALS}]+(?:、|{PART_SIGN})|[（(][{NUMERALS}]+[）)]|\d{{1,2}}[.、．](?!\d)"
)
_SENTENCE_END = "。；;：:…！？!?.·”"


@attrs.frozen(slots=True)
class _Block:
    """Where the text of a page begins and ends."""

    left: float
    right: float


@attrs.frozen(slots=True)
class _BodyLine:
    """A line of the body, and the block of its page."""

    line: PageLine
    block: _Block


def mark_ends(pages: list[PageContent]) -> None:
    """Add a blank to every line that ends a paragraph: its next word had room, or the next line is
    indented, larger or a table.
    """
    body = _body(pages)
    before_grids = _lines_before_grids(pages)
    for current, following in pairwise(body):
        if current.line in before_grids or _ends(current, following):
            _add_blank(current.line)
    if body:
        _add_blank(body[-1].line)


def _body(pages: list[PageContent]) -> list[_BodyLine]:
    """Return all lines but page numbers; those end by themselves, and get their blank at once."""
    usual_margins = _usual_margins(pages)
    body: list[_BodyLine] = []
    for page in pages:
        usual_margin = usual_margins.get(page.size[0])
        block = _block(page, usual_margin)
        foot = len(page.lines) - _RIM
        for at, line in enumerate(page.lines):
            is_inside = _RIM <= at < foot
            if is_inside or not is_number(line):
                body.append(_BodyLine(line, block))
            else:
                _add_blank(line)
    return body


def _block(page: PageContent, usual_margin: float | None) -> _Block:
    width, _ = page.size
    lefts = [line.box[0] for line in page.lines]
    left = min(lefts, default=0.0)
    margin = _margin(page.lines)
    if margin is None:
        margin = usual_margin
    return _Block(left, margin or width)


def _lines_before_grids(pages: list[PageContent]) -> set[PageLine]:
    """Return the lines directly above a table."""
    lines: set[PageLine] = set()
    for page in pages:
        for grid in page.grids:
            if grid.before:
                lines.add(page.lines[grid.before - 1])
    return lines


def _add_blank(line: PageLine) -> None:
    line.text += " "
    line.edges.append(line.edges[-1])


def _margin(lines: list[PageLine]) -> float | None:
    """Say where full lines end on the right: a quarter of a page's reach about as far and few
    further.

    None if that can't be seen.
    """
    rights = sorted(map(_right_of, lines), reverse=True)
    quarter = max(2, len(rights) // 4)
    few = max(2, len(rights) // 8)
    furthest = rights[: few + 1]
    quarter_below = rights[quarter:]
    for right, other_right in zip(furthest, quarter_below, strict=False):
        if right - other_right < _SAME * lines[0].size:
            return right
    return None


def _right_of(line: PageLine) -> float:
    _, _, right, _ = line.box
    return right


def _usual_margins(pages: list[PageContent]) -> dict[float, float]:
    """Say where most lines end on the right, by the width of the page."""
    steps_by_width: dict[float, Counter[float]] = {}
    for page in pages:
        steps = steps_by_width.setdefault(page.size[0], Counter())
        rights = map(_right_of, page.lines)
        steps.update(right // _STEP for right in rights)
    margins = {}
    for width, steps in steps_by_width.items():
        if steps:
            margins[width] = (_most_frequent(steps) + 1) * _STEP
    return margins


def _most_frequent(steps: Counter[float]) -> float:
    """Return the step that most lines end in or directly behind, the furthest of several."""

    def frequency(step: float) -> tuple[int, float]:
        return steps[step] + steps[step + 1], step

    return max(steps, key=frequency)


def _ends(current: _BodyLine, following: _BodyLine) -> bool:
    """Whether a line ends a paragraph, seen from the line that follows it."""
    line, next_line = current.line, following.line
    size = line.size
    room = current.block.right - _right_of(line)
    if room > _width_of_first_word(next_line) + _ROOM * size:
        return True
    is_sentence_end = line.text[-1:] in _SENTENCE_END
    if is_sentence_end and _NUMBERED.match(next_line.text):
        return True
    is_same_page = current.block is following.block
    difference = abs(next_line.size - size)
    if is_same_page and difference > _TALLER * size:
        return True
    if _is_centred(following):
        return not _is_centred(current)
    left, top, _, _ = next_line.box
    is_indented = left > following.block.left + _INDENT * size
    if not is_same_page:
        return is_indented
    _, _, _, bottom = line.box
    return is_indented and top - bottom < _FAR * size


def _width_of_first_word(line: PageLine) -> float:
    """Return the width of what can't be parted at the begin of a line."""
    word = _TOGETHER.match(line.text)
    end = word.end() if word is not None else 1
    last_edge = len(line.edges) - 1
    return line.edges[min(end, last_edge)] - line.edges[0]


def _is_centred(placed: _BodyLine) -> bool:
    """Whether a line is as far from the left as from the right margin of its page."""
    line, block = placed.line, placed.block
    left, _, right, _ = line.box
    room_before = left - block.left
    room_behind = block.right - right
    if room_before <= _INDENT * line.size:
        return False
    off_centre = abs(room_before - room_behind)
    return off_centre < _OFF_CENTRE * line.size
