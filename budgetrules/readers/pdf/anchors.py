"""Rows without rules between them: figures stand on one line each, names may wrap above, below or
around that line.
"""

from __future__ import annotations

import itertools
from itertools import pairwise

from budgetrules.readers.pdf.lines import TextLine

# Parts of the size: lines nearer than this are one; a wrapped name is centred on its figure within
# this.
_SAME = 0.5
_CENTRED = 0.4


def anchors_of(columns: list[list[TextLine]]) -> list[float] | None:
    """The heights of the rows, from the lines of figures in each column; None if two figures of a
    column share one.
    """
    lines = list(itertools.chain.from_iterable(columns))
    size = min((line.bottom - line.top for line in lines), default=0.0)
    middles = sorted(line.middle for line in lines)
    groups: list[list[float]] = []
    for middle in middles:
        if groups and middle - groups[-1][-1] < _SAME * size:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    anchors = [sum(group) / len(group) for group in groups]
    for column in columns:
        places = [nearest(line.middle, anchors) for line in column]
        if len(set(places)) < len(places):
            return None
    return anchors


def nearest(middle: float, anchors: list[float]) -> int:
    """The number of the row whose height is nearest."""
    return min(range(len(anchors)), key=lambda at: abs(anchors[at] - middle))


def rows_of(lines: list[TextLine], anchors: list[float]) -> list[int] | None:
    """The row of every line of a column: on its figures' line, or wrapped from there on, up to
    there, or around it.

    None if none of these is possible, or more than one whose rows the spacing sets apart.
    """
    if not lines:
        return []
    near = _SAME * (lines[0].bottom - lines[0].top)
    direct = [nearest(line.middle, anchors) for line in lines]
    aligned = [
        abs(anchors[row] - line.middle) < near for row, line in zip(direct, lines, strict=True)
    ]
    if all(aligned) and len(set(direct)) == len(direct):
        return direct
    found = []
    for ways in (
        _downwards(lines, anchors, near),
        _upwards(lines, anchors, near),
        _around(lines, anchors, direct),
    ):
        if ways is not None and len(set(ways)) == len(anchors) and ways not in found:
            found.append(ways)
    if len(found) > 1:
        found = [rows for rows in found if _is_spaced(lines, rows)]
    return found[0] if len(found) == 1 else None


def _is_spaced(lines: list[TextLine], rows: list[int]) -> bool:
    """Whether the lines of a row stand nearer to each other than to those of the next."""
    gaps = [below.middle - above.middle for above, below in pairwise(lines)]
    inner = [
        gap for gap, (row, following) in zip(gaps, pairwise(rows), strict=True) if row == following
    ]
    outer = [
        gap for gap, (row, following) in zip(gaps, pairwise(rows), strict=True) if row != following
    ]
    return not inner or not outer or 1.1 * max(inner) < min(outer)


def _downwards(lines: list[TextLine], anchors: list[float], near: float) -> list[int] | None:
    rows: list[int] = []
    for line in lines:
        above = [row for row, anchor in enumerate(anchors) if anchor <= line.middle + near]
        if not above:
            return None
        first = above[-1] not in rows
        if first and abs(anchors[above[-1]] - line.middle) >= near:
            return None
        rows.append(above[-1])
    return rows


def _upwards(lines: list[TextLine], anchors: list[float], near: float) -> list[int] | None:
    rows = _downwards(
        [_mirrored(line) for line in reversed(lines)],
        [-anchor for anchor in reversed(anchors)],
        near,
    )
    return None if rows is None else [len(anchors) - 1 - row for row in reversed(rows)]


def _mirrored(line: TextLine) -> TextLine:
    return TextLine(line.runs, -line.bottom, -line.top)


def _around(lines: list[TextLine], anchors: list[float], direct: list[int]) -> list[int] | None:
    for row, anchor in enumerate(anchors):
        own = [line for line, place in zip(lines, direct, strict=True) if place == row]
        if own and abs((own[0].middle + own[-1].middle) / 2 - anchor) > _CENTRED * (
            own[0].bottom - own[0].top
        ):
            return None
    return direct


def borders(groups: list[list[TextLine]], top: float, bottom: float) -> list[float]:
    """The edges between rows, half way between the last line of one and the first of the next."""
    found = [top]
    for above, below in pairwise(groups):
        found.append((max(line.bottom for line in above) + min(line.top for line in below)) / 2)
    return [*found, bottom]
