"""What of a PDF could not be read, said with its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Place, Problem
from budgetrules.readers.pdf.content import PageContent, PageGrid
from budgetrules.readers.pdf.limits import LONGEST_FILE, LONGEST_PAGE, MOST_MEMORY
from budgetrules.readers.pdf.running import is_number

# A page without text is blank unless a picture covers this part of it (in hundredths), or it has
# this many drawn shapes.
_PICTURE = 5
_SHAPES = 30
# A picture on a page with text may hold a table if it covers this part of it.
_LARGE_PICTURE = 20
# A background is on most pages, and on at least this many; a few sizes of it may differ.
_FEWEST_DECORATED = 2
_MOST_BACKGROUNDS = 2
_MEGABYTE = 2**20

_Test = Callable[[PageContent], bool]


@attrs.frozen(slots=True)
class _Kind:
    """A problem that pages may have."""

    code: str
    severity: Severity


_NOT_LOADED = _Kind("N137", Severity.ERROR)
_SCANNED = _Kind("N131", Severity.ERROR)
_PICTURED = _Kind("N132", Severity.WARNING)
_CUT = _Kind("N138", Severity.ERROR)
_UNMAPPED = _Kind("N133", Severity.ERROR)


def unread(code: str, path: str, **details: str) -> Problem:
    """Say why a file can't be read at all."""
    slots = {"path": path, **details}
    return Problem(Diagnostic(code, Severity.ERROR, slots))


def problems_of(
    pages: list[PageContent],
    words: list[tuple[str, int]],
    path: str,
) -> list[Problem]:
    """Return every problem of a file, those of the whole file first."""
    problems: list[Problem] = []
    for word, number in words:
        problem = _of_word(word, number, path)
        if problem is not None:
            problems.append(problem)
    lost = [number for word, number in words if word == "lost"]
    unmapped = str(sum(page.unmapped for page in pages))
    problems += _grouped(_NOT_LOADED, lost)
    problems += _grouped(_SCANNED, _where(pages, _is_scanned))
    problems += _grouped(_PICTURED, _where(_not_decorated(pages), _has_large_picture))
    problems += _grouped(_CUT, _where(pages, _is_cut))
    problems += _grouped(_UNMAPPED, _where(pages, _is_unmapped), count=unmapped)
    is_blank = not any(map(_holds_something, pages))
    if pages and is_blank and not problems:
        count = str(len(pages))
        problems.append(unread("N142", path, count=count))
    return problems


def _of_word(word: str, number: int, path: str) -> Problem | None:
    """Return the problem that an event of reading tells, if it tells one of a whole file or one
    page.
    """
    if word == "damaged":
        return unread("N134", path)
    if word == "password":
        return unread("N135", path)
    if word == "pages" and number <= 0:
        return unread("N136", path)
    if word == "enough":
        return _error_on_page("N139", number)
    if word in ("slow", "broken"):
        # Before the first sign of life it is the file that can't be opened.
        return _error_on_page(
            "N140",
            number,
            seconds=str(LONGEST_PAGE),
            whole=str(LONGEST_FILE),
            memory=str(MOST_MEMORY // _MEGABYTE),
        )
    if word.startswith("failed "):
        what = word.removeprefix("failed ")
        return _error_on_page("N141", number, what=what)
    return None


def _error_on_page(code: str, page: int, **details: str) -> Problem:
    slots = {"page": str(page), **details}
    return _at(page, Diagnostic(code, Severity.ERROR, slots))


def _at(page: int, diagnostic: Diagnostic) -> Problem:
    return Problem(diagnostic, Place("", page=page))


def _where(pages: Iterable[PageContent], holds: _Test) -> list[int]:
    return [page.number for page in pages if holds(page)]


def _is_scanned(page: PageContent) -> bool:
    """Whether a page shows something, and none of it as text; a stamped page number is none."""
    has_lines = not all(map(is_number, page.lines))
    has_texts = any(map(_says_something, page.grids))
    if has_lines or has_texts or page.asides:
        return False
    has_shapes = page.drawn >= _SHAPES and not page.grids
    return page.pictured >= _PICTURE or has_shapes


def _says_something(grid: PageGrid) -> bool:
    return any(cell.text for cell in grid.cells)


def _has_large_picture(page: PageContent) -> bool:
    return page.pictured >= _LARGE_PICTURE and not _is_scanned(page)


def _is_cut(page: PageContent) -> bool:
    return page.cut


def _is_unmapped(page: PageContent) -> bool:
    return page.unmapped > 0


def _holds_something(page: PageContent) -> bool:
    return bool(page.lines or page.grids or page.asides)


def _not_decorated(pages: list[PageContent]) -> list[PageContent]:
    """Leave out all pages if most have the same picture: it is a background."""
    pictured = [page.pictured for page in pages if page.pictured >= _LARGE_PICTURE]
    half = len(pages) / 2
    are_most = len(pictured) > max(_FEWEST_DECORATED, half)
    are_alike = len(set(pictured)) <= _MOST_BACKGROUNDS
    return [] if are_most and are_alike else pages


def _grouped(kind: _Kind, pages: list[int], **details: str) -> list[Problem]:
    """Return one problem for pages in a row."""
    problems = []
    for first, last in _in_a_row(pages):
        is_one = first == last
        named = str(first) if is_one else f"{first}–{last}"
        slots = {"pages": named, **details}
        diagnostic = Diagnostic(kind.code, kind.severity, slots)
        problems.append(_at(first, diagnostic))
    return problems


def _in_a_row(pages: list[int]) -> list[tuple[int, int]]:
    """Pages that follow each other, as the first and the last of them."""
    groups: list[tuple[int, int]] = []
    for page in pages:
        if groups and page == groups[-1][1] + 1:
            first, _ = groups.pop()
        else:
            first = page
        groups.append((first, page))
    return groups
