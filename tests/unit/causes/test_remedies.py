"""Which values of one figure make a relation hold."""

from __future__ import annotations

from fractions import Fraction

import pytest

from budgetrules.causes.remedies import Remedy, holds_with, remedy
from budgetrules.core.comparison import Affine, Quotient
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import UNITS
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell, CellKind, Place
from budgetrules.schema.expressions import Compare, Constant

WAN = UNITS["万元"]
# What a rule says on both sides; only the figures behind it count here.
ZERO = Constant("0")


def cell(digits: int | None, decimals: int = 2, unit: str = "万元") -> Cell:
    if digits is None:
        return Cell(CellKind.BLANK, None, Place())
    figure = Figure(digits, decimals, UNITS[unit], Rounding.HALF)
    return Cell(CellKind.FIGURE, figure, Place())


def side(*cells: Cell, summed: bool = False) -> Affine:
    terms = [(1, item.figure, item) for item in cells if item.figure is not None]
    return Affine(tuple(terms), summed)


def relation(operator: str, left: list[Cell], right: list[Cell]) -> Comparison:
    node = Compare(operator, ZERO, ZERO)
    return Comparison(
        node,
        side(*left),
        side(*right, summed=len(right) > 1),
        [(1, item) for item in left],
        [(1, item) for item in right],
    )


def allowed(numbers: Comparison, one: Cell) -> tuple[int | None, int | None] | None:
    figure = one.figure or Figure(0, 2, WAN, Rounding.HALF)
    found = remedy(numbers, frozenset({one}), figure)
    return None if found is None else (found.first, found.last)


def test_two_figures_that_must_be_one_allow_one_value() -> None:
    one, other = cell(1200), cell(1234)
    assert allowed(relation("same", [one], [other]), one) == (1234, 1234)


def test_a_sum_allows_what_rounding_explains() -> None:
    total, parts = cell(1200), [cell(400), cell(500)]
    # Three figures in whole steps leave one and a half of them unknown.
    assert allowed(relation("=", [total], parts), total) == (899, 901)
    assert allowed(relation("=", [total], parts), parts[0]) == (699, 701)


def test_an_order_is_open_at_one_end() -> None:
    one, other = cell(1300), cell(1200)
    assert allowed(relation("<=", [one], [other]), one) == (None, 1201)
    assert allowed(relation("<=", [one], [other]), other) == (1299, None)


def test_a_strict_order_excludes_its_end() -> None:
    one, other = cell(1300), cell(1200)
    assert allowed(relation("<", [one], [other]), one) == (None, 1200)


def test_what_must_only_differ_allows_no_single_range() -> None:
    one, other = cell(1200), cell(1200)
    assert allowed(relation("!=", [one], [other]), one) is None


def test_a_figure_on_both_sides_mends_nothing() -> None:
    one, other = cell(1200), cell(1)
    assert allowed(relation("=", [one], [one, other]), one) is None


def test_a_blank_allows_what_its_step_allows() -> None:
    blank, other = cell(None), cell(1234)
    assert allowed(relation("=", [other], [blank]), blank) == (1233, 1235)


@pytest.mark.parametrize("share", [1, 500, 3333, 9999])
def test_values_of_a_part_are_those_with_which_its_share_holds(share: int) -> None:
    part, whole = cell(5000), cell(20000)
    printed = cell(share, unit="%")
    quotient = Quotient(side(part), side(whole))
    numbers = Comparison(
        Compare("=", ZERO, ZERO),
        side(printed),
        quotient,
        [(1, printed)],
        [(1, part), (1, whole)],
    )
    assert part.figure is not None
    found = remedy(numbers, frozenset({part}), part.figure)
    assert found is not None
    assert found.first is not None
    assert found.last is not None
    for value in (found.first - 1, found.first, found.last, found.last + 1):
        changed = Figure(value, 2, WAN, Rounding.HALF)
        holds = holds_with(numbers, lambda held, key, new=changed: new if key is part else held)
        assert holds == found.contains(value)


def test_a_remedy_contains_what_lies_between_its_ends() -> None:
    inside = Remedy(Fraction(1), Fraction(3), strict=False, centre=Fraction(2))
    between = Remedy(Fraction(1), Fraction(3), strict=True, centre=Fraction(2))
    upwards = Remedy(Fraction(1), None, strict=False, centre=Fraction(2))
    assert [inside.contains(value) for value in (0, 1, 2, 3, 4)] == [False, True, True, True, False]
    assert [between.contains(value) for value in (1, 2, 3)] == [False, True, False]
    assert [upwards.contains(value) for value in (0, 1, 10**9)] == [False, True, True]
