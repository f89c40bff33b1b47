"""Pages handed from one process to another."""

from __future__ import annotations

import json
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.content import Aside, PageContent
from budgetrules.readers.pdf.transfer import packed, unpacked
from budgetrules.readers.raw import Box
from tests.unit.readers.pdf.handmade import cell, grid, page, page_line

TEXTS = st.text(max_size=5)
# Lengths travel as single floats: such numbers stay what they are.
LENGTHS = st.integers(-1000, 1000).map(float)
BOXES: st.SearchStrategy[Box] = st.tuples(LENGTHS, LENGTHS, LENGTHS, LENGTHS)


def plain(content: PageContent) -> Any:
    """All that a page holds, to be compared."""
    return attrs.asdict(content, recurse=True)


@st.composite
def contents(draw: st.DrawFn) -> PageContent:
    content = page(
        draw(st.integers(1, 9)),
        [page_line(text) for text in draw(st.lists(TEXTS, max_size=3))],
        [
            grid([["甲", draw(TEXTS)]], before, top=draw(LENGTHS))
            for before in draw(st.lists(st.integers(0, 3), max_size=2))
        ],
    )
    for made in content.grids:
        for own in made.cells:
            own.page = content.number
        made.page = content.number
    asides = [Aside(text, draw(BOXES)) for text in draw(st.lists(TEXTS, max_size=2))]
    return attrs.evolve(
        content, asides=asides, cut=draw(st.booleans()), unmapped=draw(st.integers(0, 9))
    )


@given(contents())
def test_a_page_arrives_as_it_was_sent(content: PageContent) -> None:
    assert plain(unpacked(packed(content))) == plain(content)


def test_a_page_is_one_line_of_ascii() -> None:
    line = packed(page(1, [page_line("第一行\n")], [grid([["甲"]])]))
    assert line.isascii()
    assert "\n" not in line
    assert len(json.loads(line)) == 3


def test_a_blank_cell_has_no_place_of_a_text() -> None:
    made = grid([["甲"]])
    made.cells = [cell(), cell("乙", column=1)]
    (arrived,) = unpacked(packed(page(1, grids=[made]))).grids
    assert [own.written for own in arrived.cells] == [own.written for own in made.cells]
