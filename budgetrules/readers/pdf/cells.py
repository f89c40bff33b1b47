"""The cells of a lattice with the text that stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetrules.readers.pdf.content import GridCell, PageGrid
from budgetrules.readers.pdf.geometry import Frame, around
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine, lines_of
from budgetrules.readers.pdf.numbers import without_gaps
from budgetrules.readers.pdf.runs import CellRuns, Run, Turned

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box


def page_grid(
    lattice: Lattice,
    runs: CellRuns,
    turned: dict[int, list[Turned]],
    frame: Frame,
    page: int,
    before: int,
) -> PageGrid:
    """Return a table with the runs of its cells put together."""
    cells = []
    for number, area in enumerate(lattice.areas):
        cell = _blank_cell(area, frame, page)
        _add_upright(cell, runs.get(number, []))
        cells.append(cell)
    for number, items in turned.items():
        _add_turned(cells[number], items)
    return PageGrid(
        xs=lattice.xs,
        rows=len(lattice.ys) - 1,
        cells=cells,
        before=before,
        page=page,
        box=frame.on_page(lattice.box),
        inside=lattice.box,
    )


def _blank_cell(area: Area, frame: Frame, page: int) -> GridCell:
    return GridCell(
        row=area.row,
        column=area.column,
        row_span=area.row_span,
        column_span=area.column_span,
        text="",
        page=page,
        box=frame.on_page(area.box),
        inside=area.box,
    )


def _add_upright(cell: GridCell, runs: list[Run]) -> None:
    """Put the runs of a blank cell together."""
    if not runs:
        return
    if len(runs) == 1:
        (run,) = runs
        cell.text = _text_of_run(run)
        cell.written = run.box
        cell.end = run.right
        cell.size = run.size
        return
    lines = lines_of(runs)
    cell.text = "\n".join(_texts_of(lines))
    cell.written = _written(lines)
    cell.end = lines[-1].right
    cell.size = runs[0].size


def _text_of_run(run: Run) -> str:
    """Return the text of a run with single blanks, a number without any."""
    text = run.text
    if " " not in text:
        return text
    return without_gaps(" ".join(text.split()))


def _texts_of(lines: list[TextLine]) -> list[str]:
    return [without_gaps(line.text) for line in lines]


def _add_turned(cell: GridCell, items: list[Turned]) -> None:
    """Text of a cell that is turned is read in its own direction, behind what stands upright."""
    texts = [cell.text] if cell.text else []
    for turns in sorted({item.turns for item in items}):
        runs = [item.run for item in items if item.turns == turns]
        texts += _texts_of(lines_of(runs))
    cell.text = "\n".join(texts)
    cell.written = cell.written or cell.inside


def _written(lines: list[TextLine]) -> Box:
    """Say where the lines of a cell stand, from the top of the first to the bottom of the last."""
    boxes = [line.box for line in lines]
    left, _, right, _ = around(boxes)
    top = lines[0].top
    bottom = lines[-1].bottom
    return left, top, right, bottom
