"""Fit printed columns to those of a table: headers first, then what stands below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.recognition.grids.align import align
from budgetrules.recognition.grids.columns import (
    ColumnMatch,
    PrintedColumn,
    PrintedColumns,
    PrintedHeader,
    Slot,
    declared_fields,
    required_amounts,
)
from budgetrules.recognition.grids.complete import complete
from budgetrules.recognition.grids.similarity import SAME, table_likeness
from budgetrules.recognition.lines.segment import Field
from budgetrules.schema.forms import Table, layouts_of

_MOST_REPEATS = 3
# Points of a column by what it is headed, or by what stands in it.
_HEADED_CODE = 90
_UNDER_CODES = 80
_HOLDS_CODES = 60
_HEADED_NAME = 55
# What a column loses that holds something else than its header says.
_MISFIT = 40
# Kinds of fields that hold names.
_NAME_KINDS = ("text", "coded")
# How the 100 points of a match are shared out: the columns of amounts and how like their headers
# are; that nothing is left over; the names.
_BY_AMOUNTS, _BY_REST, _BY_NAMES = 70, 20, 10


def fit_columns(printed: PrintedColumns, table: Table) -> ColumnMatch:
    """Find the best match of printed columns with a table's; none fits with 0 points.

    The header may take as many rows as fit best, and a list printed side by side as many repeats;
    of several layouts that which fits best counts.
    """
    best: ColumnMatch | None = None
    for layout in layouts_of(table):
        match = _fit_layout(printed, layout)
        if best is None or _weight(match) > _weight(best):
            best = match
    assert best is not None
    if best.table is table:
        return best
    return attrs.evolve(best, table=table, layout=best.table)


def _fit_layout(printed: PrintedColumns, table: Table) -> ColumnMatch:
    """Find the best match of printed columns with those of one layout."""
    most_repeats = _MOST_REPEATS if table.side_by_side else 1
    best: ColumnMatch | None = None
    for header in printed.headers:
        for repeats in range(1, most_repeats + 1):
            match = _fit(header, table, repeats)
            if best is None or _weight(match) > _weight(best):
                best = match
    return best if best is not None else _no_match(printed, table)


def _no_match(printed: PrintedColumns, table: Table) -> ColumnMatch:
    """Return the match of columns that can't be told apart."""
    return ColumnMatch(
        table=table,
        slots={},
        paths=((),) * printed.width,
        likeness={},
        body=printed.first,
        points=0,
    )


def _weight(match: ColumnMatch) -> tuple[int, int]:
    return match.points, sum(match.likeness.values())


def _fit(
    header: PrintedHeader,
    table: Table,
    repeats: int,
) -> ColumnMatch:
    """Match columns with a table's in so many repeats."""
    columns = header.columns
    declared = _declared_slots(table, repeats)
    points = [_points_of(column, table) * repeats for column in columns]
    aligned: dict[int, Slot] = {}
    likeness: dict[int, int] = {}
    for at, number in align(points).items():
        aligned[at] = declared[number]
        likeness[at] = points[at][number]
    slots = complete(aligned, columns, table, repeats)
    unmatched = (at for at in range(len(columns)) if at not in slots)
    extra = tuple(at for at in unmatched if columns[at].says_something)
    total = 0
    # Nothing can be told of a table without figures.
    if required_amounts(table):
        total += _amount_points(slots, likeness, table, repeats)
        total += _rest_points(slots, extra)
        total += _name_points(slots, table, repeats)
    return ColumnMatch(
        table=table,
        slots=slots,
        paths=tuple(column.path for column in columns),
        likeness=likeness,
        body=header.body,
        points=total,
        extra=extra,
    )


def _declared_slots(table: Table, repeats: int) -> list[Slot]:
    """Return the columns of a table in printed order, once for each repeat."""
    slots: list[Slot] = []
    for repeat in range(repeats):
        slots.extend(Slot(repeat, field) for field in declared_fields(table))
    return slots


def _points_of(column: PrintedColumn, table: Table) -> list[int]:
    """Say how likely a printed column is each of a table's."""
    fields = declared_fields(table)
    likenesses = table_likeness(column.path, table)
    points: list[int] = []
    for field, likeness in zip(fields, likenesses, strict=True):
        points.append(_points(column, field, likeness))
    return points


def _points(
    column: PrintedColumn,
    field: Field,
    likeness: int,
) -> int:
    """Say how likely a printed column is a declared one whose header is so like its own."""
    if field.kind == "amount":
        return max(0, likeness - _MISFIT) if column.profile.is_mostly_text else likeness
    if field.kind == "code":
        return _code_points(column, field, likeness)
    if column.is_named and not column.is_coded:
        likeness = max(likeness, _HEADED_NAME)
    is_misfit = column.profile.numbers > column.profile.texts
    return max(0, likeness - _MISFIT) if is_misfit else likeness


def _code_points(
    column: PrintedColumn,
    field: Field,
    likeness: int,
) -> int:
    """Say how likely a printed column is one of codes; its header may say just 类, 款 or 项."""
    if column.is_aside:
        return 0
    part = fold(field.column.part or "")
    if column.is_coded or column.leaf == part:
        return max(likeness, _HEADED_CODE)
    if column.is_under_codes and not column.profile.texts:
        return _UNDER_CODES
    if column.profile.is_mostly_codes and not column.is_named:
        return _HOLDS_CODES
    return 0


def _amount_points(
    slots: Mapping[int, Slot],
    likeness: Mapping[int, int],
    table: Table,
    repeats: int,
) -> int:
    """Return the points for the required columns of amounts: how many are found, and how like."""
    total = 0
    for at, slot in slots.items():
        if slot.is_amount and not slot.field.column.optional:
            total += likeness[at]
    most = SAME * len(required_amounts(table)) * repeats
    return _BY_AMOUNTS * total // most


def _rest_points(slots: Mapping[int, Slot], extra: Sequence[int]) -> int:
    """Return the points for leaving few printed columns over."""
    amounts = sum(slot.is_amount for slot in slots.values())
    if not amounts:
        return 0
    return _BY_REST * amounts // (amounts + len(extra))


def _name_points(
    slots: Mapping[int, Slot],
    table: Table,
    repeats: int,
) -> int:
    """Return the points for lists that have a column of names, in each repeat."""
    lists = [item for item in table.lists if item.name_column() is not None]
    if not lists:
        return _BY_NAMES
    list_ids = {item.id for item in lists}
    named: set[tuple[int, str]] = set()
    for slot in slots.values():
        field = slot.field
        if field.kind in _NAME_KINDS and field.list_id in list_ids:
            named.add((slot.repeat, field.list_id))
    return _BY_NAMES * len(named) // (len(lists) * repeats)
