"""Files damaged at random: what can be read is, what can't is told, and nothing is ever silent."""

from __future__ import annotations

import functools

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import DrawnCell, DrawnTable, draw_table
from tests.readers.pdf.hostile import good
from tests.readers.pdf.writer import PdfWriter

_KEYS = (
    b"/Kids",
    b"/Count",
    b"/Contents",
    b"/MediaBox",
    b"/Length",
    b"/Font",
    b"/Filter",
    b"/Resources",
    b"xref",
    b"endobj",
)
_NUMBERS = (b"0", b"-1", b"1e9", b"4294967296", b"99999999999")


@functools.cache
def whole(compress: bool) -> bytes:
    """Two pages, each with a line of text and a table."""
    writer = PdfWriter(compress=compress)
    for number in (1, 2):
        page = writer.page()
        page.text(60, 50, f"第{number}张表", 12)
        cells = tuple(
            DrawnCell(row, column, 1, 1, f"{number}{row}{column}")
            for row in range(3)
            for column in range(3)
        )
        draw_table(page, DrawnTable((80.0,) * 3, (20.0,) * 3, cells), 60, 70)
    return writer.bytes()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file cut off, with bytes changed, lost or doubled, or with an entry or a number of its structure spoiled."""
    data = bytearray(draw(st.sampled_from((whole(False), whole(True), good()))))
    place = st.integers(0, len(data) - 1)
    kind = draw(st.sampled_from(("cut", "bytes", "lose", "double", "key", "number")))
    if kind == "cut":
        del data[draw(place) :]
    elif kind == "bytes":
        for at, byte in draw(
            st.lists(st.tuples(place, st.integers(0, 255)), min_size=1, max_size=200)
        ):
            data[at] = byte
    elif kind == "key":
        key = draw(st.sampled_from(_KEYS))
        data = bytearray(
            bytes(data).replace(key, b"/" + b"x" * (len(key) - 1), draw(st.integers(1, 3)))
        )
    elif kind == "number":
        digits = [at for at, byte in enumerate(data) if 48 <= byte < 58]
        at = draw(st.sampled_from(digits))
        data[at : at + 1] = draw(st.sampled_from(_NUMBERS))
    else:
        first, size, at = draw(place), draw(st.integers(1, 400)), draw(place)
        piece = data[first : first + size]
        if kind == "lose":
            del data[first : first + size]
        else:
            data[at:at] = piece
    return bytes(data)


@given(damaged())
def test_a_damaged_file_is_read_or_told(data: bytes) -> None:
    found = read_pdf(data, "damaged.pdf")
    assert found.lines or found.grids or found.problems
    # A mistake of ours is told as N141; there should be none.
    assert "N141" not in {problem.diagnostic.code for problem in found.problems}
