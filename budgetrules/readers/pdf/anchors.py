"""Rows without rules between them: figures stand on one line each, names may wrap above, below or
around that line.

Heights of rows are called anchors: the middles of the lines that their figures stand on.
"""

from __future__ import annotations

import itertools
from itertools import pairwise

from budgetrules.readers.pdf.lines import TextLine

# Parts of the size: lines nearer than this are one; a wrapped name is centred on its figure within
# this.
_SAME = 0.5
_CENTRED = 0.4
# How much wider the gaps between rows are than those between the lines of one.
_WIDER = 1.1


def anchors_of(columns: list[list[TextLine]]) -> list[float] | None:
    """Return the heights of the rows, from the lines of figures in each column; None if two figures
    of a column share one.
    """
    lines = list(itertools.chain.from_iterable(columns))
    size = min((line.height for line in lines), default=0.0)
    groups: list[list[float]] = []
    for middle in sorted(line.middle for line in lines):
        if groups and middle - groups[-1][-1] < _SAME * size:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    anchors = [sum(group) / len(group) for group in groups]
    for column in columns:
        rows = {nearest(line.middle, anchors) for line in column}
        if len(rows) < len(column):
            return None
    return anchors


def nearest(middle: float, anchors: list[float]) -> int:
    """Return the number of the row whose height is nearest."""
    distances = [abs(anchor - middle) for anchor in anchors]
    return distances.index(min(distances))


def rows_of(lines: list[TextLine], anchors: list[float]) -> list[int] | None:
    """Return the row of every line of a column: on its figures' line, or wrapped from there on, up
    to there, or around it.

    None if none of these is possible, or more than one whose rows the spacing sets apart.
    """
    if not lines:
        return []
    near = _SAME * lines[0].height
    direct = [nearest(line.middle, anchors) for line in lines]
    is_one_a_row = len(set(direct)) == len(direct)
    if is_one_a_row and _are_at(direct, lines, anchors, near):
        return direct
    ways = (
        _downwards(lines, anchors, near),
        _upwards(lines, anchors, near),
        _around(lines, anchors, direct),
    )
    possible: list[list[int]] = []
    for rows in ways:
        if rows is None or rows in possible:
            continue
        fills_all = len(set(rows)) == len(anchors)
        if fills_all:
            possible.append(rows)
    if len(possible) > 1:
        possible = [rows for rows in possible if _is_spaced(lines, rows)]
    return possible[0] if len(possible) == 1 else None


def _are_at(
    rows: list[int],
    lines: list[TextLine],
    anchors: list[float],
    near: float,
) -> bool:
    """Whether every line stands at the height of its row."""
    placed = zip(rows, lines, strict=True)
    return all(_is_at(row, line, anchors, near) for row, line in placed)


def _is_at(row: int, line: TextLine, anchors: list[float], near: float) -> bool:
    """Whether a line stands at the height of a row."""
    return abs(anchors[row] - line.middle) < near


def _is_spaced(lines: list[TextLine], rows: list[int]) -> bool:
    """Whether the lines of a row stand nearer to each other than to those of the next."""
    inner: list[float] = []
    outer: list[float] = []
    placed = zip(lines, rows, strict=True)
    for (above, row), (below, next_row) in pairwise(placed):
        gap = below.middle - above.middle
        if row == next_row:
            inner.append(gap)
        else:
            outer.append(gap)
    if not inner or not outer:
        return True
    return _WIDER * max(inner) < min(outer)


def _downwards(
    lines: list[TextLine],
    anchors: list[float],
    near: float,
) -> list[int] | None:
    """Return the rows if every text begins at the height of its row and wraps below it."""
    rows: list[int] = []
    for line in lines:
        lowest = line.middle + near
        above = [row for row, anchor in enumerate(anchors) if anchor <= lowest]
        if not above:
            return None
        row = above[-1]
        is_first_line = row not in rows
        if is_first_line and not _is_at(row, line, anchors, near):
            return None
        rows.append(row)
    return rows


def _upwards(
    lines: list[TextLine],
    anchors: list[float],
    near: float,
) -> list[int] | None:
    """Return the rows if every text ends at the height of its row: downwards, seen in a mirror."""
    mirrored = [_mirrored(line) for line in reversed(lines)]
    mirrored_anchors = [-anchor for anchor in reversed(anchors)]
    rows = _downwards(mirrored, mirrored_anchors, near)
    if rows is None:
        return None
    last = len(anchors) - 1
    return [last - row for row in reversed(rows)]


def _mirrored(line: TextLine) -> TextLine:
    return TextLine(line.runs, -line.bottom, -line.top)


def _around(
    lines: list[TextLine],
    anchors: list[float],
    direct: list[int],
) -> list[int] | None:
    """Return the nearest rows if every text is centred on the height of its row."""
    lines_of_rows: dict[int, list[TextLine]] = {}
    for row, line in zip(direct, lines, strict=True):
        lines_of_rows.setdefault(row, []).append(line)
    for row, own in lines_of_rows.items():
        first = own[0]
        last = own[-1]
        middle = (first.middle + last.middle) / 2
        off_centre = abs(middle - anchors[row])
        if off_centre > _CENTRED * first.height:
            return None
    return direct


def borders(
    groups: list[list[TextLine]],
    top: float,
    bottom: float,
) -> list[float]:
    """Return the edges between rows, half way between the last line of one and the first of the
    next.
    """
    edges = [top]
    for above, below in pairwise(groups):
        end = max(line.bottom for line in above)
        start = min(line.top for line in below)
        edges.append((end + start) / 2)
    edges.append(bottom)
    return edges
