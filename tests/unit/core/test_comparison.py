"""Comparison against brute force: is there any choice of true values inside the printed ranges that makes it hold?"""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules.core.comparison import Affine, Quotient, Side, ZeroDenominator, gap
from budgetrules.core.figures import Figure, Rounding, exact
from budgetrules.core.operators import OPERATORS, Judgement, judge_by_range
from budgetrules.core.operators import judge as judge_operator
from budgetrules.core.units import COUNT, UNITS, WAN, YUAN
from tests.conftest import at_most

ROUNDINGS = st.sampled_from((Rounding.HALF, Rounding.TRUNCATED, Rounding.EXACT))


def figures() -> st.SearchStrategy[Figure]:
    """Printed figures in 万元 or 元."""
    return st.builds(
        Figure, st.integers(-30, 60), st.integers(0, 2), st.sampled_from((WAN, YUAN)), ROUNDINGS
    )


def judge(name: str, left: Side, right: Side) -> Judgement:
    """What an operator, by its name, comes to."""
    return judge_operator(OPERATORS[name], left, right)


def interval(figure: Figure) -> tuple[Fraction, Fraction, bool, bool]:
    """The range of true values by the definition, with whether the ends are left out."""
    value, step = figure.value(), Fraction(10) ** -figure.scale
    if figure.rounding is Rounding.EXACT:
        return value, value, False, False
    if figure.rounding is Rounding.HALF:
        return value - step / 2, value + step / 2, False, False
    if figure.digits > 0:
        return value, value + step, False, True
    if figure.digits < 0:
        return value - step, value, True, False
    return -step, step, True, True


def affine(chosen: list[tuple[int, Figure]], summed: bool = False, start: int = 0) -> Affine:
    """A sum whose figures are all different ones."""
    return Affine(
        tuple((weight, figure, start + at) for at, (weight, figure) in enumerate(chosen)), summed
    )


def reach(chosen: list[tuple[int, Figure]]) -> tuple[Fraction, Fraction, bool, bool]:
    """The range of a sum by the definition."""
    low = high = Fraction(0)
    low_open = high_open = False
    for weight, figure in chosen:
        a, b, a_open, b_open = interval(figure)
        if weight < 0:
            a, b, a_open, b_open = b, a, b_open, a_open
        low, high = low + weight * a, high + weight * b
        low_open, high_open = low_open or a_open, high_open or b_open
    return low, high, low_open, high_open


TERMS = st.lists(st.tuples(st.sampled_from((1, -1)), figures()), min_size=2, max_size=4)


@given(TERMS, TERMS)
def test_equality_holds_when_zero_is_in_the_range_of_the_difference(
    left: list[tuple[int, Figure]], right: list[tuple[int, Figure]]
) -> None:
    low, high, low_open, high_open = reach(
        [*left, *((-weight, figure) for weight, figure in right)]
    )
    expected = (low < 0 or (low == 0 and not low_open)) and (
        high > 0 or (high == 0 and not high_open)
    )
    sides = (affine(left), affine(right, start=100))
    assert judge("=", *sides).possible == expected
    assert (gap(*sides).low, gap(*sides).high) == (low, high)


NEAR = st.builds(Figure, st.integers(-3, 3), st.integers(0, 1), st.just(WAN), ROUNDINGS)
NEAR_TERMS = st.lists(st.tuples(st.sampled_from((1, -1, 2)), NEAR), max_size=3)


@settings(max_examples=at_most(600))
@given(
    NEAR_TERMS,
    NEAR_TERMS,
    st.sampled_from(sorted(OPERATORS)),
    st.booleans(),
)
def test_what_is_judged_without_a_range_is_what_the_range_says(
    left: list[tuple[int, Figure]], right: list[tuple[int, Figure]], operator: str, shared: bool
) -> None:
    ours, theirs = affine(left), affine(right, start=100)
    both = Affine(theirs.terms + (ours.terms if shared else ()))
    assert judge(operator, ours, both) == judge_by_range(OPERATORS[operator], ours, both)


@given(
    st.lists(st.tuples(st.sampled_from((1, -1, 2)), st.integers(-50, 50)), min_size=1, max_size=5),
    st.sampled_from(("=", "same")),
)
def test_what_agrees_as_printed_is_exact_and_surely_equal_only_if_it_is_one_figure(
    parts: list[tuple[int, int]], operator: str
) -> None:
    terms = [(weight, Figure(digits, 2, WAN)) for weight, digits in parts]
    total = Figure(sum(weight * figure.digits for weight, figure in terms), 2, WAN)
    judgement = judge(operator, affine([(1, total)]), affine(terms, summed=True, start=100))
    assert (judgement.possible, judgement.certain, judgement.exact) == (True, False, True)
    off = judge(
        operator,
        affine([(1, Figure(total.digits + 1 + len(terms) * 2, 2, WAN))]),
        affine(terms, start=100),
    )
    assert not off.exact
    same = affine(terms)
    assert judge(operator, same, same).certain


@given(TERMS, TERMS)
def test_order_holds_when_some_true_values_do(
    left: list[tuple[int, Figure]], right: list[tuple[int, Figure]]
) -> None:
    low, high, low_open, high_open = reach(
        [*left, *((-weight, figure) for weight, figure in right)]
    )
    sides = (affine(left), affine(right, start=100))
    assert judge("<=", *sides).possible == (low < 0 or (low == 0 and not low_open))
    assert judge("<", *sides).possible == (low < 0)
    assert judge(">=", *sides).possible == (high > 0 or (high == 0 and not high_open))
    assert judge(">", *sides).possible == (high > 0)
    assert judge("!=", *sides).possible == (not judge("=", *sides).exact)
    assert judge("!=", *sides).certain == (not judge("=", *sides).possible)


@given(figures(), figures())
def test_same_at_equal_precision_is_equal_digits(one: Figure, other: Figure) -> None:
    printed = Figure(other.digits, one.decimals, one.unit, Rounding.HALF)
    this = Figure(one.digits, one.decimals, one.unit, Rounding.HALF)
    possible = judge("same", affine([(1, this)]), affine([(1, printed)], start=9)).possible
    assert possible == (this.digits == printed.digits)


@given(figures(), figures())
def test_same_is_symmetric_and_a_sum_of_one_is_same(one: Figure, other: Figure) -> None:
    left, right = affine([(1, one)]), affine([(1, other)], start=9)
    there, back = judge("same", left, right), judge("same", right, left)
    assert there == back
    summed = affine([(1, other)], summed=True, start=9)
    assert judge("=", left, summed).possible == there.possible


def test_what_may_have_been_one_figure() -> None:
    fine, coarse = Figure(150, 2, WAN), Figure(1, 0, WAN)
    # 1.50 and 1 may both print 1.4996.
    assert judge("same", affine([(1, fine)]), affine([(1, coarse)], start=9)).possible
    assert not judge(
        "same", affine([(1, Figure(151, 2, WAN))]), affine([(1, coarse)], start=9)
    ).possible


@given(st.integers(1, 30), st.integers(-40, 40))
def test_the_slack_of_a_sum_is_a_half_step_a_figure(addends: int, off: int) -> None:
    parts = [(1, Figure(7, 2, WAN)) for _ in range(addends + 1)]
    total = Figure(7 * (addends + 1) + off, 2, WAN)
    sides = (affine([(1, total)]), affine(parts, summed=True, start=100))
    assert judge("=", *sides).possible == (2 * abs(off) <= addends + 2)
    assert gap(*sides).slack == (addends + 2) * Fraction(1, 200) * 10_000


def test_a_figure_used_twice_is_one_figure() -> None:
    figure = Figure(5, 0, WAN)
    twice = Affine(((1, figure, 1), (-1, figure, 1)))
    assert judge("=", twice, Affine(())).certain
    assert gap(twice, Affine(())).low == gap(twice, Affine(())).high == 0


@given(st.integers(1, 400), st.integers(401, 900), st.integers(0, 10_000))
def test_a_share_is_judged_on_the_exact_range_of_its_quotient(
    part: int, whole: int, printed: int
) -> None:
    # Corners are enough for a quotient of two independent figures of one sign.
    a, b = Figure(part, 1, WAN), Figure(whole, 1, WAN)
    share = Figure(printed, 2, UNITS["%"])
    ends = [x / y for x, y in itertools.product(interval(a)[:2], interval(b)[:2])]
    low, high, _, _ = interval(share)
    expected = max(low, min(ends)) <= min(high, max(ends))
    quotient = Quotient(affine([(1, a)]), affine([(1, b)], start=50))
    assert judge("=", affine([(1, share)], start=99), quotient).possible == expected


def test_a_denominator_that_may_be_zero_is_not_judged() -> None:
    quotient = Quotient(
        affine([(1, Figure(1, 2, WAN))]), affine([(1, Figure(0, 2, WAN))], start=50)
    )
    with pytest.raises(ZeroDenominator):
        judge("=", affine([(1, Figure(1, 2, UNITS["%"]))], start=99), quotient)


def test_counts_stand_for_themselves() -> None:
    assert not judge(
        "=", affine([(1, exact(3, COUNT))]), affine([(1, exact(4, COUNT))], start=9)
    ).possible
