"""PDF files as lines and grids."""

from __future__ import annotations

import hashlib

import pypdfium2
import pypdfium2.raw as pdfium

from budgetrules.model.disclosure import Place, Problem
from budgetrules.reading.pdf.pages import PageContent, read_page
from budgetrules.reading.pdf.paragraphs import mark_ends
from budgetrules.reading.raw import RawDocument, RawGrid, RawLine


def read_pdf(data: bytes, path: str) -> RawDocument:
    """The lines and grids of a PDF."""
    digest = hashlib.sha256(data).hexdigest()
    document = pypdfium2.PdfDocument(data)
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
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
    mark_ends(pages)
    for content in pages:
        _add(content, lines, grids)
    return RawDocument(path, digest, "pdf", tuple(lines), tuple(problems), tuple(grids))


def _add(content: PageContent, lines: list[RawLine], grids: list[RawGrid]) -> None:
    first = len(lines)
    for line in content.lines:
        lines.append(RawLine(line.text, len(lines) + 1, content.number, content.frame.on_page(line.box), line.edges))
    for grid in content.grids:
        place = Place("", page=content.number, box=content.frame.on_page(grid.lattice.box))
        rows, columns = len(grid.lattice.ys) - 1, len(grid.lattice.xs) - 1
        grids.append(RawGrid(tuple(grid.cells), rows, columns, first + grid.before, place))
