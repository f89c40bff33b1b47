"""Page numbers and lines printed on every page."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.content import PageContent, PageLine
from budgetrules.readers.pdf.running import (
    headers_and_footers,
    is_number,
    page_numbers,
    rim,
    running_lines,
)
from tests.unit.readers.pdf.handmade import grid, page, page_line


def pages_with(*rows: list[PageLine]) -> list[PageContent]:
    """A page for each list of lines."""
    return [page(number, lines) for number, lines in enumerate(rows, 1)]


@pytest.mark.parametrize(("count", "expected"), [(0, ""), (3, "012"), (4, "0123"), (6, "0145")])
def test_the_rim_is_two_lines_above_and_two_below_each_once(count: int, expected: str) -> None:
    lines = [page_line(str(at)) for at in range(count)]
    assert "".join(line.text for line in rim(page(1, lines))) == expected


@pytest.mark.parametrize(("text", "expected"), [("- 3 -", True), ("第3页", True), ("共3项", False)])
def test_a_page_number_holds_nothing_else(text: str, expected: bool) -> None:
    assert is_number(page_line(text)) == expected


def test_numbers_within_a_page_are_no_page_numbers() -> None:
    lines = [page_line(text) for text in ("甲", "乙", "3", "丙", "丁")]
    number = page_line("7")
    assert page_numbers(pages_with(lines, [page_line("甲"), number])) == {number}


def heads(*texts: str, top: float = 30) -> list[PageLine]:
    """A line at one height for each page."""
    return [page_line(text, top=top) for text in texts]


def test_lines_on_most_pages_run_whatever_digits_they_hold() -> None:
    lines = heads("2024年预算 1", "2024年预算 2", "2024年预算 3")
    assert running_lines(pages_with(*([line] for line in lines))) == set(lines)


def test_lines_on_two_pages_do_not_run() -> None:
    assert running_lines(pages_with(*([line] for line in heads("预算", "预算", "决算")))) == set()


def test_the_same_words_at_other_heights_do_not_run() -> None:
    lines = [page_line("预算", top=top) for top in (30, 60, 90)]
    assert running_lines(pages_with(*([line] for line in lines))) == set()


def test_heads_of_narrative_pages_part_sentences() -> None:
    lines = heads("预算", "预算", "预算")
    parting = headers_and_footers(pages_with(*([line] for line in lines)))
    assert [(item.page.number, item.line) for item in parting] == list(enumerate(lines, 1))


def test_titles_of_sheets_and_page_numbers_part_none() -> None:
    sheets = [page(1, [line], [grid([["甲"]])]) for line in heads("总表", "总表", "总表")]
    numbers = pages_with(*([line] for line in heads("1", "2", "3")))
    assert headers_and_footers(sheets) == []
    assert headers_and_footers(numbers) == []
