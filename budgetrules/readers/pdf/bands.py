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
    for row in sorted((row for row, cells in several.items() if cells > 1), reverse=True):
        own = [
            number
            for number, area in enumerate(lattice.areas)
            if area.row <= row < area.row + area.row_span
        ]
        if any(lattice.areas[number].row_span > 1 for number in own):
            continue
        lines = {number: lines_of(given[number]) for number in own if number in given}
        split = _rows(lattice, lines)
        if split is not None:
            lattice, given = _split(lattice, given, row, lines, *split)
    return lattice, given


def _rows(
    lattice: Lattice, lines: dict[int, list[TextLine]]
) -> tuple[dict[int, list[int]], int] | None:
    """For every cell the new row of each of its lines, and how many rows there are."""
    figures = {
        number: own
        for number, own in lines.items()
        if all(is_figure(text_of(line)[0]) for line in own)
    }
    several = [own for own in lines.values() if len(own) > 1]
    if len(several) < 2 or max((len(own) for own in figures.values()), default=0) < 2:
        return None
    if any(_is_wrapped(lattice.areas[number], own) for number, own in figures.items()):
        return None
    anchors = anchors_of(list(figures.values()))
    if anchors is None:
        return None
    found: dict[int, list[int]] = {}
    for number, own in lines.items():
        rows = (
            [nearest(line.middle, anchors) for line in own]
            if number in figures
            else rows_of(own, anchors)
        )
        if rows is None:
            return None
        found[number] = rows
    return found, len(anchors)


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
    areas: list[Area] = []
    runs: Given = {}
    for number, area in enumerate(lattice.areas):
        if area.row != row:
            if number in given:
                runs[len(areas)] = given[number]
            areas.append(attrs.evolve(area, row=area.row + (count - 1 if area.row > row else 0)))
            continue
        left, right = area.box[0], area.box[2]
        placed = list(zip(lines.get(number, ()), rows.get(number, ()), strict=True))
        for place in range(count):
            standing = [run for line, at in placed if at == place for run in line.runs]
            if standing:
                runs[len(areas)] = standing
            areas.append(
                Area(
                    row + place,
                    area.column,
                    1,
                    area.column_span,
                    (left, edges[place], right, edges[place + 1]),
                )
            )
    ys = [*lattice.ys[:row], *edges, *lattice.ys[row + 2 :]]
    order = sorted(range(len(areas)), key=lambda number: (areas[number].row, areas[number].column))
    return (
        Lattice(lattice.xs, ys, [areas[number] for number in order], []),
        {new: runs[old] for new, old in enumerate(order) if old in runs},
    )
