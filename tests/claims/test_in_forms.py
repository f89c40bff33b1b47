"""Claims in the invented examples: worded otherwise than a form prescribes, they are checked too."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet, load_rules
from budgetrules.engine import check_disclosure, read
from tests.forms.edited import BUDGET, FINAL, Edit, edited, told

ITEM = "5. “社会保障和就业支出-行政事业单位养老支出-行政单位离退休”科目89.59万元"
CODES = "5、社会保障和就业支出（208类）行政事业单位养老支出（05款）行政单位离退休（01项）{}万元"
TOTAL = "一般公共预算财政拨款支出年初预算为1137.90万元，支出决算为1059.67万元，完成年初预算的93.13%"


@pytest.mark.parametrize("amount", ["89.59", "98.59"])
def test_an_item_with_its_codes_in_brackets_is_held_against_its_row(
    rules: RuleSet, tmp_path: Path, amount: str
) -> None:
    edits: tuple[Edit, ...] = ((ITEM, CODES.format(amount)),)
    result = edited(BUDGET, edits, tmp_path, rules)
    expected = [] if amount == "89.59" else [("warning", "CN-ITEM")]
    assert told(result) == expected


@pytest.mark.parametrize("amount", ["239.11", "293.11"])
def test_an_item_by_its_class_alone_is_held_against_the_class(
    rules: RuleSet, tmp_path: Path, amount: str
) -> None:
    edits: tuple[Edit, ...] = ((ITEM, f"5. “社会保障和就业支出”科目{amount}万元"),)
    result = edited(BUDGET, edits, tmp_path, rules)
    assert ("warning", "CN-ITEM") not in told(result) or amount != "239.11"
    assert ("warning", "CN-ITEM") in told(result) or amount == "239.11"


def test_a_budget_by_another_name_is_read(rules: RuleSet, tmp_path: Path) -> None:
    wording = (
        "一般公共预算财政拨款支出全年预算为1137.90万元，支出决算为1059.67万元，完成全年预算的{}"
    )
    assert told(edited(FINAL, ((TOTAL, wording.format("93.13%")),), tmp_path, rules)) == []
    wrong = edited(FINAL, ((TOTAL, wording.format("91.33%")),), tmp_path, rules)
    assert told(wrong) == [("error", "CN-DONE")]


def test_no_rate_of_completion_stands_over_a_budget_of_nothing(
    rules: RuleSet, tmp_path: Path
) -> None:
    wording = (
        "一般公共预算财政拨款支出年初预算为0万元，全年预算为1137.90万元，支出决算为1059.67万元"
    )
    edits: tuple[Edit, ...] = ((TOTAL, f"{wording}，完成年初预算的93.13%"),)
    assert told(edited(FINAL, edits, tmp_path, rules)) == [("warning", "CN-ZERO")]


def test_a_bracket_in_what_is_compared_with_is_read_over(rules: RuleSet, tmp_path: Path) -> None:
    old = "其中：财政拨款支出预算1137.90万元，比2023年预算减少"
    new = "其中：财政拨款支出预算1137.90万元，比2023年（上一年度，下同）预算减少"
    assert told(edited(BUDGET, ((old, new),), tmp_path, rules)) == []


def test_a_text_alone_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    text = "甲局2026年部门预算说明\n收入预算120.00万元，比上年增加20.00万元，增长{}。\n"
    for rate, expected in (("20.00%", []), ("30.00%", [("error", "CN-RATE")])):
        path.write_text(text.format(rate), encoding="utf-8")
        bare = load_rules(forms=False)
        result = check_disclosure(read(path, rules=bare), CheckOptions(), bare)
        assert told(result) == expected
