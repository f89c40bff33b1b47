"""The pages of a file in order."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf import opening as module
from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.opening import events_of
from tests.readers.pdf.writer import PdfWriter


def written(pages: int) -> bytes:
    """A file with a number on each page."""
    writer = PdfWriter()
    for number in range(1, pages + 1):
        writer.page().text(50, 100, f"第{number}页")
    return writer.bytes()


def said(data: bytes, first: int = 0, step: int = 1) -> list[tuple[str, int]]:
    """The events, each page with its text."""
    events = []
    for event in events_of(data, first, step):
        if isinstance(event, PageContent):
            events.append((event.lines[0].text, event.number))
        else:
            events.append(event)
    return events


def test_first_comes_how_many_pages_there_are_then_each() -> None:
    assert said(written(2)) == [("pages", 2), ("第1页", 1), ("第2页", 2)]


@pytest.mark.parametrize(
    ("first", "step", "numbers"), [(0, 2, [1, 3]), (1, 2, [2]), (2, 1, [3]), (3, 1, [])]
)
def test_pages_may_be_left_to_others(first: int, step: int, numbers: list[int]) -> None:
    events = said(written(3), first, step)
    assert [number for word, number in events if word != "pages"] == numbers


def test_what_is_no_pdf_is_damaged() -> None:
    assert [word for word, _ in said(b"no file")] == ["damaged"]


def test_pages_beyond_the_most_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    assert said(written(3)) == [("pages", 3), ("第1页", 1), ("enough", 2)]


def test_text_beyond_the_most_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TEXT", 2)
    assert said(written(3)) == [("pages", 3), ("第1页", 1), ("enough", 2)]
