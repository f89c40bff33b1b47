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
# Lines with the pages they stand on.
_Lines = list[tuple[PageContent, PageLine]]


def rim(page: PageContent) -> tuple[PageLine, ...]:
    """The first and last two lines of a page, each once."""
    lines = {id(line): line for line in (*page.lines[:2], *page.lines[-2:])}
    return tuple(lines.values())


def page_numbers(pages: list[PageContent]) -> set[int]:
    """The lines (by `id`) that hold nothing but the number of their page."""
    numbers: set[int] = set()
    for page in pages:
        lines = (line for line in rim(page) if is_page_number(RawLine(line.text, 0)))
        numbers.update(map(id, lines))
    return numbers


def running_lines(pages: list[PageContent]) -> set[int]:
    """The lines (by `id`) that stand at the same place of most pages, whatever digits they hold."""
    lines: set[int] = set()
    for group in _groups(pages):
        lines.update(id(line) for _, line in group)
    return lines


def headers_and_footers(pages: list[PageContent]) -> _Lines:
    """Running lines that part the sentences of narrative pages.

    Titles of sheets stand on pages with tables only.
    """
    numbers = page_numbers(pages)
    lines: _Lines = []
    for group in _groups(pages):
        narrative_pages = sum(not page.grids for page, _ in group)
        if narrative_pages > 1:
            lines.extend((page, line) for page, line in group if id(line) not in numbers)
    return lines


def _groups(pages: list[PageContent]) -> list[_Lines]:
    """Lines that say the same at the same height of most pages, digits aside."""
    seen: dict[tuple[str, int], _Lines] = {}
    for page in pages:
        for line in rim(page):
            text = "".join(character for character in fold(line.text) if not character.isdigit())
            seen.setdefault((text, int(line.box[1] // _STEP)), []).append((page, line))
    fewest = max(_FEWEST, len(pages) // 2 + 1)
    return [group for group in seen.values() if len(group) >= fewest]
