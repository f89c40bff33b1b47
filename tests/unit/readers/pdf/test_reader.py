"""Lines and grids of a whole PDF."""

from __future__ import annotations

import importlib.util

import attrs
import pytest

from budgetrules.readers.pdf import reader as module
from budgetrules.readers.pdf.content import Aside, PageContent
from budgetrules.readers.pdf.reader import put_together, read_pdf
from tests.unit.readers.pdf.handmade import grid, page, page_line

HEADER = ["项目", "金额"]


def numbered(*pages: PageContent) -> list[tuple[int, str, int | None]]:
    """The lines of some pages with their numbers and pages."""
    lines, _ = put_together(list(pages))
    return [(line.number, line.text.rstrip(), line.page) for line in lines]


def test_lines_are_numbered_over_all_pages() -> None:
    first = page(1, [page_line("甲", top=50), page_line("乙", top=70)])
    assert numbered(first, page(2, [page_line("丙")])) == [(1, "甲", 1), (2, "乙", 1), (3, "丙", 2)]


def test_a_grid_stands_behind_the_lines_before_it() -> None:
    first = page(1, [page_line("甲", top=50)])
    second = page(2, [page_line("乙", top=50)], [grid([HEADER], before=1, page=2)])
    _, (made,) = put_together([first, second])
    assert (made.after, made.rows, made.columns) == (2, 1, 2)
    assert [(cell.text, cell.row, cell.column) for cell in made.cells] == [
        ("项目", 0, 0),
        ("金额", 0, 1),
    ]


def test_a_title_that_a_table_repeats_is_left_out() -> None:
    pages = [
        page(1, [page_line("总表", top=50)], [grid([HEADER, ["甲", "1"]], before=1)]),
        page(2, [page_line("总表", top=50)], [grid([HEADER, ["乙", "2"]], before=1, page=2)]),
    ]
    lines, grids = put_together(pages)
    assert [line.text for line in lines] == ["总表 "]
    assert [(made.rows, made.after) for made in grids] == [(3, 1)]


def test_text_across_the_page_stands_behind_all_lines() -> None:
    first = attrs.evolve(page(1, [page_line("甲")]), asides=[Aside("草稿", (0, 0, 9, 9))])
    assert numbered(first, page(2, [page_line("乙")])) == [
        (1, "甲", 1),
        (2, "乙", 2),
        (3, "草稿", 1),
    ]


def test_heads_of_pages_stand_behind_all_lines() -> None:
    pages = [
        page(number, [page_line("预算公开", top=20), page_line(text, top=100)])
        for number, text in enumerate("甲乙丙", 1)
    ]
    assert [text for _, text, _ in numbered(*pages)] == ["甲", "乙", "丙", *["预算公开"] * 3]


def test_no_pages_hold_nothing() -> None:
    assert put_together([]) == ([], [])


@pytest.mark.parametrize(
    ("data", "largest", "code"), [(b" \0\n", 100, "N102"), (b"%PDF", 3, "N103")]
)
def test_blank_and_too_large_files_are_not_opened(
    data: bytes, largest: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", largest)
    document = read_pdf(data, "a.pdf")
    assert [problem.diagnostic.code for problem in document.problems] == [code]


def test_without_pdfium_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pypdfium2"):
        read_pdf(b"%PDF", "a.pdf")


def test_where_no_process_can_be_started_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes) -> None:
        raise OSError("no processes here")

    monkeypatch.setattr(module, "isolated_events", refuse)
    document = read_pdf(b"no file", "a.pdf")
    assert [problem.diagnostic.code for problem in document.problems] == ["N134"]
