"""Which cell a run stands in; a run that goes over several is cut where one text ends and the next
begins.
"""

from __future__ import annotations

import re

from budgetrules.readers.pdf.lattice import Lattice
from budgetrules.readers.pdf.runs import Run, Turned

# Parts of the size: a gap that parts the texts of two cells, and how far text may stand from the
# edge it begins at.
_PARTING = 0.08
_INSET = 1.5
_AMOUNT_END = re.compile(r".*\.\d\d\Z")

Given = dict[int, list[Run]]
# Turned runs by the cell they stand in.
Sideways = dict[int, list[Turned]]


def share_out(runs: list[Run], lattices: list[Lattice]) -> tuple[list[Given], list[Run]]:
    """For every lattice the runs of its cells by their numbers, and the runs that stand in none.

    Inner tables come first.
    """
    given: list[Given] = [{} for _ in lattices]
    order = sorted(range(len(lattices)), key=lambda number: _size(lattices[number]))
    boxes = [(number, *lattices[number].box) for number in order]
    rest: list[Run] = []
    for run in runs:
        middle, first, last = run.middle, run.lefts[0], run.rights[-1]
        for number, left, top, right, bottom in boxes:
            if top <= middle <= bottom and first <= right and last >= left:
                outside = _give(run, lattices[number], given[number])
                if outside is not None:
                    rest += outside
                    break
        else:
            rest.append(run)
    return given, rest


def share_turned(
    turned: list[Turned], lattices: list[Lattice]
) -> tuple[list[dict[int, list[Turned]]], list[Turned]]:
    """The same for runs that are turned: each belongs to the cell its middle stands in."""
    given: list[dict[int, list[Turned]]] = [{} for _ in lattices]
    rest: list[Turned] = []
    order = sorted(range(len(lattices)), key=lambda number: _size(lattices[number]))
    for item in turned:
        left, top, right, bottom = item.box
        for number in order:
            owner = lattices[number].owner((left + right) / 2, (top + bottom) / 2)
            if owner >= 0:
                given[number].setdefault(owner, []).append(item)
                break
        else:
            rest.append(item)
    return given, rest


def _size(lattice: Lattice) -> float:
    left, top, right, bottom = lattice.box
    return (right - left) * (bottom - top)


def _give(run: Run, lattice: Lattice, cells: Given) -> list[Run] | None:
    """Give a run to its cell, or its parts to several; returns the parts that stand outside, or
    None if all of it does.
    """
    middle = run.middle
    first = lattice.owner(run.centre(0), middle)
    last = lattice.owner(run.centre(len(run.lefts) - 1), middle)
    if first == last:
        if first < 0:
            return None
        cells.setdefault(first, []).append(run)
        return []
    outside = []
    for part in _parts(run, lattice):
        owner = _home(part, lattice)
        if owner >= 0:
            cells.setdefault(owner, []).append(part)
        else:
            outside.append(part)
    return outside if len(outside) != 1 or outside[0].text != run.text else None


def _parts(run: Run, lattice: Lattice) -> list[Run]:
    """A run cut where it goes on into the next cell behind a gap; text that runs over the edge of
    its cell stays whole.
    """
    middle = run.middle
    parts: list[Run] = []
    start = 0
    owner = lattice.owner(run.centre(0), middle)
    for at in range(1, len(run.lefts)):
        following = lattice.owner(run.centre(at), middle)
        if following == owner:
            continue
        owner = following
        blank = run.text[at - 1] == " " or run.text[at] == " "
        apart = run.lefts[at] - run.rights[at - 1] > _PARTING * run.size
        numbers = run.text[at].isdigit() and _AMOUNT_END.match(run.text, start, at) is not None
        if blank or apart or numbers:
            parts.append(run.cut(start, at))
            start = at
    parts.append(run.cut(start, len(run.lefts)))
    return [part for part in parts if part.text.strip()]


def _home(part: Run, lattice: Lattice) -> int:
    """The cell a text belongs to: the one it begins in if it begins near its left edge, or ends in
    near its right one.
    """
    middle = part.middle
    first, last = (
        lattice.owner(part.centre(0), middle),
        lattice.owner(part.centre(len(part.lefts) - 1), middle),
    )
    if first == last:
        return first
    begins = first >= 0 and part.left - lattice.areas[first].box[0] < _INSET * part.size
    ends = last >= 0 and lattice.areas[last].box[2] - part.right < _INSET * part.size
    if begins != ends:
        return first if begins else last
    return lattice.owner((part.left + part.right) / 2, middle)
