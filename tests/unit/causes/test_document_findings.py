"""From outcomes to findings, in the order of the document."""

from __future__ import annotations

from pathlib import Path

from budgetrules.causes.document_findings import document_findings
from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.outcome import OrderedOutcome
from budgetrules.evaluation.plain.evaluator import PlainEvaluator
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.verdicts import Finding, Verdict
from tests.unit.causes.plants import WRONG_FIGURE
from tests.unit.causes.toy import SOUND, Paper, toy_document, toy_rules

ROUNDED = SOUND.with_row("总表", "", ("", "总计", "110.01", "90.00"))


def findings(paper: Paper, folder: Path, *shown: Verdict) -> list[Finding]:
    """The findings of a paper without the relations that hold."""
    disclosure, rules = toy_document(paper, folder), toy_rules()
    assert disclosure.template is not None
    view = DocumentView(disclosure, disclosure.template, rules.plan.declarations, {})
    outcomes: dict[Verdict, list[OrderedOutcome]] = {verdict: [] for verdict in Verdict}
    for order, rule in enumerate(rules.chosen(disclosure.template.id)):
        for outcome in PlainEvaluator().run([rule], view):
            outcomes[outcome.verdict].append(OrderedOutcome(order, outcome))
    besides = [item for verdict in shown for item in outcomes[verdict]]
    return document_findings(outcomes[Verdict.FAIL], besides, [], view)


def test_nothing_failed_and_nothing_shown_is_no_finding(tmp_path: Path) -> None:
    assert findings(SOUND, tmp_path) == []


def test_one_root_is_one_finding(tmp_path: Path) -> None:
    (only,) = findings(WRONG_FIGURE, tmp_path)
    assert [below.rule for below in only.consequences] == ["C-01"]


def test_what_rounding_explains_is_shown_as_a_note(tmp_path: Path) -> None:
    shown = findings(ROUNDED, tmp_path, Verdict.ROUNDING)
    rounding = [item for item in shown if item.verdict is Verdict.ROUNDING]
    assert {item.severity for item in rounding} == {Severity.NOTE}


def test_findings_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    shown = findings(ROUNDED, tmp_path, Verdict.ROUNDING)
    places = [item.subject.place.position for item in shown]
    assert len(places) > 1
    assert places == sorted(places)
