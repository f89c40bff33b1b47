"""The range of a quotient, against every corner of the box of its figures."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.quotients import Ranged, quotient_range


def ranged() -> st.SearchStrategy[Ranged]:
    """A figure above or below the line, a step wide."""
    return st.builds(
        lambda part, whole, printed, width: Ranged(
            part=part,
            whole=whole,
            printed=printed,
            low=printed - width,
            high=printed + width,
            is_open=False,
        ),
        st.integers(-1, 2),
        st.integers(-1, 2),
        st.integers(-20, 20),
        st.integers(0, 2),
    )


@given(st.lists(ranged(), min_size=1, max_size=5))
def test_the_range_is_that_of_the_corners(figures: list[Ranged]) -> None:
    quotients = []
    wholes = []
    for corner in itertools.product(*((item.low, item.high) for item in figures)):
        part = sum(item.part * value for item, value in zip(figures, corner, strict=True))
        whole = sum(item.whole * value for item, value in zip(figures, corner, strict=True))
        wholes.append(whole)
        if whole:
            quotients.append(Fraction(part, whole))
    found = quotient_range(figures)
    if min(wholes) <= 0 <= max(wholes):
        assert found is None
    else:
        assert found is not None
        assert (found.low, found.high) == (min(quotients), max(quotients))
        assert found.low <= found.printed <= found.high
