"""Words that formats share: places, subjects, amounts, ranges, counts."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import Counts, Finding, Subject, Waived
from budgetrules.model.disclosure import Place
from budgetrules.reporting import wording
from tests.unit.reporting.samples import SEEN, UNSEEN, document, finding, report, unreadable


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place(), "", ""),
        (Place(page=7, line=212), "第 7 页 第 212 行", "page 7, line 212"),
    ],
)
def test_a_place_is_said_from_the_outside_in(place: Place, zh: str, en: str) -> None:
    assert (wording.place_words(place, "zh"), wording.place_words(place, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("place", "expected"),
    [(Place(page=7, line=212), "212"), (Place(page=7), "7"), (Place(), "0")],
)
def test_editors_jump_to_the_line_or_else_the_page(place: Place, expected: str) -> None:
    assert wording.line_or_page(place) == expected


def test_a_title_that_begins_with_the_name_is_not_said_twice() -> None:
    assert wording.subject_words(Subject(table="表3", table_title="表3 支出表")) == "表3 支出表"
    assert wording.subject_words(Subject(table="表3", table_title="支出表")) == "表3 支出表"


def test_a_subject_without_parts_has_no_words() -> None:
    assert wording.subject_words(Subject()) == ""


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1904.49", "万元", "1,904.49 万元"),
        ("12.5", "%", "12.5%"),
        ("2024", "年", "2024 年"),
        ("2024", "", "2024"),
        ("示例局", "万元", "示例局 万元"),
    ],
)
def test_only_amounts_get_separators_of_thousands(value: str, unit: str, expected: str) -> None:
    assert wording.with_unit(value, unit) == expected


def with_range(low: str | None, high: str | None) -> Finding:
    evidence = attrs.evolve(finding().evidence, expected_range=(low, high))
    return finding(evidence=evidence)


def test_a_range_of_one_value_is_that_value() -> None:
    assert wording.range_words(with_range("1.00", "1.00"), "zh") == "1.00 万元"


def test_a_range_without_ends_says_nothing() -> None:
    assert wording.range_words(with_range(None, None), "zh") == ""


@pytest.mark.parametrize("ends", [("1.00", None), (None, "1.00"), ("1.00", "2.00")])
def test_a_range_names_the_ends_it_has(ends: tuple[str | None, str | None]) -> None:
    words = wording.range_words(with_range(*ends), "en")
    assert [end in words for end in ends if end is not None] == [True] * (2 - ends.count(None))


def test_a_law_that_was_not_seen_says_so() -> None:
    assert wording.law_words(SEEN, "zh") == "预算法实施条例 第五条"
    assert wording.law_words(UNSEEN, "zh") != "地方预决算公开操作规程"


def test_checked_is_what_was_decided() -> None:
    counts = Counts(exact=4, rounding=3, fail=2, unknown=5, not_applicable=9)
    assert wording.count_numbers(counts) == (9, 4, 3, 2, 9, 5)


def test_waived_findings_are_not_counted_by_severity() -> None:
    waived = finding(waived=Waived("已说明", "2025-12-31", "甲"), consequences=())
    numbers = wording.severities([finding(), waived])
    assert numbers == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 0}


def test_what_follows_from_a_waived_finding_counts_unless_waived_itself() -> None:
    waived = finding(waived=Waived("已说明", "2025-12-31", "甲"))
    assert wording.severities([waived])[Severity.ERROR] == 1


def test_no_severities_are_called_none() -> None:
    assert wording.severities_words(dict.fromkeys(Severity, 0), "zh") == "无"


def test_a_tally_is_the_sum_of_the_documents() -> None:
    total = wording.tally(report(document(), document(), unreadable()))
    assert (total.documents, total.unreadable, total.published) == (3, 1, 842)
    assert total.counts.exact == 804
