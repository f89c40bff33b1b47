"""Pairs of columns: in printed order for the most points, unless headers are unambiguous."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.recognition.grids.align import align, in_order, unambiguous
from budgetrules.recognition.grids.similarity import LEAST, PLAIN

_POINTS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 40, 50, 60, 80]), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


def most_points(points: list[list[int]]) -> int:
    """The most points of any pairs in order, by trying all of them."""
    rows, width = range(len(points)), range(len(points[0]))
    best = 0
    for count in range(1, min(len(points), len(points[0])) + 1):
        for columns in combinations(rows, count):
            for slots in combinations(width, count):
                values = [points[at][slot] for at, slot in zip(columns, slots, strict=True)]
                if min(values) >= LEAST:
                    best = max(best, sum(values))
    return best


@given(_POINTS)
def test_pairs_in_order_have_the_most_points(points: list[list[int]]) -> None:
    pairs = in_order(points)
    assert sum(points[at][slot] for at, slot in pairs.items()) == most_points(points)
    assert sorted(pairs.values()) == [pairs[at] for at in sorted(pairs)]


def test_columns_below_the_least_points_are_matched_with_nothing() -> None:
    assert align([[LEAST - 1, 0], [0, LEAST]]) == {1: 1}


def test_a_column_is_unambiguous_if_it_is_the_best_both_ways() -> None:
    assert unambiguous([[95, 10], [10, 95]]) == {0: 0, 1: 1}
    assert unambiguous([[95, 95], [10, 10]]) == {}
    assert unambiguous([[95, 10], [95, 10]]) == {}
    assert unambiguous([[80, 10], [10, 80]]) == {}


def test_unambiguous_headers_override_the_order() -> None:
    points = [[10, 100, 10], [100, 10, 10], [10, 10, 60]]
    assert align(points) == {0: 1, 1: 0, 2: 2}


def test_a_slot_left_over_goes_to_the_one_column_plainly_called_so() -> None:
    assert in_order([[10, 100], [92, 10]]) == {0: 1, 1: 0}


def test_nothing_is_aligned_with_nothing() -> None:
    assert align([]) == {}


def test_only_a_plain_header_overrides_the_order_or_fills_what_is_left() -> None:
    assert unambiguous([[PLAIN, 0]]) == {0: 0}
    assert unambiguous([[PLAIN - 1, 0]]) == {}
    assert in_order([[0, 100], [PLAIN, 0]]) == {0: 1, 1: 0}
    assert in_order([[0, 100], [PLAIN - 1, 0]]) == {0: 1}


def test_a_column_plainly_called_as_two_slots_left_over_fills_neither() -> None:
    assert in_order([[0, 0, 100], [95, 95, 0]]) == {0: 2}
