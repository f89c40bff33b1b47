"""PDF files as lines and grids."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator

from budgetrules.model.disclosure import Place
from budgetrules.readers.pdf.content import GridCell, PageContent, PageGrid, PageLine
from budgetrules.readers.pdf.isolation import isolated_events
from budgetrules.readers.pdf.joining import Table, join_tables
from budgetrules.readers.pdf.paragraphs import mark_ends
from budgetrules.readers.pdf.problems import problems_of, unread
from budgetrules.readers.pdf.running import RunningLine, headers_and_footers
from budgetrules.readers.pdf.words import row_words
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from budgetrules.readers.text import LARGEST
from budgetrules.schema.vocabulary import Vocabulary, shipped_vocabulary

_BLANK_ENDS = b"\0 \t\r\n"
_MEGABYTE = 2**20


def read_pdf(
    data: bytes,
    path: str,
    vocabulary: Vocabulary | None = None,
) -> RawDocument:
    """Return the lines and grids of a PDF; what can't be read is a problem, never an exception.

    `vocabulary` holds the words that tell rows from notes, by default the shipped ones.
    Raises ModuleNotFoundError without pypdfium2.
    """
    if importlib.util.find_spec("pypdfium2_raw") is None:
        raise ModuleNotFoundError("No module named 'pypdfium2'", name="pypdfium2")
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST:
        size = str(len(data) // _MEGABYTE)
        limit = str(LARGEST // _MEGABYTE)
        problem = unread("N103", path, size=size, limit=limit)
        return RawDocument(path, digest, "pdf", (), (problem,))
    if not data.strip(_BLANK_ENDS):
        problem = unread("N102", path)
        return RawDocument(path, digest, "pdf", (), (problem,))
    pages: list[PageContent] = []
    events: list[tuple[str, int]] = []
    for event in _events(data):
        if isinstance(event, PageContent):
            pages.append(event)
        else:
            events.append(event)
    problems = problems_of(pages, events, path)
    lines, grids = put_together(pages, vocabulary)
    return RawDocument(
        path,
        digest,
        "pdf",
        tuple(lines),
        tuple(problems),
        tuple(grids),
        drawn=True,
    )


def _events(data: bytes) -> Iterator[PageContent | tuple[str, int]]:
    try:
        yield from isolated_events(data)
    except OSError:
        # Where no process can be started, as in a browser, reading goes without that fence.
        from budgetrules.readers.pdf.opening import events_of

        yield from events_of(data)


def put_together(
    pages: list[PageContent],
    vocabulary: Vocabulary | None = None,
) -> tuple[list[RawLine], list[RawGrid]]:
    """Return lines and grids of all pages, tables over several pages whole.

    Titles that a table repeats on its next page are left out. What runs across the page, and lines
    at the head and foot of every page, would part sentences: they stand behind all others.
    """
    words = row_words(vocabulary or shipped_vocabulary())
    tables = join_tables(pages, words)
    running = headers_and_footers(pages)
    _leave_out(pages, tables, running)
    mark_ends(pages)
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
    for page in pages:
        before = len(lines)
        for grid in page.grids:
            grids.append(_raw_grid(grid, before))
        for number, line in enumerate(page.lines, before + 1):
            raw_line = RawLine(line.text, number, page.number, line.shown, line.edges)
            lines.append(raw_line)
    lines.extend(_behind(pages, running, len(lines) + 1))
    return lines, grids


def _leave_out(
    pages: list[PageContent],
    tables: list[Table],
    running: list[RunningLine],
) -> None:
    """Leave out lines that stand elsewhere or repeat a title, and grids that go on from others."""
    left_out: set[PageLine] = {item.line for item in running}
    for table in tables:
        left_out.update(table.repeated)
    firsts = {table.grid for table in tables}
    for page in pages:
        for grid in page.grids:
            above = page.lines[: grid.before]
            kept = [line for line in above if line not in left_out]
            grid.before = len(kept)
        page.lines = [line for line in page.lines if line not in left_out]
        page.grids = [grid for grid in page.grids if grid in firsts]


def _behind(
    pages: list[PageContent],
    running: list[RunningLine],
    number: int,
) -> Iterator[RawLine]:
    """Say what stands behind all other lines, counted from `number`: text across the page, then
    heads and feet of pages.
    """
    for page in pages:
        for aside in page.asides:
            yield RawLine(f"{aside.text} ", number, page.number, aside.box)
            number += 1
    for item in running:
        line = item.line
        yield RawLine(f"{line.text} ", number, item.page.number, line.shown)
        number += 1


def _raw_grid(grid: PageGrid, lines: int) -> RawGrid:
    """Return a grid as readers hand it on; `lines` stand before its page."""
    cells = tuple(map(_raw_cell, grid.cells))
    columns = len(grid.xs) - 1
    place = Place("", page=grid.page, box=grid.box)
    return RawGrid(cells, grid.rows, columns, lines + grid.before, place)


def _raw_cell(cell: GridCell) -> RawCell:
    place = Place(cell.text, page=cell.page, box=cell.box)
    return RawCell(
        cell.text,
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        place,
    )
