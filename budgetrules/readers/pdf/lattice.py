"""Grids from ruling lines: which lines hang together, the lattice they span, and the cells, merged
where no line parts them.
"""

from __future__ import annotations

import math
import operator
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from budgetrules.readers.pdf.limits import MOST_PLACES
from budgetrules.readers.pdf.regions import Flags, Sides, Span, regions_of
from budgetrules.readers.pdf.rulings import NEAR, Ruling, Rulings

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# Which part of the side of a cell must be drawn for it to part two cells.
_DRAWN = 0.6
# A column narrower than this (in points) that no cell fills alone comes from lines that don't quite
# meet.
_SLIVER = 8.0

# Where columns or rows begin and end, in order.
Edges = list[float]


@attrs.frozen(slots=True)
class Area:
    """A cell of a lattice: first row and column, how many it spans, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@attrs.define(slots=True)
class Lattice:
    """A drawn table: the edges of its columns and rows, its cells in reading order, and which cell
    each place belongs to.

    `owners` holds, row by row, the number of the cell in `areas`, or -1 for a place outside.
    """

    xs: Edges
    ys: Edges
    areas: list[Area]
    owners: list[list[int]]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the whole table."""
        return (
            self.xs[0],
            self.ys[0],
            self.xs[-1],
            self.ys[-1],
        )

    def owner(self, x: float, y: float) -> int:
        """Return the number of the cell at a point, or -1."""
        xs, ys = self.xs, self.ys
        if not xs[0] <= x <= xs[-1]:
            return -1
        if not ys[0] <= y <= ys[-1]:
            return -1
        # A point on the last edge belongs to the last column or row.
        last_x = len(xs) - 1
        last_y = len(ys) - 1
        column = bisect_right(xs, x, 0, last_x) - 1
        row = bisect_right(ys, y, 0, last_y) - 1
        return self.owners[row][column]


def lattices_of(rulings: Rulings) -> tuple[list[Lattice], bool]:
    """Return the tables of a page with two columns or more, from top to bottom, then from left to
    right; and whether one is too large.

    What has only one column is a frame around text, or the shades behind its lines.
    """
    lattices = []
    is_too_large = False
    for group in _hanging_together(rulings):
        xs, ys = _edges_of(group)
        if len(xs) * len(ys) > MOST_PLACES:
            is_too_large = True
            continue
        has_one_column = len(xs) < 3
        has_no_row = len(ys) < 2
        if has_one_column or has_no_row:
            continue
        sides = Sides(
            across=_drawn(group.across, ys, xs),
            down=_drawn(group.down, xs, ys),
        )
        lattice = _lattice(xs, ys, regions_of(sides))
        if _has_parted_row(lattice):
            lattices.append(lattice)
    lattices.sort(key=_begin_of)
    return lattices, is_too_large


def _edges_of(group: Rulings) -> tuple[Edges, Edges]:
    """Say where the columns and the rows of a table begin and end."""
    xs = _places(group.down, group.across)
    ys = _places(group.across, group.down)
    return xs, ys


def _begin_of(lattice: Lattice) -> tuple[float, float]:
    return lattice.ys[0], lattice.xs[0]


def _has_parted_row(lattice: Lattice) -> bool:
    """Whether some row has more than one cell."""
    columns = len(lattice.xs) - 1
    return any(area.column_span < columns for area in lattice.areas)


def _hanging_together(rulings: Rulings) -> list[Rulings]:
    """Return lines that touch, directly or by others; only groups that have both directions."""
    across = rulings.across
    down = rulings.down
    # Lines across are numbered first, those down behind them.
    first_down = len(across)
    parents = list(range(first_down + len(down)))
    for number, other in _crossings(across, down):
        root = _root(parents, number)
        parents[root] = _root(parents, first_down + other)
    groups: dict[int, Rulings] = {}
    for number in range(len(parents)):
        root = _root(parents, number)
        group = groups.setdefault(root, Rulings([], []))
        if number < first_down:
            group.across.append(across[number])
        else:
            group.down.append(down[number - first_down])
    return [group for group in groups.values() if group.across and group.down]


def _crossings(
    across: list[Ruling],
    down: list[Ruling],
) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a line across and a line down, for all that touch."""
    by_place = sorted(enumerate(down), key=_place_of)
    places = [line.at for _, line in by_place]
    for number, line in enumerate(across):
        at = line.at
        first = bisect_right(places, line.start - NEAR)
        behind = bisect_right(places, line.end + NEAR)
        for other, crossed in by_place[first:behind]:
            if crossed.start - NEAR <= at <= crossed.end + NEAR:
                yield number, other


def _place_of(numbered: tuple[int, Ruling]) -> float:
    _, line = numbered
    return line.at


def _root(parents: list[int], number: int) -> int:
    """Return the line that stands for the group of a line; shortens the way to it."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _places(lines: list[Ruling], crossing: list[Ruling]) -> Edges:
    """Say where the lines stand, and the outermost ends of those that cross them where no line
    closes the table.
    """
    places = _means([line.at for line in lines])
    start = min(line.start for line in crossing)
    end = max(line.end for line in crossing)
    if start < places[0] - 2 * NEAR:
        places.insert(0, start)
    if end > places[-1] + 2 * NEAR:
        places.append(end)
    return places


def _means(places: list[float]) -> Edges:
    """Places near each other as their mean."""
    groups: list[list[float]] = []
    last = -math.inf
    for place in sorted(places):
        if place - last > NEAR:
            groups.append([])
        groups[-1].append(place)
        last = place
    return [sum(group) / len(group) for group in groups]


def _drawn(
    lines: list[Ruling],
    places: Edges,
    steps: Edges,
) -> Flags:
    """For every place of a line, whether each step along it is drawn."""
    last = len(steps) - 1
    covered = [[0.0] * last for _ in places]
    borders = list(map(_middle, places, places[1:]))
    for line in lines:
        start = line.start
        end = line.end
        lengths = covered[bisect_right(borders, line.at)]
        first = bisect_right(steps, start) - 1
        behind = bisect_right(steps, end, 0, last)
        for at in range(max(0, first), behind):
            step_start = max(start, steps[at])
            step_end = min(end, steps[at + 1])
            lengths[at] += step_end - step_start
    needed = [_DRAWN * (end - start) for start, end in pairwise(steps)]
    drawn = []
    for lengths in covered:
        are_drawn = map(operator.ge, lengths, needed)
        drawn.append(list(are_drawn))
    return drawn


def _middle(one: float, other: float) -> float:
    return (one + other) / 2


def _lattice(
    xs: Edges,
    ys: Edges,
    regions: list[Span],
) -> Lattice:
    """Return the lattice of some cells, without slivers and the cells that stand in them alone."""
    used_columns = {(left, right) for _, left, _, right in regions}
    used_rows = {(top, bottom) for top, _, bottom, _ in regions}
    xs, columns = _without_slivers(xs, used_columns)
    ys, rows = _without_slivers(ys, used_rows)
    spans: set[Span] = set()
    for top, left, bottom, right in regions:
        span = (
            rows[top],
            columns[left],
            rows[bottom],
            columns[right],
        )
        spans.add(span)
    blank = [-1] * (len(xs) - 1)
    owners = [blank.copy() for _ in ys[1:]]
    areas: list[Area] = []
    for top, left, bottom, right in sorted(spans):
        if top == bottom or left == right:
            continue
        width = right - left
        number = len(areas)
        for row in range(top, bottom):
            owners[row][left:right] = [number] * width
        area = Area(
            row=top,
            column=left,
            row_span=bottom - top,
            column_span=width,
            box=(xs[left], ys[top], xs[right], ys[bottom]),
        )
        areas.append(area)
    return Lattice(xs, ys, areas, owners)


def _without_slivers(
    places: Edges,
    used: set[tuple[int, int]],
) -> tuple[Edges, list[int]]:
    """Drop a narrow step that no cell fills alone; gives the new places and, for every old one, its
    new number.
    """
    kept = [places[0]]
    numbers = [0]
    for at in range(1, len(places)):
        place = places[at]
        is_first = at == 1
        is_filled = (at - 1, at) in used
        is_narrow = place - kept[-1] < _SLIVER
        if is_first or is_filled or not is_narrow:
            kept.append(place)
        numbers.append(len(kept) - 1)
    return kept, numbers
