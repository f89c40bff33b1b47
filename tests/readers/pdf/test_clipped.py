"""What lies outside of a clip path is in the file and not on the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.reader import put_together
from tests.readers.pdf.drawing import DrawnCell, DrawnTable, draw_table
from tests.readers.pdf.test_drawn_tables import keys_of, pages_of
from tests.readers.pdf.writer import PdfPage, PdfWriter

LINES = tuple(f"第{number}行，收入预算{number}0.00万元" for number in "一二三四五六七八")
FIRST, STEP = 100.0, 20.0


def draw_lines(page: PdfPage, up: float = 0.0) -> None:
    """Draw all lines, moved up by so much."""
    for at, line in enumerate(LINES):
        page.text(60, FIRST + at * STEP - up, line)


def texts_by_page(writer: PdfWriter) -> list[tuple[int | None, str]]:
    """The lines of a document with their pages."""
    lines, _ = put_together(pages_of(writer.bytes()))
    return [(line.page, line.text.strip()) for line in lines]


@given(
    shown=st.integers(1, len(LINES) - 1),
    form=st.booleans(),
    turns=st.integers(0, 3),
    declared=st.booleans(),
)
def test_a_block_on_two_pages_is_read_once_each_line_where_it_shows(
    shown: int, form: bool, turns: int, declared: bool
) -> None:
    writer = PdfWriter()
    cut = FIRST + shown * STEP - STEP / 2
    for top, bottom, up in ((50.0, cut, 0.0), (50.0, 400.0, cut - 50)):
        page = writer.page(turns=turns, declared=declared, form=form)
        page.clip(40, top, 500, bottom)
        draw_lines(page, up)
        page.unclip()
    expected = [(1 if at < shown else 2, line) for at, line in enumerate(LINES)]
    assert texts_by_page(writer) == expected


def test_clips_in_clips_show_what_they_have_in_common() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.clip(40, 50, 500, FIRST + 4.5 * STEP)
    page.clip(40, FIRST + 1.5 * STEP, 500, 400)
    draw_lines(page)
    page.unclip()
    page.unclip()
    page.text(60, 500, "合计")
    shown = [text for _, text in texts_by_page(writer)]
    assert shown == [*LINES[2:5], "合计"]


def test_an_empty_clip_shows_nothing() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.clip(60, 100, 60, 100)
    draw_lines(page)
    page.unclip()
    (content,) = pages_of(writer.bytes())
    assert content.lines == []
    assert content.characters == 0


def test_a_clip_that_is_no_rectangle_hides_what_lies_off_its_box() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.raw(b"q 40 800 m 500 800 l 500 695 l 270 680 l 40 695 l h W n\n")
    draw_lines(page)
    page.unclip()
    assert [text for _, text in texts_by_page(writer)] == list(LINES[:4])


def test_a_name_wider_than_its_clip_is_as_long_as_it_shows() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.clip(60, 50, 100, 400)
    page.text(60, 100, "机关事业单位")
    page.unclip()
    assert texts_by_page(writer) == [(1, "机关事业")]


@pytest.mark.parametrize("style", ["strokes", "boxes", "cells"])
def test_a_table_on_two_pages_has_on_each_the_rows_that_show(style: str) -> None:
    writer = PdfWriter()
    cells = [
        DrawnCell(row, column, 1, 1, text)
        for row in range(6)
        for column, text in enumerate((f"项目{'一二三四五六'[row]}", f"{row + 1}.00"))
    ]
    table = DrawnTable((80.0, 80.0), (20.0,) * 6, tuple(cells), header=0)
    for top, bottom, at in ((60.0, 140.0, 80.0), (60.0, 200.0, 0.0)):
        page = writer.page()
        page.clip(30, top, 300, bottom)
        draw_table(page, table, 40, at, style)
        page.unclip()
    upper, lower = pages_of(writer.bytes())
    assert keys_of(upper) == table.rows(0, 3).keys
    assert keys_of(lower) == table.rows(3, 6).keys


def test_a_picture_covers_as_much_as_it_shows() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.clip(0, 0, 595, 421)
    page.image(0, 0, 595, 842)
    page.unclip()
    (content,) = pages_of(writer.bytes())
    assert content.pictured == pytest.approx(50, abs=1)
