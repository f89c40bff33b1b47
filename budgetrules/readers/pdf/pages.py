"""One page of an open file: its characters, ruling lines and pictures become lines and grids."""

from __future__ import annotations

from typing import Any

import attrs
import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.aligned import aligned_tables
from budgetrules.readers.pdf.bands import split_bands
from budgetrules.readers.pdf.cells import page_grid
from budgetrules.readers.pdf.characters import Characters
from budgetrules.readers.pdf.content import Aside, PageContent, PageLine
from budgetrules.readers.pdf.geometry import Frame, around
from budgetrules.readers.pdf.lattice import Lattice, lattices_of
from budgetrules.readers.pdf.limits import MOST_CHARACTERS, MOST_OBJECTS
from budgetrules.readers.pdf.lines import TextLine, lines_of, text_of
from budgetrules.readers.pdf.objects import Objects, objects_of
from budgetrules.readers.pdf.rulings import rulings_of
from budgetrules.readers.pdf.runs import Turned, runs_across, runs_of, turns_of
from budgetrules.readers.pdf.sharing import Given, Sideways, share_out, share_turned

_FEW_TEXTS = 5


def read_page(page: Any, number: int) -> PageContent:
    """Lines and grids of a loaded page."""
    frame = _frame(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        characters = Characters(text_page, MOST_CHARACTERS)
        frame = attrs.evolve(frame, turns=turns_of(characters, frame.shown))
        runs, others = runs_of(characters, frame)
        turned, aslant = runs_across(characters, others, frame)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    objects = objects_of(page, frame, MOST_OBJECTS)
    lattices, too_large = lattices_of(rulings_of(objects.boxes, frame))
    given, rest = share_out(runs, lattices)
    sideways, aside = share_turned(turned, lattices)
    tables = [*map(_drawn, lattices, given, sideways)]
    lines = lines_of(rest)
    for lattice, cells, taken in aligned_tables(lines):
        tables.append((lattice, cells, {}))
        gone = {id(line) for line in taken}
        lines = [line for line in lines if id(line) not in gone]
    tables.sort(key=lambda table: (table[0].ys[0], table[0].xs[0]))
    content = PageContent(number, frame.size, [_page_line(line, frame) for line in lines])
    for lattice, cells, across in tables:
        before = sum(line.middle < lattice.ys[0] for line in lines)
        content.grids.append(page_grid(lattice, cells, across, frame, number, before))
    content.asides = [*_asides(aside, frame), *aslant]
    content.characters = sum(not character.isspace() for character in characters.text)
    content.unmapped = characters.unmapped or _lost_texts(characters, objects)
    content.pictured, content.drawn = objects.pictured, objects.drawn
    content.cut = characters.cut or objects.cut or too_large
    return content


def _drawn(lattice: Lattice, cells: Given, across: Sideways) -> tuple[Lattice, Given, Sideways]:
    """A drawn table, its rows split where no rules part them; one with turned text is as drawn."""
    if across:
        return lattice, cells, across
    return (*split_bands(lattice, cells), across)


def _lost_texts(characters: Characters, objects: Objects) -> int:
    """Texts without a single character: they are set in a font that nothing is known of."""
    is_lost = not characters.count and objects.texts >= _FEW_TEXTS
    return objects.texts if is_lost else 0


def _asides(turned: list[Turned], frame: Frame) -> list[Aside]:
    """Text turned against the page's direction, line by line as it is read."""
    found = []
    for turns in sorted({item.turns for item in turned}):
        boxes = {id(item.run): item.box for item in turned if item.turns == turns}
        for line in lines_of([item.run for item in turned if item.turns == turns]):
            box = around([boxes[id(run)] for run in line.runs])
            found.append(Aside(text_of(line)[0], frame.on_page(box)))
    return found


def _page_line(line: TextLine, frame: Frame) -> PageLine:
    text, edges = text_of(line)
    size = max(line.runs, key=lambda run: len(run.text)).size
    return PageLine(text, line.box, frame.on_page(line.box), size, edges)


def _frame(page: Any) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    turns = pdfium.FPDFPage_GetRotation(page)
    return Frame(box.left, box.bottom, box.right, box.top, turns, turns)
