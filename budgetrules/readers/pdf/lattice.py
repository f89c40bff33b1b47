"""Grids from ruling lines: which lines hang together, the lattice they span, and the cells, merged
where no line parts them.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from budgetrules.readers.pdf.limits import MOST_PLACES
from budgetrules.readers.pdf.rulings import NEAR, Ruling, Rulings

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# Which part of the side of a cell must be drawn for it to part two cells.
_DRAWN = 0.6
# A column narrower than this (in points) that no cell fills alone comes from lines that don't quite
# meet.
_SLIVER = 8.0


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

    xs: list[float]
    ys: list[float]
    areas: list[Area]
    owners: list[list[int]]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def owner(self, x: float, y: float) -> int:
        """The number of the cell at a point, or -1."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return -1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self.owners[row][column]


def lattices_of(rulings: Rulings) -> tuple[list[Lattice], bool]:
    """The tables of a page with two columns or more, from top to bottom, then from left to right;
    and whether one is too large.

    What has only one column is a frame around text, or the shades behind its lines.
    """
    found = []
    too_large = False
    for across, down in _hanging_together(rulings):
        xs = _places([line.at for line in down], _ends_of(across))
        ys = _places([line.at for line in across], _ends_of(down))
        if len(xs) * len(ys) > MOST_PLACES:
            too_large = True
            continue
        has_columns = len(xs) > 2 and len(ys) > 1
        lattice = _lattice(across, down, xs, ys) if has_columns else None
        if lattice is not None and _has_parted_row(lattice):
            found.append(lattice)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0])), too_large


def _ends_of(lines: list[Ruling]) -> list[float]:
    """Where lines begin and end."""
    ends: list[float] = []
    for line in lines:
        ends += (line.start, line.end)
    return ends


def _has_parted_row(lattice: Lattice) -> bool:
    """Whether some row has more than one cell."""
    columns = len(lattice.xs) - 1
    return any(area.column_span < columns for area in lattice.areas)


def _hanging_together(rulings: Rulings) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch, directly or by others; only groups that have both directions."""
    parents = list(range(len(rulings.across) + len(rulings.down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    downs = sorted(range(len(rulings.down)), key=lambda number: rulings.down[number].at)
    places = [rulings.down[number].at for number in downs]
    for number, line in enumerate(rulings.across):
        first = bisect_right(places, line.start - NEAR)
        for at in range(first, len(downs)):
            if places[at] > line.end + NEAR:
                break
            other = rulings.down[downs[at]]
            if other.start - NEAR <= line.at <= other.end + NEAR:
                parents[root(number)] = root(len(rulings.across) + downs[at])
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, line in enumerate(rulings.across):
        groups.setdefault(root(number), ([], []))[0].append(line)
    for number, line in enumerate(rulings.down):
        groups.setdefault(root(len(rulings.across) + number), ([], []))[1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(across: list[Ruling], down: list[Ruling], xs: list[float], ys: list[float]) -> Lattice:
    below = _drawn(across, ys, xs)
    beside = _drawn(down, xs, ys)
    areas, outside = _areas(xs, ys, below, beside)
    areas = [area for area in areas if area not in outside]
    xs, columns = _without_slivers(xs, {area[1:2] + area[3:4] for area in areas})
    ys, rows = _without_slivers(ys, {area[0:1] + area[2:3] for area in areas})
    owners = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    found: list[Area] = []
    spans = sorted(
        {
            (rows[top], columns[left], rows[bottom], columns[right])
            for top, left, bottom, right in areas
        }
    )
    for top, left, bottom, right in spans:
        if top == bottom or left == right:
            continue
        for row in range(top, bottom):
            owners[row][left:right] = [len(found)] * (right - left)
        found.append(
            Area(top, left, bottom - top, right - left, (xs[left], ys[top], xs[right], ys[bottom]))
        )
    return Lattice(xs, ys, found, owners)


def _places(lines: list[float], ends: list[float]) -> list[float]:
    """Where the lines stand, and the outermost ends of those that cross them where no line closes
    the table.
    """
    found: list[float] = []
    group: list[float] = []
    for place in [*sorted(lines), None]:
        if group and (place is None or place - group[-1] > NEAR):
            found.append(sum(group) / len(group))
            group = []
        if place is not None:
            group.append(place)
    if min(ends) < found[0] - 2 * NEAR:
        found.insert(0, min(ends))
    if max(ends) > found[-1] + 2 * NEAR:
        found.append(max(ends))
    return found


def _drawn(lines: list[Ruling], places: list[float], steps: list[float]) -> list[list[bool]]:
    """For every place of a line, whether each step along it is drawn."""
    covered = [[0.0] * (len(steps) - 1) for _ in places]
    between = [(one + other) / 2 for one, other in pairwise(places)]
    for line in lines:
        row = covered[bisect_right(between, line.at)]
        for at in range(
            max(0, bisect_right(steps, line.start) - 1),
            min(bisect_right(steps, line.end), len(steps) - 1),
        ):
            row[at] += min(line.end, steps[at + 1]) - max(line.start, steps[at])
    return [
        [part >= _DRAWN * (steps[at + 1] - steps[at]) for at, part in enumerate(row)]
        for row in covered
    ]


_Span = tuple[int, int, int, int]


def _areas(
    xs: list[float], ys: list[float], below: list[list[bool]], beside: list[list[bool]]
) -> tuple[list[_Span], set[_Span]]:
    """The cells as (top, left, bottom, right) in steps, and those that lie outside the table's
    outline.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    seen = [[False] * columns for _ in range(rows)]
    found: list[_Span] = []
    outside: set[_Span] = set()
    open_sides = (not any(below[0]), not any(beside[0]), not any(below[-1]), not any(beside[-1]))
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            if (
                below[row][column]
                and below[row + 1][column]
                and beside[column][row]
                and beside[column + 1][row]
            ):
                found.append((row, column, row + 1, column + 1))
                continue
            spans = _rectangles(_flood((row, column), below, beside, seen))
            found += spans
            outside.update(
                span
                for span in spans
                if _is_outside(span, rows, columns, below, beside, open_sides)
            )
    return found, outside


def _flood(
    start: tuple[int, int],
    below: list[list[bool]],
    beside: list[list[bool]],
    seen: list[list[bool]],
) -> list[tuple[int, int]]:
    """The places that no line parts from the first one; they are marked as seen."""
    rows, columns = len(seen), len(seen[0])
    places = []
    stack = [start]
    seen[start[0]][start[1]] = True
    while stack:
        at, across = stack.pop()
        places.append((at, across))
        for next_row, next_column, parted in (
            (at - 1, across, below[at][across]),
            (at + 1, across, below[at + 1][across]),
            (at, across - 1, beside[across][at]),
            (at, across + 1, beside[across + 1][at]),
        ):
            inside = 0 <= next_row < rows and 0 <= next_column < columns
            if inside and not parted and not seen[next_row][next_column]:
                seen[next_row][next_column] = True
                stack.append((next_row, next_column))
    return places


def _rectangles(places: list[tuple[int, int]]) -> list[_Span]:
    """One rectangle if the places fill one; otherwise row by row, equal rows together."""
    top, bottom = min(row for row, _ in places), max(row for row, _ in places) + 1
    left, right = min(column for _, column in places), max(column for _, column in places) + 1
    if len(places) == (bottom - top) * (right - left):
        return [(top, left, bottom, right)]
    found: list[_Span] = []
    open_spans: dict[tuple[int, int], int] = {}
    by_row: dict[int, list[int]] = {}
    for row, column in places:
        by_row.setdefault(row, []).append(column)
    for row in range(top, bottom + 1):
        pieces: list[tuple[int, int]] = []
        for column in sorted(by_row.get(row, ())):
            if pieces and pieces[-1][1] == column:
                pieces[-1] = (pieces[-1][0], column + 1)
            else:
                pieces.append((column, column + 1))
        for span, begun in list(open_spans.items()):
            if span not in pieces:
                found.append((begun, span[0], row, span[1]))
                del open_spans[span]
        for span in pieces:
            open_spans.setdefault(span, row)
    return found


def _is_outside(
    span: _Span,
    rows: int,
    columns: int,
    below: list[list[bool]],
    beside: list[list[bool]],
    open_sides: tuple[bool, bool, bool, bool],
) -> bool:
    """Whether a place at the rim belongs to no cell: two neighbouring sides are open where the
    table is closed elsewhere.
    """
    top, left, bottom, right = span
    bare = (
        top == 0 and not open_sides[0] and not all(below[0][left:right]),
        left == 0 and not open_sides[1] and not all(beside[0][top:bottom]),
        bottom == rows and not open_sides[2] and not all(below[-1][left:right]),
        right == columns and not open_sides[3] and not all(beside[-1][top:bottom]),
    )
    return (bare[0] or bare[2]) and (bare[1] or bare[3])


def _without_slivers(
    places: list[float], used: set[tuple[int, int]]
) -> tuple[list[float], list[int]]:
    """Drop a narrow step that no cell fills alone; gives the new places and, for every old one, its
    new number.
    """
    kept = [places[0]]
    numbers = [0]
    for at in range(1, len(places)):
        if (
            places[at] - kept[-1] < _SLIVER
            and (at - 1, at) not in used
            and numbers[at - 1] == len(kept) - 1
            and at - 1 > 0
        ):
            numbers.append(len(kept) - 1)
            continue
        kept.append(places[at])
        numbers.append(len(kept) - 1)
    return kept, numbers
