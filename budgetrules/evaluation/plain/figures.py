"""Figures: an expression gives the weighted cells it adds up; a share gives two such sums."""

from __future__ import annotations

import datetime
from collections.abc import Sized

import attrs

from budgetrules.core.comparison import Affine, Quotient, Side
from budgetrules.core.figures import exact
from budgetrules.core.names import fold
from budgetrules.core.units import COUNT
from budgetrules.evaluation.plain.signatures import Build, Builder, Frame, Run
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.view import (
    CONSTANT_PLACE,
    COUNT_PLACE,
    Group,
    Unknowable,
    constant_cell,
)
from budgetrules.model.disclosure import Cell, CellKind, Row
from budgetrules.schema import expressions as x


def _constant(node: x.Constant, build: Build) -> Run:
    cells = [(1, constant_cell(node.text, node.unit))]
    return lambda frame: cells


def _cell_of(node: x.CellOf, build: Build) -> Run:
    row = build(node.row)
    columns = dict(node.columns)

    def cells(frame: Frame) -> Weighted:
        held: Row = row(frame)
        found = held.cells
        view = frame["doc"]
        return [
            (1, found.get(column) or view.cell(held, column)) for column in columns[held.list_id]
        ]

    return cells


def _cell_at(node: x.CellAt, build: Build) -> Run:
    row, column = build(node.row), build(node.column)
    return lambda frame: [(1, frame["doc"].cell(row(frame), column(frame)))]


def _this_cell(node: x.ThisCell, build: Build) -> Run:
    cell = build(node.cell)
    return lambda frame: [(1, cell(frame))]


def _slot_of(node: x.SlotOf, build: Build) -> Run:
    claim, slot = build(node.claim), node.slot

    def value(frame: Frame) -> Weighted | str | None:
        held = claim(frame)
        found = held.slots.get(slot) if held is not None else None
        return [(1, found)] if isinstance(found, Cell) else found

    return value


def _sum_of(node: x.SumOf, build: Build) -> Run:
    collection = build(node.collection)
    if node.value is None:
        return collection
    value = build(node.value)

    def cells(frame: Frame) -> Weighted:
        inner = dict(frame)
        found: Weighted = []
        for member in collection(frame):
            inner["member"] = member
            found.extend(value(inner))
        return found

    return cells


def _count_of(node: x.CountOf, build: Build) -> Run:
    members, distinct = node.collection, node.distinct
    collection = build(
        attrs.evolve(members, counted=True) if isinstance(members, x.RowsOf) else members
    )

    def count(frame: Frame) -> Weighted:
        held = collection(frame)
        counted: Sized = held.rows if isinstance(held, Group) else held or ()
        if distinct:
            counted = {fold(name) for name in held or ()}
        return [(1, Cell(CellKind.FIGURE, exact(len(counted), COUNT), COUNT_PLACE))]

    return count


def _plus(node: x.Plus, build: Build) -> Run:
    left, right, sign = build(node.left), build(node.right), node.sign
    if sign == 1:
        return lambda frame: [*left(frame), *right(frame)]
    return lambda frame: [*left(frame), *((-weight, cell) for weight, cell in right(frame))]


def _times(node: x.Times, build: Build) -> Run:
    value, factor = build(node.value), node.factor
    return lambda frame: [(factor * weight, cell) for weight, cell in value(frame)]


def _share(node: x.Share, build: Build) -> Run:
    part, whole = build(node.part), build(node.whole)
    return lambda frame: (part(frame), whole(frame))


def _decimals_of(node: x.DecimalsOf, build: Build) -> Run:
    figure = build(node.figure)

    def decimals(frame: Frame) -> Weighted:
        cell: Cell = figure(frame)[0][1]
        if cell.figure is None:
            return [(1, cell)]
        return [(1, Cell(CellKind.FIGURE, exact(cell.figure.decimals, COUNT), cell.place))]

    return decimals


def _days(node: x.Days, build: Build) -> Run:
    first, last = build(node.first), build(node.last)

    def days(frame: Frame) -> Weighted:
        start, end = _day(first(frame)), _day(last(frame))
        return [(1, Cell(CellKind.FIGURE, exact((end - start).days), CONSTANT_PLACE))]

    return days


def _day(value: object) -> datetime.date:
    text = value[0] if isinstance(value, tuple | list) and value else value
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError:
        raise Unknowable("V108", text=str(text)) from None


def is_summed(node: x.Expression) -> bool:
    """Whether the rule adds figures up here, so that one addend alone must be the same figure."""
    return isinstance(node, x.SumOf | x.Plus) or (
        isinstance(node, x.CellOf) and any(len(ids) > 1 for _, ids in node.columns)
    )


def affine(cells: Weighted, summed: bool, frame: Frame) -> Affine:
    """The figures of weighted cells; a blank that is exactly zero drops out. Raises Unknowable for what can't be read."""
    terms = []
    for weight, cell in cells:
        figure = cell.figure
        if figure is None:
            figure = frame["doc"].blank_figure(cell)
            if figure is None:
                continue
        terms.append((weight, figure, id(cell)))
    return Affine(tuple(terms), summed)


def side(
    value: Weighted | tuple[Weighted, Weighted], summed: bool, frame: Frame
) -> tuple[Side, Weighted]:
    """A side of a comparison and all its cells."""
    if isinstance(value, tuple):
        part, whole = value
        return Quotient(affine(part, False, frame), affine(whole, False, frame)), [*part, *whole]
    return affine(value, summed, frame), value


BUILDERS: dict[type, Builder] = {
    x.Constant: _constant,
    x.CellOf: _cell_of,
    x.CellAt: _cell_at,
    x.ThisCell: _this_cell,
    x.SlotOf: _slot_of,
    x.SumOf: _sum_of,
    x.CountOf: _count_of,
    x.Plus: _plus,
    x.Times: _times,
    x.Share: _share,
    x.DecimalsOf: _decimals_of,
    x.Days: _days,
}
