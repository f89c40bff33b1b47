"""The cells of a lattice with the text that stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetrules.readers.pdf.content import GridCell, PageGrid
from budgetrules.readers.pdf.geometry import Frame
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine, lines_of, text_of
from budgetrules.readers.pdf.numbers import without_gaps
from budgetrules.readers.pdf.runs import Run, Turned

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box


def page_grid(
    lattice: Lattice,
    runs: dict[int, list[Run]],
    turned: dict[int, list[Turned]],
    frame: Frame,
    page: int,
    before: int,
) -> PageGrid:
    """A table with the runs of its cells put together."""
    cells = [
        _cell(area, runs.get(number, []), frame, page) for number, area in enumerate(lattice.areas)
    ]
    for number, items in turned.items():
        _add_turned(cells[number], items)
    return PageGrid(
        lattice.xs,
        len(lattice.ys) - 1,
        cells,
        before,
        page,
        frame.on_page(lattice.box),
        lattice.box,
    )


def _cell(area: Area, runs: list[Run], frame: Frame, page: int) -> GridCell:
    cell = GridCell(
        area.row,
        area.column,
        area.row_span,
        area.column_span,
        "",
        page,
        frame.on_page(area.box),
        area.box,
    )
    if len(runs) == 1:
        (run,) = runs
        cell.text = without_gaps(" ".join(run.text.split())) if " " in run.text else run.text
        cell.written = run.box
        cell.end = run.right
        cell.size = run.size
    elif runs:
        lines = lines_of(runs)
        cell.text = "\n".join(without_gaps(text_of(line)[0]) for line in lines)
        cell.written = _written(lines)
        cell.end = lines[-1].box[2]
        cell.size = runs[0].size
    return cell


def _add_turned(cell: GridCell, items: list[Turned]) -> None:
    """Text of a cell that is turned is read in its own direction, behind what stands upright."""
    texts = [cell.text] if cell.text else []
    for turns in sorted({item.turns for item in items}):
        lines = lines_of([item.run for item in items if item.turns == turns])
        texts += [without_gaps(text_of(line)[0]) for line in lines]
    cell.text = "\n".join(texts)
    cell.written = cell.written or cell.inside


def _written(lines: list[TextLine]) -> Box:
    boxes = [line.box for line in lines]
    return min(box[0] for box in boxes), boxes[0][1], max(box[2] for box in boxes), boxes[-1][3]
