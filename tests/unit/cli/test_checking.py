"""What findings make a run fail, and how undecided ones are weighed."""

from __future__ import annotations

import argparse

import attrs
import pytest

from budgetrules.cli.checking import Job, fails, open_findings, report_on
from budgetrules.core.diagnostics import Severity
from budgetrules.engine import CheckOptions
from budgetrules.findings.verdicts import Counts, Verdict, Waived
from tests.unit.causes.toy import toy_rules
from tests.unit.reporting import samples

WAIVED = Waived("待更正", "2999-12-31", "某科")
WARNING = samples.finding(severity=Severity.WARNING, consequences=())
UNDECIDED = samples.finding(verdict=Verdict.UNKNOWN, severity=Severity.NOTE, consequences=())


def job(strict: bool) -> Job:
    arguments = argparse.Namespace(strict=strict, lang="zh")
    return Job(arguments=arguments, rules=toy_rules(), options=CheckOptions())


@pytest.mark.parametrize(
    ("level", "expected"), [("error", False), ("warning", True), ("note", True), ("never", False)]
)
def test_a_run_fails_at_its_level_and_above(level: str, expected: bool) -> None:
    report = samples.report(attrs.evolve(samples.document(), findings=(WARNING,)))
    assert fails(report, level, strict=False) is expected


def test_a_strict_run_fails_for_what_is_undecided_and_not_accepted() -> None:
    document = attrs.evolve(samples.document(), findings=(UNDECIDED,), counts=Counts(unknown=1))
    assert fails(samples.report(document), "error", strict=True)
    accepted = attrs.evolve(UNDECIDED, waived=WAIVED)
    document = attrs.evolve(document, findings=(accepted,))
    assert not fails(samples.report(document), "error", strict=True)


@pytest.mark.parametrize(("strict", "severity"), [(True, Severity.ERROR), (False, Severity.NOTE)])
def test_what_is_undecided_weighs_what_the_run_says(strict: bool, severity: Severity) -> None:
    document = attrs.evolve(samples.document(), findings=(UNDECIDED, WARNING))
    report = report_on(job(strict), [document])
    assert [finding.severity for finding in report.findings] == [severity, Severity.WARNING]


def test_what_follows_from_a_waived_finding_may_be_open() -> None:
    finding = samples.finding(waived=WAIVED)
    below = [item.rule for item in finding.consequences]
    assert [item.rule for item in open_findings([finding])] == below
    assert below != []
