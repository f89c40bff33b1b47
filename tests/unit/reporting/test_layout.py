"""Wrapping and clipping by display width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.width import display_width
from budgetrules.reporting.layout import clip, wrap

WORDS = st.text(st.sampled_from("表基本支出，。（）“”ab 1,.…"), max_size=80)


@given(WORDS, st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(words: str, width: int) -> None:
    lines = wrap(words, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(WORDS, st.integers(2, 40))
def test_clipped_words_fit_and_show_that_they_were_cut(words: str, width: int) -> None:
    short = clip(words, width)
    assert display_width(short) <= width
    assert short == words or short.endswith("…")


def test_a_line_does_not_begin_with_a_closing_mark() -> None:
    assert wrap("甲乙丙丁，戊己", 8) == ["甲乙丙", "丁，戊己"]
