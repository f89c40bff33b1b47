"""Text outside tables and inside cells: in the order of reading, each character once, numbers whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.reader import put_together
from budgetrules.readers.raw import RawLine
from tests.readers.pdf.drawing import DrawnCell, DrawnTable, draw_rules, draw_table, width_of, words
from tests.readers.pdf.test_drawn_tables import keys_of, pages_of
from tests.readers.pdf.writer import PdfPage, PdfWriter

SIZE = 10.0


def lines_of(writer: PdfWriter) -> tuple[RawLine, ...]:
    """The lines of the document."""
    return tuple(put_together(pages_of(writer.bytes()))[0])


def glyph_by_glyph(
    page: PdfPage, x: float, y: float, text: str, gap: float = 0.0, **options: str
) -> None:
    """Every character by itself, as many programs print, with a gap before the next one."""
    for character in text:
        page.text(x, y, character, SIZE, **options)
        x += width_of(character, SIZE) + gap


def cell_text(draw: object, text: str, width: float = 200.0) -> str:
    """What comes out of a cell in which `draw` has drawn at its left edge."""
    writer = PdfWriter()
    page = writer.page()
    table = DrawnTable(
        (width, 60.0),
        (30.0, 30.0),
        tuple(DrawnCell(row, column, 1, 1, "") for row in (0, 1) for column in (0, 1)),
    )
    draw_rules(page, table, table.xs(40), table.ys(80), "strokes")
    draw(page, 45, 100, text)  # type: ignore[operator]
    (content,) = pages_of(writer.bytes())
    return next(cell.text for cell in content.grids[0].cells if (cell.row, cell.column) == (0, 0))


@given(
    text=st.lists(words, min_size=1, max_size=12).map("".join),
    font=st.sampled_from(["song", "identity"]),
)
def test_text_printed_glyph_by_glyph_is_the_same_text(text: str, font: str) -> None:
    whole, single = PdfWriter(), PdfWriter()
    whole.page().text(60, 100, text, SIZE, font=font)
    glyph_by_glyph(single.page(), 60, 100, text, font=font)
    assert (
        [line.text for line in lines_of(whole)]
        == [line.text for line in lines_of(single)]
        == [f"{text} "]
    )


@given(
    text=st.from_regex(r"-?[1-9][0-9]{0,2}(,[0-9]{3}){0,3}\.[0-9]{2}", fullmatch=True),
    gap=st.sampled_from([0.0, 1.0, 3.0, 6.0]),
)
def test_a_number_printed_with_gaps_is_one_number(text: str, gap: float) -> None:
    assert (
        cell_text(lambda page, x, y, t: glyph_by_glyph(page, x, y, t, gap), text, width=260) == text
    )


@pytest.mark.parametrize(
    "text", ["1,904. 49", "1, 904.49", "1 ,904 .49", "- 3.00", "1 9 0 4 . 4 9", "12.5 %"]
)
def test_blanks_inside_a_number_are_none(text: str) -> None:
    assert cell_text(lambda page, x, y, t: page.text(x, y, t, SIZE), text) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["12 34", "1.25 3.00", "收 入 总 计", "201 一般公共服务", "2024 年", "1. 基本支出 2"]
)
def test_blanks_between_words_and_numbers_stay(text: str) -> None:
    assert cell_text(lambda page, x, y, t: page.text(x, y, t, SIZE), text) == text


@given(text=words, by=st.sampled_from([0.2, 0.5, 0.8]))
def test_bold_by_printing_twice_is_read_once(text: str, by: float) -> None:
    def twice(page: PdfPage, x: float, y: float, text: str) -> None:
        page.text(x, y, text, SIZE)
        page.text(x + by, y, text, SIZE)

    def each_twice(page: PdfPage, x: float, y: float, text: str) -> None:
        for character in text:
            page.text(x, y, character, SIZE)
            page.text(x + by, y, character, SIZE)
            x += width_of(character, SIZE)

    def in_other_pieces(page: PdfPage, x: float, y: float, text: str) -> None:
        page.text(x, y, text, SIZE)
        half = len(text) // 2
        for piece, at in ((text[:half], 0), (text[half:], half)):
            page.text(x + by + at * SIZE, y, piece, SIZE)

    for draw in (twice, each_twice, in_other_pieces):
        assert cell_text(draw, text) == text


@given(gap=st.floats(0, 2), columns=st.integers(2, 5))
def test_texts_of_neighbouring_cells_stay_apart_however_near(gap: float, columns: int) -> None:
    writer = PdfWriter()
    page = writer.page()
    table = DrawnTable(
        (30.0,) * columns,
        (20.0, 20.0),
        tuple(DrawnCell(row, at, 1, 1, "") for row in (0, 1) for at in range(columns)),
    )
    draw_rules(page, table, table.xs(40), table.ys(80), "strokes")
    for at in range(columns):
        page.text(40 + 30 * (at + 1) - 25 - gap, 94, "12.00", SIZE)
    (content,) = pages_of(writer.bytes())
    assert {cell.text for cell in content.grids[0].cells if cell.row == 0} == {"12.00"}


def test_text_that_runs_over_the_edge_of_its_cell_stays_whole() -> None:
    writer = PdfWriter()
    page = writer.page()
    name = "机关事业单位基本养老保险"
    cells = (
        DrawnCell(0, 0, 1, 1, ""),
        DrawnCell(0, 1, 1, 1, ""),
        DrawnCell(1, 0, 1, 1, "甲"),
        DrawnCell(1, 1, 1, 1, "5.00"),
    )
    table = DrawnTable((53.0, 160.0), (20.0, 20.0), cells)
    draw_table(page, table, 40, 80)
    page.text(43, 94, name, SIZE)
    (content,) = pages_of(writer.bytes())
    assert (0, 0, 1, 1, name) in keys_of(content)


def test_turned_text_in_a_cell_is_read_in_its_direction() -> None:
    writer = PdfWriter()
    page = writer.page()
    table = DrawnTable(
        (30.0, 200.0),
        (90.0, 20.0),
        tuple(DrawnCell(row, at, 1, 1, "") for row in (0, 1) for at in (0, 1)),
    )
    draw_table(page, table, 40, 80)
    page.text(58, 160, "产出指标", SIZE, matrix="0 1 -1 0")
    page.text(80, 100, "数量指标", SIZE)
    page.text(80, 185, "社会效益和经济效益", SIZE)
    (content,) = pages_of(writer.bytes())
    assert (0, 0, 1, 1, "产出指标") in keys_of(content)


def test_a_watermark_neither_enters_cells_nor_parts_sentences() -> None:
    writer = PdfWriter()
    for part in ("本年收入预算一千万元，比上年", "增加一百万元。"):
        page = writer.page()
        page.text(60, 100, part * 1, SIZE)
        page.text(200, 500, "内部资料", 40, matrix="0.707 0.707 -0.707 0.707")
    texts = [line.text.strip() for line in lines_of(writer)]
    assert texts == ["本年收入预算一千万元，比上年", "增加一百万元。", "内部资料", "内部资料"]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.text(60, 100, "next-", SIZE, font="latin")
    page.text(60, 114, "line -5.00", SIZE, font="latin")
    assert [line.text.strip() for line in lines_of(writer)] == ["next-", "line -5.00"]


PARAGRAPHS = (
    "一、收入预算情况说明",
    "本部门二〇二四年收入预算合计一千九百万元，其中一般公共预算财政拨款收入一千八百万元，比上年增加九十万元，主要原因是新增项目两个，"
    "相关经费增加。",
    "二、支出预算情况说明",
    "本部门二〇二四年支出预算合计一千九百万元。",
    "其中基本支出三百万元，项目支出一千六百万元，用于办公场地租赁和设备购置等方面的支出，保障部门履行职责。",
)


@given(wide=st.integers(18, 40), size=st.sampled_from([9.0, 10.5, 12.0]), broken=st.integers(1, 12))
def test_paragraphs_end_where_they_end(wide: int, size: float, broken: int) -> None:
    """Each paragraph is indented by two characters and set in lines of `wide`; a new page begins after `broken` lines."""
    writer = PdfWriter()
    page = writer.page()
    at = 0
    for paragraph in PARAGRAPHS:
        text = "\u3000\u3000" + paragraph
        for start in range(0, len(text), wide):
            if at == broken:
                page.text(290, 800, "1", 9)
                page = writer.page()
            line = text[start : start + wide]
            blanks = len(line) - len(line.lstrip("\u3000"))
            page.text(60 + blanks * size, 100 + 1.6 * size * (at % 40), line[blanks:], size)
            at += 1
    lines = [line for line in lines_of(writer) if line.text.strip() != "1"]
    whole = "".join(line.text for line in lines)
    full = {paragraph for paragraph in PARAGRAPHS if (len(paragraph) + 2) % wide == 0}
    # A paragraph that fills its last line ends by the indent of the next one only.
    assert [text for text in whole.split(" ") if text] == list(PARAGRAPHS) or full
    assert whole.replace(" ", "") == "".join(PARAGRAPHS)


@given(text=words)
def test_edges_tell_where_every_character_stands(text: str) -> None:
    writer = PdfWriter()
    writer.page().text(60, 100, text, SIZE)
    (line,) = lines_of(writer)
    assert line.edges is not None
    assert len(line.edges) == len(line.text) + 1
    assert list(line.edges) == pytest.approx(
        [60 + SIZE * at for at in range(len(text) + 1)] + [60 + SIZE * len(text)], abs=0.2
    )
    assert line.box == pytest.approx(
        (60, 100 - 0.88 * SIZE, 60 + SIZE * len(text), 100 + 0.12 * SIZE), abs=0.2
    )


def test_characters_beyond_the_basic_plane_come_out_whole() -> None:
    writer = PdfWriter()
    writer.page().text(60, 100, "甲𠮷乙", SIZE, font="identity")
    assert [line.text for line in lines_of(writer)] == ["甲𠮷 乙 "]


def test_lines_at_the_head_and_foot_of_every_page_part_no_sentence() -> None:
    writer = PdfWriter()
    parts = (
        "本年收入预算一千万元，比上年",
        "增加一百万元，主要是新增",
        "项目两个，相关经费增加",
        "一百万元。",
    )
    for number, part in enumerate(parts, 1):
        page = writer.page()
        page.text(60, 40, "某某局二〇二四年度部门预算", 9)
        page.text(60, 100, part, SIZE)
        page.text(60, 800, f"第{number}页  某某局", 9)
    lines = lines_of(writer)
    assert "".join(line.text for line in lines).replace(" ", "").startswith("".join(parts))
    assert sum("某某局" in line.text for line in lines) == 8


def test_titles_of_sheets_stay_where_they_are() -> None:
    writer = PdfWriter()
    for number in range(4):
        page = writer.page()
        page.text(200, 60, "项目支出绩效目标表", 14)
        draw_table(
            page,
            DrawnTable(
                (80.0, 80.0),
                (20.0, 20.0),
                (
                    DrawnCell(0, 0, 1, 1, "项目"),
                    DrawnCell(0, 1, 1, 1, f"{number}号"),
                    DrawnCell(1, 0, 1, 1, "指标"),
                    DrawnCell(1, 1, 1, 1, f"{number}次"),
                ),
            ),
            40,
            80,
        )
    lines, grids = put_together(pages_of(writer.bytes()))
    assert [line.page for line in lines] == [1, 2, 3, 4]
    assert [grid.after for grid in grids] == [1, 2, 3, 4]
