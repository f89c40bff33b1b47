"""Which lines of a page end a paragraph."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.content import PageLine
from budgetrules.readers.pdf.paragraphs import mark_ends
from tests.unit.readers.pdf.handmade import grid, page, page_line

# Lines of twelve characters are full.
FULL = "一二三四五六七八九十甲乙"


def line(text: str, row: int, left: float = 50.0, size: float = 10.0) -> PageLine:
    """A line in a row of a page, with 15 points from one to the next."""
    return page_line(text, left, 100 + 15 * row, size)


def ended(*lines: PageLine) -> list[bool]:
    """Which lines end a paragraph, between full ones above and below."""
    above, below = [line(FULL, row) for row in (-3, -2, -1)], [line(FULL, row) for row in (9, 10)]
    mark_ends([page(1, [*above, *lines, *below])])
    return [made.text.endswith(" ") for made in lines]


def test_a_full_line_goes_on() -> None:
    assert ended(line(FULL, 0), line(FULL, 1)) == [False, False]


def test_a_line_with_room_for_the_next_word_ends() -> None:
    assert ended(line("短", 0), line(FULL, 1))[0]


def test_a_long_number_had_no_room() -> None:
    assert not ended(line(FULL[:8], 0), line("12345万元，合计为数", 1))[0]


@pytest.mark.parametrize(("text", "expected"), [(FULL[:11] + "。", True), (FULL, False)])
def test_a_number_begins_a_paragraph_behind_a_sentence(text: str, expected: bool) -> None:
    assert ended(line(text, 0), line("二、三四五六七八九十甲乙", 1))[0] == expected


def test_a_line_before_an_indented_one_ends() -> None:
    assert ended(line(FULL, 0), line(FULL[2:], 1, left=70))[0]


def test_a_line_before_a_larger_one_ends() -> None:
    assert ended(line(FULL, 0), line(FULL[:8], 1, size=15))[0]


def test_a_centred_line_goes_on_in_a_centred_one() -> None:
    title, rest = line("甲乙丙丁戊己庚辛", 0, left=70), line("2024年预算", 1, left=75)
    assert not ended(title, rest)[0]


def test_a_full_line_before_a_centred_one_ends() -> None:
    assert ended(line(FULL, 0), line("2024年预算", 1, left=75))[0]


def test_a_line_above_a_table_ends() -> None:
    lines = [line(FULL, row) for row in range(3)]
    mark_ends([page(1, lines, [grid([["甲"]], before=2)])])
    assert [made.text.endswith(" ") for made in lines] == [False, True, True]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    first, second = ([line(FULL, row) for row in range(3)] for _ in range(2))
    mark_ends([page(1, [*first, page_line("- 1 -", top=780)]), page(2, second)])
    assert [made.text.endswith(" ") for made in first] == [False, False, False]


def test_a_blank_takes_no_room() -> None:
    made = line(FULL, 0)
    edges = list(made.edges)
    mark_ends([page(1, [made])])
    assert (made.text, list(made.edges)) == (f"{FULL} ", [*edges, edges[-1]])


def test_no_lines_have_no_end() -> None:
    empty = page(1)
    mark_ends([empty])
    assert empty.lines == []
