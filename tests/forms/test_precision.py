"""How precisely figures are printed: what rounding leaves open is no fault, and a finding shows how it decides."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from tests.conftest import EXAMPLES, at_most
from tests.forms.edited import BUDGET, FINAL, XINJIANG, Edit, edited, told


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


_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]*\.\d\d)(?=万元)")


def rounded(page: str, chosen: Callable[[int], bool]) -> str:
    """Round the chosen ones of a page's amounts in sentences to whole units.

    None is rounded to nothing: a change of 0 with a rate is a contradiction as it is printed.
    """
    numbers = itertools.count()

    def whole(found: re.Match[str]) -> str:
        if not chosen(next(numbers)):
            return found[0]
        exact = Decimal(found[0].replace(",", ""))
        value = exact.quantize(Decimal(1), ROUND_HALF_UP)
        if exact and not value:
            return found[0]
        return f"{value:,}" if "," in found[0] else str(value)

    return _AMOUNT.sub(whole, page)


def found_in(page: str, example: str, folder: Path, rules: RuleSet) -> DocumentResult:
    path = folder / example
    path.write_text(page, encoding="utf-8")
    return check_disclosure(read(path, rules=rules), CheckOptions(), rules)


@settings(max_examples=at_most(24))
@given(st.randoms(use_true_random=False), st.sampled_from((FINAL, BUDGET, XINJIANG)))
def test_rounding_any_figures_to_whole_units_makes_no_error(
    rules: RuleSet, tmp_path_factory: pytest.TempPathFactory, random: Random, example: str
) -> None:
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    share = random.random()
    text = rounded(page, lambda number: random.random() < share)
    result = found_in(text, example, tmp_path_factory.mktemp("rounded"), rules)
    assert told(result) == []
    sections = [item.subject.section for item in result.findings]
    assert len(sections) == len(set(sections))


@pytest.mark.parametrize("example", [FINAL, BUDGET, XINJIANG])
def test_a_text_wholly_in_whole_units_is_right(
    rules: RuleSet, tmp_path: Path, example: str
) -> None:
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    result = found_in(rounded(page, lambda number: True), example, tmp_path, rules)
    assert told(result) == []


@pytest.mark.parametrize(("example", "last"), [(FINAL, 2), (BUDGET, 18)])
def test_a_section_in_whole_units_among_others_is_one_note(
    rules: RuleSet, tmp_path: Path, example: str, last: int
) -> None:
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    result = found_in(rounded(page, lambda number: number < last), example, tmp_path, rules)
    assert [severity for severity, _ in told(result, notes=True)] == ["note"]


@pytest.mark.parametrize(
    ("example", "edit", "right"),
    [
        (BUDGET, ("收入预算1137.90万元", "收入预算1139万元"), "1137.90"),
        (FINAL, ("本年支出合计1059.67万元", "本年支出合计1061万元"), "1059.67"),
        (XINJIANG, ("收支总预算 4,714.76万元", "收支总预算 4,716万元"), "4714.76"),
    ],
)
def test_a_whole_figure_that_is_wrong_by_more_is_an_error_with_the_right_one(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit, right: str
) -> None:
    result = edited(example, (edit,), tmp_path, rules)
    (item,) = (item for item in result.findings if item.severity.value == "error")
    assert item.suggestion is not None
    assert item.suggestion.value == right


@pytest.mark.parametrize(
    ("example", "edit"),
    [
        (BUDGET, ("收入预算1137.90万元", "收入预算1138万元")),
        (FINAL, ("本年支出合计1059.67万元", "本年支出合计1060万元")),
        (XINJIANG, ("收支总预算 4,714.76万元", "收支总预算 4,715万元")),
    ],
)
def test_what_only_the_exact_reading_contradicts_is_a_note(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    result = edited(example, (edit,), tmp_path, rules)
    assert [severity for severity, _ in told(result, notes=True)] == ["note"]
