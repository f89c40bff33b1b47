"""What stands at the top and foot of every page: page numbers, and lines that are printed again and
again.
"""

from __future__ import annotations

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.pdf.content import PageContent, PageLine
from budgetrules.readers.raw import RawLine

# In points: lines of one height on all pages are no further apart.
_STEP = 4
_FEWEST = 3
# How many lines at the top and at the foot of a page may be running ones.
_RIM = 2


@attrs.frozen(slots=True, eq=False)
class RunningLine:
    """A line at the top or foot of a page."""

    page: PageContent
    line: PageLine


def rim(page: PageContent) -> list[PageLine]:
    """Return the first and last two lines of a page, each once."""
    lines = page.lines
    if len(lines) <= 2 * _RIM:
        return list(lines)
    return [*lines[:_RIM], *lines[-_RIM:]]


def is_number(line: PageLine) -> bool:
    """Whether a line holds nothing but the number of a page."""
    return is_page_number(RawLine(line.text, 0))


def page_numbers(pages: list[PageContent]) -> set[PageLine]:
    """Return the lines that hold nothing but the number of their page."""
    numbers: set[PageLine] = set()
    for page in pages:
        numbers.update(filter(is_number, rim(page)))
    return numbers


def running_lines(pages: list[PageContent]) -> set[PageLine]:
    """Return the lines that stand at the same place of most pages, whatever digits they hold."""
    lines: set[PageLine] = set()
    for group in _groups(pages):
        lines.update(running.line for running in group)
    return lines


def headers_and_footers(pages: list[PageContent]) -> list[RunningLine]:
    """Running lines that part the sentences of narrative pages.

    Titles of sheets stand on pages with tables only.
    """
    numbers = page_numbers(pages)
    parting: list[RunningLine] = []
    for group in _groups(pages):
        narrative_pages = [running for running in group if not running.page.grids]
        if len(narrative_pages) < 2:
            continue
        for running in group:
            if running.line not in numbers:
                parting.append(running)
    return parting


def _groups(pages: list[PageContent]) -> list[list[RunningLine]]:
    """Return lines that say the same at the same height of most pages, digits aside."""
    groups: dict[tuple[str, int], list[RunningLine]] = {}
    for page in pages:
        for line in rim(page):
            key = (_without_digits(line.text), _height_of(line))
            group = groups.setdefault(key, [])
            group.append(RunningLine(page, line))
    fewest = max(_FEWEST, len(pages) // 2 + 1)
    return [group for group in groups.values() if len(group) >= fewest]


def _without_digits(text: str) -> str:
    characters = [character for character in fold(text) if not character.isdigit()]
    return "".join(characters)


def _height_of(line: PageLine) -> int:
    """Say where a line stands, in steps from the top."""
    _, top, _, _ = line.box
    return int(top // _STEP)
