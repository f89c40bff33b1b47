"""Judge one document: evaluate the rules, find the causes of what fails, tell of them, count.

`judge_document` goes the way: evaluate → causes → findings → coverage; below it each step in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from budgetrules.causes.conditions import counts_decimals
from budgetrules.evaluation.claim_outcomes import settled, unrepeated
from budgetrules.evaluation.other_documents import rows_of
from budgetrules.evaluation.outcome import OrderedOutcome
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.protocol import Evaluator
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.values import is_made
from budgetrules.evaluation.view import DocumentView
from budgetrules.evaluation.whole_figures import (
    Narrow,
    holds_narrowly,
    narrow_figures,
    whole_cells,
)
from budgetrules.findings.coverage import Coverage, coverage_of
from budgetrules.findings.fingerprints import with_fingerprints
from budgetrules.findings.verdicts import Counts, DocumentResult, Finding, Verdict
from budgetrules.model.disclosure import Cell, Disclosure, ListData
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import Declarations
from budgetrules.schema.rules import Rule

_SHOWN = {Verdict.ROUNDING: "rounding", Verdict.UNKNOWN: "unknown"}


def judge_document(
    view: DocumentView,
    rules: Sequence[Rule],
    *,
    show: AbstractSet[str] = frozenset(),
    evaluator: Evaluator | None = None,
) -> DocumentResult:
    """Run rules over a document and return what they say of it.

    `show` names verdicts besides fail that become findings: rounding, unknown. The plain evaluator
    runs the rules if none is given.
    """
    evaluated = _evaluate(rules, view, evaluator or PlainEvaluator(), show)
    view.clear()
    findings = _findings(evaluated, view)
    coverage = coverage_of(view.disclosure, evaluated.tied)
    return _result(view, evaluated.counts, findings, coverage)


def view_of(
    disclosure: Disclosure,
    template: Template,
    declarations: Declarations,
    *,
    values: Mapping[str, str],
    others: Mapping[str, Disclosure],
) -> DocumentView:
    """Return a disclosure as rules see it.

    `values` are the parameters given with the run, `others` the other documents that rules name, by
    that name.
    """
    forms: dict[str, Template] = {}
    lists: dict[str, Mapping[str, ListData]] = {}
    for name, other in others.items():
        if other.template is not None:
            forms[name] = other.template
            lists[name] = rows_of(name, other)
    return DocumentView(disclosure, template, declarations, values, lists, forms=forms)


def unrecognised(disclosure: Disclosure) -> DocumentResult:
    """Return the result for a document of no known form: its problems, and nothing checked."""
    return DocumentResult(
        path=disclosure.path,
        sha256=disclosure.sha256,
        format=disclosure.format,
        template=None,
        template_title=None,
        kind=None,
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        unit=None,
        problems=tuple(disclosure.problems),
        readable=False,
    )


def _result(
    view: DocumentView,
    counts: dict[str, Counts],
    findings: Sequence[Finding],
    coverage: Coverage,
) -> DocumentResult:
    disclosure, template = view.disclosure, view.template
    return DocumentResult(
        path=disclosure.path,
        sha256=disclosure.sha256,
        format=disclosure.format,
        template=template.id,
        template_title=template.title,
        kind=template.kind or None,
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        unit=template.unit,
        published=coverage.published,
        checked=coverage.published - len(coverage.unchecked),
        unchecked=coverage.unchecked,
        unread=coverage.unread,
        counts=_total(counts.values()),
        rules=counts,
        not_exercised=tuple(_not_exercised(counts)),
        problems=tuple(disclosure.problems),
        findings=with_fingerprints(
            findings, template.id, disclosure.entity, disclosure.fiscal_year
        ),
    )


@attrs.frozen(eq=False, kw_only=True)
class _Evaluated:
    """What the rules came to: counts by rule, what failed, what holds, and what is shown besides.

    `tied` are the printed figures that a check tied to others, `rounded` what holds only because
    whole numbers may be rounded ones.
    """

    counts: dict[str, Counts]
    failed: Sequence[OrderedOutcome]
    passed: Sequence[Comparison]
    shown: Sequence[OrderedOutcome]
    rounded: Sequence[OrderedOutcome]
    tied: AbstractSet[Cell]


def _evaluate(
    rules: Sequence[Rule], view: DocumentView, evaluator: Evaluator, show: AbstractSet[str]
) -> _Evaluated:
    """Run rules and sort their outcomes."""
    counts = {rule.id: Counts() for rule in rules}
    orders = {rule.id: order for order, rule in enumerate(rules)}
    failed: list[OrderedOutcome] = []
    passed: list[Comparison] = []
    shown: list[OrderedOutcome] = []
    rounded: list[OrderedOutcome] = []
    narrow = narrow_figures(view.disclosure)
    tied: set[Cell] = set()
    outcomes = evaluator.run(rules, view)
    for outcome in settled(outcomes, view.disclosure.statements):
        rule_id = outcome.rule.id
        verdict = outcome.verdict
        if verdict is Verdict.NOT_APPLICABLE:
            # Most outcomes.
            counts[rule_id].not_applicable += 1
            continue
        _count(counts[rule_id], verdict)
        grounds = outcome.grounds
        if isinstance(grounds, Comparison) and verdict is not Verdict.UNKNOWN:
            tied.update(_tied_figures(grounds))
            if verdict is not Verdict.FAIL:
                passed.append(grounds)
            if verdict is Verdict.ROUNDING and _is_rounded(grounds, narrow):
                rounded.append(OrderedOutcome(orders[rule_id], outcome))
        if verdict is Verdict.FAIL:
            failed.append(OrderedOutcome(orders[rule_id], outcome))
        elif show and _SHOWN.get(verdict) in show:
            shown.append(OrderedOutcome(orders[rule_id], outcome))
    failed = unrepeated(failed)
    return _Evaluated(
        counts=counts, failed=failed, passed=passed, shown=shown, rounded=rounded, tied=tied
    )


def _is_rounded(numbers: Comparison, narrow: Narrow) -> bool:
    """Tell whether a relation holds only because whole numbers may be rounded ones."""
    return bool(whole_cells(numbers, narrow)) and not holds_narrowly(numbers, narrow)


def _count(counts: Counts, verdict: Verdict) -> None:
    """Count the verdict of a check that applies."""
    if verdict is Verdict.EXACT:
        counts.exact += 1
    elif verdict is Verdict.ROUNDING:
        counts.rounding += 1
    elif verdict is Verdict.FAIL:
        counts.fail += 1
    else:
        counts.unknown += 1


def _total(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for part in counts:
        total.add(part)
    return total


def _not_exercised(counts: Mapping[str, Counts]) -> Iterator[str]:
    """Yield the rules that applied to nothing."""
    for rule_id, part in counts.items():
        if part.total == part.not_applicable:
            yield rule_id


def _tied_figures(numbers: Comparison) -> list[Cell]:
    """Return the figures that a relation ties together; none for sign, range and format checks."""
    if counts_decimals(numbers.node):
        return []
    printed: list[Cell] = []
    for cells in (numbers.left_cells, numbers.right_cells):
        for _, cell in cells:
            if cell.figure is not None and not is_made(cell):
                printed.append(cell)
    if len(printed) == 1 and not numbers.operator.is_equality:
        return []
    return printed


def _findings(evaluated: _Evaluated, view: DocumentView) -> list[Finding]:
    """Return what there is to look at, in the order of the document."""
    if not evaluated.failed and not evaluated.shown and not evaluated.rounded:
        return []
    # Imported here: where nothing is wrong there are no causes to find.
    from budgetrules.causes.document_findings import document_findings
    from budgetrules.causes.rounded import with_rounded

    found = document_findings(evaluated.failed, evaluated.shown, evaluated.passed, view)
    return with_rounded(found, evaluated.rounded, view)
