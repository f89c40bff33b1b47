"""The characters of a page as pdfium gives them, fetched in as few calls as it allows."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import attrs
import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.ctypes_api import address, get_loose_box, has_no_character

UNMAPPED = "\ufffd"
BLANKS = " \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# What is no character of its own, such as the second half of a pair.
NOTHING = "\0"
_REPLACED = {
    code: UNMAPPED for code in (*range(1, 0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 13)
}
# pdfium's and Unicode's marks for a hyphen at the end of a line; one width of blank; what can't be
# seen.
_REPLACED.update(
    {
        0x02: "-",
        0xFFFE: "-",
        0xAD: "-",
        **{ord(blank): " " for blank in BLANKS},
        0x200B: NOTHING,
        0xFEFF: NOTHING,
    }
)
_HALVES = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@attrs.frozen(slots=True)
class Setting:
    """How a character is set: the point its baseline begins at, its size, and the quarters it must
    be turned clockwise to stand
    upright; `turns` is -1 for text that runs aslant, at `angle` radians."""

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
        self.count = max(0, pdfium.FPDFText_CountChars(text_page))
        self.cut = self.count > most
        count = self.count = min(self.count, most)
        boxes = self._boxes(count)
        self.lefts, self.tops, self.rights, self.bottoms = (
            boxes[0::4],
            boxes[1::4],
            boxes[2::4],
            boxes[3::4],
        )
        text = self._text(count).translate(_REPLACED)
        errors = list(map(has_no_character, repeat(address(text_page), count), range(count)))
        if any(error == 1 for error in errors):
            text = "".join(
                UNMAPPED if error == 1 else character
                for character, error in zip(text, errors, strict=True)
            )
        self.text = text
        self.unmapped = text.count(UNMAPPED)
        self._matrix = pdfium.FS_MATRIX()
        self._origin = (ctypes.c_double(), ctypes.c_double())

    def _boxes(self, count: int) -> array[float]:
        boxes = array("f")
        if count:
            rectangles = (pdfium.FS_RECTF * count)()
            begin, size = ctypes.addressof(rectangles), ctypes.sizeof(pdfium.FS_RECTF)
            # A loop that Python does not run itself: this is the call made most often.
            targets = range(begin, begin + count * size, size)
            deque(map(get_loose_box, repeat(address(self._page)), range(count), targets), maxlen=0)
            boxes.frombytes(memoryview(rectangles).cast("B"))
        return boxes

    def _text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = (
            memoryview(buffer)
            .cast("B")[: 2 * max(0, written - 1)]
            .tobytes()
            .decode("utf-16-le", "replace")
        )
        if len(text) == count:
            return text
        # pdfium leaves out some characters there; one by one it gives all.
        codes = map(pdfium.FPDFText_GetUnicode, repeat(self._page, count), range(count))
        text = "".join(chr(code) if code < 0x110000 else UNMAPPED for code in codes)
        if _HALVES.search(text):
            text = _PAIR.sub(
                lambda pair: (
                    pair.group().encode("utf-16", "surrogatepass").decode("utf-16") + NOTHING
                ),
                text,
            )
            text = _HALVES.sub(UNMAPPED, text)
        return text

    def setting(self, numbers: Sequence[int]) -> Setting:
        """How some characters side by side are set: where the first one stands."""
        at = numbers[0]
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, at, matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(self._page, at) * math.sqrt(c * c + d * d)
        low, high = (self.bottoms, self.tops) if abs(a) >= abs(b) else (self.lefts, self.rights)
        if not 0.3 * (high[at] - low[at]) < size < 3 * (high[at] - low[at]):
            # Fonts made of drawings may have any size; their characters are as high as they are
            # drawn.
            drawn = max(high[number] - low[number] for number in numbers)
            size = size if 0.3 * drawn < size < 6 * drawn else drawn
        x, y = matrix.e, matrix.f
        if not low[at] - 0.1 * size <= (y if low is self.bottoms else x) <= high[at] + 0.1 * size:
            # The matrix says where the text begins; in text written downwards every character has a
            # baseline of its own.
            pdfium.FPDFText_GetCharOrigin(self._page, at, *self._origin)
            x, y = (number.value for number in self._origin)
        if abs(b) <= 0.05 * abs(a):
            return Setting(x, y, size, 0 if a > 0 else 2, 0.0)
        if abs(a) <= 0.05 * abs(b):
            return Setting(x, y, size, 1 if b > 0 else 3, 0.0)
        return Setting(x, y, size, -1, math.atan2(b, a))
