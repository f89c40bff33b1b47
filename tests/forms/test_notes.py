"""The note under an empty table names the fund of its own table."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet
from tests.forms.edited import BUDGET, FINAL, XINJIANG, Edit, edited, told

STATE = "国有资本经营预算"
FUND = "政府性基金预算"


@pytest.mark.parametrize(
    ("example", "edit", "table"),
    [
        (BUDGET, (f"无{STATE}财政拨款安排的预算", f"无{FUND}财政拨款安排的预算"), "表7"),
        (BUDGET, (f"无{FUND}财政拨款安排的预算", f"没有{STATE}财政拨款安排的预算"), "表6"),
        (BUDGET, (f"无{FUND}财政拨款安排的预算", "无“三公”经费预算"), "表6"),
        (FINAL, (f"无{STATE}财政拨款支出", f"无{FUND}财政拨款支出"), "表8"),
        (FINAL, (f"无{FUND}财政拨款支出", f"未安排{STATE}财政拨款支出"), "表7"),
        (
            XINJIANG,
            (
                f"没有使用{STATE}拨款安排的支出，{STATE}支\n\n出情况表为空表",
                f"没有使用{FUND}拨款安排的支出，{FUND}支\n\n出情况表为空表",
            ),
            "表9",
        ),
    ],
)
def test_a_note_about_another_fund_is_one_warning(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit, table: str
) -> None:
    result = edited(example, (edit,), tmp_path, rules)
    assert told(result, notes=True) == [("warning", "CN-A34f")]
    assert result.findings[0].subject.table == table


@pytest.mark.parametrize(
    ("example", "edit"),
    [
        (BUDGET, (f"无{STATE}财政拨款安排的预算", f"无{FUND}和{STATE}财政拨款安排的预算")),
        (FINAL, (f"无{STATE}财政拨款支出", "无此项支出")),
    ],
)
def test_a_note_about_both_or_none_is_right(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    assert told(edited(example, (edit,), tmp_path, rules), notes=True) == []
