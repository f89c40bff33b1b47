"""Which lines end a paragraph: a dump shows it by a blank at the end of the line, and so do these lines."""

from __future__ import annotations

import re

from budgetrules.reading.pdf.pages import PageContent, PageLine
from budgetrules.reading.raw import RawLine
from budgetrules.reading.titles import is_page_number

# Parts of the size of the characters.
_ROOM = 0.6
_INDENT = 1.2
_SAME = 1.0
_TALLER = 0.3
# What is not parted at the end of a line: a word or number with the punctuation behind it, or one character with its own.
_TOGETHER = re.compile(r"[（(“‘《〈「『【\[]*(?:[!-~]+|.)[，。、；：？！”’）)》〉」』】%％\]]*")


def mark_ends(pages: list[PageContent]) -> None:
    """Add a blank to every line that ends a paragraph: its next word had room, or the next line is indented, larger or a table."""
    margin = width = 0.0
    following = _following(pages)
    for page in pages:
        margin = _margin(page.lines, margin if width == page.frame.size[0] else 0.0)
        width = page.frame.size[0]
        left = min((line.box[0] for line in page.lines), default=0.0)
        before_grids = {grid.before for grid in page.grids}
        for at, line in enumerate(page.lines):
            after = following[id(line)]
            beside = after if at + 1 < len(page.lines) and page.lines[at + 1] is after else None
            if at + 1 in before_grids or _ends(line, after, beside, left, margin):
                line.text += " "
                line.edges.append(line.edges[-1])


def _following(pages: list[PageContent]) -> dict[int, PageLine | None]:
    """The line of text behind each one, page numbers passed over."""
    found: dict[int, PageLine | None] = {}
    after: PageLine | None = None
    for page in reversed(pages):
        rim = {id(line) for line in (*page.lines[:2], *page.lines[-2:])}
        for line in reversed(page.lines):
            found[id(line)] = after
            if id(line) not in rim or not is_page_number(RawLine(line.text, 0)):
                after = line
    return found


def _margin(lines: list[PageLine], before: float) -> float:
    """Where full lines end on the right: at least two of a page must reach about as far."""
    rights = sorted((line.box[2] for line in lines), reverse=True)
    for one, other in zip(rights, rights[1:], strict=False):
        if one - other < _SAME * lines[0].size:
            return max(one, before) if one < before - 4 * lines[0].size else one
    return before or (rights[0] if rights else 0.0)


def _ends(line: PageLine, after: PageLine | None, beside: PageLine | None, left: float, margin: float) -> bool:
    room = margin - line.box[2]
    if after is None:
        return room > line.size
    word = _TOGETHER.match(after.text)
    end = word.end() if word is not None else 1
    if room > after.edges[min(end, len(after.edges) - 1)] - after.edges[0] + _ROOM * line.size:
        return True
    if beside is None:
        return False
    if abs(beside.size - line.size) > _TALLER * line.size:
        return True
    near = beside.box[1] - line.box[3] < 2 * line.size
    return near and beside.box[0] > left + _INDENT * line.size
