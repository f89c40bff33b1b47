"""A table over several pages comes out as the one table it is, however its pages begin."""

from __future__ import annotations

from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budgetrules.readers.pdf.reader import put_together
from budgetrules.readers.raw import RawGrid
from tests.readers.pdf.drawing import DrawnCell, DrawnTable, draw_table, tables
from tests.readers.pdf.test_drawn_tables import LEFT, TOP, pages_of
from tests.readers.pdf.writer import PdfWriter

HEAD = ("部门支出总表", "编制部门：某某局")


def written(parts: list[DrawnTable], titles: bool, running: str = "") -> bytes:
    """One part a page; the first page has a title, the others too if `titles`; `running` stands above everything."""
    writer = PdfWriter()
    for number, part in enumerate(parts):
        page = writer.page(height=600)
        if running:
            page.text(60, 30, running, 9)
        if titles or number == 0:
            page.text(220, 50, HEAD[0], 14)
            page.text(40, 70, HEAD[1], 9)
        draw_table(page, part, LEFT, TOP)
        page.text(290, 580, f"{number + 1}", 9)
    return writer.bytes()


def grids_of(data: bytes) -> list[RawGrid]:
    """The grids of the whole document."""
    return put_together(pages_of(data))[1]


def keys_of(grid: RawGrid) -> set[tuple[int, int, int, int, str]]:
    """All cells of a grid."""
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells
    }


@st.composite
def paged(draw: st.DrawFn) -> tuple[DrawnTable, int, list[int]]:
    """A table, the height of its header, and the rows that begin a page. Rows differ, so that none looks like a header."""
    table = draw(tables(most_rows=14))
    header = table.header
    rows = len(table.heights)
    assume(rows - header >= 3)
    cells = [
        attrs.evolve(cell, text=f"{cell.row}.{cell.row:02}")
        if cell.row >= header and cell.column == len(table.widths) - 1
        else cell
        for cell in table.cells
    ]
    breaks = draw(st.lists(st.integers(header + 1, rows - 1), min_size=1, max_size=3, unique=True))
    return attrs.evolve(table, cells=tuple(cells)), header, sorted(breaks)


def cut(table: DrawnTable, header: int, breaks: list[int], repeat: bool) -> list[DrawnTable]:
    """The parts that stand on each page."""
    ends = [*breaks, len(table.heights)]
    parts = [table.rows(0, breaks[0])]
    for first, last in zip(breaks, ends[1:], strict=True):
        body = table.rows(first, last)
        if repeat:
            head = table.rows(0, header)
            moved = [attrs.evolve(cell, row=cell.row + header) for cell in body.cells]
            body = DrawnTable(table.widths, (*head.heights, *body.heights), (*head.cells, *moved))
        parts.append(body)
    return parts


@given(
    case=paged(), repeat=st.booleans(), running=st.sampled_from(["", "某某局二〇二四年度部门决算"])
)
def test_parts_become_the_whole(
    case: tuple[DrawnTable, int, list[int]], repeat: bool, running: str
) -> None:
    table, header, breaks = case
    (grid,) = grids_of(written(cut(table, header, breaks, repeat), titles=False, running=running))
    assert keys_of(grid) == table.keys
    assert (grid.rows, grid.columns) == (len(table.heights), len(table.widths))
    pages = {cell.row: cell.place.page for cell in grid.cells}
    assert [pages[row] for row in range(header, len(table.heights))] == [
        1 + sum(first <= row for first in breaks) for row in range(header, len(table.heights))
    ]


@given(case=paged())
def test_a_title_that_is_repeated_with_the_header_is_one_title(
    case: tuple[DrawnTable, int, list[int]],
) -> None:
    table, header, breaks = case
    lines, grids = put_together(pages_of(written(cut(table, header, breaks, True), titles=True)))
    assert [keys_of(grid) for grid in grids] == [table.keys]
    assert [line.text.strip() for line in lines].count(HEAD[0]) == 1


@given(first=tables(), second=tables())
def test_tables_with_titles_of_their_own_stay_apart(first: DrawnTable, second: DrawnTable) -> None:
    writer = PdfWriter()
    for title, table in (("部门收入总表", first), ("部门支出总表", second)):
        page = writer.page()
        page.text(220, 60, title, 14)
        draw_table(page, table, LEFT, TOP)
    grids = grids_of(writer.bytes())
    assert [keys_of(grid) for grid in grids] == [first.keys, second.keys]
    assert [grid.after for grid in grids] == [1, 2]


SHEET = (("单位", "某局"), ("项目", "{}"), ("一级指标", "二级指标"), ("产出", "数量"))


def test_sheets_of_one_form_with_one_title_stay_apart() -> None:
    writer = PdfWriter()
    for name in ("甲项目", "乙项目", "丙项目"):
        page = writer.page()
        page.text(220, 60, "项目支出绩效目标表", 14)
        cells = [
            DrawnCell(row, column, 1, 1 if row > 1 or column == 0 else 2, text.format(name))
            for row, line in enumerate(SHEET)
            for column, text in enumerate(line)
        ]
        cells += [DrawnCell(2, 2, 1, 1, "指标值"), DrawnCell(3, 2, 1, 1, "≥12次")]
        draw_table(page, DrawnTable((80, 80, 80), (20,) * 4, tuple(cells)), LEFT, TOP)
    assert [grid.rows for grid in grids_of(writer.bytes())] == [4, 4, 4]


NAME = "机关事业单位基本养老保险缴费支出"


@pytest.mark.parametrize("amount_above", [True, False])
@pytest.mark.parametrize("at", [8, 12])
def test_a_row_that_the_page_break_cuts_is_whole_again(at: int, amount_above: bool) -> None:
    def row(number: int, code: str, name: str, amount: str) -> list[DrawnCell]:
        return [
            DrawnCell(number, column, 1, 1, text)
            for column, text in enumerate((code, name, amount))
        ]

    # The column holds four characters a line.
    lines = [NAME[start : start + 4] for start in range(0, len(NAME), 4)]
    above, below = "\n".join(lines[: at // 4]), "\n".join(lines[at // 4 :])
    first = row(0, "科目", "名称", "金额") + row(1, "208", "社会保障", "160.75")
    first += row(2, "05", above, "160.75" if amount_above else "")
    second = row(0, "", below, "" if amount_above else "160.75") + row(
        1, "210", "卫生健康", "60.99"
    )
    widths = (40.0, 42.0, 80.0)
    parts = [
        DrawnTable(widths, (20.0, 20.0, 50.0), tuple(first)),
        DrawnTable(widths, (50.0, 20.0), tuple(second)),
    ]
    (grid,) = grids_of(written(parts, titles=False))
    rows = {
        number: [cell.text.replace("\n", "") for cell in grid.cells if cell.row == number]
        for number in range(grid.rows)
    }
    assert rows[2] == ["05", NAME, "160.75"]
    assert rows[3] == ["210", "卫生健康", "60.99"]


@given(gone=st.sets(st.integers(2, 4), min_size=1, max_size=2))
def test_columns_that_vanish_on_the_next_page_keep_their_place(gone: set[int]) -> None:
    widths = (40.0, 90.0, 60.0, 60.0, 60.0, 60.0)
    heads = ("科目", "名称", "合计", "财政拨款", "事业收入", "其他收入")
    head = [DrawnCell(0, column, 1, 1, text) for column, text in enumerate(heads)]
    head += [
        DrawnCell(1, column, 1, 1, text)
        for column, text in enumerate(("201", "公共服务", "5.00", "3.00", "1.00", "1.00"))
    ]
    # On the next page the rule on the left of each lost column is not drawn.
    values = ("208", "社会保障", "2.00", "2.00", "4.00", "7.25")
    edges = [column for column in range(6) if column not in gone] + [6]
    body = []
    for start, end in pairwise(edges):
        text = values[start] if end - start == 1 else values[end - 1]
        body.append(DrawnCell(0, start, 1, end - start, text))
    parts = [
        DrawnTable(widths, (20.0, 20.0), tuple(head)),
        DrawnTable(widths, (20.0,), tuple(body)),
    ]
    (grid,) = grids_of(written(parts, titles=False))
    found = {cell.column: cell.text for cell in grid.cells if cell.row == 2 and cell.text}
    assert found == {end - 1: values[end - 1] for end in edges[1:]} | {0: "208"} | (
        {1: "社会保障"} if 2 not in gone else {}
    )


@pytest.mark.parametrize("at", [2, 3, 4])
def test_a_merged_cell_that_the_page_break_cuts_is_one_cell(at: int) -> None:
    """A category stands beside four rows; the table is cut behind some of them, and its name is printed on the first page."""
    body = [
        [DrawnCell(row, 1, 1, 1, f"指标{row}"), DrawnCell(row, 2, 1, 1, f"≥{row}次")]
        for row in range(1, 5)
    ]
    head = [
        DrawnCell(0, column, 1, 1, text)
        for column, text in enumerate(("一级指标", "二级指标", "指标值"))
    ]
    above = [
        *head,
        DrawnCell(1, 0, at - 1, 1, "产出指标"),
        *(cell for row in body[: at - 1] for cell in row),
    ]
    below = [DrawnCell(0, 0, 5 - at, 1, "")]
    below += [attrs.evolve(cell, row=cell.row - at) for row in body[at - 1 :] for cell in row]
    widths = (80.0, 80.0, 80.0)
    parts = [
        DrawnTable(widths, (20.0,) * at, tuple(above)),
        DrawnTable(widths, (20.0,) * (5 - at), tuple(below)),
    ]
    (grid,) = grids_of(written(parts, titles=False))
    assert (1, 0, 4, 1, "产出指标") in keys_of(grid)
    assert grid.rows == 5
