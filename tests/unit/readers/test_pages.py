"""Page numbers between the lines of a text."""

from __future__ import annotations

import pytest

from budgetrules.readers.pages import is_page_number, page_numbers
from budgetrules.readers.raw import RawLine


def _numbers(*texts: str, stripped: bool = False) -> tuple[set[int], set[int]]:
    lines = [RawLine(text, number) for number, text in enumerate(texts, 1)]
    certain, doubtful = page_numbers(lines, stripped=stripped)
    return set(certain), set(doubtful)


@pytest.mark.parametrize(
    "text", ["3", " 3 ", "- 3 -", "—12—", "第3页", "3/9", "第 3 页，共 9 页", "第3页（共9页）"]
)
def test_what_may_be_a_page_number(text: str) -> None:
    assert is_page_number(RawLine(text, 1))


@pytest.mark.parametrize("text", ["", "12345", "3 4", "3.5", "第三页", "3 万元", "1" * 16])
def test_what_is_none(text: str) -> None:
    assert not is_page_number(RawLine(text, 1))


def test_a_number_with_marks_is_certain() -> None:
    assert _numbers("总计 ", "- 3 -", "合计 ") == ({2}, set())


def test_a_bare_number_behind_a_line_that_has_not_ended_is_certain() -> None:
    assert _numbers("说明文字", "3") == ({2}, set())


def test_a_bare_number_behind_an_ended_cell_is_doubtful() -> None:
    assert _numbers("权重 ", "3") == (set(), {2})
    assert _numbers("权重", "3", stripped=True) == (set(), {2})


def test_numbers_that_rise_by_one_are_certain() -> None:
    assert _numbers("甲 ", "7", "乙 ", "8", "丙 ", "9") == ({2, 4, 6}, set())


def test_two_that_rise_are_not_enough() -> None:
    assert _numbers("甲 ", "7", "乙 ", "8", "丙 ", "20") == (set(), {2, 4, 6})


def test_numbers_between_do_not_break_a_run() -> None:
    certain, doubtful = _numbers("甲 ", "7", "甲 ", "40", "甲 ", "8", "甲 ", "9")
    assert (certain, doubtful) == ({2, 6, 8}, {4})
