"""What a sentence leaves open is unknown: a sign left out, a choice not made, a figure not said; told once, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.findings.verdicts import DocumentResult
from tests.forms.edited import BUDGET, FINAL, XINJIANG, Edit, edited, told


@pytest.mark.parametrize(
    ("example", "edit"),
    [
        (
            FINAL,
            (
                "一般公共预算财政拨款支出减少11.76万元，下降1.10%",
                "一般公共预算财政拨款支出减少11.76万元，下降1.10",
            ),
        ),
        (FINAL, ("减少2.45万元，下降14.06%", "减少2.45万元，下降14.06")),
        (FINAL, ("32.89万元，占3.10%", "32.89万元，占3.10")),
        (FINAL, ("完成年初预算的93.13%", "完成年初预算的93.13")),
        (XINJIANG, ("4,014.75万元，占 85.15%", "4,014.75万元，占 85.15")),
        (XINJIANG, ("260.00万元，占 5.51%", "260.00万元，占 5.51")),
    ],
)
def test_a_missing_sign_of_a_share_is_one_warning_and_all_is_checked(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    clean = edited(example, (), tmp_path, rules)
    result = edited(example, (edit,), tmp_path, rules)
    assert told(result) == [("warning", "CN-D38b")]
    assert result.findings[0].subject.place.text in edit[1]
    assert _checked(result) == _checked(clean)


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        (("减少2.45万元，下降14.06%", "减少2.54万元，下降14.06"), "2.54"),
        (("32.89万元，占3.10%", "32.98万元，占3.10"), "32.98"),
    ],
)
def test_an_amount_before_a_missing_sign_is_still_judged(
    rules: RuleSet, tmp_path: Path, edit: Edit, wrong: str
) -> None:
    result = edited(FINAL, (edit,), tmp_path, rules)
    rules_told = told(result)
    assert ("warning", "CN-D38b") in rules_told
    errors = [item for item in result.findings if item.severity.value == "error"]
    assert [item.evidence.stated.lstrip("-") for item in errors if item.evidence.stated] == [wrong]


@pytest.mark.parametrize(
    ("example", "edit"),
    [
        (FINAL, ("减少2.45万元，下降14.06%", "减少2.45万元，下降（增长）14.06%")),
        (FINAL, ("减少2.45万元，下降14.06%", "减少（增加）2.45万元，下降14.06%")),
        (FINAL, ("增加3.90万元，增长138.79%", "增加/减少3.90万元，增长138.79%")),
        (
            FINAL,
            (
                "支出决算为1059.67万元，完成年初预算的93.13%。决算数小于预算数",
                "支出决算为1059.67万元，完成年初预算的93.13%。决算数小于（大于）预算数",
            ),
        ),
        (BUDGET, ("比2023年预算减少1.58万元", "比2023年预算减少（增加）1.58万元")),
        (BUDGET, ("比2023年预算增加1.05万元", "比2023年预算增加或减少1.05万元")),
        (
            XINJIANG,
            (
                "1,395.70万元，占 29.60%，比上年预算增加 ",
                "1,395.70万元，占 29.60%，比上年预算增加（减少） ",
            ),
        ),
    ],
)
def test_a_choice_left_over_from_the_form_is_one_warning(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    result = edited(example, (edit,), tmp_path, rules)
    assert told(result) == [("warning", "CN-D38x")]


@pytest.mark.parametrize(
    ("example", "edit", "rule"),
    [
        (FINAL, ("减少1.87万元，下降20.99%", "减少"), "FA-D08"),
        (BUDGET, ("比2023年预算减少1.58万元", "比2023年预算减少"), "SH-D08"),
    ],
)
def test_a_change_that_is_not_said_is_not_zero(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit, rule: str
) -> None:
    result = edited(example, (edit,), tmp_path, rules)
    assert told(result) == [("warning", rule)]


def _checked(result: DocumentResult) -> tuple[int, int, int]:
    """The figures checked, the checks that failed but for the sign, and those left undecided."""
    return result.checked, result.counts.unknown, result.published
