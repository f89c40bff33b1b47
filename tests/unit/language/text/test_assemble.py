"""Tokens of a head are put together by the clause's table: names, options, values, places, keys."""

from __future__ import annotations

import pytest

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.assemble import assemble_for, assemble_severity, assemble_words
from budgetrules.language.text.heads import parse_head
from budgetrules.language.text.transform import Assembly
from tests.unit.language.text.parts import EQUAL, A, B, C, path, place, text


def tokens(written: str, start: str) -> Assembly:
    """The tokens of a head that the grammar reads."""
    parsed = parse_head(start, written, place(written))
    assert isinstance(parsed, Assembly)
    return parsed


def words(keyword: str, written: str) -> tree.Head | Diagnostic:
    """A declaring head of a clause."""
    return assemble_words(keyword, tokens(written, "declaration"), place(written))


def sources(written: str) -> tuple[tree.Source, ...]:
    """The sources of a sound 对于."""
    head = assemble_for("for", tokens(written, "for_head"), place(written))
    assert isinstance(head, tree.ForHead)
    return head.sources


def severity(written: str) -> tree.Head | Diagnostic:
    """The head of 级别."""
    return assemble_severity("severity", tokens(written, "severity_head"), place(written))


def code_and_place(mistake: object) -> tuple[str, int, int]:
    """What is wrong, from which column to which."""
    assert isinstance(mistake, Diagnostic)
    return mistake.code, mistake.span.column, mistake.span.end


# ---- declaring heads


def test_a_name_comes_first_then_texts_then_options() -> None:
    assert words("table", '表1 "收支总表" "总表" 必有 别名 "甲"') == tree.Declaration(
        tree.Name("表1"),
        (text("收支总表"), text("总表")),
        (tree.Option("required"), tree.Option("alias", (text("甲"),))),
    )


def test_a_keyword_is_an_option_only_where_the_clause_has_it() -> None:
    assert words("template", "别名") == tree.Declaration(tree.Name("别名"))


def test_a_first_word_is_the_name_even_if_it_is_spelled_like_an_option() -> None:
    assert words("table", "必有 必有") == tree.Declaration(
        tree.Name("必有"), options=(tree.Option("required"),)
    )


def test_laws_read_from_a_file_have_no_name() -> None:
    assert words("law", '自 "laws.tsv"') == tree.Declaration(
        None, options=(tree.Option("from", (text("laws.tsv"),)),)
    )


def test_a_name_may_stand_in_brackets() -> None:
    assert words("table", "【 表 1 】") == tree.Declaration(tree.Name("表 1"))


def test_values_parted_by_commas_are_one_list() -> None:
    alias = tree.Option("alias", ((text("甲"), text("乙")), text("丙")))
    assert words("table", '表1 别名 "甲", "乙" "丙"') == tree.Declaration(
        tree.Name("表1"), options=(alias,)
    )


def test_levels_are_parted_by_their_own_sign() -> None:
    levels = tree.Option("", ((tree.Name("类"), tree.Name("款"), tree.Name("项")),))
    assert words("levels", "类 > 款 > 项") == tree.Declaration(None, options=(levels,))


def test_an_equals_sign_between_values_says_nothing() -> None:
    assert words("parameter", "甲 = 5") == words("parameter", "甲 5")


def test_a_bare_word_is_a_keyword_where_the_clause_wants_one() -> None:
    assert words("kind", "决算") == tree.Declaration(
        None, options=(tree.Option("", (tree.Name("final", True),)),)
    )
    assert words("unit", "决算") == tree.Declaration(
        None, options=(tree.Option("", (tree.Name("决算"),)),)
    )


def test_a_head_of_text_is_one_text() -> None:
    assert words("message", '"差额"') == text("差额")
    assert code_and_place(words("message", "差额")) == ("L103", 0, 2)


def test_a_word_that_is_no_option_is_a_mistake_with_the_nearest_one() -> None:
    mistake = words("table", "表1 必友")
    assert code_and_place(mistake) == ("L114", 3, 5)
    assert isinstance(mistake, Diagnostic)
    assert mistake.suggestion == "必有"
    assert mistake.details == {"found": "必友"}


def test_what_stands_behind_an_option_is_its_value_until_another_option() -> None:
    alias = tree.Option("alias", (tree.Name("必友"), text("甲")))
    assert words("table", '表1 别名 必友 "甲" 必有') == tree.Declaration(
        tree.Name("表1"), options=(alias, tree.Option("required"))
    )


@pytest.mark.parametrize(
    ("written", "code", "column", "end"),
    [
        ('表1 别名 , "甲"', "L103", 6, 7),
        ('表1 别名 "甲" > "乙"', "L103", 10, 11),
        ('表1 别名 "甲",, "乙"', "L103", 10, 11),
        ('表1 别名 "甲",', "L105", 6, 9),
        ('表1 别名 "甲", 必有', "L105", 11, 13),
    ],
)
def test_a_separator_stands_between_two_values(
    written: str, code: str, column: int, end: int
) -> None:
    assert code_and_place(words("table", written)) == (code, column, end)


# ---- 级别


def test_a_severity_may_hold_by_a_condition_and_another_one_otherwise() -> None:
    assert severity("错误") == tree.SeverityHead("error")
    assert severity("错误 若 甲 = 1 否则 提醒") == tree.SeverityHead("error", EQUAL, "note")


def test_a_severity_is_one_of_three_words() -> None:
    mistake = severity("警报")
    assert code_and_place(mistake) == ("L115", 0, 2)
    assert isinstance(mistake, Diagnostic)
    assert mistake.allowed == ("错误", "警告", "提醒")
    assert code_and_place(severity("错误 若 甲 否则 通过")) == ("L115", 10, 12)


# ---- 对于


def test_a_source_has_a_variable_and_places() -> None:
    assert sources("每行 甲 属于 乙, 丙") == (
        tree.Source(quantifier="each_row", variable=tree.Name("甲"), places=(B, C)),
    )


def test_a_comma_before_a_quantifier_begins_another_source() -> None:
    first, second = sources("每行 甲 属于 乙, 每格 属于 丙")
    assert first == tree.Source(quantifier="each_row", variable=tree.Name("甲"), places=(B,))
    assert second == tree.Source(quantifier="each_cell", places=(C,))


def test_a_pair_has_another_side_and_keys() -> None:
    assert sources("每对 甲 属于 乙 与 丁 属于 丙 按 甲 对应 乙, 丙") == (
        tree.Source(
            quantifier="each_pair",
            variable=tree.Name("甲"),
            places=(B,),
            other_variable=tree.Name("丁"),
            other_places=(C,),
            keys=(tree.PairKey(A, B), tree.PairKey(C)),
        ),
    )


def test_the_filter_belongs_to_the_last_source() -> None:
    first, last = sources("每行 甲 属于 乙, 每格 属于 丙 其中 甲 = 1")
    assert (first.where, last.where) == (None, EQUAL)


def test_the_whole_text_needs_no_place() -> None:
    assert sources("全文") == (tree.Source(quantifier="whole_text"),)


@pytest.mark.parametrize(
    ("written", "code", "column", "end"),
    [
        ("甲 属于 乙", "L116", 0, 1),
        ("每行 属于 乙 按 甲 与 丙", "L103", 12, 13),
        ("每行 甲 乙", "L103", 5, 6),
        ("每行 编码表 属于 乙", "L118", 3, 6),
        ("每对 甲 属于 乙 与 下级 属于 丙", "L118", 12, 14),
        ("每行 属于 甲.乙 丙", "L103", 10, 11),
        ("每行 属于 , 甲", "L103", 6, 7),
        ("每行 属于", "L105", 3, 5),
        ("每组 甲 属于 乙 按", "L105", 10, 11),
        ("每组 甲 属于 乙 按 , 丙", "L103", 12, 13),
    ],
)
def test_what_is_out_of_order_is_found_at_its_place(
    written: str, code: str, column: int, end: int
) -> None:
    mistake = assemble_for("for", tokens(written, "for_head"), place(written))
    assert code_and_place(mistake) == (code, column, end)


def test_nothing_to_take_from_is_a_mistake_of_the_whole_head() -> None:
    where = Span("t.rules", 1, 0, 1)
    assert code_and_place(assemble_for("for", Assembly(()), where)) == ("L105", 0, 1)


def test_a_path_out_of_place_is_printed_whole() -> None:
    mistake = assemble_for("for", tokens("表1.甲", "for_head"), place("表1.甲"))
    assert isinstance(mistake, Diagnostic)
    assert mistake.details == {"found": "表1.甲"}
    assert path("表1", "甲") == tokens("表1.甲", "for_head").tokens[0].value


def test_a_text_that_is_too_much_is_told_as_printed() -> None:
    mistake = words("message", '"甲" "乙"')
    assert isinstance(mistake, Diagnostic)
    assert (mistake.code, mistake.details["found"]) == ("L103", "乙")
