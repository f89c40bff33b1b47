"""One page: its text outside tables as lines, its tables as grids."""

from __future__ import annotations

from array import array
from typing import Any

import attrs
import pypdfium2.raw as pdfium

from budgetrules.reading.pdf.characters import Characters
from budgetrules.reading.pdf.geometry import Frame
from budgetrules.reading.pdf.grids import PageGrid, page_grid
from budgetrules.reading.pdf.lattice import lattices_of
from budgetrules.reading.pdf.lines import TextLine, lines_of, text_of
from budgetrules.reading.pdf.rulings import rulings_of
from budgetrules.reading.pdf.runs import runs_of, turns_of
from budgetrules.reading.pdf.sharing import share_out
from budgetrules.reading.raw import Box

MOST_CHARACTERS = 200_000
MOST_PATHS = 100_000


@attrs.define(slots=True)
class PageLine:
    """A line of text on a page; `size` is about the size of most of its characters."""

    text: str
    box: Box
    size: float
    edges: array[float]


@attrs.define(slots=True)
class PageContent:
    """What a page holds, in the order of reading."""

    number: int
    frame: Frame
    lines: list[PageLine]
    grids: list[PageGrid]


def read_page(page: Any, number: int) -> PageContent:
    """Lines and grids of a loaded page."""
    frame = _frame(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        characters = Characters(text_page, MOST_CHARACTERS)
        frame = attrs.evolve(frame, turns=turns_of(characters, frame.shown))
        runs, _others = runs_of(characters, frame)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    lattices = lattices_of(rulings_of(page, frame, MOST_PATHS))
    given, rest = share_out(runs, lattices)
    lines = lines_of(rest)
    grids = []
    for lattice, cells in zip(lattices, given, strict=True):
        before = sum((line.top + line.bottom) / 2 < lattice.ys[0] for line in lines)
        grids.append(page_grid(lattice, cells, frame, number, before))
    return PageContent(number, frame, [_page_line(line) for line in lines], grids)


def _page_line(line: TextLine) -> PageLine:
    text, edges = text_of(line)
    return PageLine(text, line.box, max(line.runs, key=lambda run: len(run.text)).size, edges)


def _frame(page: Any) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    turns = pdfium.FPDFPage_GetRotation(page)
    return Frame(box.left, box.bottom, box.right, box.top, turns, turns)
