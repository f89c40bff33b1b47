"""Find columns that are the sum of others in all rows, or in all but one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.model.disclosure import Row
from budgetrules.recognition.inference.figures import AmountColumn, amounts_of
from budgetrules.schema.forms import TableList

# Rows by which most candidates are ruled out.
_SAMPLE = 12
# A sum that holds everywhere needs so many rows that differ, one that fails once so many.
_FEWEST_ROWS, _FEWEST_BUT_ONE = 2, 5
# So many rows must have two parts or more: else the whole only repeats one other column.
_FEWEST_SUMS = 2
_MOST_COLUMNS = 40
_MOST_WEIGHED = 40


@attrs.frozen(kw_only=True)
class ColumnSum:
    """A column that is the sum of others: in `holding` of `rows` rows with figures.

    `failing` is the number of the one row in which it isn't.
    """

    whole: str
    parts: tuple[str, ...]
    holding: int
    rows: int
    failing: int | None = None


def column_sums(rows: Sequence[Row], item: TableList) -> list[ColumnSum]:
    """Return for each column that is a sum of others how it is; where several would do, none
    that fails.
    """
    amounts = amounts_of(rows, item)
    everywhere = range(len(rows))
    columns = [
        column for column in amounts.columns if column.readable and not column.is_zero(everywhere)
    ]
    if len(columns) < 3 or len(columns) > _MOST_COLUMNS:
        return []
    search = _Search(columns, len(rows))
    sums: list[ColumnSum] = []
    for at in reversed(range(len(columns))):
        found = search.best(at)
        if found is not None:
            sums.append(found)
    return sums[::-1]


Parts = tuple[int, ...]


class _Search:
    """The columns of a list, and those that were found to be parts of others."""

    def __init__(self, columns: Sequence[AmountColumn], row_count: int) -> None:
        self._columns = columns
        self._rows = range(row_count)
        self._inside: set[int] = set()
        self._sample = self._sampled()

    def _sampled(self) -> list[int]:
        """Return the rows with most figures, each pattern of figures once."""
        seen: set[tuple[int, ...]] = set()
        rows: list[tuple[int, int]] = []
        for row in self._rows:
            values = tuple(column.values[row] for column in self._columns)
            filled = sum(map(bool, values))
            if filled >= 2 and values not in seen:
                seen.add(values)
                rows.append((-filled, row))
        rows.sort()
        return [row for _, row in rows[:_SAMPLE]]

    def best(self, whole: int) -> ColumnSum | None:
        """Return the sum that a column is; None if it is none, or might be another one."""
        weighed = 0
        failing: list[tuple[ColumnSum, Parts]] = []
        for parts in dict.fromkeys(self._candidates(whole)):
            if not self._is_likely(whole, parts):
                continue
            weighed += 1
            if weighed > _MOST_WEIGHED:
                # So many sums would do that none says anything.
                return None
            found = self._weigh(whole, parts)
            if found is None:
                continue
            if found.failing is None:
                self._inside.update(parts)
                return found
            failing.append((found, parts))
        return self._presumed(whole, failing)

    def _presumed(
        self,
        whole: int,
        failing: Sequence[tuple[ColumnSum, Parts]],
    ) -> ColumnSum | None:
        """Return the one sum that fails in one row only, if nothing else explains that row."""
        if len({found.failing for found, _ in failing}) != 1:
            return None
        for found, parts in failing:
            if self._is_explained(whole, parts, found.failing or 0):
                return None
        found, parts = failing[0]
        self._inside.update(parts)
        return found

    def _candidates(self, whole: int) -> Iterator[Parts]:
        """Yield the columns that may make one up, the longest stretches beside it first."""
        behind = [at for at in range(whole + 1, len(self._columns)) if at not in self._inside]
        yield from _stretches(behind)
        yield from _stretches(list(range(whole + 1, len(self._columns))))
        yield from _stretches(list(range(whole - 1, -1, -1)))
        yield from self._pairs(whole)

    def _pairs(self, whole: int) -> Iterator[Parts]:
        """Yield the two columns anywhere that make one up in one of two rows."""
        for row in self._sample[:2]:
            by_value: dict[int, list[int]] = {}
            for at, column in enumerate(self._columns):
                value = column.values[row]
                if at == whole or not value:
                    continue
                for other in by_value.get(self._columns[whole].values[row] - value, ()):
                    yield tuple(sorted((other, at)))
                by_value.setdefault(value, []).append(at)

    def _is_likely(self, whole: int, parts: Parts) -> bool:
        """Whether a sum holds in the sampled rows but for one."""
        failing = 0
        for row in self._sample:
            if not self._holds(whole, parts, row):
                failing += 1
                if failing > 1:
                    return False
        return True

    def _holds(self, whole: int, parts: Iterable[int], row: int) -> bool:
        column = self._columns[whole]
        difference = column.values[row]
        slack = column.slacks[row]
        for part in parts:
            other = self._columns[part]
            difference -= other.values[row]
            slack += other.slacks[row]
        return abs(difference) <= slack

    def _weigh(self, whole: int, parts: Parts) -> ColumnSum | None:
        """Count the rows in which a sum holds; None if they are too few, or more than one fails."""
        rows = 0
        failing: list[int] = []
        patterns: set[tuple[int, ...]] = set()
        for row in self._rows:
            values = tuple(self._columns[at].values[row] for at in (whole, *parts))
            if not any(values):
                continue
            rows += 1
            if self._holds(whole, parts, row):
                patterns.add(values)
                continue
            failing.append(row)
            if len(failing) > 1:
                return None
        sums = sum(len(list(filter(None, values[1:]))) > 1 for values in patterns)
        fewest = _FEWEST_BUT_ONE if failing else _FEWEST_ROWS
        if len(patterns) < fewest or sums < _FEWEST_SUMS:
            return None
        if not all(any(values[at] for values in patterns) for at in range(1, len(parts) + 1)):
            return None
        return ColumnSum(
            whole=self._columns[whole].id,
            parts=tuple(self._columns[at].id for at in parts),
            holding=rows - len(failing),
            rows=rows,
            failing=failing[0] if failing else None,
        )

    def _is_explained(self, whole: int, parts: Parts, row: int) -> bool:
        """Whether one or two further columns, or a stretch of them, make up what is missing."""
        missing = self._columns[whole].values[row]
        missing -= sum(self._columns[part].values[row] for part in parts)
        others = [at for at in range(len(self._columns)) if at != whole and at not in parts]
        values = [self._columns[at].values[row] for at in others]
        filled = list(filter(None, values))
        if missing in filled or -missing in filled:
            return True
        wanted = {missing - value for value in filled}
        if wanted.intersection(filled):
            return True
        return any(sum(values[start:end]) == missing for start, end in _spans(len(values)))


def _spans(length: int) -> Iterator[tuple[int, int]]:
    for start in range(length):
        for end in range(start + 3, length + 1):
            yield start, end


def _stretches(columns: Sequence[int]) -> Iterator[Parts]:
    """Yield the stretches of two columns or more that begin with the first, the longest first."""
    for end in range(len(columns), 1, -1):
        yield tuple(sorted(columns[:end]))
