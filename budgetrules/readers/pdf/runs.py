"""Put characters together to runs: texts that stand side by side without a gap, upright."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from budgetrules.readers.pdf.characters import ASLANT, NOTHING, Characters, Setting
from budgetrules.readers.pdf.content import Aside
from budgetrules.readers.pdf.geometry import Frame, around

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# Parts of the height of a character: how far the next one of a run may be away, back and up or
# down.
_GAP = 0.3
_BACK = 0.5
_SHIFT = 0.35
# Parts of the size: what stands above and below the baseline in a font of Chinese characters.
_ABOVE = 0.88
_BELOW = 0.12
# Part of the width of a character: the same one nearer than this is printed twice to look bold.
_TWICE = 0.25
# In points: white space that takes no more room is a mark of pdfium's.
_NO_WIDTH = 0.01
# How many characters of a page tell which way its text runs.
_SAMPLES = 12
_WHITE = " \r\n"


@attrs.define(slots=True, eq=False)
class Run:
    """Characters side by side, the edges of each; top and bottom come from baseline and size.

    Runs are told apart by identity: the same text may be printed twice at one place.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """The left edge of the first character."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """The right edge of the last character."""
        return self.rights[-1]

    @property
    def size(self) -> float:
        """The size of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (
            self.lefts[0],
            self.top,
            self.rights[-1],
            self.bottom,
        )

    def centre(self, at: int) -> float:
        """Half way between the edges of a character."""
        return (self.lefts[at] + self.rights[at]) / 2

    def cut(self, start: int, end: int) -> Run:
        """Return the characters from `start` to before `end`."""
        return Run(
            self.text[start:end],
            self.lefts[start:end],
            self.rights[start:end],
            self.top,
            self.bottom,
        )


# The runs that stand in the cells of a lattice, by the number of the cell.
CellRuns = dict[int, list[Run]]


@attrs.frozen(slots=True)
class Turned:
    """A run turned by quarters against the page's direction: upright in itself, and its box on the
    upright page.
    """

    run: Run
    box: Box
    turns: int


@attrs.frozen(slots=True)
class _Span:
    """Characters side by side: their text, their numbers, and their edges."""

    text: str
    numbers: list[int]
    lefts: list[float]
    rights: list[float]


def turns_of(characters: Characters, shown: int) -> int:
    """By how many quarters the page must be turned so that most of its text stands upright; `shown`
    if it has none.
    """
    step = max(1, characters.count // _SAMPLES)
    votes: Counter[int] = Counter()
    for at in range(0, characters.count, step):
        if characters.text[at].isspace():
            continue
        turns = characters.setting((at,)).turns
        if turns != ASLANT:
            votes[turns] += 1
    if not votes:
        return shown
    return max(votes, key=lambda turns: (votes[turns], turns == shown))


def runs_of(characters: Characters, frame: Frame) -> tuple[list[Run], list[int]]:
    """Return the runs in the file's order, and the numbers of characters that run elsewhere."""
    runs: list[Run] = []
    elsewhere: list[int] = []
    for span in _spans(characters, range(characters.count), frame):
        setting = characters.setting(span.numbers)
        if setting.turns == frame.turns:
            runs.append(_run(span, setting, frame))
        else:
            elsewhere += span.numbers
    return runs, elsewhere


def runs_across(
    characters: Characters,
    numbers: list[int],
    frame: Frame,
) -> tuple[list[Turned], list[Aside]]:
    """Text in other directions: what is turned by quarters, and what runs aslant."""
    by_turns: dict[int, list[int]] = {}
    for number in numbers:
        turns = characters.setting((number,)).turns
        by_turns.setdefault(turns, []).append(number)
    aslant: list[Aside] = []
    for number in by_turns.pop(ASLANT, []):
        _add_slanted(characters, number, frame, aslant)
    turned: list[Turned] = []
    for turns, own_numbers in sorted(by_turns.items()):
        turned_frame = attrs.evolve(frame, turns=turns)
        for span in _spans(characters, own_numbers, turned_frame):
            setting = characters.setting(span.numbers)
            run = _run(span, setting, turned_frame)
            boxes = [_upright(characters, number, frame) for number in span.numbers]
            turned.append(Turned(run, around(boxes), turns))
    return turned, aslant


def _upright(characters: Characters, number: int, frame: Frame) -> Box:
    return frame.upright(
        characters.lefts[number],
        characters.bottoms[number],
        characters.rights[number],
        characters.tops[number],
    )


def _add_slanted(
    characters: Characters,
    number: int,
    frame: Frame,
    asides: list[Aside],
) -> None:
    """Add a character set aslant to the last text if it follows it, or else as a new one."""
    character = characters.text[number]
    if character.isspace():
        return
    box = frame.on_page(_upright(characters, number, frame))
    if asides and _follows(box, asides[-1].box):
        last = asides.pop()
        character = last.text + character
        box = around([box, last.box])
    asides.append(Aside(character, box))


def _follows(box: Box, last: Box) -> bool:
    """Whether a character stands near the right end of a text that runs aslant."""
    left, top, right, bottom = box
    _, last_top, last_right, last_bottom = last
    size = max(right - left, bottom - top)
    x = (left + right) / 2
    y = (top + bottom) / 2
    last_y = (last_top + last_bottom) / 2
    apart = math.hypot(x - last_right, y - last_y)
    half_height = (last_bottom - last_top) / 2
    return apart < 2 * size + half_height


def _spans(
    characters: Characters,
    numbers: Sequence[int],
    frame: Frame,
) -> list[_Span]:
    """Characters that stand side by side in the direction of the frame."""
    spans: list[_Span] = []
    text: list[str] = []
    own: list[int] = []
    lefts: list[float] = []
    rights: list[float] = []
    right = middle = width = 0.0
    frame_size = frame.size
    columns = _columns(characters, numbers, frame)
    for number, character, left, top, end, bottom in zip(numbers, *columns, strict=True):
        if character in _WHITE:
            if not own:
                continue
            ends = _is_parting(character, end - left)
        elif _is_nowhere(character, left, top, end, bottom, frame_size):
            continue
        else:
            ends = False
        if own and not ends:
            before = lefts[-1]
            rise = (top + bottom) / 2 - middle
            if not _is_beside(left - right, rise, bottom - top):
                ends = True
            elif character == text[-1] and left - before < _TWICE * width:
                continue
            elif before < left < right:
                # Some glyphs reach over the width that is theirs.
                rights[-1] = left
        if ends:
            spans.append(_Span("".join(text), own, lefts, rights))
            text, own, lefts, rights = [], [], [], []
            if character in _WHITE:
                continue
        if not own:
            middle = (top + bottom) / 2
        text.append(character)
        own.append(number)
        lefts.append(left)
        rights.append(end)
        right = end
        width = end - left
    if own:
        spans.append(_Span("".join(text), own, lefts, rights))
    return list(map(_without_end, spans))


def _is_parting(character: str, width: float) -> bool:
    """Whether white space ends a run: without a width it is pdfium's mark of a gap."""
    return width < _NO_WIDTH or character != " "


def _is_nowhere(
    character: str,
    left: float,
    top: float,
    right: float,
    bottom: float,
    size: tuple[float, float],
) -> bool:
    """Whether a character is none, or stands off a page of this size."""
    width, height = size
    if character == NOTHING:
        return True
    if right < 0 or left > width:
        return True
    return bottom < 0 or top > height


def _is_beside(gap: float, rise: float, height: float) -> bool:
    """Whether a character goes on behind the one before it, on the same line."""
    is_near = -_BACK * height < gap < _GAP * height
    return is_near and -_SHIFT * height < rise < _SHIFT * height


def _columns(
    characters: Characters,
    numbers: Sequence[int],
    frame: Frame,
) -> list[Sequence[Any]]:
    """Return the characters with these numbers, and their edges on the upright page."""
    edges = frame.all_upright(
        characters.lefts,
        characters.bottoms,
        characters.rights,
        characters.tops,
    )
    columns: list[Sequence[Any]] = [characters.text, *edges]
    if isinstance(numbers, range):
        # These are all.
        return columns
    return [[column[number] for number in numbers] for column in columns]


def _without_end(span: _Span) -> _Span:
    """Return a span without the blanks at its end."""
    if span.text[-1] != " ":
        return span
    text = span.text.rstrip(" ")
    end = len(text)
    return _Span(
        text,
        span.numbers[:end],
        span.lefts[:end],
        span.rights[:end],
    )


def _run(span: _Span, setting: Setting, frame: Frame) -> Run:
    _, baseline, _, _ = frame.upright(setting.x, setting.y, setting.x, setting.y)
    return Run(
        span.text,
        span.lefts,
        span.rights,
        top=baseline - _ABOVE * setting.size,
        bottom=baseline + _BELOW * setting.size,
    )
