"""An error of a whole row as a value, and which failed sums follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from budgetrules.causes.places import CellAddress, Locator, is_absent
from budgetrules.causes.roots import FailedCheck
from budgetrules.core.names import fold
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell, Row

# Sums of the whole list have no code; the classes directly below them have one of three digits.
_CLASS = 3


@attrs.frozen
class RowKey:
    """A list and what names a row there: its code, label or name."""

    list_id: str
    key: str


def row_key(row: Row) -> RowKey:
    """Return the key of a row."""
    key = row.code or row.label or fold(row.name)
    return RowKey(row.list_id, key)


@attrs.frozen(eq=False, kw_only=True)
class RowError:
    """What fails because of one row: the checks about it, and what follows.

    `rows` are that row and the one it was meant to be, `partners` the rows that stand in other
    lists and are missing here. `right_code` is the code that the row should have; `above` is the
    row that is missing above others.
    """

    rows: tuple[RowKey, ...]
    about: tuple[FailedCheck, ...] = ()
    partners: tuple[RowKey, ...] = ()
    follows: tuple[FailedCheck, ...] = ()
    right_code: str | None = None
    above: RowKey | None = None

    def joined(self, other: RowError) -> RowError:
        """Return the error that is both; the right code and the row above are this one's."""
        return attrs.evolve(
            self,
            rows=_each_once(*self.rows, *other.rows),
            about=(*self.about, *other.about),
            partners=_each_once(*self.partners, *other.partners),
            follows=(*self.follows, *other.follows),
        )

    def has_lost(self, row: Row) -> bool:
        """Return whether a row stands below the one that is missing above others."""
        above = self.above
        if above is None or row.code is None:
            return False
        if row.list_id != above.list_id or row.code == above.key:
            return False
        return row.code.startswith(above.key)


def _each_once(*rows: RowKey) -> tuple[RowKey, ...]:
    return tuple(dict.fromkeys(rows))


@attrs.frozen(eq=False)
class MissingCell:
    """A cell of an absent row in a check of two figures, and the figure that should stand there."""

    row: RowKey
    column: str | None
    value: Cell


def missing_cells(item: FailedCheck, locator: Locator) -> Iterator[MissingCell]:
    """Yield the cells of absent rows that a failed check compares with one printed figure."""
    absent: list[CellAddress] = []
    printed: list[Cell] = []
    for cell in item.printed_cells:
        address = locator.address(cell)
        if is_absent(address.row):
            absent.append(address)
        else:
            printed.append(cell)
    if len(printed) != 1:
        return
    for address in absent:
        if address.row is not None:
            key = row_key(address.row)
            yield MissingCell(key, address.column, printed[0])


@attrs.frozen(eq=False)
class FailedSum:
    """A failed relation between figures, with the rows of its instance and of its cells."""

    numbers: Comparison
    bound_rows: tuple[Row, ...]
    rows: tuple[Row, ...]
    keys: frozenset[RowKey]
    columns: frozenset[str | None]


def failed_sum(item: FailedCheck, locator: Locator) -> FailedSum | None:
    """Return a failed relation with its rows; None for a check of no figures."""
    if item.numbers is None:
        return None
    rows: list[Row] = []
    columns: set[str | None] = set()
    for cell in item.printed_cells:
        address = locator.address(cell)
        columns.add(address.column)
        if address.row is not None:
            rows.append(address.row)
    return FailedSum(
        numbers=item.numbers,
        bound_rows=item.rows,
        rows=tuple(rows),
        keys=frozenset(map(row_key, rows)),
        columns=frozenset(columns),
    )


RowAndColumn = tuple[RowKey, str | None]


@attrs.frozen(eq=False)
class Reach:
    """A row error, with the figures that its rows should have by row and column."""

    error: RowError
    values: Mapping[RowAndColumn, Cell]

    def takes_in(self, failed: FailedSum) -> bool:
        """Return whether a relation has a cell of the row, or is a sum in which it is missing."""
        if not failed.keys.isdisjoint(self.error.rows):
            return True
        return self._has_lost_one(failed) or self._is_missed_in(failed)

    def _has_lost_one(self, failed: FailedSum) -> bool:
        """Return whether a row is not found because the other one has lost the row above it."""
        rows = failed.bound_rows
        if not any(map(is_absent, rows)):
            return False
        return any(map(self.error.has_lost, rows))

    def _is_missed_in(self, failed: FailedSum) -> bool:
        """Return whether the first row that belongs in the sum makes up what it differs by."""
        for row in self.error.rows:
            if _belongs_in(row, failed):
                return self._makes_up(row, failed)
        return False

    def _makes_up(self, row: RowKey, failed: FailedSum) -> bool:
        """Return whether the row's figure, if it is known, is what the sum differs by."""
        if len(failed.columns) != 1:
            return False
        (column,) = failed.columns
        value = self.values.get((row, column))
        if value is None or value.figure is None:
            return True
        amount = value.figure.value()
        return failed.numbers.gap.is_made_up_by(amount)


def reach_of(error: RowError, locator: Locator) -> Reach:
    """Return a row error with the figures that checks miss in its rows."""
    values: dict[RowAndColumn, Cell] = {}
    for item in error.about:
        for missing in missing_cells(item, locator):
            values[missing.row, missing.column] = missing.value
    return Reach(error, values)


def _belongs_in(row: RowKey, failed: FailedSum) -> bool:
    """Return whether all figures of a relation are of the row's list, one above the row."""
    lists = {other.list_id for other in failed.rows}
    if lists != {row.list_id}:
        return False
    return any(_is_above(other, row.key) for other in failed.rows)


def _is_above(row: Row, key: str) -> bool:
    if row.code is None:
        is_code = key[:1].isdigit()
        return len(key) <= _CLASS or not is_code
    return key != row.code and key.startswith(row.code)
