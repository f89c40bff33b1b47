"""Figures that are wrong by the same amount together: what adds up among them still does.

A wrong figure that was added up goes along from row to row above it and from column to column, so
each of these figures alone looks right by the others. A block starts from one of them and takes in
what else must change for every relation that holds to hold on.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from budgetrules.causes.operands import identity
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.remedies import holds_with
from budgetrules.causes.roots import distinct
from budgetrules.core.figures import Figure, power_of_ten
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell

# A figure goes along through three levels and the total in a few columns, hardly further.
_MOST = 40


@attrs.frozen(eq=False)
class Block:
    """Cells of one table that all change by one amount, and the numbers of the checks it mends.

    `unsure` is how many sums hold on only if one more figure changes, and nothing tells which.
    """

    cells: Mapping[Hashable, Cell]
    shift: Fraction
    mended: frozenset[int] = frozenset()
    unsure: int = 0

    def value(self, cell: Cell) -> Figure:
        """Return what a cell of the block should read."""
        assert cell.figure is not None
        return _shifted(cell.figure, self.shift)


class Blocks:
    """Looks for blocks among the relations of a document, failed ones by their numbers."""

    def __init__(
        self,
        failed: Sequence[Comparison],
        passed: Iterable[Comparison],
        locator: Locator,
    ) -> None:
        self._locator = locator
        self._grown: dict[tuple[Hashable, Fraction], Block | None] = {}
        self._failed: dict[Hashable, list[tuple[int, Comparison]]] = {}
        for at, numbers in enumerate(failed):
            for key in _keys(numbers):
                self._failed.setdefault(key, []).append((at, numbers))
        self._passed: dict[Hashable, list[Comparison]] = {}
        for numbers in passed:
            for key in _keys(numbers):
                self._passed.setdefault(key, []).append(numbers)

    def around(self, cell: Cell, shift: Fraction, open_checks: set[int]) -> Block | None:
        """Return the block that begins with a cell; None if some relation can't be held up."""
        seed = (identity(cell), shift)
        if seed not in self._grown:
            self._grown[seed] = self._grow(cell, shift)
        grown = self._grown[seed]
        if grown is None:
            return None
        mended = open_checks.intersection(self._mended(grown.cells, shift))
        return attrs.evolve(grown, mended=frozenset(mended))

    def _grow(self, cell: Cell, shift: Fraction) -> Block | None:
        """Take in cells until what holds goes on holding, or nothing tells which cell is next."""
        if self._table_of(cell) is None or not _is_shiftable(cell, shift):
            return None
        cells = {identity(cell): cell}
        unsure: set[Comparison] = set()
        while len(cells) <= _MOST:
            broken = [one for one in self._broken(cells, shift) if one not in unsure]
            if not broken:
                if len(cells) == 1:
                    return None
                return Block(cells, shift, unsure=len(unsure))
            for numbers in broken:
                more = self._restoring(numbers, cells, shift)
                if not more:
                    return None
                if len(more) == 1:
                    (other,) = more
                    cells[identity(other)] = other
                    break
            else:
                unsure.update(broken)
        return None

    def _broken(self, cells: Mapping[Hashable, Cell], shift: Fraction) -> list[Comparison]:
        """Return the relations that hold and would not if these cells changed."""
        touched: dict[Comparison, None] = {}
        for key in cells:
            passed = self._passed.get(key, ())
            touched.update(dict.fromkeys(passed))
        broken: list[Comparison] = []
        for numbers in touched:
            if not _holds(numbers, cells, shift):
                broken.append(numbers)
        return broken

    def _mended(self, cells: Mapping[Hashable, Cell], shift: Fraction) -> set[int]:
        """Return the numbers of the failed checks that hold once these cells change."""
        touched: dict[int, Comparison] = {}
        for key in cells:
            failed = self._failed.get(key, ())
            touched.update(failed)
        mended: set[int] = set()
        for at, numbers in touched.items():
            if _holds(numbers, cells, shift):
                mended.add(at)
        return mended

    def _restoring(
        self, broken: Comparison, cells: Mapping[Hashable, Cell], shift: Fraction
    ) -> list[Cell]:
        """Return the other cells of the table of which one must change, too.

        Those that most failed checks tell of, if any do.
        """
        table = self._table_of(next(iter(cells.values())))
        support: dict[Cell, int] = {}
        for cell in distinct(broken):
            key = identity(cell)
            if key in cells or self._table_of(cell) != table:
                continue
            if not _is_shiftable(cell, shift):
                continue
            alone = {key: cell}
            together = {**cells, **alone}
            if _holds(broken, together, shift):
                mended = self._mended(alone, shift)
                support[cell] = len(mended)
        most = max(support.values(), default=0)
        return [cell for cell, number in support.items() if number == most]

    def _table_of(self, cell: Cell) -> str | None:
        row = self._locator.address(cell).row
        if row is None or is_absent(row) or self._locator.is_said(row):
            return None
        return row.list_id


def _keys(numbers: Comparison) -> set[Hashable]:
    """Return what tells the printed figures of a relation apart."""
    cells = distinct(numbers)
    return {identity(cell) for cell in cells if cell.figure is not None}


def _holds(numbers: Comparison, cells: Mapping[Hashable, Cell], shift: Fraction) -> bool:
    """Return whether a relation holds once these cells change."""
    own = [cell for cell in distinct(numbers) if identity(cell) in cells]

    def changed(figure: Figure, cell: Hashable) -> Figure:
        return _shifted(figure, shift) if cell in own else figure

    return holds_with(numbers, changed)


def _shifted(figure: Figure, shift: Fraction) -> Figure:
    steps = shift / power_of_ten(-figure.scale)
    return attrs.evolve(figure, digits=figure.digits + int(steps))


def _is_shiftable(cell: Cell, shift: Fraction) -> bool:
    """Return whether a printed amount could be another by so much, in its own decimals."""
    if cell.figure is None:
        return False
    steps = shift / power_of_ten(-cell.figure.scale)
    return steps.denominator == 1 and cell.figure.digits + steps > 0
