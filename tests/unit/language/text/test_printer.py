"""Trees are printed in one canonical form that is read back as the same tree."""

from __future__ import annotations

import pytest

from budgetrules.language.text import tree
from budgetrules.language.text.keywords import SPELLINGS
from budgetrules.language.text.parser import parse_text
from budgetrules.language.text.printer import expression_text, format_file, format_text
from tests.unit.language.text.parts import EQUAL, ONE, A, B, operation, path, text


def in_a_rule(line: str) -> str:
    """A line under a rule."""
    return f'规则 甲 "乙"\n  {line}\n'


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("检查  甲＝1", "检查 甲 = 1"),
        ("检查 (甲,乙)包含 丙", "检查 (甲, 乙) 包含 丙"),
        ("检查 【甲】 = 1", "检查 甲 = 1"),
        ("检查 【求和】 = 【甲 乙】", "检查 【求和】 = 【甲 乙】"),
        ("检查 甲 = 2*乙+-1", "检查 甲 = 2 × 乙 + -1"),
        ("检查 求和(甲 乙 其中 甲=1)=5%", "检查 求和(甲 乙 其中 甲 = 1) = 5%"),
        ('检查 不含 “乙”, 叠词 除 "天"', '检查 不含 "乙", 叠词 除 "天"'),
        ("检查 甲.[乙] 印零", "检查 甲.[乙] 印零"),
        ('检查 表1["a",甲].乙 = 3万元', '检查 表1["a", 甲].乙 = 3万元'),
        ("级别 错误 若 甲=1 否则 警告", "级别 错误 若 甲 = 1 否则 警告"),
        ("令 甲=乙", "令 甲 = 乙"),
        ("对于 每行 甲 属于 乙,丙, 每格 属于 丙", "对于 每行 甲 属于 乙, 丙, 每格 属于 丙"),
        (
            "对于 每对 甲 属于 乙 与 丁 属于 丙 按 甲 对应 乙,丙 其中 甲=1",
            "对于 每对 甲 属于 乙 与 丁 属于 丙 按 甲 对应 乙, 丙 其中 甲 = 1",
        ),
        ("提示 「乙」", '提示 "乙"'),
        ("依据 甲,乙", "依据 甲, 乙"),
    ],
)
def test_a_line_of_a_rule_is_printed_in_one_form(written: str, printed: str) -> None:
    assert format_text(in_a_rule(written)) == (in_a_rule(printed), ())


def test_each_line_is_printed_in_either_spelling() -> None:
    written = in_a_rule("对于 每行 甲 属于 全部表 其中 级次 = 1")
    english, _ = format_text(written, "en")
    assert english == 'rule 甲 "乙"\n  for each_row 甲 in all_tables where level = 1\n'
    assert format_text(english)[0] == written


def test_options_are_printed_behind_name_and_texts() -> None:
    written = '模板 甲\n  表 表1 "总表"   必有 别名 "a","b"\n    层级 类>款 > 项\n'
    printed = '模板 甲\n  表 表1 "总表" 必有 别名 "a", "b"\n    层级 类 > 款 > 项\n'
    assert format_text(written)[0] == printed


def test_bare_keywords_follow_the_spelling_and_names_do_not() -> None:
    written = "模板 决算\n  文种 决算\n"
    assert format_text(written, "en")[0] == "template 决算\n  kind final\n"


@pytest.mark.parametrize("name", ["【a b】", "【a>b】", "【】", '【a"b】', "甲#乙"])
def test_a_declared_name_is_bracketed_where_a_bare_word_could_not_hold_it(name: str) -> None:
    head = name if name.startswith("【") else f"【{name}】"
    formatted, _ = format_text(f"模板 {head}\n")
    assert formatted == f"模板 {head}\n"


def test_a_declared_name_is_bare_otherwise() -> None:
    assert format_text("模板 【甲.1】\n")[0] == "模板 甲.1\n"


def test_lines_of_tables_are_printed_with_a_space_around_each_cell() -> None:
    written = "规则 甲\n  例 通过\n    |表1||合计 |\n"
    assert format_text(written)[0] == "规则 甲\n  例 通过\n    | 表1 | | 合计 |\n"


def test_comments_stay_with_their_clauses_and_at_the_end() -> None:
    written = "#一\n规则 甲 #二\n   #三\n   检查 甲=1\n#\n"
    printed = "# 一\n规则 甲  # 二\n  # 三\n  检查 甲 = 1\n\n#\n"
    assert format_text(written)[0] == printed


def test_blank_lines_stand_around_clauses_with_others_under_them() -> None:
    written = '法源 甲 "a"\n\n法源 乙 "b"\n规则 甲\n  检查 甲 = 1\n法源 丙 "c"\n'
    printed = '法源 甲 "a"\n法源 乙 "b"\n\n规则 甲\n  检查 甲 = 1\n\n法源 丙 "c"\n'
    assert format_text(written)[0] == printed


def test_an_empty_file_is_printed_as_nothing() -> None:
    assert format_file(tree.File(())) == ""
    assert format_file(tree.File((), ("说明",))) == "# 说明\n"


def test_a_file_with_mistakes_is_not_printed() -> None:
    printed, mistakes = format_text("规侧 甲")
    assert printed is None
    assert [mistake.code for mistake in mistakes] == ["L101"]


# ---- expressions


@pytest.mark.parametrize(
    ("node", "printed"),
    [
        (EQUAL, "甲 = 1"),
        (operation("<=", A, ONE), "甲 <= 1"),
        (operation("and", A, operation("not", B)), "甲 且 非 乙"),
        (operation("exists"), "存在"),
        (operation("neg", A), "-甲"),
        (operation("minus", A, B), "甲 - 乙"),
        (operation("both", A, B), "甲 乙"),
        (operation("without", text("a"), text("b")), '不含 "a", "b"'),
        (operation("same_set", A, B), "甲 同集 乙"),
        (tree.Items((text("a"), text("b"))), '("a", "b")'),
        (path("1甲"), "【1甲】"),
        (path("每行"), "【每行】"),
        (path("甲_1", "乙"), "甲_1.乙"),
    ],
)
def test_an_expression_is_printed_as_rules_write_it(node: tree.Expression, printed: str) -> None:
    assert expression_text(node) == printed


@pytest.mark.parametrize(
    ("value", "printed"), [("a", '"a"'), ('a"b', '「a"b」'), ('a"」', '“a"」”')]
)
def test_a_text_is_printed_in_quotes_that_do_not_stand_in_it(value: str, printed: str) -> None:
    assert expression_text(text(value)) == printed


def test_a_keyword_can_not_be_printed_as_a_name_that_is_given() -> None:
    head = tree.LetHead(tree.Name("sum", True), ONE)
    clause = tree.Clause(keyword="let", head=head)
    with pytest.raises(ValueError, match="sum is a keyword"):
        format_file(tree.File((clause,)))


def test_an_unknown_keyword_can_not_be_printed() -> None:
    with pytest.raises(ValueError, match="no keyword of an expression"):
        expression_text(tree.Path((tree.Step(tree.Name("no_keyword", True)),)))


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "line",
    [
        "对于 每组 甲 属于 表1, 表2 按 甲, 乙 其中 非 甲 印零",
        "检查 (甲 且 乙) 或 丙 当且仅当 甲 属于 (乙, 丙)",
        "检查 - 甲 + 2 × 乙 - 3.50 <= 末位(甲, 2)",
        '检查 名单(表1 除 表2 其中 级次 = "项") 同集 ("a", "b")',
        "令 【每行】 = 百分比(甲, 乙)",
    ],
)
def test_what_is_printed_is_read_back_as_the_same_tree(line: str, spelling: str) -> None:
    file, mistakes = parse_text(in_a_rule(line), "t.rules")
    assert mistakes == ()
    again, mistakes = parse_text(format_file(file, spelling), "t.rules")
    assert mistakes == ()
    assert again.clauses == file.clauses
