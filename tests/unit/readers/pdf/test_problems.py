"""What of a PDF could not be read."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.problems import problems_of
from tests.unit.readers.pdf.handmade import grid, page, page_line


def text_page(number: int) -> PageContent:
    """A page with a line."""
    return page(number, [page_line("预算")])


def scan(number: int) -> PageContent:
    """A page that shows a picture only."""
    return attrs.evolve(page(number), pictured=90)


def codes(pages: list[PageContent], *events: tuple[str, int]) -> list[tuple[str, str]]:
    """The codes of problems, and the pages they name."""
    problems = problems_of(pages, list(events), "a.pdf")
    named = []
    for problem in problems:
        slots = problem.diagnostic.details
        named.append((problem.diagnostic.code, slots.get("pages") or slots.get("page") or ""))
    return named


def test_pages_with_text_have_no_problem() -> None:
    assert codes([text_page(1), text_page(2)], ("pages", 2)) == []


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (("damaged", 3), ("N134", "")),
        (("password", 4), ("N135", "")),
        (("pages", 0), ("N136", "")),
        (("lost", 2), ("N137", "2")),
        (("enough", 5), ("N139", "5")),
        (("slow", 2), ("N140", "2")),
        (("broken", 2), ("N140", "2")),
        (("failed KeyError runs.py:3", 2), ("N141", "2")),
    ],
)
def test_each_event_that_ends_reading_is_a_problem(
    event: tuple[str, int], expected: tuple[str, str]
) -> None:
    assert codes([text_page(1)], event) == [expected]


def test_pages_in_a_row_are_one_problem() -> None:
    pages = [text_page(1), scan(2), scan(3), text_page(4), scan(5)]
    assert codes(pages) == [("N131", "2–3"), ("N131", "5")]


def test_a_stamped_number_makes_no_page_of_a_scan() -> None:
    stamped = attrs.evolve(scan(1), lines=[page_line("- 1 -")])
    assert codes([stamped]) == [("N131", "1")]


@pytest.mark.parametrize(
    ("shapes", "has_grid", "expected"),
    [(30, False, [("N131", "1")]), (29, False, [("N142", "")]), (30, True, [])],
)
def test_many_shapes_without_a_table_are_drawn_text(
    shapes: int, has_grid: bool, expected: list[tuple[str, str]]
) -> None:
    grids = [grid([[""]])] if has_grid else []
    assert codes([attrs.evolve(page(1, grids=grids), drawn=shapes)]) == expected


def test_a_large_picture_beside_text_may_hold_a_table() -> None:
    assert codes([attrs.evolve(text_page(1), pictured=20), text_page(2)]) == [("N132", "1")]


def test_one_picture_on_most_pages_is_a_background() -> None:
    pages = [attrs.evolve(text_page(number), pictured=20) for number in range(1, 5)]
    assert codes(pages) == []


def test_unmapped_characters_are_counted_over_all_pages() -> None:
    pages = [attrs.evolve(text_page(number), unmapped=number) for number in (1, 2)]
    (problem,) = problems_of(pages, [], "a.pdf")
    assert problem.diagnostic.code == "N133"
    assert dict(problem.diagnostic.details) == {"pages": "1–2", "count": "3"}


def test_a_page_that_holds_too_much_is_named() -> None:
    assert codes([text_page(1), attrs.evolve(text_page(2), cut=True)]) == [("N138", "2")]


def test_a_file_of_blank_pages_says_so() -> None:
    assert codes([page(1), page(2)]) == [("N142", "")]
