"""Lines, cells and grids of a page."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.content import cells_of_row
from tests.unit.readers.pdf.handmade import cell, cells_of, page_line


@pytest.mark.parametrize(
    ("text", "words", "digits"),
    [("合计", True, False), ("2024年", True, False), ("1.00", False, True), ("—", False, True)],
)
def test_a_cell_holds_words_or_digits(text: str, words: bool, digits: bool) -> None:
    made = cell(text)
    assert (made.is_words, made.is_digits) == (words, digits)


def test_a_blank_cell_holds_neither() -> None:
    assert (cell().is_words, cell().is_digits) == (False, False)


def test_a_cell_ends_behind_what_it_spans() -> None:
    made = cell(row=2, column=1, row_span=3, column_span=2)
    assert (made.row_end, made.column_end) == (5, 3)


def test_repeated_cells_have_one_key_whatever_their_blanks() -> None:
    assert cell("合 计", row=5).key(5) == cell("合计", row=0).key(0)
    assert cell("合计", row=5).key(5) != cell("合计", column_span=2).key(0)


def test_cells_of_a_row_begin_in_it() -> None:
    cells = cells_of([["甲", "乙"], ["丙", "丁"]])
    assert [cell.text for cell in cells_of_row(cells, 1)] == ["丙", "丁"]


def test_lines_that_say_the_same_are_told_apart() -> None:
    first, second = page_line("合计"), page_line("合计")
    assert len({first, second, first}) == 2
