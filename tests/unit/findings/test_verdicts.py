"""Results of a run: counts add up, and the entry about waivers is no document."""

from __future__ import annotations

import attrs

from budgetrules.findings.verdicts import WAIVERS, Counts, Verdict
from budgetrules.messages.message import Message
from tests.unit.reporting.samples import document, finding, report, warning


def test_counts_have_a_number_for_every_verdict() -> None:
    assert list(attrs.asdict(Counts())) == [verdict.value for verdict in Verdict]


def test_counts_add_one_by_one() -> None:
    counts = Counts(1, 2, 3, 4, 5)
    counts.add(Counts(10, 20, 30, 40, 50))
    assert counts == Counts(11, 22, 33, 44, 55)


def test_the_total_counts_every_check() -> None:
    assert Counts(1, 20, 300, 4000, 50000).total == 54321


def test_the_entry_about_waivers_is_no_checked_document() -> None:
    first, waivers = document(), document(format=WAIVERS)
    assert report(first, waivers).checked == [first]


def test_the_findings_of_a_report_are_those_of_all_entries_in_order() -> None:
    one = document(findings=(finding(),))
    other = document(findings=(warning(),), format=WAIVERS)
    assert report(one, other).findings == [finding(), warning()]


def test_a_finding_takes_a_text_for_its_message() -> None:
    message = finding(message="一句话").message
    assert isinstance(message, Message)
    assert message.text("en") == "一句话"
