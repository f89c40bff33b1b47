"""Fit printed columns to those of a table: headers first, then what stands below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetrules.core.names import fold
from budgetrules.recognition.grids.align import align
from budgetrules.recognition.grids.columns import (
    ColumnMatch,
    PrintedColumn,
    PrintedColumns,
    PrintedHeader,
    Slot,
    declared_fields,
)
from budgetrules.recognition.grids.complete import complete
from budgetrules.recognition.grids.similarity import SAME, table_likeness
from budgetrules.recognition.lines.segment import Field
from budgetrules.schema.forms import Table

_MOST_REPEATS = 3
# Points of a column by what it is headed, or by what stands in it.
_HEADED_CODE = 90
_UNDER_CODES = 80
_HOLDS_CODES = 60
_HEADED_NAME = 55
# What a column loses that holds something else than its header says.
_MISFIT = 40
# How the 100 points of a match are shared out.
_BY_AMOUNTS, _BY_REST, _BY_NAMES = 70, 20, 10


def fit_columns(printed: PrintedColumns, table: Table) -> ColumnMatch:
    """Find the best match of printed columns with a table's; none fits with 0 points.

    The header may take as many rows as fit best, and a list printed side by side as many repeats.
    """
    most_repeats = _MOST_REPEATS if table.side_by_side else 1
    best: ColumnMatch | None = None
    for header in printed.headers:
        for repeats in range(1, most_repeats + 1):
            match = _fit(header, table, repeats)
            if best is None or _weight(match) > _weight(best):
                best = match
    return best if best is not None else _no_match(printed, table)


def _no_match(printed: PrintedColumns, table: Table) -> ColumnMatch:
    paths = ((),) * printed.width
    return ColumnMatch(
        table=table, slots={}, paths=paths, likeness={}, body=printed.first, points=0
    )


def _weight(match: ColumnMatch) -> tuple[int, int]:
    return match.points, sum(match.likeness.values())


def _fit(header: PrintedHeader, table: Table, repeats: int) -> ColumnMatch:
    """Match columns with a table's in so many repeats."""
    columns = header.columns
    fields = declared_fields(table)
    slots = [Slot(repeat, field) for repeat in range(repeats) for field in fields]
    points = [_points_of(column, table) * repeats for column in columns]
    pairs = align(points)
    likeness = {at: points[at][number] for at, number in pairs.items()}
    aligned = {at: slots[number] for at, number in pairs.items()}
    completed = complete(aligned, columns, table, repeats)
    extra = tuple(
        at for at, column in enumerate(columns) if at not in completed and column.says_something
    )
    return ColumnMatch(
        table=table,
        slots=completed,
        paths=tuple(column.path for column in columns),
        likeness=likeness,
        body=header.body,
        points=_score(completed, likeness, len(extra), table, repeats),
        extra=extra,
    )


def _points_of(column: PrintedColumn, table: Table) -> list[int]:
    """How likely a printed column is each of a table's."""
    fields = declared_fields(table)
    likenesses = table_likeness(column.path, table)
    return [
        _points(column, field, likeness) for field, likeness in zip(fields, likenesses, strict=True)
    ]


def _points(column: PrintedColumn, field: Field, likeness: int) -> int:
    """How likely a printed column is a declared one whose header is so like its own."""
    if field.kind == "amount":
        return max(0, likeness - _MISFIT) if column.profile.is_mostly_text else likeness
    if field.kind == "code":
        return _code_points(column, field, likeness)
    if column.is_named and not column.is_coded:
        likeness = max(likeness, _HEADED_NAME)
    is_misfit = column.profile.numbers > column.profile.texts
    return max(0, likeness - _MISFIT) if is_misfit else likeness


def _code_points(column: PrintedColumn, field: Field, likeness: int) -> int:
    """How likely a printed column is one of codes; its header may say just 类, 款 or 项."""
    if column.is_aside:
        return 0
    if column.is_coded or column.leaf == fold(field.column.part or ""):
        return max(likeness, _HEADED_CODE)
    if column.is_under_codes and not column.profile.texts:
        return _UNDER_CODES
    if column.profile.is_mostly_codes and not column.is_named:
        return _HOLDS_CODES
    return 0


def _score(
    slots: Mapping[int, Slot],
    likeness: Mapping[int, int],
    extra: int,
    table: Table,
    repeats: int,
) -> int:
    """How well columns fit a table; 0 for one without required figures, which nothing can tell.

    Seven tenths: the amount columns found and how alike their headers are; two: that nothing is
    left over; one: the names.
    """
    required = _required(declared_fields(table))
    if not required:
        return 0
    amounts = [at for at, slot in slots.items() if slot.is_amount]
    alike = sum(likeness[at] for at in amounts if not slots[at].field.column.optional)
    points = _BY_AMOUNTS * alike // (SAME * len(required) * repeats)
    if amounts:
        points += _BY_REST * len(amounts) // (len(amounts) + extra)
    return points + _name_points(slots, table, repeats)


def _required(fields: Sequence[Field]) -> set[tuple[str, str]]:
    """The amount columns that nobody leaves out."""
    return {
        (field.list_id, field.column.id)
        for field in fields
        if field.kind == "amount" and not field.column.optional
    }


def _name_points(slots: Mapping[int, Slot], table: Table, repeats: int) -> int:
    """The points for lists that have a column of names, in each repeat."""
    named_lists = [item.id for item in table.lists if item.name_column() is not None]
    if not named_lists:
        return _BY_NAMES
    named = {
        (slot.repeat, slot.field.list_id)
        for slot in slots.values()
        if slot.field.kind in ("text", "coded")
    }
    found = sum((repeat, list_id) in named for repeat in range(repeats) for list_id in named_lists)
    return _BY_NAMES * found // (len(named_lists) * repeats)
