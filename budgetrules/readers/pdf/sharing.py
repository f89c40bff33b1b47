"""Which cell a run stands in; a run that goes over several is cut where one text ends and the next
begins.
"""

from __future__ import annotations

import re

from budgetrules.readers.pdf.lattice import Lattice
from budgetrules.readers.pdf.runs import CellRuns, Run, Turned

# Parts of the size: a gap that parts the texts of two cells, and how far text may stand from the
# edge it begins at.
_PARTING = 0.08
_INSET = 1.5
_AMOUNT_END = re.compile(r".*\.\d\d\Z")

# Turned runs by the number of the cell they stand in.
CellTurned = dict[int, list[Turned]]


def share_out(
    runs: list[Run],
    lattices: list[Lattice],
) -> tuple[list[CellRuns], list[Run]]:
    """For every lattice the runs of its cells by their numbers, and the runs that stand in none.

    Inner tables come first.
    """
    shares: list[CellRuns] = [{} for _ in lattices]
    order = _inner_first(lattices)
    boxes = [(number, *lattices[number].box) for number in order]
    rest: list[Run] = []
    for run in runs:
        middle = run.middle
        first = run.lefts[0]
        last = run.rights[-1]
        for number, left, top, right, bottom in boxes:
            is_within = top <= middle <= bottom
            if not is_within or first > right or last < left:
                continue
            outside = _give(run, lattices[number], shares[number])
            if outside is not None:
                rest += outside
                break
        else:
            rest.append(run)
    return shares, rest


def share_turned(
    turned: list[Turned],
    lattices: list[Lattice],
) -> tuple[list[CellTurned], list[Turned]]:
    """Return the same for runs that are turned: each belongs to the cell its middle stands in."""
    shares: list[CellTurned] = [{} for _ in lattices]
    rest: list[Turned] = []
    order = _inner_first(lattices)
    for item in turned:
        left, top, right, bottom = item.box
        x = (left + right) / 2
        y = (top + bottom) / 2
        for number in order:
            owner = lattices[number].owner(x, y)
            if owner >= 0:
                shares[number].setdefault(owner, []).append(item)
                break
        else:
            rest.append(item)
    return shares, rest


def _inner_first(lattices: list[Lattice]) -> list[int]:
    """Return the numbers of the lattices, the smallest first."""
    numbers = range(len(lattices))
    return sorted(numbers, key=lambda number: _size(lattices[number]))


def _size(lattice: Lattice) -> float:
    left, top, right, bottom = lattice.box
    return (right - left) * (bottom - top)


def _ends_of(run: Run, lattice: Lattice) -> tuple[int, int]:
    """Return the cells that the first and the last character of a run stand in."""
    middle = run.middle
    last = len(run.lefts) - 1
    first_owner = lattice.owner(run.centre(0), middle)
    if not last:
        return first_owner, first_owner
    return first_owner, lattice.owner(run.centre(last), middle)


def _give(
    run: Run,
    lattice: Lattice,
    cells: CellRuns,
) -> list[Run] | None:
    """Give a run to its cell, or its parts to several; returns the parts that stand outside, or
    None if all of it does.
    """
    first, last = _ends_of(run, lattice)
    if first == last:
        if first < 0:
            return None
        cells.setdefault(first, []).append(run)
        return []
    outside = []
    for part in _parts(run, lattice):
        owner = _home(part, lattice)
        if owner < 0:
            outside.append(part)
        else:
            cells.setdefault(owner, []).append(part)
    if len(outside) == 1:
        (part,) = outside
        if part.text == run.text:
            return None
    return outside


def _parts(run: Run, lattice: Lattice) -> list[Run]:
    """Return a run cut where it goes on into the next cell behind a gap; text that runs over the
    edge of its cell stays whole.
    """
    middle = run.middle
    count = len(run.lefts)
    parts: list[Run] = []
    start = 0
    owner = lattice.owner(run.centre(0), middle)
    for at in range(1, count):
        next_owner = lattice.owner(run.centre(at), middle)
        if next_owner == owner:
            continue
        owner = next_owner
        if _is_parted(run, start, at):
            parts.append(run.cut(start, at))
            start = at
    parts.append(run.cut(start, count))
    return [part for part in parts if part.text.strip()]


def _is_parted(run: Run, start: int, at: int) -> bool:
    """Whether a new text begins at a character: behind a blank, a gap, or an amount that has begun
    at `start`.
    """
    text = run.text
    if " " in text[at - 1 : at + 1]:
        return True
    gap = run.lefts[at] - run.rights[at - 1]
    if gap > _PARTING * run.size:
        return True
    if not text[at].isdigit():
        return False
    return _AMOUNT_END.match(text, start, at) is not None


def _home(part: Run, lattice: Lattice) -> int:
    """Return the cell a text belongs to: the one it begins in if it begins near its left edge, or
    ends in near its right one.
    """
    first, last = _ends_of(part, lattice)
    if first == last:
        return first
    begins = first >= 0 and _begins_at_edge(part, lattice, first)
    ends = last >= 0 and _ends_at_edge(part, lattice, last)
    if begins != ends:
        return first if begins else last
    middle = (part.left + part.right) / 2
    return lattice.owner(middle, part.middle)


def _begins_at_edge(run: Run, lattice: Lattice, owner: int) -> bool:
    """Whether a run begins near the left edge of a cell."""
    left, _, _, _ = lattice.areas[owner].box
    return run.left - left < _INSET * run.size


def _ends_at_edge(run: Run, lattice: Lattice, owner: int) -> bool:
    """Whether a run ends near the right edge of a cell."""
    _, _, right, _ = lattice.areas[owner].box
    return right - run.right < _INSET * run.size
