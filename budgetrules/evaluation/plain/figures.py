"""Figures: an expression gives the weighted cells it adds up; a share gives two such sums."""

from __future__ import annotations

import datetime
from collections.abc import Sized

import attrs

from budgetrules.core.comparison import Affine, Quotient, Side
from budgetrules.core.figures import Figure, exact
from budgetrules.core.names import fold
from budgetrules.core.units import COUNT
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.signatures import Build, Builder, Run
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.values import CONSTANT_PLACE, COUNT_PLACE, Group, constant_cell
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Cell, CellKind, Place, Row
from budgetrules.schema import expressions as x


def constant_cells(node: x.Constant) -> Weighted:
    """Make the cell of a number written in a rule."""
    return [(1, constant_cell(node.text, node.unit))]


def _constant(node: x.Constant, build: Build) -> Run:
    cells = constant_cells(node)
    return lambda instance: cells


def _cell_of(node: x.CellOf, build: Build) -> Run:
    row_of = build(node.row)
    columns = dict(node.columns)

    def cells(instance: Instance) -> Weighted:
        row: Row = row_of(instance)
        printed = row.cells
        view = instance.document
        return [
            (1, printed.get(column) or view.cell(row, column)) for column in columns[row.list_id]
        ]

    return cells


def _cell_at(node: x.CellAt, build: Build) -> Run:
    row_of = build(node.row)
    column_of = build(node.column)

    def cell(instance: Instance) -> Weighted:
        row = row_of(instance)
        column = column_of(instance)
        return [(1, instance.document.cell(row, column))]

    return cell


def _this_cell(node: x.ThisCell, build: Build) -> Run:
    cell = build(node.cell)
    return lambda instance: [(1, cell(instance))]


def _slot_of(node: x.SlotOf, build: Build) -> Run:
    claim_of = build(node.claim)
    slot = node.slot

    def value(instance: Instance) -> Weighted | str | None:
        claim = claim_of(instance)
        if claim is None:
            return None
        stated: Cell | str | None = claim.slots.get(slot)
        if not isinstance(stated, Cell):
            return stated
        return [(1, stated)]

    return value


def _sum_of(node: x.SumOf, build: Build) -> Run:
    collection = build(node.collection)
    if node.value is None:
        return collection
    value = build(node.value)

    def cells(instance: Instance) -> Weighted:
        addends: Weighted = []
        for member in collection(instance):
            addends.extend(value(instance.with_member(member)))
        return addends

    return cells


def _count_of(node: x.CountOf, build: Build) -> Run:
    members = node.collection
    distinct = node.distinct
    if isinstance(members, x.RowsOf):
        members = attrs.evolve(members, counted=True)
    collection = build(members)

    def count(instance: Instance) -> Weighted:
        value = collection(instance)
        counted: Sized = value.rows if isinstance(value, Group) else value or ()
        if distinct:
            counted = {fold(name) for name in value or ()}
        return _made(exact(len(counted), COUNT), COUNT_PLACE)

    return count


def _made(figure: Figure, place: Place) -> Weighted:
    """Make the cell of a figure that is worked out, not printed."""
    cell = Cell(CellKind.FIGURE, figure, place)
    return [(1, cell)]


def _plus(node: x.Plus, build: Build) -> Run:
    left = build(node.left)
    right = build(node.right)
    sign = node.sign
    if sign == 1:
        return lambda instance: [*left(instance), *right(instance)]

    def difference(instance: Instance) -> Weighted:
        subtracted = [(-weight, cell) for weight, cell in right(instance)]
        return [*left(instance), *subtracted]

    return difference


def _times(node: x.Times, build: Build) -> Run:
    value = build(node.value)
    factor = node.factor
    return lambda instance: [(factor * weight, cell) for weight, cell in value(instance)]


def _share(node: x.Share, build: Build) -> Run:
    part = build(node.part)
    whole = build(node.whole)
    return lambda instance: (part(instance), whole(instance))


def _decimals_of(node: x.DecimalsOf, build: Build) -> Run:
    figure_of = build(node.figure)

    def decimals(instance: Instance) -> Weighted:
        _, cell = figure_of(instance)[0]
        if cell.figure is None:
            return [(1, cell)]
        return _made(exact(cell.figure.decimals, COUNT), cell.place)

    return decimals


def _days(node: x.Days, build: Build) -> Run:
    first = build(node.first)
    last = build(node.last)

    def days(instance: Instance) -> Weighted:
        start = _date(first(instance))
        end = _date(last(instance))
        return _made(exact((end - start).days), CONSTANT_PLACE)

    return days


def _date(value: object) -> datetime.date:
    if isinstance(value, tuple | list) and value:
        text = value[0]
    else:
        text = value
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError:
        raise Undecidable("V108", text=str(text)) from None


def adds_figures_up(node: x.Expression) -> bool:
    """Tell whether the rule adds figures up here: then one addend alone must be the same figure."""
    if isinstance(node, x.CellOf):
        return any(len(columns) > 1 for _, columns in node.columns)
    return isinstance(node, x.SumOf | x.Plus)


def affine(cells: Weighted, summed: bool, view: DocumentView) -> Affine:
    """Return the figures of weighted cells; a blank that is exactly zero drops out.

    Raises Undecidable for an unreadable one.
    """
    terms = []
    for weight, cell in cells:
        figure = cell.figure
        if figure is None:
            figure = view.blank_figure(cell)
            if figure is None:
                continue
        # A cell is one figure wherever it is used, and two cells are two whatever they print.
        terms.append((weight, figure, cell))
    return Affine(tuple(terms), summed)


def side(
    value: Weighted | tuple[Weighted, Weighted], summed: bool, view: DocumentView
) -> tuple[Side, Weighted]:
    """Return a side of a comparison and all its cells."""
    if isinstance(value, tuple):
        part, whole = value
        quotient = Quotient(affine(part, False, view), affine(whole, False, view))
        return quotient, [*part, *whole]
    return affine(value, summed, view), value


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
