"""Rows and merged cells that a page break cuts in two."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.content import GridCell
from budgetrules.readers.pdf.splitting import join_cut_cells, join_cut_row
from budgetrules.readers.pdf.words import row_words
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.readers.pdf.handmade import cell, cells_of

WORDS = row_words(shipped_vocabulary())
# As long as a cell is wide, less the room for one character.
FULL = "一般公共服务支出的"


def joined(above: list[str], below: list[str]) -> tuple[bool, list[str]]:
    """Whether a row goes on, and what the upper one says then."""
    foot, cells = cells_of([above]), cells_of([below])
    is_cut = join_cut_row(foot, cells, WORDS)
    return is_cut, [cell.text for cell in foot]


def test_a_full_line_goes_on_below() -> None:
    assert joined([FULL, "1.00"], ["项目", ""]) == (True, [f"{FULL}\n项目", "1.00"])


def test_a_figure_may_stand_below_the_break() -> None:
    assert joined([FULL, ""], ["项目", "1.00"]) == (True, [f"{FULL}\n项目", "1.00"])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["短", "1.00"], ["项目", ""]),
        ([FULL, "1.00"], ["一、项目", ""]),
        ([FULL, "1.00"], ["项目", "2.00"]),
        ([FULL, "1.00"], ["", "2.00"]),
        ([FULL, "1.00"], ["", ""]),
        ([FULL, "1.00"], ["项目"]),
    ],
    ids=["room for more", "a new row", "two figures", "no words", "nothing", "other columns"],
)
def test_other_rows_stay_two(above: list[str], below: list[str]) -> None:
    assert joined(above, below) == (False, above)


def test_merged_rows_are_not_joined_line_by_line() -> None:
    foot = [cell(FULL, row_span=2)]
    assert not join_cut_row(foot, [cell("项目")], WORDS)


def test_text_below_the_break_stands_where_it_is_printed() -> None:
    foot, below = cells_of([[FULL, ""]]), cells_of([["项目", "1.00"]])
    below[1].page, below[1].box = 2, (100, 50, 200, 70)
    join_cut_row(foot, below, WORDS)
    assert [(cell.page, cell.box) for cell in foot] == [
        (1, (0, 0, 100, 20)),
        (2, (100, 50, 200, 70)),
    ]
    assert foot[0].end == below[0].end


def merged(above: GridCell, below: GridCell) -> tuple[list[GridCell], str, int]:
    """The cells that are left, and what the upper one says and spans."""
    rest = join_cut_cells([above], [below])
    return rest, above.text, above.row_span


def test_a_merged_cell_goes_on_where_it_is_blank() -> None:
    assert merged(cell("支出", row_span=3), cell(row_span=2)) == ([], "支出", 5)
    assert merged(cell(row_span=3), cell("支出")) == ([], "支出", 4)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (cell("支出", row_span=3), cell("收入", row_span=2)),
        (cell(row_span=3), cell(row_span=2)),
        (cell("支出"), cell()),
        (cell("支出", row_span=3), cell(row=1)),
        (cell("支出", row_span=3), cell(column=1)),
    ],
    ids=["two texts", "no text", "not merged", "further down", "another column"],
)
def test_other_cells_are_left(above: GridCell, below: GridCell) -> None:
    before = (above.text, above.row_span)
    assert merged(above, below) == ([below], *before)
