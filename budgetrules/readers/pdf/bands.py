"""Rows of a lattice that hold several rows of figures, because no rules were drawn between them."""

from __future__ import annotations

from collections import Counter

import attrs

from budgetrules.readers.pdf.anchors import anchors_of, borders, nearest, rows_of
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine, lines_of, text_of
from budgetrules.readers.pdf.numbers import is_figure
from budgetrules.readers.pdf.runs import Run

Given = dict[int, list[Run]]


def split_bands(lattice: Lattice, given: Given) -> tuple[Lattice, Given]:
    """The lattice with such rows split, and the runs of its new cells; unchanged where it isn't
    sure how to split.
    """
    several = Counter(lattice.areas[number].row for number, runs in given.items() if len(runs) > 1)
    crowded = [row for row, cells in several.items() if cells > 1]
    for row in sorted(crowded, reverse=True):
        own = [number for number, area in enumerate(lattice.areas) if _covers(area, row)]
        if any(lattice.areas[number].row_span > 1 for number in own):
            continue
        lines = {number: lines_of(given[number]) for number in own if number in given}
        split = _rows(lattice, lines)
        if split is not None:
            lattice, given = _split(lattice, given, row, lines, *split)
    return lattice, given


def _covers(area: Area, row: int) -> bool:
    return area.row <= row < area.row + area.row_span


def _rows(
    lattice: Lattice, lines: dict[int, list[TextLine]]
) -> tuple[dict[int, list[int]], int] | None:
    """For every cell the new row of each of its lines, and how many rows there are."""
    figures = {number: own for number, own in lines.items() if _are_figures(own)}
    several = [own for own in lines.values() if len(own) > 1]
    most_figures = max(map(len, figures.values()), default=0)
    if len(several) < 2 or most_figures < 2:
        return None
    if any(_is_wrapped(lattice.areas[number], own) for number, own in figures.items()):
        return None
    anchors = anchors_of(list(figures.values()))
    if anchors is None:
        return None
    rows_by_cell: dict[int, list[int]] = {}
    for number, own in lines.items():
        if number in figures:
            rows_by_cell[number] = [nearest(line.middle, anchors) for line in own]
            continue
        rows = rows_of(own, anchors)
        if rows is None:
            return None
        rows_by_cell[number] = rows
    return rows_by_cell, len(anchors)


def _are_figures(lines: list[TextLine]) -> bool:
    return all(is_figure(text_of(line)[0]) for line in lines)


def _is_wrapped(area: Area, lines: list[TextLine]) -> bool:
    """Whether a figure may be too long for its cell, so that several lines are one figure."""
    wide = area.box[2] - area.box[0]
    return any(
        line.box[2] - line.box[0] > wide - 1.5 * (line.bottom - line.top) for line in lines[:-1]
    )


def _split(
    lattice: Lattice,
    given: Given,
    row: int,
    lines: dict[int, list[TextLine]],
    rows: dict[int, list[int]],
    count: int,
) -> tuple[Lattice, Given]:
    groups: list[list[TextLine]] = [[] for _ in range(count)]
    for number, own in lines.items():
        for line, place in zip(own, rows[number], strict=True):
            groups[place].append(line)
    edges = borders(groups, lattice.ys[row], lattice.ys[row + 1])
    cells: list[tuple[Area, list[Run]]] = []
    for number, area in enumerate(lattice.areas):
        if area.row != row:
            below = count - 1 if area.row > row else 0
            moved = attrs.evolve(area, row=area.row + below)
            cells.append((moved, given.get(number, [])))
            continue
        placed = list(zip(lines.get(number, ()), rows.get(number, ()), strict=True))
        for place in range(count):
            own_runs: list[Run] = []
            for line, at in placed:
                if at == place:
                    own_runs.extend(line.runs)
            cells.append((_part_of(area, place, edges), own_runs))
    cells.sort(key=lambda cell: (cell[0].row, cell[0].column))
    ys = [*lattice.ys[:row], *edges, *lattice.ys[row + 2 :]]
    runs = {number: own_runs for number, (_, own_runs) in enumerate(cells) if own_runs}
    return Lattice(lattice.xs, ys, [area for area, _ in cells], []), runs


def _part_of(area: Area, place: int, edges: list[float]) -> Area:
    """The part of a cell in one of the new rows."""
    left, _, right, _ = area.box
    box = (left, edges[place], right, edges[place + 1])
    return Area(area.row + place, area.column, 1, area.column_span, box)
