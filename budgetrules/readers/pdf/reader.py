"""PDF files as lines and grids."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator

from budgetrules.model.disclosure import Place
from budgetrules.readers.pdf.content import GridCell, PageContent, PageGrid, PageLine
from budgetrules.readers.pdf.isolation import isolated_events
from budgetrules.readers.pdf.joining import join_tables
from budgetrules.readers.pdf.paragraphs import mark_ends
from budgetrules.readers.pdf.problems import problems_of, unread
from budgetrules.readers.pdf.running import headers_and_footers
from budgetrules.readers.pdf.words import row_words
from budgetrules.readers.raw import Box, RawCell, RawDocument, RawGrid, RawLine
from budgetrules.readers.text import LARGEST
from budgetrules.schema.vocabulary import Vocabulary, shipped_vocabulary

_BLANK_ENDS = b"\0 \t\r\n"


def read_pdf(data: bytes, path: str, vocabulary: Vocabulary | None = None) -> RawDocument:
    """The lines and grids of a PDF; what can't be read is a problem, never an exception.

    `vocabulary` holds the words that tell rows from notes, by default the shipped ones.
    Raises ModuleNotFoundError without pypdfium2.
    """
    if importlib.util.find_spec("pypdfium2_raw") is None:
        raise ModuleNotFoundError("No module named 'pypdfium2'", name="pypdfium2")
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST:
        size, limit = str(len(data) // 2**20), str(LARGEST // 2**20)
        return RawDocument(path, digest, "pdf", (), (unread("N103", path, size=size, limit=limit),))
    if not data.strip(_BLANK_ENDS):
        return RawDocument(path, digest, "pdf", (), (unread("N102", path),))
    pages: list[PageContent] = []
    events: list[tuple[str, int]] = []
    for event in _events(data):
        if isinstance(event, PageContent):
            pages.append(event)
        else:
            events.append(event)
    problems = problems_of(pages, events, path)
    lines, grids = put_together(pages, vocabulary)
    return RawDocument(path, digest, "pdf", tuple(lines), tuple(problems), tuple(grids), drawn=True)


def _events(data: bytes) -> Iterator[PageContent | tuple[str, int]]:
    try:
        yield from isolated_events(data)
    except OSError:
        # Where no process can be started, as in a browser, reading goes without that fence.
        from budgetrules.readers.pdf.opening import events_of

        yield from events_of(data)


def put_together(
    pages: list[PageContent], vocabulary: Vocabulary | None = None
) -> tuple[list[RawLine], list[RawGrid]]:
    """Lines and grids of all pages, tables over several pages whole.

    Titles that a table repeats on its next page are left out. What runs across the page, and lines
    at the head and foot of every page, would part sentences: they stand behind all others.
    """
    tables = join_tables(pages, row_words(vocabulary or shipped_vocabulary()))
    moved = headers_and_footers(pages)
    gone = {id(line) for _, line in moved}
    for table in tables:
        gone.update(id(line) for line in table.repeated)
    firsts = {id(table.grid) for table in tables}
    for page in pages:
        _leave_out(page, gone, firsts)
    mark_ends(pages)
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
    for page in pages:
        grids.extend(_raw_grid(grid, len(lines)) for grid in page.grids)
        for line in page.lines:
            lines.append(RawLine(line.text, len(lines) + 1, page.number, line.shown, line.edges))
    for number, text, box in _behind(pages, moved):
        lines.append(RawLine(f"{text} ", len(lines) + 1, number, box))
    return lines, grids


def _leave_out(page: PageContent, gone: set[int], firsts: set[int]) -> None:
    """Leave out lines (by `id`) that stand elsewhere, and grids that go on from others."""
    for grid in page.grids:
        grid.before -= sum(id(line) in gone for line in page.lines[: grid.before])
    page.lines = [line for line in page.lines if id(line) not in gone]
    page.grids = [grid for grid in page.grids if id(grid) in firsts]


def _raw_grid(grid: PageGrid, lines: int) -> RawGrid:
    """A grid as readers hand it on; `lines` stand before its page."""
    cells = tuple(map(_raw_cell, grid.cells))
    place = Place("", page=grid.page, box=grid.box)
    return RawGrid(cells, grid.rows, len(grid.xs) - 1, lines + grid.before, place)


def _behind(
    pages: list[PageContent], moved: list[tuple[PageContent, PageLine]]
) -> Iterator[tuple[int, str, Box]]:
    """What stands behind all other lines: text across the page, then heads and feet of pages."""
    for page in pages:
        for aside in page.asides:
            yield page.number, aside.text, aside.box
    for page, line in moved:
        yield page.number, line.text, line.shown


def _raw_cell(cell: GridCell) -> RawCell:
    place = Place(cell.text, page=cell.page, box=cell.box)
    return RawCell(cell.text, cell.row, cell.column, cell.row_span, cell.column_span, place)
