"""The characters of a page as pdfium gives them, fetched in as few calls as it allows."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

import attrs
import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.ctypes_api import (
    address,
    get_loose_box,
    get_text_object,
    has_no_character,
)

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

UNMAPPED = "\ufffd"
BLANKS = " \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# What is no character of its own, such as the second half of a pair.
NOTHING = "\0"
# The turns of text that doesn't run along the page's sides.
ASLANT = -1

_LINE_ENDS = (0x0A, 0x0D)
_CONTROLS = (*range(0x01, 0x20), *range(0x7F, 0xA0))
# pdfium's and Unicode's marks for a hyphen at the end of a line.
_HYPHENS = (0x02, 0xFFFE, 0xAD)
_INVISIBLE = (0x200B, 0xFEFF)
_HALVES = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

# Parts of the drawn height of a character: within these a font's size is believed, of one
# character and of several side by side.
_LEAST_SIZE = 0.3
_MOST_SIZE = 3
_MOST_SIZE_OF_SEVERAL = 6
# Part of the size: how far a character may stand off its baseline.
_OFF = 0.1
# How far the two directions of a matrix may be mixed for text along a side of the page.
_STRAIGHT = 0.05


def _replacements() -> dict[int, str]:
    """Say what stands for codes that are no printed characters."""
    replacements = {code: UNMAPPED for code in _CONTROLS if code not in _LINE_ENDS}
    replacements.update(dict.fromkeys(_HYPHENS, "-"))
    replacements.update(dict.fromkeys(map(ord, BLANKS), " "))
    replacements.update(dict.fromkeys(_INVISIBLE, NOTHING))
    return replacements


_REPLACED = _replacements()


@attrs.frozen(slots=True)
class Setting:
    """How a character is set: the point its baseline begins at, its size, and the quarters it must
    be turned clockwise to stand upright.

    `turns` is ASLANT for text that runs aslant, at `angle` radians.
    """

    x: float
    y: float
    size: float
    turns: int
    angle: float


class Characters:
    """The characters of a loaded page in the file's order and coordinates.

    `text` has one character for each, unmapped ones as U+FFFD and blanks of every width as one
    blank; `lefts`, `tops`, `rights` and `bottoms` are the edges that the font gives them. What
    pdfium adds to mark gaps has no width.
    """

    def __init__(self, text_page: Any, most: int) -> None:
        self._page = text_page
        characters = max(0, pdfium.FPDFText_CountChars(text_page))
        self.cut = characters > most
        self.count = min(characters, most)
        boxes = self._boxes(self.count)
        self.lefts = boxes[0::4]
        self.tops = boxes[1::4]
        self.rights = boxes[2::4]
        self.bottoms = boxes[3::4]
        text = self._text(self.count).translate(_REPLACED)
        self.text = self._without_unmapped(text)
        self.unmapped = self.text.count(UNMAPPED)
        self._matrix = pdfium.FS_MATRIX()
        self._origin = (ctypes.c_double(), ctypes.c_double())

    def _boxes(self, count: int) -> array[float]:
        """Left, top, right and bottom of each character."""
        boxes = array("f")
        if not count:
            return boxes
        rectangles = (pdfium.FS_RECTF * count)()
        begin = ctypes.addressof(rectangles)
        size = ctypes.sizeof(pdfium.FS_RECTF)
        targets = range(begin, begin + count * size, size)
        # A loop that Python does not run itself: this is the call made most often.
        pages = repeat(address(self._page))
        calls = map(get_loose_box, pages, range(count), targets)
        deque(calls, maxlen=0)
        boxes.frombytes(memoryview(rectangles).cast("B"))
        return boxes

    def _text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        # The end of the text is counted, too.
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer) - 1
        size = 2 * max(0, written)
        encoded = memoryview(buffer).cast("B")[:size]
        text = encoded.tobytes().decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # pdfium leaves out some characters there; one by one it gives all.
        pages = repeat(self._page, count)
        codes = map(pdfium.FPDFText_GetUnicode, pages, range(count))
        return with_whole_pairs("".join(map(_character_of, codes)))

    def _without_unmapped(self, text: str) -> str:
        """Return the text with U+FFFD for each character that the file's fonts don't name."""
        numbers = range(len(text))
        pages = repeat(address(self._page))
        errors = list(map(has_no_character, pages, numbers))
        if 1 not in errors:
            return text
        characters = list(text)
        for at, error in enumerate(errors):
            if error == 1:
                characters[at] = UNMAPPED
        return "".join(characters)

    def leave_out(self, clipped: Mapping[int, Box]) -> None:
        """Make nothing of the characters whose middle no clip leaves to be seen.

        `clipped` holds the box of what is shown of a text, by the address of its object.
        """
        numbers = range(self.count)
        pages = repeat(address(self._page))
        shown = map(clipped.get, map(get_text_object, pages, numbers))
        characters = list(self.text)
        edges = zip(numbers, shown, self.lefts, self.bottoms, self.rights, self.tops, strict=True)
        for number, box, left, bottom, right, top in edges:
            if box is not None and not _holds(box, (left + right) / 2, (bottom + top) / 2):
                characters[number] = NOTHING
        self.text = "".join(characters)

    def setting(self, numbers: Sequence[int]) -> Setting:
        """Say how some characters side by side are set: where the first one stands."""
        first = numbers[0]
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, first, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        x, y = matrix.e, matrix.f
        runs_across = abs(a) >= abs(b)
        if runs_across:
            lows, highs, place = self.bottoms, self.tops, y
        else:
            lows, highs, place = self.lefts, self.rights, x
        scale = math.sqrt(c * c + d * d)
        size = pdfium.FPDFText_GetFontSize(self._page, first) * scale
        low = lows[first]
        high = highs[first]
        drawn = high - low
        if not _LEAST_SIZE * drawn < size < _MOST_SIZE * drawn:
            # Fonts made of drawings may have any size; their characters are as high as they are
            # drawn.
            drawn = max(highs[number] - lows[number] for number in numbers)
            if not _LEAST_SIZE * drawn < size < _MOST_SIZE_OF_SEVERAL * drawn:
                size = drawn
        if not low - _OFF * size <= place <= high + _OFF * size:
            # The matrix says where the text begins; in text written downwards every character has a
            # baseline of its own.
            x, y = self._origin_of(first)
        if abs(b) <= _STRAIGHT * abs(a):
            return Setting(x, y, size, 0 if a > 0 else 2, 0.0)
        if abs(a) <= _STRAIGHT * abs(b):
            return Setting(x, y, size, 1 if b > 0 else 3, 0.0)
        return Setting(x, y, size, ASLANT, math.atan2(b, a))

    def _origin_of(self, number: int) -> tuple[float, float]:
        x, y = self._origin
        pdfium.FPDFText_GetCharOrigin(self._page, number, x, y)
        return x.value, y.value


def _holds(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left <= x <= right and bottom <= y <= top


def _character_of(code: int) -> str:
    is_unicode = code < 0x110000
    return chr(code) if is_unicode else UNMAPPED


def with_whole_pairs(text: str) -> str:
    """Return a text of UTF-16 units with each pair as its character and NOTHING, so that it stays
    as long.

    A half without the other one is unmapped.
    """
    if not _HALVES.search(text):
        return text
    text = _PAIR.sub(_joined_pair, text)
    return _HALVES.sub(UNMAPPED, text)


def _joined_pair(pair: re.Match[str]) -> str:
    encoded = pair.group().encode("utf-16", "surrogatepass")
    return encoded.decode("utf-16") + NOTHING
