"""Distances between names: the definition, computed another way, bounds them."""

from __future__ import annotations

import functools

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.names import edit_distance

WORDS = st.text("收入支出总表ab", max_size=7)


def plain_distance(left: str, right: str) -> int:
    """The same by its definition."""

    @functools.cache
    def far(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(
            far(i - 1, j) + 1, far(i, j - 1) + 1, far(i - 1, j - 1) + (left[i - 1] != right[j - 1])
        )
        if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
            best = min(best, far(i - 2, j - 2) + 1)
        return best

    return far(len(left), len(right))


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_distance_is_the_number_of_edits_up_to_the_limit(
    left: str, right: str, limit: int
) -> None:
    assert edit_distance(left, right, limit) == min(plain_distance(left, right), limit + 1)
