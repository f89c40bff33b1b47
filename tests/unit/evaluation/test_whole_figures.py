"""Whole numbers among figures with decimals."""

from __future__ import annotations

from budgetrules.core.comparison import Affine
from budgetrules.core.figures import Figure
from budgetrules.core.units import WAN
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.whole_figures import holds_narrowly, whole_cells
from budgetrules.model.disclosure import Cell, CellKind, Place
from budgetrules.schema import expressions as x

WHOLE = Cell(CellKind.FIGURE, Figure(198, 0, WAN), Place())
NARROW = {WHOLE: Figure(19800, 2, WAN)}


def same(digits: int) -> Comparison:
    """198 and a figure of two decimals are asked to be one."""
    other = Cell(CellKind.FIGURE, Figure(digits, 2, WAN), Place())
    assert WHOLE.figure is not None
    assert other.figure is not None
    left = Affine(((1, WHOLE.figure, WHOLE),))
    right = Affine(((1, other.figure, other),))
    return Comparison(x.Titled(x.Bound("table")), left, right, [(1, WHOLE)], [(1, other)])


def test_the_whole_numbers_of_a_relation_are_those_that_may_be_read_narrowly() -> None:
    assert whole_cells(same(19800), NARROW) == [WHOLE]
    assert whole_cells(same(19800), {}) == []


def test_what_agrees_with_the_exact_reading_holds_narrowly() -> None:
    assert holds_narrowly(same(19800), NARROW)
    assert not holds_narrowly(same(19831), NARROW)
    assert holds_narrowly(same(19831), {})
