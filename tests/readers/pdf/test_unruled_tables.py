"""Tables that lack rules between rows, or have none at all: read whole where it is sure, and left as lines where it isn't."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.readers.pdf.drawing import width_of
from tests.readers.pdf.test_drawn_tables import pages_of
from tests.readers.pdf.writer import PdfPage, PdfWriter

SIZE = 9.0
XS = (60.0, 110.0, 230.0, 330.0, 430.0)
HEADS = ("科目编码", "科目名称", "合计", "基本支出")
NAME = "机关事业单位基本养老保险缴费支出"

rows_of_text = st.lists(
    st.tuples(
        st.integers(201, 234).map(str),
        st.sampled_from(["行政运行", "住房公积金", NAME]),
        st.integers(1, 9_999_999).map(lambda cents: f"{cents / 100:,.2f}"),
        st.one_of(st.just(""), st.integers(1, 9_999_999).map(lambda cents: f"{cents / 100:,.2f}")),
    ),
    min_size=3,
    max_size=8,
)


def wrapped(name: str) -> list[str]:
    """A name as its column holds it."""
    return [name[at : at + 9] for at in range(0, len(name), 9)]


def draw_rows(page: PdfPage, rows: list[tuple[str, ...]], top: float, where: str) -> float:
    """Rows of text with figures on the first line of a name, its last, or in the middle; returns where the next one would begin."""
    y = top
    for code, name, *amounts in rows:
        lines = wrapped(name)
        for at, line in enumerate(lines):
            page.text(XS[1] + 3, y + at * 11, line, SIZE)
        anchor = (
            y
            + {"above": 0.0, "below": 11.0 * (len(lines) - 1), "middle": 5.5 * (len(lines) - 1)}[
                where
            ]
        )
        page.text(XS[0] + 3, anchor, code, SIZE)
        for column, amount in enumerate(amounts, 2):
            if amount:
                page.text(XS[column + 1] - 3 - width_of(amount, SIZE), anchor, amount, SIZE)
        y += 11 * len(lines) + 8
    return y


def found_rows(data: bytes, header: int) -> list[tuple[str, ...]]:
    """The rows of the only table below its header."""
    (page,) = pages_of(data)
    (grid,) = page.grids
    rows = []
    for row in range(header, grid.rows):
        texts = {cell.column: cell.text.replace("\n", "") for cell in grid.cells if cell.row == row}
        rows.append(tuple(texts.get(column, "") for column in range(4)))
    return rows


@pytest.mark.parametrize("where", ["above", "below", "middle"])
@given(rows=rows_of_text)
def test_rows_between_two_rules_come_out_one_by_one(
    where: str, rows: list[tuple[str, ...]]
) -> None:
    writer = PdfWriter()
    page = writer.page()
    for column, head in enumerate(HEADS):
        page.text(XS[column] + 3, 92, head, SIZE)
    bottom = draw_rows(page, rows, 112, where)
    for y in (80, 100, bottom):
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, 80, x, bottom)
    assert found_rows(writer.bytes(), 1) == rows


@pytest.mark.parametrize("where", ["above", "below", "middle"])
@given(rows=rows_of_text, ruled=st.booleans())
@example(rows=[("201", NAME, "0.01", "")] * 3, ruled=False)
def test_a_table_without_rules_down_is_read_by_its_columns(
    where: str, rows: list[tuple[str, ...]], ruled: bool
) -> None:
    writer = PdfWriter()
    page = writer.page()
    page.text(220, 60, "部门支出总表", 14)
    for column, head in enumerate(HEADS):
        page.text(
            XS[column] + 3 if column < 2 else XS[column + 1] - 3 - width_of(head, SIZE),
            92,
            head,
            SIZE,
        )
    rows = [(code, name, amount, other or "0.00") for code, name, amount, other in rows]
    bottom = draw_rows(page, rows, 112, where)
    if ruled:
        for y in (80, 100, bottom):
            page.line(XS[0], y, XS[-1], y)
    page.text(
        60, bottom + 60, "本部门二〇二四年支出预算合计一千九百万元，其中基本支出三百万元。", 10
    )
    assert found_rows(writer.bytes(), 1) == rows
    assert [line.text for line in pages_of(writer.bytes())[0].lines] == [
        "部门支出总表",
        "本部门二〇二四年支出预算合计一千九百万元，其中基本支出三百万元。",
    ]


def test_a_wrapped_figure_is_not_two_rows() -> None:
    writer = PdfWriter()
    page = writer.page()
    for y in (80, 100, 130):
        page.line(60, y, 200, y)
    for x in (60, 120, 200):
        page.line(x, 80, x, 130)
    page.text(63, 92, "项目", SIZE)
    page.text(123, 92, "金额", SIZE)
    page.text(63, 112, "基本支出", SIZE)
    page.text(63, 124, "合计", SIZE)
    page.text(123, 112, "12,345,678,901,2", SIZE)
    page.text(123, 124, "34.56", SIZE)
    (content,) = pages_of(writer.bytes())
    assert content.grids[0].rows == 2


NARRATIVE = (
    "一、收入预算情况 1,904.49 万元",
    "基本支出 320.11 万元，比上年增加 12.00 万元；项目支出 1,584.38 万元。",
    "合计 1,904.49 万元，其中：财政拨款 1,904.24 万元，占 99.99%。",
    "上年结转 0.25 万元，占 0.01%。",
)


def test_narrative_with_figures_is_no_table() -> None:
    writer = PdfWriter()
    page = writer.page()
    for at, line in enumerate(NARRATIVE):
        page.text(60, 100 + 18 * at, line, 10)
    (content,) = pages_of(writer.bytes())
    assert content.grids == []
    assert [line.text for line in content.lines] == list(NARRATIVE)
