"""One run is shown in both languages, and each reads as when the run itself was made in that language."""

from __future__ import annotations

import datetime
import re

import attrs
import pytest

from budgetrules import CheckOptions, check, load_rules, render
from budgetrules.findings.baseline import Baseline
from budgetrules.findings.notices import with_notices
from budgetrules.findings.verdicts import Finding, Report
from budgetrules.findings.waivers import Use, Waiver, Waivers
from budgetrules.messages.catalogue import LANGUAGES
from budgetrules.reporting.formats import REPORT_FORMATS
from tests.conftest import TOP

DAY = datetime.date(2025, 1, 1)
EXAMPLE = str(TOP / "examples" / "xinjiang-2024-errors.txt")


@pytest.fixture(scope="module")
def run() -> Report:
    report = check([EXAMPLE], CheckOptions(show=frozenset({"rounding", "unknown"})), load_rules())
    first, *_ = report.findings
    known = Baseline("known.json", ()).renewed(attrs.evolve(report, documents=report.documents))
    report = attrs.evolve(known, entries=known.entries[:3]).apply(report)
    waiver = Waiver(first.rule, "*.txt", {}, "因故", "甲", DAY)
    return with_notices(report, Waivers("waivers.toml", (waiver,)), {0: Use()}, DAY.replace(2026))


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d[\d,.]*\d|\d", text))


def every(findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    return [one for item in findings for one in (item, *every(item.consequences))]


def test_the_run_holds_sentences_of_every_kind(run: Report) -> None:
    shown = every(run.findings)
    assert {item.rule for item in run.documents[-1].findings} == {"WAIVER-EXPIRED"}
    assert any(item.waived is not None for item in shown)
    assert any(item.suggestion is not None for item in shown)


def test_the_language_of_the_options_changes_nothing() -> None:
    one, other = (check([EXAMPLE], CheckOptions(lang=lang)) for lang in LANGUAGES)
    assert one.documents == other.documents


def test_the_sentences_of_both_languages_have_the_same_figures(run: Report) -> None:
    for finding in every(run.findings):
        assert figures(finding.message.text("zh")) == figures(finding.message.text("en"))


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_a_report_in_one_language_is_unchanged_by_showing_it_in_the_other(
    name: str, run: Report
) -> None:
    before = render(run, name, "zh")
    assert render(run, name, "en") != before
    assert render(run, name, "zh") == before
