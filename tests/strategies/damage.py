"""Damage to printed texts: what a reader has to live with. Each changes some numbers of some lines into something else."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

_AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*\.\d+(?![\d%])")
INSTEAD: tuple[Callable[[str], str], ...] = (
    lambda number: "—",
    lambda number: "0.00",
    lambda number: f"-{number}",
    lambda number: f"{number[:-1]}l",
    lambda number: number.rstrip("0123456789").rstrip("."),
    lambda number: f"{number}0",
    lambda number: f"=1+{number}",
)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """The text with up to eight numbers replaced."""
    found = list(_AMOUNT.finditer(text))
    if not found:
        return text
    chosen = draw(
        st.lists(
            st.tuples(st.integers(0, len(found) - 1), st.sampled_from(INSTEAD)),
            max_size=8,
            unique_by=lambda at: at[0],
        )
    )
    for at, instead in sorted(chosen, key=lambda entry: -entry[0]):
        match = found[at]
        text = text[: match.start()] + instead(match.group()) + text[match.end() :]
    return text
