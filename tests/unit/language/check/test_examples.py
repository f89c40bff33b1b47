"""例: small tables and texts on which a rule must pass or fail."""

from __future__ import annotations

import pytest

from budgetrules.schema.rules import Example
from tests.unit.language.small_form import mistakes_in, rule_of

CHECK = ("对于 每行 属于 表2", "检查 合计 >= 0元")


def examples(*lines: str) -> tuple[Example, ...]:
    """The examples of a rule on the rows of 表2."""
    return rule_of(*CHECK, *lines).examples


def test_a_table_begins_with_the_list_that_it_is_of() -> None:
    (example,) = examples("例 通过", "  | 表1.收入 | 金额 |", "  | 合计 | 1.00 |")
    assert example.passes
    assert example.tables == (("表1.收入", (("表1.收入", "金额"), ("合计", "1.00"))),)


def test_a_table_that_begins_with_a_key_is_of_the_list_that_the_rule_looks_at() -> None:
    (example,) = examples("例 不通过", "  | 科目 | 合计 |", "  | 201 | -1.00 |")
    assert not example.passes
    assert example.tables == (("表2", (("科目", "合计"), ("201", "-1.00"))),)


def test_of_lists_with_that_key_it_is_the_one_that_the_rule_looks_at() -> None:
    lines = ("例 通过", "  | 项目 | 金额 |", "  | 办公 | 1.00 |")
    for list_id in ("表1.收入", "表1.支出"):
        rule = rule_of(f"对于 每行 属于 {list_id}", "检查 存在", *lines)
        assert [name for name, _ in rule.examples[0].tables] == [list_id]


def test_without_a_quantifier_it_is_the_first_list_that_has_all_columns() -> None:
    rule = rule_of("检查 个数(表2) >= 1", "例 通过", "  | 科目 | 合计 |", "  | 201 | 1.00 |")
    assert [name for name, _ in rule.examples[0].tables] == ["表2"]


def test_another_list_or_key_begins_another_table() -> None:
    (example,) = examples(
        "例 通过",
        "  | 表2 | 合计 |",
        "  | 201 | 1.00 |",
        "  | 表1.支出 | 金额 |",
        "  | 办公 | 1.00 |",
        "  | 科目 | 合计 |",
        "  | 202 | 1.00 |",
    )
    assert [list_id for list_id, _ in example.tables] == ["表2", "表1.支出", "表2"]
    assert [len(lines) for _, lines in example.tables] == [2, 2, 2]


def test_texts_stand_at_a_table_or_in_a_section_and_values_come_with_the_run() -> None:
    (example,) = examples(
        "例 通过", '  令 本单位 = "甲局"', '  文 表2 "甲局没有支出。"', '  文 附页 "附页一"'
    )
    assert example.values == (("entity", "甲局"),)
    assert example.texts == (("表2", "甲局没有支出。"), ("附页", "附页一"))


def test_an_example_of_another_form_is_none_of_this_one() -> None:
    assert examples("例 通过", "  | 表9 | 金额 |", "  | 合计 | 1.00 |") == ()
    assert examples("例 通过", '  文 表9 "甲"') == ()


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        (("例 通过", "  令 本单位 = 1"), ("S232", 5)),
        (("例 通过", "  | 表2 | 合计 |", "  | 201 |"), ("S233", 4)),
        (("例", "  | 表2 | 合计 |", "  | 201 | 1.00 |"), ("S234", 4)),
    ],
)
def test_what_is_no_example_is_a_mistake(lines: tuple[str, ...], mistake: tuple[str, int]) -> None:
    assert mistakes_in(*CHECK, *lines) == [mistake]
