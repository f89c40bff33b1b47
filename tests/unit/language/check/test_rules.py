"""A rule checked against a form: its lines, and every mistake in it."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.language.check.rules import build_rule, documents_named, unknown_law
from budgetrules.language.text.parser import parse_text
from budgetrules.schema import expressions as x
from budgetrules.schema import rules as r
from budgetrules.schema.expressions import TextPart
from tests.unit.language.small_form import (
    checked,
    declarations,
    mistakes_in,
    rule_clause,
    rule_of,
)

ROW = x.Bound("row")
TOTAL = x.CellOf(ROW, (("表2", ("合计",)),))
POSITIVE = x.Compare(">=", TOTAL, x.Constant("0", "元"))
LEVEL = x.TextOf(ROW, TextPart.LEVEL)


def test_a_rule_says_its_severity_basis_relations_and_tags() -> None:
    rule = rule_of(
        "级别 警告",
        "依据 甲1, 甲2",
        "关系 A12",
        "标签 汇总, 收支",
        "对于 每行 属于 表2",
        "检查 存在",
    )
    assert (rule.id, rule.title, rule.severity) == ("R-1", "名", Severity.WARNING)
    assert (rule.basis, rule.relations, rule.tags) == (("甲1", "甲2"), ("A12",), ("汇总", "收支"))
    assert (rule.pack, rule.span.line) == ("toy", 1)


def test_a_rule_that_says_no_severity_finds_errors() -> None:
    assert rule_of("对于 每行 属于 表2", "检查 存在").severity is Severity.ERROR


def test_a_severity_may_depend_on_a_condition() -> None:
    rule = rule_of('级别 错误 若 级次 = "类" 否则 警告', "对于 每行 属于 表2", "检查 存在")
    condition = x.CompareTexts("=", LEVEL, x.Text("类"))
    assert rule.severity is Severity.ERROR
    assert rule.severity_if == (condition, Severity.WARNING)


def test_without_a_quantifier_a_check_runs_once_a_document() -> None:
    (block,) = rule_of("检查 个数(表2) >= 1").blocks
    assert block.quantifier == r.Once()


def test_each_source_of_a_quantifier_opens_a_block_with_all_checks() -> None:
    rule = rule_of("对于 每行 属于 表2, 每行 属于 表1.收入", "检查 存在", "检查 有 项目")
    assert [block.quantifier for block in rule.blocks] == [
        r.EachRow(("表2",)),
        r.EachRow(("表1.收入",)),
    ]
    assert [len(block.checks) for block in rule.blocks] == [2, 2]


def test_a_guard_holds_for_the_checks_below_it_until_the_next_one() -> None:
    (block,) = rule_of(
        "对于 每行 属于 表2", "检查 存在", "若 有 上级", "检查 存在", "若 有 下级", "检查 存在"
    ).blocks
    parent = x.Has(x.Ancestor(ROW))
    children = x.Has(x.Children(ROW))
    assert [check.guards for check in block.checks] == [(), (parent,), (children,)]


def test_a_let_is_put_where_its_name_stands() -> None:
    (block,) = rule_of("对于 每行 属于 表2", "令 数 = 合计", "检查 数 >= 0元").blocks
    assert block.checks[0].condition == POSITIVE


def test_a_message_belongs_to_the_check_above_it() -> None:
    (block,) = rule_of("对于 每行 属于 表2", "检查 合计 >= 0元", '提示 "负数"', "检查 存在").blocks
    assert [check.message for check in block.checks] == ["负数", None]
    assert [check.text for check in block.checks] == ["合计 >= 0元", "存在"]
    assert [check.span.line for check in block.checks] == [3, 5]


def test_a_rule_may_apply_to_some_documents_only() -> None:
    rule = rule_of("适用 非 为空(表2)", "检查 个数(表2) >= 1")
    assert rule.applies == x.Not(x.Empty(x.TableOf("表2")))


def test_a_rule_knows_the_forms_of_the_documents_it_names() -> None:
    assert rule_of("检查 个数(上年.表2) >= 1").documents == (("上年", "甲"),)


def test_a_rule_without_a_check_is_a_mistake() -> None:
    assert mistakes_in("对于 每行 属于 表2") == [("S230", 1)]
    assert mistakes_in("对于 每行 属于 表2", "检查 存在") == []


def test_a_message_without_a_check_is_a_mistake() -> None:
    assert mistakes_in("对于 每行 属于 表2", '提示 "甲"', "检查 存在") == [("S236", 3)]
    assert mistakes_in("对于 每行 属于 表2", "检查 存在", '提示 "甲"') == []


def test_every_mistake_of_a_rule_is_told_at_its_line() -> None:
    rule, mistakes = checked(
        "级别 错误 若 合计 否则 警告",
        "适用 没有",
        "对于 每行 属于 表2",
        "若 合计",
        "令 数 = 没有",
        "检查 合计 = 面积",
        "例",
    )
    assert rule is None
    assert sorted((item.span.line, item.code) for item in mistakes) == [
        (2, "S205"),
        (3, "S202"),
        (5, "S205"),
        (6, "S202"),
        (7, "S203"),
        (8, "S234"),
    ]


@pytest.mark.parametrize(
    "quantifier", ["对于 每行 甲 属于 表99", "对于 每行 甲 属于 表2, 表99 其中 无此 = 1"]
)
def test_what_only_follows_from_a_wrong_quantifier_is_not_told(quantifier: str) -> None:
    mistakes = mistakes_in(
        "级别 错误 若 甲.合计 > 5万元 否则 警告",
        "依据 表式",
        quantifier,
        "若 有 甲.合计",
        "令 乙 = 甲.合计",
        "检查 甲.合计 = 乙",
    )
    assert mistakes == [("S202", 4)]


def test_a_name_whose_value_is_wrong_is_not_told_to_be_unknown() -> None:
    mistakes = mistakes_in("依据 表式", "令 乙 = 无此", "检查 乙 = 1", "检查 别的 = 1")
    assert mistakes == [("S202", 3), ("S202", 5)]


def test_a_quantifier_that_cannot_be_read_leaves_no_unknown_names_behind() -> None:
    text = '规则 R-1 "名"\n  依据 表式\n  对于 每行 甲 属 表2\n  检查 甲.合计 = 甲.没有\n'
    file, unread = parse_text(text, "rule.rules")
    assert [item.code for item in unread] == ["L103"]
    declared = declarations()
    _, mistakes = build_rule(file.clauses[0], declared, declared.templates["甲"], "toy")
    assert [item.code for item in mistakes] == ["S230"]


def test_blanks_inside_the_brackets_of_a_name_are_no_part_of_it() -> None:
    assert rule_of("依据 表式", "令 【 甲 】 = 1", "检查 甲 = 1").blocks


def test_a_rule_without_a_name_is_no_rule() -> None:
    clause = rule_clause("检查 个数(表2) >= 1")
    nameless = attrs.evolve(clause, head=attrs.evolve(clause.declared, name=None))
    form = declarations().templates["甲"]
    assert build_rule(clause, declarations(), form, "toy")[0] is not None
    assert build_rule(nameless, declarations(), form, "toy") == (None, ())


def test_documents_are_named_by_a_list_of_theirs() -> None:
    declared = ("上年", "年初预算")
    assert documents_named(rule_clause("检查 个数(上年.表2) >= 1"), declared) == ("上年",)
    # 上年 alone is a slot of that name.
    assert documents_named(rule_clause("检查 有 上年"), declared) == ()
    assert documents_named(rule_clause("检查 个数(上年.表2) >= 1"), ()) == ()


def test_documents_are_named_in_the_order_declared() -> None:
    clause = rule_clause("检查 个数(乙.表2) = 个数(甲.表2)")
    assert documents_named(clause, ("甲", "乙")) == ("甲", "乙")


def test_a_law_that_no_pack_declares_is_a_mistake_at_the_line_that_cites_it() -> None:
    clause = rule_clause("级别 错误", "依据 细则1, 细则9")
    (mistake,) = unknown_law(clause, ["细则1", "细则2"])
    assert (mistake.code, mistake.span.line) == ("S231", 3)
    assert mistake.details == {"name": "细则9"}
    assert unknown_law(clause, ["细则1", "细则9"]) == []
