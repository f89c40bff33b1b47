"""Figures wrong together by one amount."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from budgetrules.causes.blocks import Blocks
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell
from tests.unit.causes.plants import WRONG_FIGURE
from tests.unit.causes.toy import SOUND, Paper, case_of, seen_by, suspect_of

# An item and the class above it, both ten too many; the total is not.
_ALIKE = SOUND.with_row("总表", "20102", ("20102", "差旅支出", "45.00", "25.00")).with_row(
    "总表", "201", ("201", "办公支出", "70.00", "45.00")
)


def blocks_of(paper: Paper, folder: Path) -> tuple[Blocks, list[Comparison], dict[str, Cell]]:
    """The blocks of a document, its failed relations, and its cells by their words."""
    case = case_of(paper, folder)
    failed = [item.numbers for item in case.failed if item.numbers is not None]
    cells = {cell.place.text: cell for item in case.failed for cell in item.printed_cells}
    return Blocks(failed, case.passed, case.locator), failed, cells


def test_figures_raised_alike_are_one_root(tmp_path: Path) -> None:
    (root,) = seen_by("cover", _ALIKE, tmp_path)
    assert suspect_of(root) == "45.00"
    values = {item.cell.place.text: item.value for item in root.together}
    assert values == {"45.00": "35.00", "70.00": "60.00"}


def test_a_block_takes_in_what_must_change_too(tmp_path: Path) -> None:
    blocks, failed, cells = blocks_of(_ALIKE, tmp_path)
    block = blocks.around(cells["45.00"], Fraction(-100_000), set(range(len(failed))))
    assert block is not None
    assert {cell.place.text for cell in block.cells.values()} == {"45.00", "70.00"}
    assert block.mended == set(range(len(failed)))


def test_one_figure_is_no_block(tmp_path: Path) -> None:
    blocks, failed, cells = blocks_of(WRONG_FIGURE, tmp_path)
    assert blocks.around(cells["36.00"], Fraction(-10_000), set(range(len(failed)))) is None
