"""PDF files as lines and grids."""

from __future__ import annotations

import hashlib

import pypdfium2
import pypdfium2.raw as pdfium

from budgetrules.model.disclosure import Place, Problem
from budgetrules.reading.pdf.joining import join_tables
from budgetrules.reading.pdf.pages import PageContent, read_page
from budgetrules.reading.pdf.paragraphs import mark_ends
from budgetrules.reading.raw import RawDocument, RawGrid, RawLine


def read_pdf(data: bytes, path: str) -> RawDocument:
    """The lines and grids of a PDF."""
    digest = hashlib.sha256(data).hexdigest()
    document = pypdfium2.PdfDocument(data)
    problems: list[Problem] = []
    pages: list[PageContent] = []
    try:
        for index in range(len(document)):
            page = pdfium.FPDF_LoadPage(document.raw, index)
            try:
                content = read_page(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
            pages.append(content)
    finally:
        document.close()
    lines, grids = _put_together(pages)
    return RawDocument(path, digest, "pdf", tuple(lines), tuple(problems), tuple(grids))


def _put_together(pages: list[PageContent]) -> tuple[list[RawLine], list[RawGrid]]:
    """Lines and grids of all pages, tables over several pages whole."""
    tables = join_tables(pages)
    repeated = {id(line) for table in tables for line in table.repeated}
    firsts = {id(table.grid) for table in tables}
    for page in pages:
        kept = [line for line in page.lines if id(line) not in repeated]
        for grid in page.grids:
            grid.before -= sum(id(line) in repeated for line in page.lines[: grid.before])
        page.lines = kept
        page.grids = [grid for grid in page.grids if id(grid) in firsts]
    mark_ends(pages)
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
    for page in pages:
        for grid in page.grids:
            cells = tuple(cell.raw() for cell in grid.cells)
            place = Place("", page=grid.page, box=grid.box)
            grids.append(RawGrid(cells, grid.rows, len(grid.xs) - 1, len(lines) + grid.before, place))
        for line in page.lines:
            lines.append(RawLine(line.text, len(lines) + 1, page.number, page.frame.on_page(line.box), line.edges))
    return lines, grids
