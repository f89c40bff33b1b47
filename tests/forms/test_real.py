"""Real budgets and final accounts: every true error, and no other. Only rules, places and figures are kept."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult

pytest.importorskip("pypdfium2")


def result_of(shared: Path, name: str, rules: RuleSet) -> DocumentResult:
    """The result for a real document."""
    return check_disclosure(
        read(shared / "disclosures" / f"{name}.pdf", rules=rules), CheckOptions(), rules
    )


def errors(result: DocumentResult) -> set[tuple[str, str | None, str | None]]:
    """Rule, value as stated and value that would be right, of each error."""
    return {
        (item.rule, item.evidence.stated, item.suggestion.value if item.suggestion else None)
        for item in result.findings
        if item.severity.value == "error"
    }


def test_a_budget_without_errors_has_none(shared: Path, rules: RuleSet) -> None:
    result = result_of(shared, "putuo-govoffice-2025-budget", rules)
    assert result.template == "上海部门预算"
    assert errors(result) == set()
    assert 100 * result.checked > 95 * result.published


def test_a_larger_budget_has_its_true_errors_only(shared: Path, rules: RuleSet) -> None:
    result = result_of(shared, "putuo-wanli-2024-budget", rules)
    # The parts of a floor area, 7998 and 105, are more than the whole that is printed.
    assert errors(result) == {
        ("SH-D12", "352.67", "350.35"),
        ("CN-A34", None, None),
        ("CN-TOTAL", "8013", "8103"),
    }
    assert {item.rule for item in result.findings if item.severity.value == "warning"} == {
        "SH-D07",
        "SH-D22o",
    }


@pytest.mark.slow
def test_another_program_and_plain_arithmetic_find_the_same_two_errors(shared: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(shared / "disclosures" / "putuo-wanli-2024-budget.pdf") as document:
        pages = ["".join((page.extract_text() or "").split()) for page in document.pages]
    # What the narrative says twice of one item, and what three tables say of it in 元.
    said = next(
        found
        for text in pages
        if (found := re.search(r"住房公积金（项）”([\d.]+)万元.{0,80}?预算安排([\d.]+)万元", text))
    )
    listed = {
        amount
        for text in pages
        for amount in re.findall(r"2210201住房公积金(\d{1,3}(?:,\d{3})+)", text)
    }
    assert len(listed) == 1
    assert (
        {f"{Decimal(amount.replace(',', '')) / 10_000:.2f}" for amount in listed}
        == {said.group(1)}
        == {"350.35"}
    )
    assert said.group(2) == "352.67"
    table = next(text for text in pages if "机关运行经费预算，故本表为空表" in text)
    assert re.search(r"47\.9101\.3546\.562521\.56443\.18", table)


def test_final_accounts_have_their_true_errors_only(shared: Path, rules: RuleSet) -> None:
    result = result_of(shared, "putuo-finance-2024-final", rules)
    found = errors(result)
    assert {(rule, value) for rule, _, value in found if rule != "FA-D14"} == {
        ("FA-D01", "2961.68"),
        ("FA-D03", "71.65"),
    }
    assert {rule for rule, _, _ in found} == {"FA-D01", "FA-D03", "FA-D14"}


def test_each_of_ten_planted_errors_is_named(shared: Path, rules: RuleSet) -> None:
    result = result_of(shared, "putuo-finance-2024-final-planted", rules)
    found = Counter((item.rule, item.subject.place.page) for item in result.findings)
    assert found == {
        ("CN-D38", 7): 1,  # XX in a title; whose name belongs there follows from it
        ("CN-G01", None): 1,  # a table removed
        ("CN-A34", 15): 1,  # a table emptied; that the text has figures for it follows
        ("FA-A34y", 18): 1,  # the year of a heading
        ("FA-D01", 18): 1,  # a total of 0
        ("FA-D27w", 19): 1,  # words of comparison reversed
        ("FA-D27w", 20): 1,
        ("FA-D27w", 21): 1,
        ("FA-D37", 24): 1,  # the year of the assets
        ("CN-D38p", 25): 1,  # punctuation doubled
        # Two errors that stand in the document as it was published.
        ("FA-D03", 19): 1,
        ("FA-D14", 21): 1,
        # A reason that two items share.
        ("FA-D22c", 20): 1,
    }
    expected = {item.rule: item.evidence.expected for item in result.findings}
    assert (expected["FA-D01"], expected["FA-A34y"], expected["FA-D37"]) == (
        "2995.39",
        "2024",
        "2024",
    )
    follows = {item.rule: [other.rule for other in item.consequences] for item in result.findings}
    assert (follows["CN-D38"], follows["CN-A34"]) == (["FA-D39"], ["FA-D25"])


def test_the_blank_form_has_one_finding_a_kind_of_placeholder(shared: Path, rules: RuleSet) -> None:
    result = result_of(shared, "putuo-final-template-blank", rules)
    found = Counter(item.rule for item in result.findings)
    # XX and ……, choices (增加（减少）, 大于（小于）), instructions; a table without a note; a code of three tables that the list lacks.
    assert found == {"CN-D38": 2, "CN-D38x": 1, "CN-D38s": 1, "CN-A34": 1}
    assert [item.rule for item in result.findings if item.severity.value == "error"] == ["CN-A34"]
