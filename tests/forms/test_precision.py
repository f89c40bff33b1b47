"""How precisely figures are printed: what rounding leaves open is no fault, and a finding shows how it decides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from budgetrules import RuleSet
from tests.forms.edited import FINAL, XINJIANG, Edit, edited, told


@pytest.mark.parametrize(
    ("example", "edit", "rule"),
    [
        (FINAL, ("32.89万元，占3.10%", "32.89万元，占3.11%"), "FA-D03"),
        (FINAL, ("158.31万元，占14.94%", "158.31万元，占14.95%"), "FA-D03"),
        (XINJIANG, ("4,014.75万元，占 85.15%", "4,014.75万元，占 85.16%"), "XJ-D03"),
    ],
)
def test_a_slack_is_printed_smaller_than_the_difference_it_does_not_explain(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit, rule: str
) -> None:
    result = edited(example, (edit,), tmp_path, rules)
    assert told(result) == [("error", rule)]
    evidence = result.findings[0].evidence
    assert evidence.difference is not None
    assert evidence.slack is not None
    assert abs(Fraction(evidence.difference)) > Fraction(evidence.slack)


@pytest.mark.parametrize(
    ("budget", "final", "word", "rules_told"),
    [
        ("10.97", "10.96", "小于", []),
        ("10.95", "10.96", "大于", []),
        ("10.96", "10.96", "小于", [("warning", "FA-D27e")]),
        ("10.95", "10.96", "小于", [("error", "FA-D27w")]),
    ],
)
def test_figures_printed_apart_are_not_called_equal(
    rules: RuleSet, tmp_path: Path, budget: str, final: str, word: str, rules_told: list[Edit]
) -> None:
    item = "行政单位医疗。年初预算为15.43万元，支出决算为10.96万元。决算数小于"
    now = f"行政单位医疗。年初预算为{budget}万元，支出决算为{final}万元。决算数{word}"
    # The items of the budget still add up.
    total = ("年初预算为164.66万元", f"年初预算为{Decimal('180.09') - Decimal(budget)}万元")
    result = edited(FINAL, ((item, now), total), tmp_path, rules)
    assert told(result) == rules_told
