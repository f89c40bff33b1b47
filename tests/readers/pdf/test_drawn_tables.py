"""Whatever is drawn into a PDF comes out of it: every cell at its place with its spans and text, however its rules are drawn."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.opening import events_of
from tests.readers.pdf.drawing import STYLES, DrawnTable, draw_table, tables
from tests.readers.pdf.writer import PdfWriter

LEFT, TOP = 40, 80


def pages_of(data: bytes) -> list[PageContent]:
    """The pages, read in this process."""
    return [event for event in events_of(data) if isinstance(event, PageContent)]


def keys_of(page: PageContent) -> set[tuple[int, int, int, int, str]]:
    """The cells of the only table of a page."""
    (grid,) = page.grids
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells
    }


def one_page(
    table: DrawnTable, style: str, turns: int = 0, declared: bool = True, form: bool = False
) -> bytes:
    """A page with a title, a table and a page number."""
    writer = PdfWriter()
    page = writer.page(turns=turns, declared=declared, form=form)
    page.text(220, 60, "部门收支总表", 14)
    draw_table(page, table, LEFT, TOP, style)
    page.text(290, 800, "- 1 -", 9)
    return writer.bytes()


def assume_drawn(table: DrawnTable, style: str) -> None:
    """Without a rim, a cell as wide as the table in the first or last row has no line that shows where it ends."""
    rim = {cell.row for cell in table.cells if cell.column_span == len(table.widths)}
    assume(style != "open" or not rim & {0, len(table.heights) - 1})


@pytest.mark.parametrize("style", STYLES)
@given(table=tables())
def test_every_cell_comes_out(style: str, table: DrawnTable) -> None:
    assume_drawn(table, style)
    (page,) = pages_of(one_page(table, style))
    assert keys_of(page) == table.keys
    assert [line.text for line in page.lines] == ["部门收支总表", "- 1 -"]


@given(
    table=tables(),
    style=st.sampled_from(STYLES),
    turns=st.integers(0, 3),
    declared=st.booleans(),
    form=st.booleans(),
)
def test_it_is_read_the_same_on_turned_pages_and_inside_forms(
    table: DrawnTable, style: str, turns: int, declared: bool, form: bool
) -> None:
    assume_drawn(table, style)
    (page,) = pages_of(one_page(table, style, turns, declared, form))
    assert keys_of(page) == table.keys
    assert [line.text for line in page.lines] == ["部门收支总表", "- 1 -"]


@given(
    table=tables(), style=st.sampled_from(STYLES), turns=st.integers(0, 3), declared=st.booleans()
)
def test_the_box_of_a_cell_is_where_it_is_shown(
    table: DrawnTable, style: str, turns: int, declared: bool
) -> None:
    assume_drawn(table, style)
    (page,) = pages_of(one_page(table, style, turns, declared))
    xs, ys = table.xs(LEFT), table.ys(TOP)
    boxes = {(cell.row, cell.column): cell.box for cell in page.grids[0].cells}
    for cell in table.cells:
        left, top, right, bottom = (
            xs[cell.column],
            ys[cell.row],
            xs[cell.column + cell.column_span],
            ys[cell.row + cell.row_span],
        )
        # A page that does not say it lies on its side is shown lying on its side.
        lying = {
            1: (top, 595 - right, bottom, 595 - left),
            2: (595 - right, 842 - bottom, 595 - left, 842 - top),
            3: (842 - bottom, left, 842 - top, right),
        }
        shown = (
            (left, top, right, bottom) if declared else lying.get(turns, (left, top, right, bottom))
        )
        assert all(
            abs(a - b) < 2.5 for a, b in zip(boxes[cell.row, cell.column], shown, strict=True)
        )
