"""The ruling lines of a page: strokes, thin filled rectangles and frames, joined where they overlap
or nearly touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from budgetrules.readers.pdf.geometry import Frame

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# In points. Lines nearer than this are one line; what is shorter is none.
NEAR = 3.0
_SHORTEST = 3.0


@attrs.frozen(slots=True)
class Ruling:
    """A line across or down: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How far start and end are apart."""
        return self.end - self.start


@attrs.frozen(slots=True)
class Rulings:
    """The lines of a page that go across and those that go down."""

    across: list[Ruling]
    down: list[Ruling]


def rulings_of(boxes: list[Box], frame: Frame) -> Rulings:
    """Thin boxes in the file's coordinates as joined lines of the upright page."""
    across = []
    down = []
    for box in boxes:
        left, top, right, bottom = frame.upright(*box)
        if right - left >= bottom - top:
            middle = (top + bottom) / 2
            across.append(Ruling(middle, left, right))
        else:
            middle = (left + right) / 2
            down.append(Ruling(middle, top, bottom))
    return Rulings(joined(across), joined(down))


def joined(rulings: list[Ruling]) -> list[Ruling]:
    """Return lines at nearly the same place as one, dashes as a whole line."""
    lines: list[Ruling] = []
    group: list[Ruling] = []
    for ruling in sorted(rulings, key=_place_of):
        if group and _is_apart(ruling, group):
            lines += _joined_along(group)
            group = []
        group.append(ruling)
    if group:
        lines += _joined_along(group)
    return [line for line in lines if line.length >= _SHORTEST]


def _place_of(ruling: Ruling) -> float:
    return ruling.at


def _is_apart(ruling: Ruling, group: list[Ruling]) -> bool:
    """Whether a line stands too far behind others for them to be one."""
    from_first = ruling.at - group[0].at
    from_last = ruling.at - group[-1].at
    return from_last > NEAR or from_first > 2 * NEAR


def _joined_along(rulings: list[Ruling]) -> list[Ruling]:
    """Return lines at one place: what overlaps or nearly touches is one, and stands where its
    longest part does.
    """
    first, *rest = sorted(rulings, key=_start_of)
    lines: list[Ruling] = []
    longest = first
    start, end = first.start, first.end
    for ruling in rest:
        if ruling.start - end > NEAR:
            lines.append(Ruling(longest.at, start, end))
            longest = ruling
            start, end = ruling.start, ruling.end
            continue
        if ruling.length > longest.length:
            longest = ruling
        end = max(end, ruling.end)
    lines.append(Ruling(longest.at, start, end))
    return lines


def _start_of(ruling: Ruling) -> float:
    return ruling.start
