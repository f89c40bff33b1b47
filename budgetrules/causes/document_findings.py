"""From the outcomes of one document to its findings: one for each root, in the order it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.causes.case import new_case
from budgetrules.causes.order import find_roots
from budgetrules.causes.places import Locator
from budgetrules.causes.root_findings import finding_of, finding_of_root
from budgetrules.causes.roots import FailedCheck
from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.outcome import OrderedOutcome, each_hit
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.view import DocumentView
from budgetrules.findings.verdicts import Finding, Verdict


@attrs.frozen(eq=False)
class _OrderedFinding:
    """A finding, and the place of its rule in the order of rules."""

    order: int
    finding: Finding

    @property
    def position(self) -> tuple[tuple[int, int, int], int]:
        """What findings are sorted by: the order of the document, then that of the rules."""
        return self.finding.subject.place.position, self.order


def document_findings(
    failed: Iterable[OrderedOutcome],
    shown: Iterable[OrderedOutcome],
    passed: Sequence[Comparison],
    view: DocumentView,
) -> list[Finding]:
    """Return the findings of a document, in its order.

    Each root of what `failed` is one finding, and each outcome `shown` besides is another; `passed`
    are the relations that hold, which no advice may break.
    """
    locator = Locator(view)
    case = new_case(_failed_checks(failed), passed, locator)
    findings = [_shown_finding(item, locator) for item in shown]
    for root in find_roots(case):
        finding = finding_of_root(root, locator)
        findings.append(_OrderedFinding(root.spokesman.order, finding))
    findings.sort(key=lambda item: item.position)
    return [item.finding for item in findings]


def _failed_checks(failed: Iterable[OrderedOutcome]) -> list[FailedCheck]:
    """Return failed outcomes as causes see them: one for each place where a text is wrong."""
    checks: list[FailedCheck] = []
    for item in failed:
        for hit in each_hit(item.outcome):
            checks.append(FailedCheck(item.order, hit.severity, hit))
    return checks


def _shown_finding(shown: OrderedOutcome, locator: Locator) -> _OrderedFinding:
    """Return the finding of an outcome that is no failure; what rounding explains is a note."""
    outcome = shown.outcome
    is_rounding = outcome.verdict is Verdict.ROUNDING
    severity = Severity.NOTE if is_rounding else outcome.severity
    return _OrderedFinding(shown.order, finding_of(outcome, severity, locator))
