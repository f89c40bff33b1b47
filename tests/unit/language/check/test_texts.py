"""不含: words and classes of text that a section must not hold."""

from __future__ import annotations

import pytest

from budgetrules.schema import expressions as x
from tests.unit.language.small_form import mistakes_in, rule_of


def without(words: str) -> x.Expression:
    """The condition of 不含 in the whole text."""
    rule = rule_of("对于 全文", f"检查 不含 {words}")
    return rule.blocks[0].checks[0].condition


def test_words_exceptions_and_classes_stand_apart() -> None:
    condition = without('"待定" 除 "待定项", "暂缺", 叠词(2, 4), 空括号')
    assert condition == x.Without(
        x.Bound("section"),
        words=("待定", "暂缺"),
        classes=(("doubled", (2, 4)), ("empty_brackets", ())),
        exceptions=("待定项",),
    )


def test_the_section_is_the_one_that_the_author_named() -> None:
    rule = rule_of("对于 每节 节 属于 附页", '检查 不含 "待定"')
    condition = rule.blocks[0].checks[0].condition
    assert isinstance(condition, x.Without)
    assert condition.section == x.Variable("节")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("叠词", "S227"),  # takes two numbers
        ("叠词(2)", "S227"),
        ("空括号(1)", "S227"),  # takes none
        ("叠词(1.5, 2)", "S227"),  # whole ones
        ("叠词(1, 2).数", "S227"),
        ("金额", "S227"),
        ("表1.收入", "S227"),
        ('"待定" 除 空括号', "S227"),
    ],
)
def test_what_is_no_class_of_text_is_a_mistake_at_its_line(wrong: str, code: str) -> None:
    assert mistakes_in("对于 全文", "检查 不含 空括号", f"检查 不含 {wrong}") == [(code, 4)]


def test_outside_a_section_nothing_can_be_without_a_word() -> None:
    assert mistakes_in('检查 不含 "待定"') == [("S226", 2)]
    assert mistakes_in("对于 每行 属于 表2", '检查 不含 "待定"') == [("S226", 3)]
