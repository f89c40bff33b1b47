"""Conditions: comparisons of figures and texts, presence, and how they combine."""

from __future__ import annotations

from itertools import pairwise

from budgetrules.core.comparison import Affine, Side, ZeroDenominator
from budgetrules.core.names import fold
from budgetrules.core.operators import SAME, Operator, judge
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.figures import adds_figures_up, constant_cells, side
from budgetrules.evaluation.plain.records import is_there
from budgetrules.evaluation.plain.signatures import Build, Builder, Run
from budgetrules.evaluation.plain.texts import Printed, agreement
from budgetrules.evaluation.truth import (
    FALSE,
    NOTHING,
    NOTHING_FALSE,
    TRUE,
    Comparison,
    Mismatch,
    Truth,
    Weighted,
    agree,
    either,
    every,
    failing,
    opposite,
    settled,
)
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.values import AbsentTable
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Cell, Row, TableData
from budgetrules.schema import expressions as x


def _compare(node: x.Compare, build: Build) -> Run:
    if isinstance(node.right, x.Constant):
        return _compare_with_constant(node, node.right, build)
    left = build(node.left)
    right = build(node.right)
    operator = node.operator
    left_summed = adds_figures_up(node.left)
    right_summed = adds_figures_up(node.right)
    truth_of_nothing = NOTHING_FALSE if operator.strict else NOTHING

    def compare(instance: Instance) -> Truth:
        view = instance.document
        left_side, left_cells = side(left(instance), left_summed, view)
        right_side, right_cells = side(right(instance), right_summed, view)
        if _is_sum_of_nothing(left_side) and _is_sum_of_nothing(right_side):
            return truth_of_nothing
        return _judged(operator, Comparison(node, left_side, right_side, left_cells, right_cells))

    return compare


def _compare_with_constant(node: x.Compare, constant: x.Constant, build: Build) -> Run:
    """Compare with a number of the rule; nothing printed is nothing to check."""
    left = build(node.left)
    operator = node.operator
    summed = adds_figures_up(node.left)
    right_cells = constant_cells(constant)
    right_side = Affine(
        tuple((weight, cell.figure, cell) for weight, cell in right_cells if cell.figure)
    )
    of_blanks = judge(operator, Affine(()), right_side)
    truth_of_blanks = Truth(of_blanks.possible, of_blanks.certain, of_blanks.exact, no_data=True)

    def compare(instance: Instance) -> Truth:
        cells = left(instance)
        view = instance.document
        if isinstance(cells, list) and _are_blank(cells, view):
            return truth_of_blanks
        left_side, left_cells = side(cells, summed, view)
        return _judged(operator, Comparison(node, left_side, right_side, left_cells, right_cells))

    return compare


def _are_blank(cells: Weighted, view: DocumentView) -> bool:
    """Tell whether no number is printed in any of the cells, and none is meant."""
    for _, cell in cells:
        if cell.figure is not None or view.blank_figure(cell) is not None:
            return False
    return True


def _judged(operator: Operator, grounds: Comparison) -> Truth:
    try:
        judgement = judge(operator, grounds.left, grounds.right)
    except ZeroDenominator:
        raise Undecidable("V109") from None
    return Truth(judgement.possible, judgement.certain, judgement.exact, False, grounds)


def _is_sum_of_nothing(one: Side) -> bool:
    return isinstance(one, Affine) and not one.terms


def _compare_texts(node: x.CompareTexts, build: Build) -> Run:
    left = build(node.left)
    right = build(node.right)
    operator = node.operator
    if operator.of_signs:
        return _same_sign(node, left, right)
    left_record = _record_of(node.left, build)
    right_record = _record_of(node.right, build)
    agrees = agreement(operator)

    def compare(instance: Instance) -> Truth:
        one = left(instance)
        other = right(instance)
        if one is None or other is None:
            return NOTHING_FALSE
        if agrees(one, other):
            return TRUE
        rows = _row_of(left_record, instance), _row_of(right_record, instance)
        return failing(Mismatch(_shown(one), _shown(other), *rows))

    return compare


def _record_of(node: x.Expression, build: Build) -> Run | None:
    """Return the record that a text is taken from, for the evidence."""
    if not isinstance(node, x.TextOf):
        return None
    return build(node.record)


def _row_of(record_of: Run | None, instance: Instance) -> Row | None:
    record = None
    if record_of is not None:
        record = record_of(instance)
    if isinstance(record, Row):
        return record
    return None


def _same_sign(node: x.CompareTexts, left: Run, right: Run) -> Run:
    """Check that two words point the same way (增加, 增长).

    The word groups declared give them their signs; an unknown word is left alone.
    """

    def compare(instance: Instance) -> Truth:
        one = left(instance)
        other = right(instance)
        signs: dict[str, int] = {}
        for group in instance.document.declarations.words.values():
            signs.update(group.signs)
        if one not in signs or other not in signs:
            return NOTHING
        # What stays the same neither rises nor falls: it fits either word.
        if signs[one] * signs[other] >= 0:
            return TRUE
        return failing(
            Mismatch(
                printed=one,
                expected=other,
                record=instance.row,
            )
        )

    return compare


def _shown(printed: Printed) -> str:
    if isinstance(printed, str):
        return printed.strip()
    return "、".join(printed)


def _in_codelist(node: x.InCodelist, build: Build) -> Run:
    code_of = build(node.code)
    name = node.codelist

    def stands_in_list(instance: Instance) -> Truth:
        code = code_of(instance)
        if code is None:
            return NOTHING_FALSE
        codelist = instance.document.declarations.codelists[name]
        if codelist.external and not codelist.entries:
            raise Undecidable("V106", name=name)
        if code in codelist.entries:
            return TRUE
        return failing(Mismatch(code, None))

    return stands_in_list


def _all_same(node: x.AllSame, build: Build) -> Run:
    values_of = build(node.values)

    def agree_all(instance: Instance) -> Truth:
        values = values_of(instance)
        if values and isinstance(values[0], tuple):
            pairs = pairwise(values)
            truths = [_same_figure(node, one, other, instance.document) for one, other in pairs]
            if not truths:
                return NOTHING
            return every(truths)
        distinct = {fold(value) for value in values}
        if not distinct:
            return NOTHING
        return settled(len(distinct) <= 1)

    return agree_all


def _same_figure(
    node: x.AllSame, one: tuple[int, Cell], other: tuple[int, Cell], view: DocumentView
) -> Truth:
    (left, left_cells), (right, right_cells) = side([one], False, view), side([other], False, view)
    judgement = judge(SAME, left, right)
    grounds = Comparison(node, left, right, left_cells, right_cells)
    return Truth(judgement.possible, judgement.certain, judgement.exact, False, grounds)


def _has(node: x.Has, build: Build) -> Run:
    # Parts that the form declares are there even if every one is left blank: then they add up to
    # nothing.
    if isinstance(node.value, x.ChildCells):
        return _has_children
    if isinstance(node.value, x.PartCells):
        return lambda instance: TRUE if instance.parts else FALSE
    value_of = build(node.value)

    def has(instance: Instance) -> Truth:
        try:
            value = value_of(instance)
        except Undecidable as error:
            if instance.document.is_asked(error.reason):
                raise
            return FALSE
        if isinstance(value, list) and value and isinstance(value[0], tuple):
            return settled(any(cell.has_figure for _, cell in value))
        if isinstance(value, AbsentTable) and value.unread:
            raise Undecidable("V116", name=value.id, text=value.unread)
        return settled(is_there(value))

    return has


def _has_children(instance: Instance) -> Truth:
    if instance.row is not None and instance.row.children:
        return TRUE
    return FALSE


def _empty(node: x.Empty, build: Build) -> Run:
    table_of = build(node.table)
    or_zero = node.or_zero

    def empty(instance: Instance) -> Truth:
        table: TableData | AbsentTable = table_of(instance)
        if isinstance(table, AbsentTable) or not table.lists:
            raise Undecidable("V101", table=table.id)
        if _prints_figures(table, or_zero):
            return settled(False)
        unread = instance.document.unread_in_table(table.id)
        if unread is not None:
            raise Undecidable("V118", table=table.title, text=unread)
        return settled(True)

    return empty


def _prints_figures(table: TableData, or_zero: bool) -> bool:
    """Tell whether a table prints a figure; with `or_zero`, one that is not zero."""
    for row in table.rows():
        for cell in row.cells.values():
            if cell.figure is not None and (cell.figure.digits or not or_zero):
                return True
    return False


def _headed(node: x.Headed, build: Build) -> Run:
    table_of = build(node.table)

    def headed(instance: Instance) -> Truth:
        table: TableData | AbsentTable = table_of(instance)
        if isinstance(table, AbsentTable):
            return NOTHING
        if not table.unheaded:
            return TRUE
        return failing(Mismatch(None, "、".join(table.unheaded)))

    return headed


def _prints_zero(node: x.PrintsZero, build: Build) -> Run:
    cells_of = build(node.figure)

    def zero(instance: Instance) -> Truth:
        cells = cells_of(instance)
        left, _ = side(cells, False, instance.document)
        assert isinstance(left, Affine)
        if not left.terms:
            return NOTHING
        grounds = Comparison(node, left, Affine(()), cells, [])
        if grounds.gap.printed_steps == 0:
            return TRUE
        return failing(grounds)

    return zero


def _not(node: x.Not, build: Build) -> Run:
    inner = build(node.condition)
    return lambda instance: opposite(inner(instance))


def _all(node: x.All, build: Build) -> Run:
    conditions = [build(condition) for condition in node.conditions]

    def all_hold(instance: Instance) -> Truth:
        truths: list[Truth] = []
        for condition in conditions:
            truth: Truth = condition(instance)
            truths.append(truth)
            if not truth.possible:
                if len(truths) == 1:
                    return truth
                return every(truths)
        return every(truths)

    return all_hold


def _any(node: x.Any, build: Build) -> Run:
    conditions = [build(condition) for condition in node.conditions]

    def one_holds(instance: Instance) -> Truth:
        truths: list[Truth] = []
        for condition in conditions:
            truth: Truth = condition(instance)
            if truth.certain and truth.exact and not truth.no_data:
                return truth
            truths.append(truth)
        return either(truths)

    return one_holds


def _iff(node: x.Iff, build: Build) -> Run:
    left = build(node.left)
    right = build(node.right)
    return lambda instance: agree(left(instance), right(instance))


BUILDERS: dict[type, Builder] = {
    x.Compare: _compare,
    x.CompareTexts: _compare_texts,
    x.InCodelist: _in_codelist,
    x.AllSame: _all_same,
    x.Has: _has,
    x.Empty: _empty,
    x.Headed: _headed,
    x.PrintsZero: _prints_zero,
    x.Not: _not,
    x.All: _all,
    x.Any: _any,
    x.Iff: _iff,
}
