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
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.pdf.content import PageContent, PageLine
from budgetrules.readers.raw import RawLine

# Parts of the size of the characters.
_ROOM = 0.6
_INDENT = 1.2
_SAME = 1.0
_TALLER = 0.3
_STEP = 10
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


def mark_ends(pages: list[PageContent]) -> None:
    """Add a blank to every line that ends a paragraph: its next word had room, or the next line is
    indented, larger or a table.
    """
    usual = _usual(pages)
    blocks = [_block(page, usual) for page in pages]
    body: list[tuple[PageLine, int]] = []
    for number, page in enumerate(pages):
        for at, line in enumerate(page.lines):
            is_inside = 1 < at < len(page.lines) - 2
            if is_inside or not is_page_number(RawLine(line.text, 0)):
                body.append((line, number))
            else:
                _end(line)
    before_grids = _lines_before_grids(pages)
    for (line, number), (following, next_number) in pairwise(body):
        is_same_page = number == next_number
        block, next_block = blocks[number], blocks[next_number]
        is_above_grid = id(line) in before_grids
        if is_above_grid or _ends(line, block, following, next_block, is_same_page):
            _end(line)
    if body:
        _end(body[-1][0])


def _block(page: PageContent, usual: dict[float, float]) -> _Block:
    left = min((line.box[0] for line in page.lines), default=0.0)
    width = page.size[0]
    return _Block(left, _margin(page.lines, usual.get(width)) or width)


def _lines_before_grids(pages: list[PageContent]) -> set[int]:
    """The lines (by `id`) directly above a table."""
    lines: set[int] = set()
    for page in pages:
        lines.update(id(page.lines[grid.before - 1]) for grid in page.grids if grid.before)
    return lines


def _end(line: PageLine) -> None:
    line.text += " "
    line.edges.append(line.edges[-1])


def _margin(lines: list[PageLine], usual: float | None) -> float | None:
    """Where full lines end on the right: a quarter of a page's reach about as far and few further,
    or else as in the document.
    """
    rights = sorted((line.box[2] for line in lines), reverse=True)
    quarter, few = max(2, len(rights) // 4), max(2, len(rights) // 8)
    for one, other in zip(rights[: few + 1], rights[quarter:], strict=False):
        if one - other < _SAME * lines[0].size:
            return one
    return usual


def _usual(pages: list[PageContent]) -> dict[float, float]:
    """Where most lines end on the right, by the width of the page."""
    rights: dict[float, Counter[float]] = {}
    for page in pages:
        counted = rights.setdefault(page.size[0], Counter())
        counted.update(line.box[2] // _STEP for line in page.lines)
    return {
        width: (max(counted, key=lambda step: (counted[step] + counted[step + 1], step)) + 1)
        * _STEP
        for width, counted in rights.items()
        if counted
    }


def _ends(
    line: PageLine, block: _Block, following: PageLine, next_block: _Block, same_page: bool
) -> bool:
    word = _TOGETHER.match(following.text)
    end = word.end() if word is not None else 1
    wide = following.edges[min(end, len(following.edges) - 1)] - following.edges[0]
    if block.right - line.box[2] > wide + _ROOM * line.size:
        return True
    if _NUMBERED.match(following.text) and line.text[-1:] in _SENTENCE_END:
        return True
    if same_page and abs(following.size - line.size) > _TALLER * line.size:
        return True
    if _is_centred(following, next_block):
        return not _is_centred(line, block)
    near = not same_page or following.box[1] - line.box[3] < 2 * line.size
    return near and following.box[0] > next_block.left + _INDENT * line.size


def _is_centred(line: PageLine, block: _Block) -> bool:
    before, behind = line.box[0] - block.left, block.right - line.box[2]
    return before > _INDENT * line.size and abs(before - behind) < 2 * line.size
