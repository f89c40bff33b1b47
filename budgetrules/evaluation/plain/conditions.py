"""Conditions: comparisons of figures and texts, presence, and how they combine."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from budgetrules.core.comparison import Affine, Side, ZeroDenominator
from budgetrules.core.names import fold, fold_marks, narrow
from budgetrules.core.operators import SAME, Operator, judge
from budgetrules.evaluation.plain.figures import affine, is_summed, side
from budgetrules.evaluation.plain.records import is_there
from budgetrules.evaluation.plain.signatures import Build, Builder, Frame, Run
from budgetrules.evaluation.text_checks import OF_LINES, OF_YEAR, UNREAD, hits, masked
from budgetrules.evaluation.truth import (
    FALSE,
    NOTHING,
    NOTHING_FALSE,
    TRUE,
    Comparison,
    Mismatch,
    TextHit,
    Truth,
    Weighted,
    agree,
    either,
    every,
    known,
    opposite,
)
from budgetrules.evaluation.view import AbsentTable, DocumentView, Unknowable
from budgetrules.model.disclosure import BORDER, Cell, Place, Row, SectionData, TableData
from budgetrules.schema import expressions as x

_AROUND = 12


def _compare(node: x.Compare, build: Build) -> Run:
    left, right = build(node.left), build(node.right)
    left_summed, right_summed = is_summed(node.left), is_summed(node.right)
    if isinstance(node.right, x.Constant):
        return _compare_with_constant(node, left, right({}))
    operator = node.operator
    blank_truth = NOTHING_FALSE if operator.strict else NOTHING

    def compare(frame: Frame) -> Truth:
        left_side, left_cells = side(left(frame), left_summed, frame)
        right_side, right_cells = side(right(frame), right_summed, frame)
        if _is_nothing(left_side) and _is_nothing(right_side):
            return blank_truth
        return _judged(node, operator, left_side, right_side, left_cells, right_cells)

    return compare


def _compare_with_constant(node: x.Compare, left: Run, constant: Weighted) -> Run:
    """The same for a constant on the right: where nothing is printed on the left, there is nothing to check."""
    summed, right_side = is_summed(node.left), affine(constant, False, {})
    operator = node.operator
    judgement = judge(operator, Affine(()), right_side)
    of_blanks = Truth(judgement.possible, judgement.certain, judgement.exact, no_data=True)

    def compare(frame: Frame) -> Truth:
        cells = left(frame)
        if isinstance(cells, list) and _are_blank(cells, frame["doc"]):
            return of_blanks
        left_side, left_cells = side(cells, summed, frame)
        return _judged(node, operator, left_side, right_side, left_cells, constant)

    return compare


def _are_blank(cells: Weighted, doc: DocumentView) -> bool:
    """Whether no number is printed in any of the cells, and none is meant."""
    return not any(
        cell.figure is not None or doc.blank_figure(cell) is not None for _, cell in cells
    )


def _judged(
    node: x.Compare,
    operator: Operator,
    left: Side,
    right: Side,
    left_cells: Weighted,
    right_cells: Weighted,
) -> Truth:
    try:
        judgement = judge(operator, left, right)
    except ZeroDenominator:
        raise Unknowable("V109") from None
    grounds = Comparison(node, left, right, left_cells, right_cells)
    return Truth(judgement.possible, judgement.certain, judgement.exact, False, grounds)


def _is_nothing(one: Side) -> bool:
    """A sum over no rows at all."""
    return isinstance(one, Affine) and not one.terms


def _compare_texts(node: x.CompareTexts, build: Build) -> Run:
    left, right, operator = build(node.left), build(node.right), node.operator
    if operator.of_signs:
        return _same_sign(node, left, right)
    records = [
        build(side.record) if isinstance(side, x.TextOf) else None
        for side in (node.left, node.right)
    ]
    holds, when_alike = operator.holds, operator.when_alike

    def compare(frame: Frame) -> Truth:
        a, b = left(frame), right(frame)
        if a is None or b is None:
            return NOTHING_FALSE
        # Most texts are the same character by character, or not even nearly: folding decides the rest.
        if when_alike is not None and a == b:
            is_true = when_alike
        else:
            is_true = holds(_folded(a), _folded(b))
        if is_true:
            return TRUE
        held = [record(frame) if record is not None else None for record in records]
        rows = tuple(row if isinstance(row, Row) else None for row in held)
        return Truth(False, False, False, False, Mismatch(_shown(a), _shown(b), rows[0], rows[1]))

    return compare


def _same_sign(node: x.CompareTexts, left: Run, right: Run) -> Run:
    """Whether two words point the same way (增加, 增长) by the word groups declared; an unknown word is left alone."""

    def compare(frame: Frame) -> Truth:
        a, b = left(frame), right(frame)
        signs = {
            word: sign
            for group in frame["doc"].declarations.words.values()
            for word, sign in group.signs.items()
        }
        if a not in signs or b not in signs:
            return NOTHING
        row = frame.get("row")
        found = Mismatch(a, b, row if isinstance(row, Row) else None)
        # What stays the same neither rises nor falls: it fits either word.
        return TRUE if signs[a] * signs[b] >= 0 else Truth(False, False, False, False, found)

    return compare


def _folded(value: str | Iterable[str]) -> tuple[str, ...]:
    return (fold(value),) if isinstance(value, str) else tuple(fold(item) for item in value)


def _shown(value: str | Iterable[str]) -> str:
    return value.strip() if isinstance(value, str) else "、".join(value)


def _in_codelist(node: x.InCodelist, build: Build) -> Run:
    code, codelist = build(node.code), node.codelist

    def held(frame: Frame) -> Truth:
        value = code(frame)
        if value is None:
            return NOTHING_FALSE
        found = frame["doc"].declarations.codelists[codelist]
        if found.external and not found.entries:
            raise Unknowable("V106", name=codelist)
        return (
            TRUE
            if value in found.entries
            else Truth(False, False, False, False, Mismatch(value, None))
        )

    return held


def _all_same(node: x.AllSame, build: Build) -> Run:
    values = build(node.values)

    def agree_all(frame: Frame) -> Truth:
        held = values(frame)
        if held and isinstance(held[0], tuple):
            pairs = pairwise(held)
            truths = [_same_figures([one], [other], node, frame) for one, other in pairs]
            return every(truths) if truths else NOTHING
        distinct = sorted({fold(value) for value in held})
        return known(len(distinct) <= 1) if distinct else NOTHING

    return agree_all


def _same_figures(
    one: list[tuple[int, Cell]], other: list[tuple[int, Cell]], node: x.AllSame, frame: Frame
) -> Truth:
    (left, _), (right, _) = side(one, False, frame), side(other, False, frame)
    judgement = judge(SAME, left, right)
    return Truth(
        judgement.possible,
        judgement.certain,
        judgement.exact,
        False,
        Comparison(node, left, right, one, other),
    )


def _has(node: x.Has, build: Build) -> Run:
    # Parts that the form declares are there even if every one is left blank: then they add up to nothing.
    if isinstance(node.value, x.ChildCells):
        return lambda frame: TRUE if frame["row"].children else FALSE
    if isinstance(node.value, x.PartCells):
        return lambda frame: TRUE if frame["parts"] else FALSE
    value = build(node.value)

    def has(frame: Frame) -> Truth:
        held = value(frame)
        if isinstance(held, list) and held and isinstance(held[0], tuple):
            return known(any(cell.has_figure for _, cell in held))
        return known(is_there(held))

    return has


def _empty(node: x.Empty, build: Build) -> Run:
    table, or_zero = build(node.table), node.or_zero

    def empty(frame: Frame) -> Truth:
        held: TableData | AbsentTable = table(frame)
        if isinstance(held, AbsentTable) or not held.lists:
            raise Unknowable("V101", table=held.id)
        figures = [
            cell.figure
            for row in held.rows()
            for cell in row.cells.values()
            if cell.figure is not None
        ]
        return known(not any(figure.digits or not or_zero for figure in figures))

    return empty


def _titled(node: x.Titled, build: Build) -> Run:
    record = build(node.record)

    def titled(frame: Frame) -> Truth:
        held = record(frame)
        if isinstance(held, AbsentTable) or held is None:
            return NOTHING
        if held.titled:
            return TRUE
        schema = frame["doc"].template.table(held.id) if isinstance(held, TableData) else None
        prescribed = schema.titles[0] if schema is not None else held.prescribed
        return Truth(False, False, False, False, Mismatch(held.title, prescribed))

    return titled


def _headed(node: x.Headed, build: Build) -> Run:
    table = build(node.table)

    def headed(frame: Frame) -> Truth:
        held: TableData | AbsentTable = table(frame)
        if isinstance(held, AbsentTable):
            return NOTHING
        return (
            TRUE
            if not held.unheaded
            else Truth(False, False, False, False, Mismatch(None, "、".join(held.unheaded)))
        )

    return headed


def _prints_zero(node: x.PrintsZero, build: Build) -> Run:
    figure = build(node.figure)

    def zero(frame: Frame) -> Truth:
        cells = figure(frame)
        left, _ = side(cells, False, frame)
        assert isinstance(left, Affine)
        if not left.terms:
            return NOTHING
        grounds = Comparison(node, left, Affine(()), cells, [])
        return (
            TRUE if grounds.gap.printed_steps == 0 else Truth(False, False, False, False, grounds)
        )

    return zero


def _without(node: x.Without, build: Build) -> Run:
    section = build(node.section)
    words = tuple(fold(word) for word in node.words)
    exceptions = tuple(fold(word) for word in node.exceptions)
    of_year = any(name == OF_YEAR for name, _ in node.classes)
    of_unread = any(name == UNREAD for name, _ in node.classes)
    of_lines = any(name == OF_LINES for name, _ in node.classes)

    def without(frame: Frame) -> Truth:
        held: SectionData | None = section(frame)
        if held is None:
            return NOTHING
        doc: DocumentView = frame["doc"]
        entity, year = (
            narrow(doc.disclosure.entity),
            int(doc.parameter("budget_year")[0]) if of_year else 0,
        )
        ends = tuple(_line_ends(held)) if of_lines else ()
        found = hits(held.text, ends, words, node.classes, entity, year)
        unread = doc.unread_in(held) if of_unread else []
        if unread:
            return _of_hits([TextHit(place.text, place) for place in unread], held)
        spans = [
            (start, end)
            for start, end in found
            if not _is_excepted(held.text, start, end, exceptions)
        ]
        return _of_hits(
            [
                TextHit(
                    masked(held.text[start:end].replace(BORDER, " "), node.classes),
                    _place_at(held, start),
                )
                for start, end in spans
            ],
            held,
        )

    return without


def _of_hits(found: list[TextHit], held: SectionData) -> Truth:
    """Each is a failure of its own; of the whole text the first speaks for all."""
    if not found:
        return TRUE
    first, *more = found
    lead = TextHit(first.words, first.place)
    lead.others = (
        tuple(TextHit(hit.words, hit.place, (), lead) for hit in more)
        if held.id is None
        else tuple(more)
    )
    return Truth(False, False, False, False, lead)


def _is_excepted(text: str, start: int, end: int, exceptions: tuple[str, ...]) -> bool:
    """Whether a declared exception stands around a hit."""
    around = fold_marks(text[max(0, start - _AROUND) : end + _AROUND])
    return any(word in around for word in exceptions)


def _line_ends(section: SectionData) -> Iterable[int]:
    at = 0
    for _, text in section.body:
        at += len(text)
        yield at


def _place_at(section: SectionData, offset: int) -> Place:
    for (_, text), place in zip(section.body, section.places, strict=False):
        if offset < len(text):
            return place
        offset -= len(text)
    return section.place


def _not(node: x.Not, build: Build) -> Run:
    inner = build(node.condition)
    return lambda frame: opposite(inner(frame))


def _all(node: x.All, build: Build) -> Run:
    inner = [build(condition) for condition in node.conditions]

    def hold(frame: Frame) -> Truth:
        truths = []
        for condition in inner:
            truth: Truth = condition(frame)
            truths.append(truth)
            if not truth.possible:
                return truth if len(truths) == 1 else every(truths)
        return every(truths)

    return hold


def _any(node: x.Any, build: Build) -> Run:
    inner = [build(condition) for condition in node.conditions]

    def hold(frame: Frame) -> Truth:
        truths = []
        for condition in inner:
            truth: Truth = condition(frame)
            if truth.certain and truth.exact and not truth.no_data:
                return truth
            truths.append(truth)
        return either(truths)

    return hold


def _iff(node: x.Iff, build: Build) -> Run:
    left, right = build(node.left), build(node.right)
    return lambda frame: agree(left(frame), right(frame))


BUILDERS: dict[type, Builder] = {
    x.Compare: _compare,
    x.CompareTexts: _compare_texts,
    x.InCodelist: _in_codelist,
    x.AllSame: _all_same,
    x.Has: _has,
    x.Empty: _empty,
    x.Titled: _titled,
    x.Headed: _headed,
    x.PrintsZero: _prints_zero,
    x.Without: _without,
    x.Not: _not,
    x.All: _all,
    x.Any: _any,
    x.Iff: _iff,
}
