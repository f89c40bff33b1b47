"""Operators: laws that hold for each of them, and what they say of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.comparison import Affine
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.operators import OPERATORS, TEXT_OPERATORS, Operator, judge
from budgetrules.core.units import WAN, YUAN

FIGURES = st.builds(
    Figure,
    st.integers(-30, 30),
    st.integers(0, 2),
    st.sampled_from((WAN, YUAN)),
    st.sampled_from(Rounding),
)
EACH_OPERATOR = pytest.mark.parametrize("operator", OPERATORS.values(), ids=OPERATORS)


def alone(figure: Figure, identity: int) -> Affine:
    """A side of one figure."""
    return Affine(((1, figure, identity),))


@EACH_OPERATOR
@given(one=FIGURES, other=FIGURES)
def test_the_dual_says_the_same_of_exchanged_sides(
    operator: Operator, one: Figure, other: Figure
) -> None:
    left, right = alone(one, 1), alone(other, 2)
    assert judge(operator, left, right) == judge(OPERATORS[operator.dual], right, left)


@EACH_OPERATOR
@given(figure=FIGURES)
def test_a_figure_stands_in_every_relation_with_itself_that_is_not_strict(
    operator: Operator, figure: Figure
) -> None:
    side = alone(figure, 1)
    assert judge(operator, side, side).certain == (not operator.strict)


@EACH_OPERATOR
@given(one=FIGURES, other=FIGURES)
def test_what_is_certain_is_possible(operator: Operator, one: Figure, other: Figure) -> None:
    judgement = judge(operator, alone(one, 1), alone(other, 2))
    assert judgement.possible or not judgement.certain


@EACH_OPERATOR
def test_an_operator_is_filed_under_its_name(operator: Operator) -> None:
    assert OPERATORS[operator.name] is operator
    assert operator.is_word == operator.name.isalpha()


def test_only_equalities_ask_for_no_order_and_hold_between_a_figure_and_itself() -> None:
    assert [name for name, operator in OPERATORS.items() if operator.is_equality] == ["=", "same"]


@pytest.mark.parametrize(
    ("name", "left", "right", "expected"),
    [
        ("=", ("甲",), ("甲",), True),
        ("same", ("甲",), ("乙",), False),
        ("!=", ("甲",), ("乙",), True),
        ("in", ("甲",), ("甲", "乙"), True),
        ("in", ("丙",), ("甲", "乙"), False),
        ("within", ("甲", "乙"), ("甲|乙", "丙"), True),
        ("same_set", ("甲", "乙"), ("乙", "甲"), True),
        ("same_set", ("甲", "甲"), ("甲",), True),
        ("contains", ("办公用品",), ("用品",), True),
        ("contains", ("办公用品",), ("用品", "车辆"), False),
    ],
)
def test_texts_compare(
    name: str, left: tuple[str, ...], right: tuple[str, ...], expected: bool
) -> None:
    assert TEXT_OPERATORS[name].holds(left, right) is expected


def test_the_short_answer_for_equal_texts_is_the_long_one() -> None:
    answered = [item for item in TEXT_OPERATORS.values() if item.when_alike is not None]
    assert {item.name: item.holds(("甲",), ("甲",)) for item in answered} == {
        item.name: item.when_alike for item in answered
    }
