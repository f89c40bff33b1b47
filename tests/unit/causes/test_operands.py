"""The figures of a comparison."""

from __future__ import annotations

from pathlib import Path

import attrs

from budgetrules.causes.operands import alike, identity, printed_or_zero, suspect_of
from budgetrules.causes.roots import distinct
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell, CellKind, Place
from tests.unit.causes.plants import ROW_MISSING_IN_ONE, WRONG_FIGURE
from tests.unit.causes.toy import SOUND, Paper, case_of, name_of


def numbers_of(name: str, paper: Paper, folder: Path) -> Comparison:
    for item in case_of(paper, folder).failed:
        if name_of(item) == name and item.numbers is not None:
            return item.numbers
    raise KeyError(name)


def test_two_cells_read_from_one_number_are_one_figure(tmp_path: Path) -> None:
    numbers = numbers_of("C-02 20102", WRONG_FIGURE, tmp_path)
    cell = distinct(numbers)[0]
    again = attrs.evolve(cell)
    assert again is not cell
    assert identity(again) == identity(cell)


def test_blanks_and_figures_without_a_place_are_themselves() -> None:
    one, other = (Cell(CellKind.BLANK, None, Place()) for _ in range(2))
    assert identity(one) is one
    assert identity(one) != identity(other)


def test_a_figure_is_alike_itself_only(tmp_path: Path) -> None:
    numbers = numbers_of("C-01 201", WRONG_FIGURE, tmp_path)
    for cell in distinct(numbers):
        assert alike(numbers, cell) == {cell}


def test_the_side_of_one_figure_is_the_suspect(tmp_path: Path) -> None:
    case = case_of(WRONG_FIGURE, tmp_path)
    numbers = next(item.numbers for item in case.failed if name_of(item) == "C-01 201")
    assert numbers is not None
    assert suspect_of(numbers, case.locator).place.text == "60.00"


def test_a_figure_of_an_absent_row_is_the_suspect(tmp_path: Path) -> None:
    case = case_of(ROW_MISSING_IN_ONE, tmp_path)
    numbers = next(item.numbers for item in case.failed if name_of(item) == "C-02 20102")
    assert numbers is not None
    assert suspect_of(numbers, case.locator).kind is CellKind.ABSENT


def test_a_blank_is_the_zero_it_would_be_printed_as(tmp_path: Path) -> None:
    paper = SOUND.with_row("项目", "印刷年报", ("印刷年报", ""))
    case = case_of(paper, tmp_path)
    numbers = next(item.numbers for item in case.failed if name_of(item) == "C-16 印刷年报")
    assert numbers is not None
    blank = next(cell for cell in distinct(numbers) if cell.figure is None)
    zero = printed_or_zero(numbers, blank, case.locator)
    assert (zero.digits, zero.decimals, zero.unit.symbol) == (0, 2, "万元")
