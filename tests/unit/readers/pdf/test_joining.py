"""Tables that go on over pages."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.content import PageContent, PageGrid
from budgetrules.readers.pdf.joining import Table, join_tables
from budgetrules.readers.pdf.words import row_words
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.readers.pdf.handmade import cell, grid, page, page_line

WORDS = row_words(shipped_vocabulary())
HEADER = ["项目", "金额"]


def joined(*pages: PageContent) -> list[Table]:
    """The tables of some pages."""
    return join_tables(list(pages), WORDS)


def parts(*grids: PageGrid) -> list[Table]:
    """The tables of pages with one grid each and nothing else."""
    return joined(*(page(number, grids=[part]) for number, part in enumerate(grids, 1)))


def texts(table: Table) -> list[list[str]]:
    """What the rows of a table say."""
    rows: list[list[str]] = [[] for _ in range(table.grid.rows)]
    for own in table.grid.cells:
        rows[own.row].append(own.text)
    return rows


def test_a_part_goes_on_below_the_table() -> None:
    (table,) = parts(grid([HEADER, ["甲", "1"]]), grid([["乙", "2"]], page=2))
    assert texts(table) == [HEADER, ["甲", "1"], ["乙", "2"]]


def test_a_header_printed_again_stands_once() -> None:
    (table,) = parts(grid([HEADER, ["甲", "1"]]), grid([HEADER, ["乙", "2"]], page=2))
    assert texts(table) == [HEADER, ["甲", "1"], ["乙", "2"]]


def test_joining_more_parts_adds_row_behind_row() -> None:
    rows = [[name, str(number)] for number, name in enumerate("甲乙丙丁", 1)]
    grids = [grid([HEADER]), *(grid([HEADER, row], page=2) for row in rows)]
    (table,) = parts(*grids)
    assert texts(table) == [HEADER, *rows]


def test_a_row_cut_by_a_page_break_is_one() -> None:
    first = grid([HEADER, ["一般公共服务支出的", "1"]])
    (table,) = parts(first, grid([["项目", ""], ["乙", "2"]], page=2))
    assert texts(table) == [HEADER, ["一般公共服务支出的\n项目", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    "rows",
    [[["甲", "1", "2"]], [["科目", "数额"], ["乙", "2"]], [HEADER[:1], ["乙"]]],
    ids=["more columns", "a header of its own", "fewer columns"],
)
def test_another_table_begins_anew(rows: list[list[str]]) -> None:
    assert len(parts(grid([HEADER, ["甲", "1"]]), grid(rows, page=2))) == 2


@pytest.mark.parametrize(("text", "tables"), [("收入总表", 2), ("注：单位为万元", 1)])
def test_a_row_across_is_a_title_unless_it_is_a_note(text: str, tables: int) -> None:
    across = grid([HEADER, ["乙", "2"]], page=2)
    across.cells = [cell(text, column_span=2), *across.cells[2:]]
    assert len(parts(grid([HEADER, ["甲", "1"]]), across)) == tables


def test_a_first_row_printed_again_begins_anew_where_it_is_no_header() -> None:
    first = grid([["部门", "", ""], ["收入", "1.00", ""]])
    second = grid([["部门", "", ""], ["收入", "9.00", ""]], page=2)
    assert len(parts(first, second)) == 2


def places(table: Table) -> list[tuple[str, int, int]]:
    """What each cell says, its column and how many it spans."""
    return [(own.text, own.column, own.column_span) for own in table.grid.cells]


def test_a_column_more_below_parts_the_one_above() -> None:
    below = grid([["乙", "丙", "2"]], page=2)
    below.xs = [0, 50, 100, 200]
    (table,) = parts(grid([["项目", "金额"], ["甲", "1"]]), below)
    assert table.grid.xs == [0, 50, 100, 200]
    assert places(table) == [
        ("项目", 0, 2),
        ("金额", 2, 1),
        ("甲", 0, 2),
        ("1", 2, 1),
        ("乙", 0, 1),
        ("丙", 1, 1),
        ("2", 2, 1),
    ]


def test_a_column_less_below_spans_two_above() -> None:
    below = grid([["乙", "2"]], page=2)
    below.xs = [0, 200, 300]
    below.cells[0] = cell("乙", column_span=1, box=(0, 100, 200, 120))
    below.cells[0].written = (95, 105, 105, 115)
    (table,) = parts(grid([["类", "款", "金额"], ["甲", "丁", "1"]]), below)
    assert places(table)[-2:] == [("乙", 0, 2), ("2", 2, 1)]


def test_text_between_two_grids_ends_the_table() -> None:
    first = page(1, [page_line("以上为收入")], [grid([HEADER, ["甲", "1"]])])
    assert len(joined(first, page(2, grids=[grid([["乙", "2"]], page=2)]))) == 2


def test_a_page_without_grids_ends_the_table() -> None:
    first, last = grid([HEADER, ["甲", "1"]]), grid([["乙", "2"]], page=3)
    assert len(joined(page(1, grids=[first]), page(2), page(3, grids=[last]))) == 2


def test_page_numbers_stand_between_the_parts_of_one_table() -> None:
    first = page(1, [page_line("- 1 -", top=780)], [grid([HEADER, ["甲", "1"]])])
    second = page(2, [page_line("- 2 -", top=780)], [grid([["乙", "2"]], page=2)])
    assert len(joined(first, second)) == 1


def test_a_title_printed_again_is_remembered() -> None:
    title, again = page_line("收支总表", top=50), page_line("收支总表", top=50)
    first = page(1, [title], [grid([HEADER, ["甲", "1"]], before=1)])
    second = page(2, [again], [grid([HEADER, ["乙", "2"]], before=1, page=2)])
    (table,) = joined(first, second)
    assert table.repeated == [again]


def test_a_title_of_its_own_begins_another_table() -> None:
    first = page(1, [page_line("收支总表", top=50)], [grid([HEADER, ["甲", "1"]], before=1)])
    second = page(2, [page_line("收入总表", top=50)], [grid([HEADER, ["乙", "2"]], before=1)])
    assert [len(texts(table)) for table in joined(first, second)] == [2, 2]


def test_only_the_first_grid_of_a_page_goes_on() -> None:
    first = page(1, grids=[grid([HEADER, ["甲", "1"]])])
    second = page(2, grids=[grid([["乙", "2"]], top=50), grid([["丙", "3"]], top=300)])
    assert [len(texts(table)) for table in joined(first, second)] == [3, 1]
