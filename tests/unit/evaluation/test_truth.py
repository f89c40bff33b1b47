"""How results of conditions combine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.comparison import Affine
from budgetrules.core.figures import Figure, exact
from budgetrules.core.operators import SAME
from budgetrules.core.units import WAN
from budgetrules.evaluation.truth import (
    FALSE,
    NOTHING,
    NOTHING_FALSE,
    TRUE,
    Comparison,
    Mismatch,
    Truth,
    agree,
    either,
    every,
    failing,
    opposite,
    settled,
)
from budgetrules.schema import expressions as x


def truths() -> st.SearchStrategy[Truth]:
    """Results with grounds of their own: what is certain is possible, what is exact is possible."""
    kinds = st.sampled_from(
        ((True, True, True), (True, False, True), (True, False, False), (False, False, False))
    )
    return st.builds(
        lambda kind, no_data, word: Truth(*kind, no_data, Mismatch(word, None)),
        kinds,
        st.booleans(),
        st.text("甲乙丙", min_size=1, max_size=3),
    )


def values(truth: Truth) -> tuple[bool, bool, bool, bool]:
    """A result without its grounds."""
    return truth.possible, truth.certain, truth.exact, truth.no_data


MANY = st.lists(truths(), min_size=1, max_size=5)


@given(MANY)
def test_every_is_what_all_of_them_are(members: list[Truth]) -> None:
    together = every(members)
    assert together.possible == all(truth.possible for truth in members)
    assert together.certain == all(truth.certain for truth in members)
    assert together.exact == all(truth.exact for truth in members)
    assert together.no_data == all(truth.no_data for truth in members)


@given(MANY)
def test_the_first_failure_speaks_for_all_else_the_first_that_rounding_explains(
    members: list[Truth],
) -> None:
    failures = [truth for truth in members if not truth.possible]
    rounded = [truth for truth in members if not truth.exact]
    assert every(members).grounds is [*failures, *rounded, members[0]][0].grounds


@given(MANY)
def test_either_is_what_one_of_them_is(members: list[Truth]) -> None:
    together = either(members)
    assert together.possible == any(truth.possible for truth in members)
    assert together.certain == any(truth.certain for truth in members)
    assert together.exact == any(truth.exact for truth in members)
    assert together.no_data == all(truth.no_data for truth in members)


@given(MANY)
def test_the_first_that_agrees_as_printed_speaks_else_the_first_possible(
    members: list[Truth],
) -> None:
    exact_ones = [truth for truth in members if truth.exact]
    possible_ones = [truth for truth in members if truth.possible]
    assert either(members).grounds is [*exact_ones, *possible_ones, members[0]][0].grounds


@given(truths())
def test_the_opposite_of_what_is_certain_is_impossible(truth: Truth) -> None:
    assert opposite(truth).possible == (not truth.certain)
    assert opposite(truth).certain == (not truth.possible)
    assert opposite(truth).grounds is truth.grounds


def test_two_conditions_agree_if_both_hold_or_neither() -> None:
    assert values(agree(TRUE, TRUE)) == values(TRUE)
    assert values(agree(FALSE, FALSE)) == values(TRUE)
    assert values(agree(TRUE, FALSE)) == values(FALSE)


def test_a_condition_without_figures_is_settled() -> None:
    assert settled(True) is TRUE
    assert settled(False) is FALSE


def test_a_failure_keeps_what_it_is_about() -> None:
    grounds = Mismatch("甲", "乙")
    assert failing(grounds).grounds is grounds
    assert values(failing(grounds)) == values(FALSE)


def test_nothing_to_look_at_is_no_data() -> None:
    assert NOTHING.no_data
    assert NOTHING_FALSE.no_data


def comparison(node: x.Expression, *, summed: bool = False) -> Comparison:
    """3.00 beside 4.00 万元."""
    left = Affine(((1, Figure(300, 2, WAN), 1),), summed)
    right = Affine(((1, Figure(400, 2, WAN), 2),))
    return Comparison(node, left, right, [], [])


def test_a_comparison_knows_the_range_of_its_difference() -> None:
    gap = comparison(x.Compare("=", x.Text(""), x.Text(""))).gap
    assert (gap.printed, gap.low, gap.high) == (-10_000, -10_100, -9_900)
    assert gap.printed == exact(-1, WAN).value()


def test_figures_that_should_agree_are_asked_to_be_the_same_one() -> None:
    assert comparison(x.AllSame(x.Text(""))).operator is SAME
    assert comparison(x.AllSame(x.Text(""))).asks_one_figure


def test_a_sum_of_one_addend_must_be_that_figure() -> None:
    equal = x.Compare("=", x.Text(""), x.Text(""))
    assert comparison(equal, summed=True).asks_one_figure
    assert not comparison(equal).asks_one_figure
    assert not comparison(x.Compare("<=", x.Text(""), x.Text("")), summed=True).asks_one_figure
