"""The characters of a page, put together to runs: pieces of text that stand side by side without a gap."""

from __future__ import annotations

import ctypes
from array import array
from typing import Any

import attrs
import pypdfium2.raw as pdfium

from budgetrules.reading.pdf.geometry import Frame
from budgetrules.reading.raw import Box

_BLANKS = frozenset(" \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
# Parts of the height of a character: how far the next one of a run may be away, back and up or down.
_GAP = 0.3
_BACK = 0.5
_SHIFT = 0.35


@attrs.define(slots=True)
class Run:
    """Characters side by side: `lefts` holds the left edge of each."""

    text: str
    lefts: list[float]
    right: float
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """The left edge of the first character."""
        return self.lefts[0]

    @property
    def height(self) -> float:
        """About the size of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.lefts[0], self.top, self.right, self.bottom

    def centre(self, at: int) -> float:
        """Half way between the edges of a character."""
        end = self.lefts[at + 1] if at + 1 < len(self.lefts) else self.right
        return (self.lefts[at] + end) / 2

    def cut(self, start: int, end: int) -> Run:
        """The characters from `start` to before `end`."""
        right = self.lefts[end] if end < len(self.lefts) else self.right
        return Run(self.text[start:end], self.lefts[start:end], right, self.top, self.bottom)


@attrs.frozen(slots=True)
class Characters:
    """The characters of a page in the file's order and coordinates, four numbers each: left, top, right, bottom."""

    text: str
    boxes: array[float]
    unmapped: int


def characters_of(text_page: Any, most: int) -> Characters:
    """All characters, at most `most` of them, in as few calls as pdfium allows."""
    count = min(pdfium.FPDFText_CountChars(text_page), most)
    if count <= 0:
        return Characters("", array("f"), 0)
    rectangles = (pdfium.FS_RECTF * count)()
    loose, byref, size = pdfium.FPDFText_GetLooseCharBox, ctypes.byref, ctypes.sizeof(pdfium.FS_RECTF)
    first = ctypes.cast(rectangles, ctypes.POINTER(pdfium.FS_RECTF)).contents
    for at in range(count):
        loose(text_page, at, byref(first, at * size))
    boxes = array("f")
    boxes.frombytes(memoryview(rectangles).cast("B"))
    text = _text(text_page, count)
    return Characters(text, boxes, 0)


def _text(text_page: Any, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = memoryview(buffer).cast("B")[: 2 * max(0, written - 1)].tobytes().decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # pdfium leaves out some characters there; one by one it gives all.
    return "".join(map(chr, (pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count))))


def runs_of(characters: Characters, frame: Frame) -> list[Run]:
    """The runs in the file's order. What pdfium adds to mark gaps and line ends has no width and only ends a run."""
    runs: list[Run] = []
    boxes = characters.boxes
    text: list[str] = []
    lefts: list[float] = []
    right = top = bottom = middle = 0.0
    upright = frame.upright
    for character, file_left, file_top, file_right, file_bottom in zip(
        characters.text, boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True
    ):
        if file_right - file_left < 0.01 and (character in "\r\n" or character in _BLANKS):
            if text:
                runs.append(Run("".join(text), lefts, right, top, bottom))
                text, lefts = [], []
            continue
        left, up, end, down = upright(file_left, file_bottom, file_right, file_top)
        high = down - up
        if text:
            gap = left - right
            if not (-_BACK * high < gap < _GAP * high and abs((up + down) / 2 - middle) < _SHIFT * high):
                runs.append(Run("".join(text), lefts, right, top, bottom))
                text, lefts = [], []
        if character in _BLANKS:
            if not text:
                continue
            character = " "
        if not text:
            top, bottom = up, down
            middle = (up + down) / 2
        else:
            if up < top:
                top = up
            if down > bottom:
                bottom = down
        text.append(character)
        lefts.append(left)
        right = end
    if text:
        runs.append(Run("".join(text), lefts, right, top, bottom))
    return runs
