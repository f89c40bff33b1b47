"""One page of an open file: its characters, ruling lines and pictures become lines and grids."""

from __future__ import annotations

from typing import Any

import attrs
import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.aligned import aligned_tables
from budgetrules.readers.pdf.bands import split_bands
from budgetrules.readers.pdf.cells import page_grid
from budgetrules.readers.pdf.characters import NOTHING, Characters
from budgetrules.readers.pdf.content import Aside, PageContent, PageGrid, PageLine
from budgetrules.readers.pdf.geometry import Frame, around
from budgetrules.readers.pdf.lattice import Lattice, lattices_of
from budgetrules.readers.pdf.limits import MOST_CHARACTERS, MOST_OBJECTS
from budgetrules.readers.pdf.lines import TextLine, lines_of, text_of
from budgetrules.readers.pdf.objects import Objects, objects_of
from budgetrules.readers.pdf.rulings import rulings_of
from budgetrules.readers.pdf.runs import CellRuns, Run, Turned, runs_across, runs_of, turns_of
from budgetrules.readers.pdf.sharing import CellTurned, share_out, share_turned

_FEW_TEXTS = 5


@attrs.frozen(slots=True)
class _Text:
    """The text of a page: upright runs, runs turned by quarters, and what runs aslant."""

    frame: Frame
    runs: list[Run]
    turned: list[Turned]
    aslant: list[Aside]
    characters: Characters


@attrs.frozen(slots=True)
class _Table:
    """A table of a page: its lattice, and the upright and the turned runs of its cells."""

    lattice: Lattice
    runs: CellRuns
    turned: CellTurned


def read_page(page: Any, number: int) -> PageContent:
    """Return lines and grids of a loaded page."""
    shown_frame = _frame(page)
    objects = objects_of(page, shown_frame, MOST_OBJECTS)
    text = _text_of_page(page, shown_frame, objects)
    frame = text.frame
    lattices, is_too_large = lattices_of(rulings_of(objects.boxes, frame))
    shares, rest = share_out(text.runs, lattices)
    turned_shares, turned_rest = share_turned(text.turned, lattices)
    tables = list(map(_drawn_table, lattices, shares, turned_shares))
    lines = _take_aligned_tables(lines_of(rest), tables)
    tables.sort(key=_begin_of)
    characters = text.characters
    return PageContent(
        number=number,
        size=frame.size,
        lines=[_page_line(line, frame) for line in lines],
        grids=[_grid(table, lines, frame, number) for table in tables],
        asides=[*_asides(turned_rest, frame), *text.aslant],
        characters=_seen(characters),
        unmapped=characters.unmapped or _lost_texts(characters, objects),
        pictured=objects.pictured,
        drawn=objects.drawn,
        cut=characters.cut or objects.cut or is_too_large,
    )


def _text_of_page(page: Any, shown_frame: Frame, objects: Objects) -> _Text:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        characters = Characters(text_page, MOST_CHARACTERS)
        if objects.clipped:
            characters.leave_out(objects.clipped)
        turns = turns_of(characters, shown_frame.shown)
        frame = attrs.evolve(shown_frame, turns=turns)
        runs, elsewhere = runs_of(characters, frame)
        turned, aslant = runs_across(characters, elsewhere, frame)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return _Text(frame, runs, turned, aslant, characters)


def _frame(page: Any) -> Frame:
    """Return the visible page as it is shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    turns = pdfium.FPDFPage_GetRotation(page)
    return Frame(
        left=box.left,
        bottom=box.bottom,
        right=box.right,
        top=box.top,
        turns=turns,
        shown=turns,
    )


def _drawn_table(lattice: Lattice, runs: CellRuns, turned: CellTurned) -> _Table:
    """Return a drawn table, its rows split where no rules part them; one with turned text is as
    drawn.
    """
    if not turned:
        lattice, runs = split_bands(lattice, runs)
    return _Table(lattice, runs, turned)


def _take_aligned_tables(lines: list[TextLine], tables: list[_Table]) -> list[TextLine]:
    """Add the tables without rules to the others; returns the lines that are in none."""
    aligned = aligned_tables(lines)
    taken: set[int] = set()
    for table in aligned:
        tables.append(_Table(table.lattice, table.runs, {}))
        taken.update(range(table.first_line, table.end_line))
    return [line for number, line in enumerate(lines) if number not in taken]


def _begin_of(table: _Table) -> tuple[float, float]:
    lattice = table.lattice
    return lattice.ys[0], lattice.xs[0]


def _grid(
    table: _Table,
    lines: list[TextLine],
    frame: Frame,
    number: int,
) -> PageGrid:
    """Return a table of a page behind the lines that stand above it."""
    top = table.lattice.ys[0]
    before = sum(line.middle < top for line in lines)
    return page_grid(table.lattice, table.runs, table.turned, frame, number, before)


def _seen(characters: Characters) -> int:
    """Say how many characters are no blanks."""
    seen = characters.text.replace(NOTHING, "")
    return sum(not character.isspace() for character in seen)


def _lost_texts(characters: Characters, objects: Objects) -> int:
    """Texts without a single character: they are set in a font that nothing is known of."""
    is_lost = not characters.count and objects.texts >= _FEW_TEXTS
    return objects.texts if is_lost else 0


def _asides(turned: list[Turned], frame: Frame) -> list[Aside]:
    """Text turned against the page's direction, line by line as it is read."""
    asides = []
    for turns in sorted({item.turns for item in turned}):
        boxes = {item.run: item.box for item in turned if item.turns == turns}
        for line in lines_of(list(boxes)):
            box = around([boxes[run] for run in line.runs])
            asides.append(Aside(line.text, frame.on_page(box)))
    return asides


def _page_line(line: TextLine, frame: Frame) -> PageLine:
    text, edges = text_of(line)
    box = line.box
    longest = max(line.runs, key=_length_of)
    return PageLine(text, box, frame.on_page(box), longest.size, edges)


def _length_of(run: Run) -> int:
    return len(run.text)
