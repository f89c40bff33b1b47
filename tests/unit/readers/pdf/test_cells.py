"""Cells of a lattice with the texts that stand in them."""

from __future__ import annotations

from budgetrules.readers.pdf.cells import page_grid
from budgetrules.readers.pdf.content import PageGrid
from budgetrules.readers.pdf.geometry import Frame
from budgetrules.readers.pdf.runs import CellRuns, Turned
from tests.unit.readers.pdf.handmade import lattice, run

FRAME = Frame(left=0, bottom=0, right=600, top=800)


def grid(runs: CellRuns, turned: dict[int, list[Turned]] | None = None) -> PageGrid:
    """A table of two rows and columns on page 3, behind one line."""
    return page_grid(lattice(), runs, turned or {}, FRAME, 3, 1)


def test_a_grid_is_the_lattice_with_its_place() -> None:
    made = grid({})
    assert (made.rows, len(made.xs), made.before, made.page) == (2, 3, 1, 3)
    assert made.box == made.inside == (0, 0, 200, 40)


def test_a_cell_without_runs_is_blank() -> None:
    first, *_ = grid({}).cells
    assert (first.text, first.written, first.end, first.size) == ("", None, 0, 0)
    assert (first.row, first.column, first.row_span, first.column_span) == (0, 0, 1, 1)


def test_a_run_alone_is_the_text_of_its_cell() -> None:
    cell = grid({1: [run("合计", 105, 5)]}).cells[1]
    assert (cell.text, cell.written) == ("合计", (105, 5, 125, 15))
    assert (cell.end, cell.size) == (125, 10)


def test_blanks_in_a_run_are_single_and_none_part_a_number() -> None:
    first, second, *_ = grid({0: [run("甲  乙")], 1: [run("1,904. 49", 105)]}).cells
    assert (first.text, second.text) == ("甲 乙", "1,904.49")


def test_lines_of_a_cell_stand_one_below_the_other() -> None:
    cell = grid({0: [run("下", 3, 12, 8), run("上面", 5, 2, 8)]}).cells[0]
    assert cell.text == "上面\n下"
    assert cell.written == (3, 2, 21, 20)
    assert cell.end == 11


def test_turned_text_is_read_behind_the_upright_one() -> None:
    turned = [Turned(run("侧"), (80, 0, 90, 10), 1)]
    first, second, *_ = grid({0: [run("正")]}, {0: turned, 1: turned}).cells
    assert (first.text, second.text) == ("正\n侧", "侧")
    assert second.written == second.inside


def test_boxes_stand_on_the_page_that_is_shown() -> None:
    frame = Frame(left=0, bottom=0, right=600, top=800, turns=1)
    made = page_grid(lattice(), {}, {}, frame, 1, 0)
    assert made.inside == (0, 0, 200, 40)
    assert made.box == frame.on_page(made.inside)
    assert made.cells[3].box == frame.on_page(made.cells[3].inside)
