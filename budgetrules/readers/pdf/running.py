"""What stands at the top and foot of every page: page numbers, and lines that are printed again and
again.
"""

from __future__ import annotations

from budgetrules.core.names import fold
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.pdf.content import PageContent, PageLine
from budgetrules.readers.raw import RawLine

_STEP = 4
_FEWEST = 3


def rim(page: PageContent) -> tuple[PageLine, ...]:
    """The first and last two lines of a page, each once."""
    lines = {id(line): line for line in (*page.lines[:2], *page.lines[-2:])}
    return tuple(lines.values())


def page_numbers(pages: list[PageContent]) -> set[int]:
    """The lines (by `id`) that hold nothing but the number of their page."""
    return {
        id(line) for page in pages for line in rim(page) if is_page_number(RawLine(line.text, 0))
    }


def running_lines(pages: list[PageContent]) -> set[int]:
    """The lines (by `id`) that stand at the same place of most pages, whatever digits they hold."""
    return {id(line) for group in _groups(pages) for _, line in group}


def headers_and_footers(pages: list[PageContent]) -> list[tuple[PageContent, PageLine]]:
    """Running lines that part the sentences of narrative pages.

    Titles of sheets stand on pages with tables only.
    """
    numbers = page_numbers(pages)
    return [
        (page, line)
        for group in _groups(pages)
        if sum(not page.grids for page, _ in group) > 1
        for page, line in group
        if id(line) not in numbers
    ]


def _groups(pages: list[PageContent]) -> list[list[tuple[PageContent, PageLine]]]:
    seen: dict[tuple[str, int], list[tuple[PageContent, PageLine]]] = {}
    for page in pages:
        for line in rim(page):
            text = "".join(character for character in fold(line.text) if not character.isdigit())
            seen.setdefault((text, int(line.box[1] // _STEP)), []).append((page, line))
    return [
        group for group in seen.values() if len(group) >= _FEWEST and 2 * len(group) > len(pages)
    ]
