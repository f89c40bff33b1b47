"""Judge one document: evaluate the rules, find the causes of what fails, tell of them, count.

`judge_document` goes the way: evaluate → causes → findings → coverage; below it each step in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from budgetrules.causes.conditions import counts_decimals
from budgetrules.evaluation.other_documents import rows_of
from budgetrules.evaluation.outcome import OrderedOutcome
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.protocol import Evaluator
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.values import is_made
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.fingerprints import with_fingerprints
from budgetrules.findings.verdicts import Counts, DocumentResult, Finding, Unchecked, Verdict
from budgetrules.model.disclosure import Cell, Disclosure, ListData, Place, Row
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
    coverage = _coverage(view.disclosure, evaluated.tied)
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
    coverage: _Coverage,
) -> DocumentResult:
    disclosure, template = view.disclosure, view.template
    return DocumentResult(
        path=disclosure.path,
        sha256=disclosure.sha256,
        format=disclosure.format,
        template=template.id,
        template_title=template.title,
        kind=template.kind,
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        unit=template.unit,
        published=coverage.published,
        checked=coverage.published - len(coverage.unchecked),
        unchecked=coverage.unchecked,
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

    `tied` are the printed figures that a check tied to others.
    """

    counts: dict[str, Counts]
    failed: Sequence[OrderedOutcome]
    passed: Sequence[Comparison]
    shown: Sequence[OrderedOutcome]
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
    tied: set[Cell] = set()
    for outcome in evaluator.run(rules, view):
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
        if verdict is Verdict.FAIL:
            failed.append(OrderedOutcome(orders[rule_id], outcome))
        elif show and _SHOWN.get(verdict) in show:
            shown.append(OrderedOutcome(orders[rule_id], outcome))
    return _Evaluated(counts=counts, failed=failed, passed=passed, shown=shown, tied=tied)


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
    if not evaluated.failed and not evaluated.shown:
        return []
    # Imported here: where nothing is wrong there are no causes to find.
    from budgetrules.causes.document_findings import document_findings

    return document_findings(evaluated.failed, evaluated.shown, evaluated.passed, view)


# Where a figure of the narrative stands: its line and its characters there.
_PlaceInText = tuple[int | None, tuple[int, int] | None]


@attrs.frozen(eq=False)
class _Coverage:
    """How many figures a document publishes, and those that no check tied to another one."""

    published: int
    unchecked: tuple[Unchecked, ...]


def _coverage(disclosure: Disclosure, tied: AbstractSet[Cell]) -> _Coverage:
    """Count the figures of tables and narrative."""
    published = 0
    unchecked: list[Unchecked] = []
    for table in disclosure.tables.values():
        for row in table.rows():
            for column, cell in row.cells.items():
                if cell.figure is None:
                    continue
                published += 1
                if cell not in tied:
                    unchecked.append(_unchecked_in_table(table.id, row, column, cell))
    said = _figures_said(disclosure, tied)
    published += len(said)
    unchecked += [figure for figure in said.values() if figure is not None]
    return _Coverage(published, tuple(unchecked))


def _unchecked_in_table(table_id: str, row: Row, column: str, cell: Cell) -> Unchecked:
    return Unchecked(
        table=table_id,
        section=None,
        row_code=row.code,
        row=row.name.strip() or row.label,
        column=column,
        value=_plain(cell),
        place=cell.place,
    )


def _plain(cell: Cell) -> str:
    return cell.figure.plain() if cell.figure is not None else ""


def _figures_said(
    disclosure: Disclosure, tied: AbstractSet[Cell]
) -> dict[_PlaceInText, Unchecked | None]:
    """Return the figures of the narrative by their places; None for one that is tied.

    Each counts once, however often it was read.
    """
    figures: dict[_PlaceInText, Unchecked | None] = {}
    for row, column, cell in _cells_said(disclosure):
        key = (cell.place.line, cell.place.chars)
        was_tied = key in figures and figures[key] is None
        if was_tied or cell in tied:
            figures[key] = None
        else:
            figures[key] = _unchecked_said(row, column, cell)
    units = _units_of_text(disclosure)
    for place in disclosure.unread_figures:
        key = (place.line, place.chars)
        figures.setdefault(key, _unread(place, units))
    return figures


def _cells_said(disclosure: Disclosure) -> Iterator[tuple[Row, str, Cell]]:
    """Yield the figures that sentences were read to say, but for years and what does not count."""
    if disclosure.template is None:
        return
    uncounted = {item.id: item.uncounted for item in disclosure.template.statements}
    for statement in disclosure.statements.values():
        for row in statement.rows:
            for column, cell in row.cells.items():
                if cell.figure is None or cell.figure.unit.dimension == "year":
                    continue
                if column not in uncounted[statement.id]:
                    yield row, column, cell


def _unchecked_said(row: Row, column: str, cell: Cell) -> Unchecked:
    return Unchecked(
        table=None,
        section=row.list_id,
        row_code=None,
        row=row.name,
        column=column,
        value=_plain(cell),
        place=cell.place,
    )


def _units_of_text(disclosure: Disclosure) -> str:
    """Return the characters of the units that stand behind figures of the narrative."""
    if disclosure.template is None:
        return ""
    return "".join(disclosure.template.vocabulary.text_units)


def _unread(place: Place, units: str) -> Unchecked:
    """Return a figure in a sentence of no known wording, without the characters of its unit."""
    return Unchecked(
        table=None,
        section=None,
        row_code=None,
        row=None,
        column=None,
        value=place.text.rstrip(units),
        place=place,
    )
