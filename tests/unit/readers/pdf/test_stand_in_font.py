"""The font with one box for every character."""

from __future__ import annotations

import struct

import pytest

from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.opening import events_of
from budgetrules.readers.pdf.stand_in_font import font_bytes
from tests.readers.pdf.writer import PdfWriter

FONT = font_bytes()


def tables() -> dict[bytes, bytes]:
    """The tables of the font by their names."""
    (count,) = struct.unpack_from(">H", FONT, 4)
    found = {}
    for number in range(count):
        name, _, offset, length = struct.unpack_from(">4sIII", FONT, 12 + 16 * number)
        found[name] = FONT[offset : offset + length]
    return found


def test_the_font_has_the_tables_that_true_type_asks_for_in_order() -> None:
    names = [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post"]
    assert list(tables()) == names


@pytest.mark.parametrize(
    ("name", "length"),
    [(b"head", 54), (b"hhea", 36), (b"maxp", 32), (b"post", 32), (b"hmtx", 8), (b"loca", 6)],
)
def test_each_table_is_as_long_as_true_type_says(name: bytes, length: int) -> None:
    assert len(tables()[name]) == length


def test_tables_begin_at_whole_words() -> None:
    count = len(tables())
    offsets = [struct.unpack_from(">I", FONT, 20 + 16 * number)[0] for number in range(count)]
    assert all(offset % 4 == 0 for offset in offsets)


def test_the_last_glyph_is_the_box() -> None:
    begins = struct.unpack(">3H", tables()[b"loca"])
    glyph = tables()[b"glyf"]
    assert [2 * begin for begin in begins] == [0, 0, len(glyph)]
    assert struct.unpack_from(">5h", glyph) == (1, 20, -100, 180, 860)


def test_every_character_is_the_box() -> None:
    kind, _, length, _, groups, first, last, glyph = struct.unpack(
        ">HHIIIIII", tables()[b"cmap"][-28:]
    )
    assert (kind, length, groups, first, last, glyph) == (13, 28, 1, 0x21, 0x10FFFF, 1)


def test_a_character_in_a_font_that_the_file_does_not_hold_is_read() -> None:
    writer = PdfWriter()
    writer.page().text(50, 100, "甲")
    _, content = events_of(writer.bytes())
    assert isinstance(content, PageContent)
    assert [line.text for line in content.lines] == ["甲"]
