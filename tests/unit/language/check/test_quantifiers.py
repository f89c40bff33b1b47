"""对于: what a rule goes over, and the names in force under it."""

from __future__ import annotations

import pytest

from budgetrules.schema import expressions as x
from budgetrules.schema import rules as r
from budgetrules.schema.expressions import TextPart
from tests.unit.language.small_form import mistakes_in, rule_of


def quantifier(source: str, check: str = "检查 存在") -> r.Quantifier:
    """The quantifier of a rule with one 对于."""
    return rule_of(f"对于 {source}", check).blocks[0].quantifier


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("每行 属于 表2", r.EachRow(("表2",))),
        ("每行 甲 属于 表2", r.EachRow(("表2",), "甲")),
        ("每行 属于 表1", r.EachRow(("表1.收入", "表1.支出"))),
        ("每行 属于 表1.收入", r.EachRow(("表1.收入",))),
        ("每行 属于 全部表", r.EachRow(("表1.收入", "表1.支出", "表2"))),
        ("每行 属于 必有表", r.EachRow(("表1.收入", "表1.支出"))),
        ("每行 属于 编码表", r.EachRow(("表2",))),
        ("每行 属于 编码表(科目表)", r.EachRow(("表2",))),
        ("每行 属于 上年.表2", r.EachRow(("上年.表2",))),
        ("每行 属于 总额", r.EachRow(("总额",))),
        ("每行 属于 分类", r.EachFact("分类")),
        ("每行 事 属于 分类", r.EachFact("分类", "事")),
        ("每格 属于 表2", r.EachCell(("表2",))),
        ("每格 格子 属于 表2", r.EachCell(("表2",), "格子")),
        ("每张 属于 表1", r.EachTable(("表1",))),
        ("每张 表 属于 必有表", r.EachTable(("表1",), "表")),
        ("每张 表 属于 可空表", r.EachTable(("表2",), "表")),
        ("每张 表 属于 全部表", r.EachTable(("表1", "表2"), "表")),
        ("每张 句 属于 必有文句", r.EachTable(("总额",), "句")),
        ("每节 节 属于 必有节", r.EachSection(("说明",), "节")),
        ("每节 节 属于 附页", r.EachSection(("附页",), "节")),
        ("全文", r.WholeText()),
    ],
)
def test_what_a_rule_goes_over(source: str, expected: r.Quantifier) -> None:
    assert quantifier(source) == expected


def test_a_filter_speaks_of_the_row_and_is_part_of_the_quantifier() -> None:
    level = x.TextOf(x.Bound("row"), TextPart.LEVEL)
    where = x.CompareTexts("=", level, x.Text("类"))
    assert quantifier('每行 属于 表2 其中 级次 = "类"') == r.EachRow(("表2",), where=where)
    assert quantifier('每格 属于 表2 其中 级次 = "类"') == r.EachCell(("表2",), where=where)


def test_the_authors_name_stands_for_the_record() -> None:
    rule = rule_of("对于 每行 甲 属于 表2", "检查 有 甲.上级")
    condition = rule.blocks[0].checks[0].condition
    assert condition == x.Has(x.Ancestor(x.Variable("甲")))


def test_groups_are_made_by_their_keys() -> None:
    key = x.TextOf(x.Bound("member"), TextPart.KEY, "科目")
    group = quantifier("每组 甲 属于 表2 按 科目", "检查 个数(甲) = 1")
    assert group == r.EachGroup(("表2",), "甲", (key,))


def test_pairs_are_made_by_a_key_of_either_side() -> None:
    name = x.TextOf(x.Bound("member"), TextPart.KEY, "项目")
    code = x.TextOf(x.Bound("member"), TextPart.KEY, "科目")
    pair = quantifier(
        "每对 甲 属于 表1.支出 与 乙 属于 表2 按 项目 对应 科目", "检查 甲.金额 = 乙.合计"
    )
    assert pair == r.EachPair("表1.支出", "表2", "甲", "乙", (name,), (code,))


def test_a_filter_of_pairs_holds_for_the_side_that_has_its_names() -> None:
    pair = quantifier(
        '每对 甲 属于 表1.支出 与 乙 属于 表2 按 项目 对应 科目 其中 级次 = "类"',
        "检查 甲.金额 = 乙.合计",
    )
    assert isinstance(pair, r.EachPair)
    level = x.TextOf(x.Bound("member"), TextPart.LEVEL)
    assert pair.left_where is None
    assert pair.right_where == x.CompareTexts("=", level, x.Text("类"))


def test_the_key_of_a_pair_is_seen_by_its_name() -> None:
    rule = rule_of("对于 每对 甲 属于 表1.收入 与 乙 属于 表1.支出 按 项目", '检查 项目 = "结余"')
    key = x.TextOf(x.Bound("pair"), TextPart.KEY, "项目")
    assert rule.blocks[0].checks[0].condition == x.CompareTexts("=", key, x.Text("结余"))


def test_rows_and_columns_of_one_scope_are_paired() -> None:
    pairs = quantifier(
        "每对 甲 属于 表1.收入 与 乙 属于 列(表2) 按 口径", '检查 甲.金额 = 表2["合计"].[乙]'
    )
    assert pairs == r.ScopePairs(
        "甲", "乙", "表1.收入", "表2", (("拨款收入", "基本"), ("其他收入", "项目"))
    )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("对于 每行 属于 表9", "S202"),
        ("对于 每张 表 属于 表9", "S202"),
        ("对于 每节 节 属于 表1", "S202"),
        ("对于 每行 属于 编码表(项目库)", "S224"),
        ("对于 每行 属于 编码表(表1)", "S202"),
        ("对于 每组 甲 属于 表2 按 合计", "S222"),
        ("对于 每对 甲 属于 表1 与 乙 属于 表2 按 科目", "S223"),
        ("对于 每对 甲 属于 表1.收入 与 乙 属于 列(表9) 按 口径", "S202"),
        ("对于 每行 属于 表2 其中 合计", "S205"),
        ('对于 每对 甲 属于 表1.收入 与 乙 属于 表1.支出 按 项目 其中 级次 = "类"', "S202"),
    ],
)
def test_what_a_rule_cannot_go_over_is_a_mistake_at_its_line(wrong: str, code: str) -> None:
    assert mistakes_in("对于 每行 属于 表2", "检查 存在", wrong, "检查 存在") == [(code, 4)]


def test_checks_under_what_could_not_be_read_are_no_further_mistakes() -> None:
    assert mistakes_in("对于 每行 属于 表9", "检查 没有 = 1", '提示 "甲"') == [("S202", 2)]
