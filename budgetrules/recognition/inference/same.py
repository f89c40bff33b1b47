"""Find columns of two lists that print the same figures by code, in all rows or in all but one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.model.disclosure import Row
from budgetrules.recognition.inference.figures import AmountColumn, amounts_of, finest_scale
from budgetrules.schema.forms import TableList

# So many different figures must be the same.
_FEWEST = 5
_SAMPLE = 8
# No code list is longer.
_MOST = 2000


@attrs.frozen(kw_only=True)
class SameColumn:
    """A column that prints what one of another list does, but for the row of one code.

    It does so in `holding` of `rows` codes with figures.
    """

    column: str
    other_column: str
    holding: int
    rows: int
    row: Row
    other_row: Row


def same_columns(
    item: TableList,
    rows: Sequence[Row],
    other_item: TableList,
    other_rows: Sequence[Row],
) -> list[SameColumn]:
    """Return the columns of a list that agree with one of another by code in all rows but one.

    A column that agrees with some column in all rows is told of no other.
    """
    own, others = _by_code(rows), _by_code(other_rows)
    codes = [code for code in own if code in others]
    if not _FEWEST < len(codes) <= _MOST:
        return []
    scale = max(finest_scale(rows), finest_scale(other_rows))
    pairs = _Pairs(
        codes,
        [own[code] for code in codes],
        [others[code] for code in codes],
    )
    left = amounts_of(pairs.rows, item, scale).columns
    right = amounts_of(pairs.other_rows, other_item, scale).columns
    return list(_told(pairs, left, right))


@attrs.frozen
class _Pairs:
    """The rows of the codes that two lists share, in one order."""

    codes: Sequence[str]
    rows: Sequence[Row]
    other_rows: Sequence[Row]


def _by_code(rows: Sequence[Row]) -> Mapping[str, Row]:
    """Return the row of each code that stands once."""
    found: dict[str, Row] = {}
    twice: set[str] = set()
    for row in rows:
        if row.code and row.code in found:
            twice.add(row.code)
        elif row.code:
            found[row.code] = row
    return {code: row for code, row in found.items() if code not in twice}


def _told(
    pairs: _Pairs,
    left: Sequence[AmountColumn],
    right: Sequence[AmountColumn],
) -> Iterator[SameColumn]:
    agreeing: set[str] = set()
    nearly: list[tuple[AmountColumn, AmountColumn, int, int]] = []
    for column in left:
        for other in right:
            found = _disagreeing(column, other)
            if found is None:
                continue
            rows, failing = found
            if failing is None:
                agreeing.update((f"<{column.id}", f">{other.id}"))
            else:
                nearly.append((column, other, rows, failing))
    for column, other, rows, failing in nearly:
        is_other = f"<{column.id}" in agreeing or f">{other.id}" in agreeing
        rivals = [item for item in nearly if item[0] is column or item[1] is other]
        if not is_other and len(rivals) == 1:
            yield SameColumn(
                column=column.id,
                other_column=other.id,
                holding=rows - 1,
                rows=rows,
                row=pairs.rows[failing],
                other_row=pairs.other_rows[failing],
            )


def _disagreeing(column: AmountColumn, other: AmountColumn) -> tuple[int, int | None] | None:
    """Count the rows with figures, and find the one in which two columns disagree.

    None if it is more than one, or too few figures are the same.
    """
    rows = 0
    failing: int | None = None
    same: set[int] = set()
    for at, value in enumerate(column.values):
        other_value = other.values[at]
        if not value and not other_value:
            continue
        rows += 1
        if abs(value - other_value) <= column.slacks[at] + other.slacks[at]:
            same.add(value)
            continue
        if failing is not None or (at >= _SAMPLE and not same):
            return None
        failing = at
    if len(same) < _FEWEST:
        return None
    return rows, failing
