"""Put characters together to runs: texts that stand side by side without a gap, upright."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from budgetrules.readers.pdf.characters import NOTHING, Characters, Setting
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
_SAMPLES = 12


@attrs.define(slots=True)
class Run:
    """Characters side by side, the edges of each; top and bottom come from baseline and size."""

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
        return self.lefts[0], self.top, self.rights[-1], self.bottom

    def centre(self, at: int) -> float:
        """Half way between the edges of a character."""
        return (self.lefts[at] + self.rights[at]) / 2

    def cut(self, start: int, end: int) -> Run:
        """The characters from `start` to before `end`."""
        return Run(
            self.text[start:end],
            self.lefts[start:end],
            self.rights[start:end],
            self.top,
            self.bottom,
        )


@attrs.frozen(slots=True)
class Turned:
    """A run turned by quarters against the page's direction: upright in itself, and its box on the
    upright page.
    """

    run: Run
    box: Box
    turns: int


def turns_of(characters: Characters, shown: int) -> int:
    """By how many quarters the page must be turned so that most of its text stands upright; `shown`
    if it has none.
    """
    step = max(1, characters.count // _SAMPLES)
    found = Counter(
        setting.turns
        for setting in (
            characters.setting((at,))
            for at in range(0, characters.count, step)
            if not characters.text[at].isspace()
        )
    )
    found.pop(-1, None)
    return max(found, key=lambda turns: (found[turns], turns == shown)) if found else shown


def runs_of(characters: Characters, frame: Frame) -> tuple[list[Run], list[int]]:
    """The runs in the file's order, and the numbers of characters that run elsewhere."""
    others: list[int] = []
    runs = []
    for text, numbers, lefts, rights in _spans(characters, range(characters.count), frame):
        setting = characters.setting(numbers)
        if setting.turns == frame.turns:
            runs.append(_run(text, lefts, rights, setting, frame))
        else:
            others += numbers
    return runs, others


def runs_across(
    characters: Characters, numbers: list[int], frame: Frame
) -> tuple[list[Turned], list[Aside]]:
    """Text in other directions: what is turned by quarters, and what runs aslant."""
    turned: list[Turned] = []
    aslant: list[Aside] = []
    by_turns: dict[int, list[int]] = {}
    for number in numbers:
        by_turns.setdefault(characters.setting((number,)).turns, []).append(number)
    for number in by_turns.pop(-1, ()):
        _slanted(characters, number, frame, aslant)
    for turns, members in sorted(by_turns.items()):
        other = attrs.evolve(frame, turns=turns)
        for text, places, lefts, rights in _spans(characters, members, other):
            box = around([_upright(characters, number, frame) for number in places])
            turned.append(
                Turned(_run(text, lefts, rights, characters.setting(places), other), box, turns)
            )
    return turned, aslant


def _upright(characters: Characters, number: int, frame: Frame) -> Box:
    return frame.upright(
        characters.lefts[number],
        characters.bottoms[number],
        characters.rights[number],
        characters.tops[number],
    )


def _slanted(characters: Characters, number: int, frame: Frame, found: list[Aside]) -> None:
    """A character set aslant goes on from the last one if it follows it along its line."""
    character = characters.text[number]
    if character.isspace():
        return
    box = frame.on_page(_upright(characters, number, frame))
    if found:
        last = found[-1]
        near = max(box[2] - box[0], box[3] - box[1])
        apart = math.hypot(
            (box[0] + box[2]) / 2 - last.box[2],
            (box[1] + box[3]) / 2 - (last.box[1] + last.box[3]) / 2,
        )
        if apart < 2 * near + (last.box[3] - last.box[1]) / 2:
            whole = around([box, last.box])
            found[-1] = Aside(last.text + character, whole)
            return
    found.append(Aside(character, box))


_WHITE = " \r\n"
# Text, numbers of its characters, left and right edges.
_Span = tuple[str, list[int], list[float], list[float]]


def _spans(characters: Characters, numbers: range | list[int], frame: Frame) -> list[_Span]:
    """Characters that stand side by side in the direction of the frame."""
    spans: list[_Span] = []
    text: list[str] = []
    own: list[int] = []
    lefts: list[float] = []
    rights: list[float] = []
    right = middle = width = 0.0
    wide, high = frame.size
    columns = _columns(characters, numbers, frame)
    for number, character, left, top, end, bottom in zip(numbers, *columns, strict=True):
        if character in _WHITE:
            ends = not own or _parts(character, end - left)
        elif _is_nowhere(character, (left, top, end, bottom), wide, high):
            continue
        else:
            ends = False
        if own and not ends:
            ends = not _is_beside(left - right, (top + bottom) / 2 - middle, bottom - top)
            if not ends:
                if character == text[-1] and left - lefts[-1] < 0.25 * width:
                    # Printed twice to look bold.
                    continue
                if lefts[-1] < left < right:
                    # Some glyphs reach over the width that is theirs.
                    rights[-1] = left
        if ends and own:
            spans.append(("".join(text), own, lefts, rights))
            text, own, lefts, rights = [], [], [], []
        if not own:
            if character in _WHITE:
                continue
            middle = (top + bottom) / 2
        text.append(character)
        own.append(number)
        lefts.append(left)
        rights.append(end)
        right = end
        width = end - left
    spans.append(("".join(text), own, lefts, rights))
    return list(map(_without_end, filter(_has_text, spans)))


def _parts(character: str, width: float) -> bool:
    """Whether white space ends a run: without a width it is pdfium's mark of a gap."""
    return width < 0.01 or character != " "


def _is_nowhere(character: str, box: Box, wide: float, high: float) -> bool:
    """Whether a character is none, or stands off a page of this size."""
    left, top, right, bottom = box
    return character == NOTHING or right < 0 or left > wide or bottom < 0 or top > high


def _is_beside(gap: float, rise: float, height: float) -> bool:
    """Whether a character goes on behind the one before it, on the same line."""
    is_near = -_BACK * height < gap < _GAP * height
    return is_near and -_SHIFT * height < rise < _SHIFT * height


def _columns(
    characters: Characters, numbers: range | list[int], frame: Frame
) -> list[Sequence[Any]]:
    """The characters with these numbers, and their edges on the upright page."""
    edges = frame.all_upright(
        characters.lefts, characters.bottoms, characters.rights, characters.tops
    )
    columns: list[Sequence[Any]] = [characters.text, *edges]
    if isinstance(numbers, range):
        return columns
    return [[column[number] for number in numbers] for column in columns]


def _has_text(span: _Span) -> bool:
    return bool(span[0])


def _without_end(span: _Span) -> _Span:
    text, numbers, lefts, rights = span
    if text[-1] != " ":
        return span
    kept = text.rstrip(" ")
    return kept, numbers[: len(kept)], lefts[: len(kept)], rights[: len(kept)]


def _run(text: str, lefts: list[float], rights: list[float], setting: Setting, frame: Frame) -> Run:
    _, baseline, _, _ = frame.upright(setting.x, setting.y, setting.x, setting.y)
    return Run(
        text, lefts, rights, baseline - _ABOVE * setting.size, baseline + _BELOW * setting.size
    )
