"""Rows of a lattice that hold several rows of figures, because no rules were drawn between them."""

from __future__ import annotations

from collections import Counter

import attrs

from budgetrules.readers.pdf.anchors import anchors_of, borders, nearest, rows_of
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine, lines_of
from budgetrules.readers.pdf.numbers import is_figure
from budgetrules.readers.pdf.runs import CellRuns, Run

# Part of the size: a line of a figure with less room than this behind it may go on in the next one.
_ROOM = 1.5
# The lines of each cell, by its number.
_CellLines = dict[int, list[TextLine]]
# An area with its runs.
_Cell = tuple[Area, list[Run]]


@attrs.frozen(slots=True)
class _Bands:
    """How many rows a row of the lattice holds, and the texts of its cells in each of them.

    `lines_of_cells` holds, by the number of a cell, its lines row by row.
    """

    count: int
    lines_of_cells: dict[int, list[list[TextLine]]]


def split_bands(lattice: Lattice, runs: CellRuns) -> tuple[Lattice, CellRuns]:
    """Return the lattice with such rows split, and the runs of its new cells; unchanged where it
    isn't sure how to split.
    """
    for row in _crowded_rows(lattice, runs):
        numbers = _cells_of_row(lattice, row)
        areas = [lattice.areas[number] for number in numbers]
        if any(area.row_span > 1 for area in areas):
            continue
        lines = {}
        for number in numbers:
            if number in runs:
                lines[number] = lines_of(runs[number])
        bands = _bands_of(lattice, lines)
        if bands is not None:
            lattice, runs = _split(lattice, runs, row, bands)
    return lattice, runs


def _crowded_rows(lattice: Lattice, runs: CellRuns) -> list[int]:
    """Return rows with several cells of several runs, the lowest first."""
    crowded_cells: Counter[int] = Counter()
    for number, own_runs in runs.items():
        if len(own_runs) > 1:
            row = lattice.areas[number].row
            crowded_cells[row] += 1
    rows = [row for row, cells in crowded_cells.items() if cells > 1]
    return sorted(rows, reverse=True)


def _cells_of_row(lattice: Lattice, row: int) -> list[int]:
    """Return the numbers of the cells that cover a row."""
    numbers = []
    for number, area in enumerate(lattice.areas):
        end = area.row + area.row_span
        if area.row <= row < end:
            numbers.append(number)
    return numbers


def _bands_of(lattice: Lattice, lines_of_cells: _CellLines) -> _Bands | None:
    """Return the rows that the lines of some cells side by side form; None if they form one or
    aren't sure.
    """
    figures: _CellLines = {}
    for number, lines in lines_of_cells.items():
        if _are_figures(lines):
            figures[number] = lines
    if not _has_several_lines(lines_of_cells, figures):
        return None
    for number, lines in figures.items():
        if _may_be_wrapped(lattice.areas[number], lines):
            return None
    anchors = anchors_of(list(figures.values()))
    if anchors is None:
        return None
    count = len(anchors)
    lines_by_row: dict[int, list[list[TextLine]]] = {}
    for number, lines in lines_of_cells.items():
        if number in figures:
            rows = [nearest(line.middle, anchors) for line in lines]
        else:
            wrapped_rows = rows_of(lines, anchors)
            if wrapped_rows is None:
                return None
            rows = wrapped_rows
        lines_by_row[number] = _by_row(lines, rows, count)
    return _Bands(count, lines_by_row)


def _has_several_lines(lines_of_cells: _CellLines, figures: _CellLines) -> bool:
    """Whether several cells have several lines, figures among them."""
    crowded = [number for number, lines in lines_of_cells.items() if len(lines) > 1]
    if len(crowded) < 2:
        return False
    return any(number in figures for number in crowded)


def _by_row(
    lines: list[TextLine],
    rows: list[int],
    count: int,
) -> list[list[TextLine]]:
    """Return the lines of a cell, row by row."""
    by_row: list[list[TextLine]] = [[] for _ in range(count)]
    for line, row in zip(lines, rows, strict=True):
        by_row[row].append(line)
    return by_row


def _are_figures(lines: list[TextLine]) -> bool:
    return all(is_figure(line.text) for line in lines)


def _may_be_wrapped(area: Area, lines: list[TextLine]) -> bool:
    """Whether a figure may be too long for its cell, so that several lines are one figure."""
    left, _, right, _ = area.box
    width = right - left
    return any(line.width > width - _ROOM * line.height for line in lines[:-1])


def _split(
    lattice: Lattice,
    runs: CellRuns,
    row: int,
    bands: _Bands,
) -> tuple[Lattice, CellRuns]:
    """Return the lattice with one row split into bands, and the runs of its new cells."""
    ys = lattice.ys
    edges = _edges_of(bands, ys[row], ys[row + 1])
    cells: list[_Cell] = []
    for number, area in enumerate(lattice.areas):
        own_runs = runs.get(number, [])
        if area.row < row:
            cells.append((area, own_runs))
        elif area.row > row:
            new_row = area.row + bands.count - 1
            moved = attrs.evolve(area, row=new_row)
            cells.append((moved, own_runs))
        else:
            own_lines = bands.lines_of_cells.get(number)
            for band in range(bands.count):
                part = _part_of(area, band, edges)
                lines = own_lines[band] if own_lines else []
                cells.append((part, _runs_of(lines)))
    cells.sort(key=_place_of)
    areas = [area for area, _ in cells]
    new_runs: CellRuns = {}
    for number, (_, own_runs) in enumerate(cells):
        if own_runs:
            new_runs[number] = own_runs
    new_ys = [*ys[:row], *edges, *ys[row + 2 :]]
    return Lattice(lattice.xs, new_ys, areas, []), new_runs


def _edges_of(
    bands: _Bands,
    top: float,
    bottom: float,
) -> list[float]:
    """Return the edges of all bands, those of the row included."""
    lines_of_bands: list[list[TextLine]] = [[] for _ in range(bands.count)]
    for by_row in bands.lines_of_cells.values():
        for band, lines in enumerate(by_row):
            lines_of_bands[band] += lines
    return borders(lines_of_bands, top, bottom)


def _place_of(cell: _Cell) -> tuple[int, int]:
    area, _ = cell
    return area.row, area.column


def _runs_of(lines: list[TextLine]) -> list[Run]:
    runs: list[Run] = []
    for line in lines:
        runs.extend(line.runs)
    return runs


def _part_of(
    area: Area,
    band: int,
    edges: list[float],
) -> Area:
    """Return the part of a cell in one of the new rows."""
    left, _, right, _ = area.box
    return Area(
        row=area.row + band,
        column=area.column,
        row_span=1,
        column_span=area.column_span,
        box=(left, edges[band], right, edges[band + 1]),
    )
