"""A font with one box for every character, in place of fonts that a file names but doesn't hold.

Without a font pdfium takes a single such character for nothing and leaves it out of the text. What
fonts a machine has would then decide what is read: with this one it reads the same everywhere.
Widths come from the file itself.
"""

from __future__ import annotations

import ctypes
import functools
import struct
from typing import Any

import pypdfium2_raw as pdfium

# Units of the font to the size, and the box that stands for every character: narrower than any
# character, so that its width stays what the file says.
_EM = 1000
_LEFT, _BOTTOM, _RIGHT, _TOP = 20, -100, 180, 860
# How far lines of text reach above and below the baseline.
_ABOVE = 880
_BELOW = -120
# The two glyphs: that for what is missing, which is blank, and the box.
_GLYPHS = 2
_HANDLE = 1
# Charsets of Chinese, Japanese and Korean, and the families that pdfium has itself.
_EAST_ASIAN = (128, 129, 134, 136)
_SIMPLIFIED_CHINESE = 134
_BUILT_IN = (b"helvetica", b"arial", b"times", b"courier", b"symbol", b"zapfdingbats")

# A number of a table: its kind in the words of `struct`, and its value.
_Field = tuple[str, int]
_VERSION = ("I", 0x10000)


def _packed(*fields: _Field) -> bytes:
    """Numbers one behind the other, as TrueType has them."""
    kinds = "".join(kind for kind, _ in fields)
    values = [value for _, value in fields]
    return struct.pack(f">{kinds}", *values)


def _blanks(kind: str, count: int) -> list[_Field]:
    """So many numbers that say nothing."""
    return [(kind, 0)] * count


def _padded(data: bytes) -> bytes:
    """Return a table up to a whole number of words."""
    return data + b"\0" * (-len(data) % 4)


def font_bytes() -> bytes:
    """Return the font as a TrueType file."""
    box = _padded(_box())
    tables = {
        b"cmap": _character_map(),
        b"glyf": box,
        b"head": _head(),
        b"hhea": _line_heights(),
        b"hmtx": _packed(("H", _EM), ("h", 0), ("H", _EM), ("h", _LEFT)),
        # Where glyphs begin, in half words.
        b"loca": _packed(("H", 0), ("H", 0), ("H", len(box) // 2)),
        b"maxp": _most(),
        # No names of glyphs, and nothing for printers.
        b"post": _packed(("I", 0x30000), *_blanks("I", 7)),
    }
    count = len(tables)
    start = 12 + 16 * count
    directory = _packed(
        _VERSION,
        ("H", count),
        # What a binary search of eight tables begins with.
        ("H", 128),
        ("H", 3),
        ("H", 16 * count - 128),
    )
    body = b""
    for name, data in tables.items():
        directory += name + _packed(
            # The checksum is not looked at.
            ("I", 0),
            ("I", start + len(body)),
            ("I", len(data)),
        )
        body += _padded(data)
    return directory + body


def _bounds() -> list[_Field]:
    """Return the box around all glyphs."""
    return [("h", _LEFT), ("h", _BOTTOM), ("h", _RIGHT), ("h", _TOP)]


def _box() -> bytes:
    """Return the glyph: one outline of four points, all of them corners."""
    outline = _packed(
        ("h", 1),
        *_bounds(),
        # Its last point, and no instructions.
        ("H", 3),
        ("H", 0),
    )
    corners = b"\x01\x01\x01\x01"
    # Each point as its way from the last one.
    across = (_LEFT, 0, _RIGHT - _LEFT, 0)
    up = (_BOTTOM, _TOP - _BOTTOM, 0, _BOTTOM - _TOP)
    ways = [("h", way) for way in (*across, *up)]
    return outline + corners + _packed(*ways)


def _head() -> bytes:
    """Say what is said of the whole font."""
    return _packed(
        _VERSION,
        _VERSION,
        # No checksum; the sign of a TrueType file; no flags.
        ("I", 0),
        ("I", 0x5F0F3CF5),
        ("H", 0),
        ("H", _EM),
        # No dates of making and change.
        ("Q", 0),
        ("Q", 0),
        *_bounds(),
        # No style; the least size; no direction; short offsets to glyphs of the usual form.
        ("H", 0),
        ("H", 8),
        ("h", 2),
        ("h", 0),
        ("h", 0),
    )


def _line_heights() -> bytes:
    """Say what is said of lines of text."""
    return _packed(
        _VERSION,
        ("h", _ABOVE),
        ("h", _BELOW),
        # No gap between lines; the widest character; no blank at its sides.
        ("h", 0),
        ("H", _EM),
        ("h", 0),
        ("h", 0),
        ("h", _RIGHT),
        # The caret stands upright.
        ("h", 1),
        *_blanks("h", 7),
        ("H", _GLYPHS),
    )


def _most() -> bytes:
    """Say how much a reader needs room for."""
    return _packed(
        _VERSION,
        ("H", _GLYPHS),
        # Points and outlines of a glyph; none is put together of others.
        ("H", 4),
        ("H", 1),
        *_blanks("H", 2),
        # Instructions run in one zone.
        ("H", 1),
        *_blanks("H", 8),
    )


def _character_map() -> bytes:
    """Map all characters to the one box.

    A table for symbols would make pdfium forget which characters they are.
    """
    platforms = ((0, 4), (3, 1), (3, 10))
    count = len(platforms)
    directory = _packed(("H", 0), ("H", count))
    for platform, encoding in platforms:
        # All of them have the one table behind the directory.
        directory += _packed(
            ("H", platform),
            ("H", encoding),
            ("I", 4 + 8 * count),
        )
    table = _packed(
        # Many characters to one glyph; the length of the table; no language; one group.
        ("H", 13),
        ("H", 0),
        ("I", 28),
        ("I", 0),
        ("I", 1),
        # From the first to the last character, and their glyph.
        ("I", 0x21),
        ("I", 0x10FFFF),
        ("I", 1),
    )
    return directory + table


@functools.cache
def stand_in() -> _StandIn:
    """Make pdfium ask for fonts here; what is returned must live as long as pdfium is used, so
    there is one.
    """
    font = _StandIn()
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(font.info))
    return font


class _StandIn:
    """Answers pdfium's questions for fonts; `info` holds the functions that it calls."""

    def __init__(self) -> None:
        self._font = font_bytes()
        kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        self.info = pdfium.FPDF_SYSFONTINFO()
        self.info.version = 1
        self.info.MapFont = kinds["MapFont"](self._handle_of)
        self.info.GetFontData = kinds["GetFontData"](self._data)
        self.info.GetFontCharset = kinds["GetFontCharset"](_charset)
        self.info.DeleteFont = kinds["DeleteFont"](_delete)

    def _handle_of(self, *asked: Any) -> int | None:
        """Return the font for a name: info, weight, italic, charset, pitch, face and exact are
        asked.
        """
        _, _, _, charset, _, face, _ = asked
        if charset in _EAST_ASIAN:
            return _HANDLE
        name = ctypes.string_at(face).lower() if face else b""
        is_built_in = name.startswith(_BUILT_IN)
        return None if is_built_in else _HANDLE

    def _data(
        self,
        info: Any,
        font: Any,
        table: int,
        buffer: Any,
        size: int,
    ) -> int:
        """Write the whole font, or say how long it is; single tables aren't given."""
        if table:
            return 0
        length = len(self._font)
        if buffer and size >= length:
            ctypes.memmove(buffer, self._font, length)
        return length


def _charset(info: Any, font: Any) -> int:
    return _SIMPLIFIED_CHINESE


def _delete(info: Any, font: Any) -> None:
    """Keep the one font."""
