"""A page as lines and grids."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf import pages as module
from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.pages import read_page
from tests.readers.pdf.writer import PdfPage, PdfWriter
from tests.unit.readers.pdf.opened import opened_page


def table_on(page: PdfPage, top: float) -> None:
    """A drawn table of two rows and columns, with texts in its first row."""
    for y in (top, top + 20, top + 40):
        page.line(50, y, 250, y)
    for x in (50, 150, 250):
        page.line(x, top, x, top + 40)
    page.text(55, top + 14, "项目")
    page.text(155, top + 14, "1.00")


def read(writer: PdfWriter) -> PageContent:
    """The first page of a file, as page 7."""
    with opened_page(writer) as page:
        return read_page(page, 7)


def test_text_outside_of_tables_stands_in_lines() -> None:
    writer = PdfWriter()
    page = writer.page(600, 800)
    page.text(50, 200, "第二行")
    page.text(50, 100, "第一行")
    content = read(writer)
    assert [line.text for line in content.lines] == ["第一行", "第二行"]
    assert (content.number, content.size, content.characters) == (7, (600, 800), 6)


def test_text_in_drawn_tables_stands_in_cells() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.text(50, 90, "总表")
    table_on(page, 100)
    content = read(writer)
    (grid,) = content.grids
    assert [cell.text for cell in grid.cells] == ["项目", "1.00", "", ""]
    assert ([line.text for line in content.lines], grid.before) == (["总表"], 1)


def test_tables_stand_from_the_top_down() -> None:
    writer = PdfWriter()
    page = writer.page()
    table_on(page, 400)
    table_on(page, 100)
    tops = [grid.inside[1] for grid in read(writer).grids]
    assert tops == sorted(tops)


def test_tables_without_rules_are_grids_too() -> None:
    writer = PdfWriter()
    page = writer.page()
    rows = [("项目", "预算数"), ("甲", "1.00"), ("乙", "2.00"), ("丙", "3.00")]
    for number, (name, figure) in enumerate(rows):
        page.text(50, 100 + 20 * number, name)
        page.text(200, 100 + 20 * number, figure)
    content = read(writer)
    (grid,) = content.grids
    assert [cell.text for cell in grid.cells] == [text for row in rows for text in row]
    assert content.lines == []


def test_a_page_lying_on_its_side_is_read_upright() -> None:
    writer = PdfWriter()
    table_on(writer.page(600, 800, turns=1), 100)
    content = read(writer)
    (grid,) = content.grids
    assert [cell.text for cell in grid.cells] == ["项目", "1.00", "", ""]
    assert content.size == (600, 800)


def test_text_turned_against_the_page_stands_aside() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.text(50, 100, "正文在此")
    page.text(400, 400, "侧面", matrix="0 1 -1 0")
    content = read(writer)
    assert [line.text for line in content.lines] == ["正文在此"]
    assert [aside.text for aside in content.asides] == ["侧面"]


def test_more_characters_than_are_read_cut_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHARACTERS", 2)
    writer = PdfWriter()
    writer.page().text(50, 100, "甲乙丙")
    content = read(writer)
    assert ([line.text for line in content.lines], content.cut) == (["甲乙"], True)


def test_texts_without_a_single_character_are_counted_as_unmapped() -> None:
    writer = PdfWriter()
    writer.page().text(50, 100, "甲乙", font="unmapped")
    assert read(writer).unmapped == 2
