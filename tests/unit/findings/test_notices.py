"""Notices about waivers: only of one that is expired, or that this run shows to be needless."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from budgetrules.findings.notices import EXPIRED, UNUSED, with_notices
from budgetrules.findings.verdicts import WAIVERS, DocumentResult
from budgetrules.findings.waivers import Use, Waiver, Waivers
from tests.unit.reporting.samples import document, report

TODAY = datetime.date(2025, 6, 1)


def waiver(
    document: str = "a.txt", rule: str = "T-A16", until: datetime.date = TODAY, line: int = 0
) -> Waiver:
    return Waiver(
        rule=rule,
        document=document,
        place={"table": "表3"},
        reason="待更正",
        approved_by="某科",
        until=until,
        line=line,
    )


@pytest.fixture
def checked(tmp_path: Path) -> DocumentResult:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    return document(path=str(file))


def notices(checked: DocumentResult, entry: Waiver, use: Use) -> list[tuple[str, str]]:
    waivers = Waivers(str(Path(checked.path).parent / "waivers.toml"), (entry,))
    whole = with_notices(report(checked), waivers, {0: use}, TODAY)
    entries = [item for item in whole.documents if item.format == WAIVERS]
    return [(notice.rule, notice.message.code) for item in entries for notice in item.findings]


def test_a_waiver_in_use_is_not_mentioned(checked: DocumentResult) -> None:
    assert notices(checked, waiver(), Use([checked], used=True)) == []


def test_an_expired_waiver_is_a_finding_though_it_is_needed(checked: DocumentResult) -> None:
    entry = waiver(until=TODAY - datetime.timedelta(days=1))
    assert notices(checked, entry, Use([checked], used=True)) == [(EXPIRED, "waiver.expired")]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (waiver(rule="T-Z99"), "waiver.no_rule"),
        (waiver(document="none.txt"), "waiver.no_document"),
    ],
)
def test_a_waiver_that_means_nothing_is_a_finding(
    checked: DocumentResult, entry: Waiver, code: str
) -> None:
    assert notices(checked, entry, Use()) == [(UNUSED, code)]


def test_a_waiver_whose_rule_ran_and_marked_nothing_is_unused(checked: DocumentResult) -> None:
    assert notices(checked, waiver(), Use([checked])) == [(UNUSED, "waiver.unused")]


def test_a_waiver_whose_rule_did_not_run_may_be_needed(checked: DocumentResult) -> None:
    checked.rules.pop("T-A16")
    assert notices(checked, waiver(), Use([checked])) == []


def test_a_waiver_of_a_file_that_was_not_checked_may_be_needed(checked: DocumentResult) -> None:
    Path(checked.path).with_name("b.txt").write_text("x", encoding="utf-8")
    assert notices(checked, waiver(document="b.txt"), Use()) == []


def test_a_report_without_notices_is_the_same_report(checked: DocumentResult) -> None:
    before = report(checked)
    assert with_notices(before, Waivers("waivers.toml"), {}, TODAY) is before


def test_a_notice_points_to_its_entry_and_keeps_its_fingerprint(checked: DocumentResult) -> None:
    found = []
    for line in (3, 30):
        waivers = Waivers("waivers.toml", (waiver(rule="T-Z99", line=line),))
        (notice,) = with_notices(report(checked), waivers, {0: Use()}, TODAY).documents[-1].findings
        assert notice.subject.place.line == line
        found.append(notice.fingerprint)
    assert len(set(found)) == 1
