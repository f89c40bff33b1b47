"""All rules over one document: counts, findings and which figures were tied to another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from budgetrules.causes.evidence import finding, place_text
from budgetrules.causes.places import Locator
from budgetrules.causes.root_values import Advice, Root
from budgetrules.causes.roots import roots
from budgetrules.causes.structure import Failed
from budgetrules.causes.table_units import of_unit
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import group_thousands
from budgetrules.evaluation.other_documents import readings, rows_of
from budgetrules.evaluation.outcome import Outcome, each_hit
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.protocol import Evaluator
from budgetrules.evaluation.truth import Comparison, TextHit
from budgetrules.evaluation.view import CONSTANT_PLACE, COUNT_PLACE, DocumentView
from budgetrules.findings.fingerprints import with_fingerprints
from budgetrules.findings.verdicts import (
    Counts,
    DocumentResult,
    Finding,
    Suggestion,
    Unchecked,
    Verdict,
)
from budgetrules.messages.message import Message, joined
from budgetrules.model.disclosure import Cell, Disclosure
from budgetrules.schema import expressions as x
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import Declarations
from budgetrules.schema.rules import Rule
from budgetrules.schema.sources import basis_laws

_UNITS_OF_TEXT = "万亿元%平方米人次个台辆名套批"
# How many of the other figures that could be the wrong one are named.
_NAMED = 3
_SHOWN = {Verdict.ROUNDING: "rounding", Verdict.UNKNOWN: "unknown"}


def judge_document(
    disclosure: Disclosure,
    template: Template,
    declarations: Declarations,
    rules: Sequence[Rule],
    values: Mapping[str, str],
    show: frozenset[str] = frozenset(),
    others: Mapping[str, Disclosure] | None = None,
    evaluator: Evaluator | None = None,
) -> DocumentResult:
    """Run rules over a disclosure. `show` names verdicts besides fail that become findings: rounding, unknown.

    `others` are the other documents that rules name, by that name. The plain evaluator runs them if none is given.
    """
    given = others or {}
    forms = {name: other.template for name, other in given.items() if other.template is not None}
    lists = {name: rows_of(name, given[name]) for name in forms}
    doc = DocumentView(disclosure, template, declarations, values, lists, forms)
    locator = Locator(doc)
    result = _result(disclosure, template)
    tied: set[int] = set()
    found: list[tuple[tuple[int, int, int], int, Finding]] = []
    failed: list[Failed] = []
    passed: list[Comparison] = []
    chosen = readings(rules, given)
    orders = {rule.id: order for order, rule in enumerate(chosen)}
    result.rules.update((rule.id, Counts()) for rule in chosen)
    for outcome in (evaluator or PlainEvaluator()).run(chosen, doc):
        counts, order = result.rules[outcome.rule.id], orders[outcome.rule.id]
        if outcome.verdict is Verdict.NOT_APPLICABLE:
            counts.not_applicable += 1
            continue
        _count(counts, outcome.verdict)
        if outcome.truth is not None:
            _tie(outcome, tied)
        grounds = outcome.truth.grounds if outcome.truth is not None else None
        if outcome.verdict is Verdict.FAIL:
            failed.extend(Failed(order, outcome.severity, hit) for hit in each_hit(outcome))
            continue
        if outcome.verdict is not Verdict.UNKNOWN and isinstance(grounds, Comparison):
            passed.append(grounds)
        if show and _SHOWN.get(outcome.verdict) in show:
            severity = Severity.NOTE if outcome.verdict is Verdict.ROUNDING else outcome.severity
            item = _finding(outcome, severity, locator)
            found.append((_position(item), order, item))
    for counts in result.rules.values():
        result.counts.add(counts)
    doc.clear()
    for root in roots(failed, passed, locator):
        item = _rooted(root, locator)
        found.append((_position(item), root.leader.order, item))
    found.sort(key=lambda entry: entry[:2])
    result.findings = with_fingerprints(
        (item for _, _, item in found), template.id, disclosure.entity, disclosure.fiscal_year
    )
    result.not_exercised = tuple(
        rule for rule, counts in result.rules.items() if counts.total == counts.not_applicable
    )
    _coverage(result, disclosure, tied)
    return result


def _result(disclosure: Disclosure, template: Template) -> DocumentResult:
    return DocumentResult(
        disclosure.path,
        disclosure.sha256,
        disclosure.format,
        template.id,
        template.title,
        template.kind,
        disclosure.entity,
        disclosure.fiscal_year,
        template.unit,
        problems=tuple(disclosure.problems),
    )


def unrecognised(disclosure: Disclosure) -> DocumentResult:
    """The result for a document of no known form: its problems, and nothing checked."""
    return DocumentResult(
        disclosure.path,
        disclosure.sha256,
        disclosure.format,
        None,
        None,
        None,
        disclosure.entity,
        disclosure.fiscal_year,
        None,
        problems=tuple(disclosure.problems),
        readable=False,
    )


def _count(counts: Counts, verdict: Verdict) -> None:
    if verdict is Verdict.EXACT:
        counts.exact += 1
    elif verdict is Verdict.ROUNDING:
        counts.rounding += 1
    elif verdict is Verdict.FAIL:
        counts.fail += 1
    else:
        counts.unknown += 1


def _tie(outcome: Outcome, tied: set[int]) -> None:
    """Note the figures of a check that ties printed figures together; sign, range and format checks don't count."""
    truth = outcome.truth
    grounds = truth.grounds if truth is not None else None
    if outcome.verdict is Verdict.UNKNOWN or not isinstance(grounds, Comparison):
        return
    if isinstance(grounds.node, x.Compare) and isinstance(grounds.node.left, x.DecimalsOf):
        return
    printed = [
        id(cell)
        for cells in (grounds.left_cells, grounds.right_cells)
        for _, cell in cells
        if cell.figure is not None
        and cell.place is not CONSTANT_PLACE
        and cell.place is not COUNT_PLACE
    ]
    if len(printed) > 1 or (printed and grounds.operator.is_equality):
        tied.update(printed)


def _finding(
    outcome: Outcome, severity: Severity, locator: Locator, lead: Cell | None = None
) -> Finding:
    basis = basis_laws(
        outcome.rule.basis, locator.doc.declarations.laws, locator.doc.template.title
    )
    return finding(outcome, severity, basis, locator, lead)


def _rooted(root: Root, locator: Locator) -> Finding:
    """The finding of a root, with what follows from it and the value that would be right. It weighs what it explains weighs.

    Words that should not stand there weigh what they weigh: what they leave unread or unfilled is no figure that is wrong.
    """
    severity = min((root.leader, *root.follows), key=lambda item: item.severity.rank).severity
    if isinstance(
        root.leader.outcome.truth.grounds if root.leader.outcome.truth is not None else None,
        TextHit,
    ):
        severity = root.leader.severity
    leader = _finding(root.leader.outcome, severity, locator, root.lead)
    follows = tuple(_finding(item.outcome, item.severity, locator) for item in root.follows)
    suggestion = None
    if root.advice is not None:
        suggestion = Suggestion(root.advice.value, _why(root.advice, locator))
        if root.advice.table is not None:
            leader = of_unit(leader, root.advice.table, root.advice.value, root.advice.mended)
    if root.told is not None:
        difference = group_thousands(leader.evidence.difference or "")
        slots = {"place": place_text(leader.subject), "difference": difference}
        leader = attrs.evolve(leader, message=Message(root.told, slots))
    return attrs.evolve(leader, consequences=follows, suggestion=suggestion)


def _why(advice: Advice, locator: Locator) -> Message:
    """Say what the value that would be right mends, and which other figures would do as well."""
    mended = str(advice.mended)
    if advice.table is not None:
        return Message("R206", {"mended": mended})
    if advice.misprint:
        return Message("R201", {"mended": mended})
    code = "R203" if advice.broken else "R202"
    why = Message(code, {"mended": mended, "broken": str(advice.broken)})
    number = len(advice.others)
    if not number:
        return why
    first_names = [locator.operand(cell).name for cell, _ in advice.others[:_NAMED]]
    slots = {"names": "、".join(first_names), "number": str(number)}
    return joined(why, Message("R204" if number <= _NAMED else "R205", slots))


def _position(item: Finding) -> tuple[int, int, int]:
    return item.subject.place.position


def _coverage(result: DocumentResult, disclosure: Disclosure, tied: set[int]) -> None:
    unchecked = []
    for table in disclosure.tables.values():
        for row in table.rows():
            for column, cell in row.cells.items():
                if cell.figure is None:
                    continue
                result.published += 1
                if id(cell) in tied:
                    result.checked += 1
                else:
                    name = row.name.strip() or row.label
                    unchecked.append(
                        Unchecked(
                            table.id, None, row.code, name, column, cell.figure.plain(), cell.place
                        )
                    )
    unchecked.extend(_said_unchecked(result, disclosure, tied))
    result.unchecked = tuple(unchecked)


def _said_unchecked(
    result: DocumentResult, disclosure: Disclosure, tied: set[int]
) -> list[Unchecked]:
    """Count the figures of the narrative, each once however often it was read; those that no check tied come back."""
    at: dict[tuple[int | None, tuple[int, int] | None], tuple[bool, Unchecked]] = {}
    uncounted = (
        {item.id: item.uncounted for item in disclosure.template.statements}
        if disclosure.template
        else {}
    )
    for item in disclosure.statements.values():
        for row in item.rows:
            for column, cell in row.cells.items():
                if (
                    cell.figure is None
                    or cell.figure.unit.dimension == "year"
                    or column in uncounted[item.id]
                ):
                    continue
                key = (cell.place.line, cell.place.chars)
                is_tied = id(cell) in tied or (key in at and at[key][0])
                left = Unchecked(
                    None, row.list_id, None, row.name, column, cell.figure.plain(), cell.place
                )
                at[key] = (is_tied, left)
    for place in disclosure.unread_figures:
        value = place.text.rstrip(_UNITS_OF_TEXT)
        at.setdefault(
            (place.line, place.chars),
            (False, Unchecked(None, None, None, None, None, value, place)),
        )
    result.published += len(at)
    result.checked += sum(is_tied for is_tied, _ in at.values())
    return [left for is_tied, left in at.values() if not is_tied]
