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

_EM = 1000
_HANDLE = 1
# Charsets of Chinese, Japanese and Korean, and the families that pdfium has itself.
_EAST_ASIAN = (128, 129, 134, 136)
_BUILT_IN = (b"helvetica", b"arial", b"times", b"courier", b"symbol", b"zapfdingbats")


def font_bytes() -> bytes:
    """The font as a TrueType file."""
    # Narrower than any character, so that its width stays what the file says.
    left, bottom, right, top = 20, -100, 180, 860
    box = (
        struct.pack(">hhhhh", 1, left, bottom, right, top)
        + struct.pack(">HH", 3, 0)
        + b"\x01\x01\x01\x01"
    )
    box += struct.pack(">hhhh", left, 0, right - left, 0) + struct.pack(
        ">hhhh", bottom, top - bottom, 0, bottom - top
    )
    box += b"\0" * (-len(box) % 4)
    tables = {
        b"cmap": _character_map(),
        b"glyf": box,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            0,
            _EM,
            0,
            0,
            left,
            bottom,
            right,
            top,
            0,
            8,
            2,
            0,
            0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, _EM, 0, 0, right, 1, 0, 0, 0, 0, 0, 0, 0, 2
        ),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, left),
        b"loca": struct.pack(">HHH", 0, 0, len(box) // 2),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    offset = 12 + 16 * len(tables)
    directory, body = b"", b""
    for name, data in tables.items():
        directory += struct.pack(">4sIII", name, 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return (
        struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
        + directory
        + body
    )


def _character_map() -> bytes:
    """All characters as the one box.

    A table for symbols would make pdfium forget which characters they are.
    """
    names = ((0, 4), (3, 1), (3, 10))
    directory = b"".join(struct.pack(">HHI", *name, 4 + 8 * len(names)) for name in names)
    return (
        struct.pack(">HH", 0, len(names))
        + directory
        + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x21, 0x10FFFF, 1)
    )


@functools.cache
def stand_in() -> _StandIn:
    """Make pdfium ask for fonts here; what is returned must live as long as pdfium is used, so
    there is one.
    """
    found = _StandIn()
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(found.info))
    return found


class _StandIn:
    def __init__(self) -> None:
        self._font = font_bytes()
        fields = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        self.info = pdfium.FPDF_SYSFONTINFO()
        self.info.version = 1
        self.info.MapFont = fields["MapFont"](self._map)
        self.info.GetFontData = fields["GetFontData"](self._data)
        self.info.GetFontCharset = fields["GetFontCharset"](lambda info, font: _EAST_ASIAN[2])
        self.info.DeleteFont = fields["DeleteFont"](lambda info, font: None)

    def _map(self, *asked: Any) -> int | None:
        """The font for a name: info, weight, italic, charset, pitch, face and exact are asked."""
        _, _, _, charset, _, face, _ = asked
        name = ctypes.string_at(face).lower() if face else b""
        return None if charset not in _EAST_ASIAN and name.startswith(_BUILT_IN) else _HANDLE

    def _data(self, info: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(self._font):
            ctypes.memmove(buffer, self._font, len(self._font))
        return len(self._font)
