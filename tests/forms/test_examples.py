"""The examples in Shanghai's forms: the clean ones are clean, and each listed error is named by the rule of its line."""

from __future__ import annotations

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from examples.make_forms import NAMES, planted
from examples.make_forms import main as make
from tests.conftest import EXAMPLES
from tests.forms.test_invented import all_of


def test_the_examples_are_what_their_script_makes() -> None:
    assert make(["--check"]) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_example_has_no_finding(name: str, rules: RuleSet) -> None:
    result = check_disclosure(
        read(EXAMPLES / f"{name}-clean.html", rules=rules), CheckOptions(), rules
    )
    assert result.findings == ()
    assert 100 * result.checked > 95 * result.published


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_error_is_found_by_its_rule(name: str, rules: RuleSet) -> None:
    result = check_disclosure(
        read(EXAMPLES / f"{name}-errors.html", rules=rules), CheckOptions(), rules
    )
    found = [item.rule for item in all_of(result)]
    for error in planted(name):
        assert error["rule"] in found, error["why"]
    assert len(planted(name)) >= 12


def test_final_accounts_agree_with_the_budget_they_execute(rules: RuleSet) -> None:
    accounts = read(EXAMPLES / "final-2024-clean.html", rules=rules)
    plan = read(EXAMPLES / "shanghai-2024-clean.html", rules=rules)
    result = check_disclosure(accounts, CheckOptions(), rules, [plan])
    assert result.findings == ()
    assert result.rules["FA-X01"].exact + result.rules["FA-X01"].rounding > 5
