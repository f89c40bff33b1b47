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


@attrs.frozen(slots=True)
class Rulings:
    """The lines of a page that go across and those that go down."""

    across: list[Ruling]
    down: list[Ruling]


def rulings_of(boxes: list[Box], frame: Frame) -> Rulings:
    """Thin boxes in the file's coordinates as joined lines of the upright page."""
    across, down = [], []
    for box in boxes:
        left, top, right, bottom = frame.upright(*box)
        if right - left >= bottom - top:
            across.append(Ruling((top + bottom) / 2, left, right))
        else:
            down.append(Ruling((left + right) / 2, top, bottom))
    return Rulings(joined(across), joined(down))


def joined(rulings: list[Ruling]) -> list[Ruling]:
    """Lines at nearly the same place as one, dashes as a whole line."""
    found: list[Ruling] = []
    rulings = sorted(rulings, key=lambda ruling: ruling.at)
    start = 0
    for at in range(1, len(rulings) + 1):
        if (
            at == len(rulings)
            or rulings[at].at - rulings[at - 1].at > NEAR
            or rulings[at].at - rulings[start].at > 2 * NEAR
        ):
            found += _along(rulings[start:at])
            start = at
    return [ruling for ruling in found if ruling.end - ruling.start >= _SHORTEST]


def _along(rulings: list[Ruling]) -> list[Ruling]:
    found: list[Ruling] = []
    rulings.sort(key=lambda ruling: ruling.start)
    at, start, end = rulings[0].at, rulings[0].start, rulings[0].end
    longest = end - start
    for ruling in rulings[1:]:
        if ruling.start - end <= NEAR:
            if ruling.end - ruling.start > longest:
                at, longest = ruling.at, ruling.end - ruling.start
            end = max(end, ruling.end)
        else:
            found.append(Ruling(at, start, end))
            at, start, end = ruling.at, ruling.start, ruling.end
            longest = end - start
    found.append(Ruling(at, start, end))
    return found
