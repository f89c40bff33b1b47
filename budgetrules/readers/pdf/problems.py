"""What of a PDF could not be read, said with its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.pdf.content import PageContent, PageGrid
from budgetrules.readers.pdf.limits import LONGEST_FILE, LONGEST_PAGE, MOST_MEMORY
from budgetrules.readers.raw import RawLine

# A page without text is blank unless a picture covers this part of it (in hundredths), or it has
# this many drawn shapes.
_PICTURE = 5
_SHAPES = 30
# A picture on a page with text may hold a table if it covers this part of it.
_LARGE_PICTURE = 20


def unread(code: str, path: str, **details: str) -> Problem:
    """Why a file can't be read at all."""
    return Problem(Diagnostic(code, Severity.ERROR, {"path": path, **details}))


def problems_of(pages: list[PageContent], words: list[tuple[str, int]], path: str) -> list[Problem]:
    """Every problem of a file, those of the whole file first."""
    found = [
        problem for word, number in words if (problem := _of_word(word, number, path)) is not None
    ]
    found += _grouped("N137", Severity.ERROR, [number for word, number in words if word == "lost"])
    found += _grouped("N131", Severity.ERROR, _where(pages, _is_scanned))
    found += _grouped("N132", Severity.WARNING, _where(_not_decorated(pages), _has_large_picture))
    found += _grouped("N138", Severity.ERROR, _where(pages, lambda page: page.cut))
    unmapped = _where(pages, lambda page: page.unmapped > 0)
    count = sum(page.unmapped for page in pages)
    found += _grouped("N133", Severity.ERROR, unmapped, count=str(count))
    if pages and not found and not any(page.lines or page.grids or page.asides for page in pages):
        found.append(unread("N142", path, count=str(len(pages))))
    return found


def _of_word(word: str, number: int, path: str) -> Problem | None:
    if word == "damaged":
        return unread("N134", path)
    if word == "password":
        return unread("N135", path)
    if word == "pages" and number <= 0:
        return unread("N136", path)
    if word == "enough":
        return _at(number, Diagnostic("N139", Severity.ERROR, {"page": str(number)}))
    if word in ("slow", "broken"):
        # Before the first sign of life it is the file that can't be opened.
        seconds, memory = str(LONGEST_PAGE), str(MOST_MEMORY // 2**20)
        details = {
            "page": str(number),
            "seconds": seconds,
            "whole": str(LONGEST_FILE),
            "memory": memory,
        }
        return _at(number, Diagnostic("N140", Severity.ERROR, details))
    if word.startswith("failed "):
        details = {"page": str(number), "what": word.removeprefix("failed ")}
        return _at(number, Diagnostic("N141", Severity.ERROR, details))
    return None


def _at(page: int, diagnostic: Diagnostic) -> Problem:
    return Problem(diagnostic, Place("", page=page))


def _where(pages: Iterable[PageContent], holds: Callable[[PageContent], bool]) -> list[int]:
    return [page.number for page in pages if holds(page)]


def _is_scanned(page: PageContent) -> bool:
    """Whether a page shows something, and none of it as text; a stamped page number is none."""
    lines = [line for line in page.lines if not is_page_number(RawLine(line.text, 0))]
    if lines or page.asides or any(map(_says_something, page.grids)):
        return False
    has_shapes = page.drawn >= _SHAPES and not page.grids
    return page.pictured >= _PICTURE or has_shapes


def _says_something(grid: PageGrid) -> bool:
    return any(cell.text for cell in grid.cells)


def _has_large_picture(page: PageContent) -> bool:
    return page.pictured >= _LARGE_PICTURE and not _is_scanned(page)


def _not_decorated(pages: list[PageContent]) -> list[PageContent]:
    """No pages if most have the same picture: it is a background."""
    pictured = [page.pictured for page in pages if page.pictured >= _LARGE_PICTURE]
    return [] if 2 * len(pictured) > max(4, len(pages)) and len(set(pictured)) <= 2 else pages


def _grouped(code: str, severity: Severity, pages: list[int], **details: str) -> list[Problem]:
    """One problem for pages in a row."""
    found = []
    begin = 0
    for at in range(1, len(pages) + 1):
        if at == len(pages) or pages[at] != pages[at - 1] + 1:
            first, last = pages[begin], pages[at - 1]
            named = str(first) if first == last else f"{first}–{last}"
            found.append(_at(first, Diagnostic(code, severity, {"pages": named, **details})))
            begin = at
    return found
