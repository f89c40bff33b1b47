"""A file is parsed line by line, so one run finds every mistake and keeps what is sound."""

from __future__ import annotations

import pytest

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.language.text import tree
from budgetrules.language.text.parser import parse_text
from tests.unit.language.text.parts import EQUAL, text

RULE = """\
# 一条规则
规则 甲 "合计"  # 边注
  级别 错误
  检查 甲 = 1
"""


def parse(written: str) -> tuple[tree.Clause, ...]:
    """The clauses of a sound text."""
    file, mistakes = parse_text(written, "t.rules")
    assert mistakes == ()
    return file.clauses


def mistakes(written: str) -> list[tuple[str, int, int, int]]:
    """The code, line, column and end of each mistake."""
    _, collected = parse_text(written, "t.rules")
    return [
        (mistake.code, mistake.span.line, mistake.span.column, mistake.span.end)
        for mistake in collected
    ]


def only_mistake(written: str) -> Diagnostic:
    """The mistake of a text that has one."""
    _, collected = parse_text(written, "t.rules")
    assert len(collected) == 1
    return collected[0]


def test_a_clause_keeps_its_head_its_children_and_its_comments() -> None:
    severity = tree.Clause(keyword="severity", head=tree.SeverityHead("error"))
    check = tree.Clause(keyword="check", head=EQUAL)
    assert parse(RULE) == (
        tree.Clause(
            keyword="rule",
            head=tree.Declaration(tree.Name("甲"), (text("合计"),)),
            children=(severity, check),
            comments=("一条规则",),
            trailing="边注",
        ),
    )


def test_both_spellings_and_full_width_signs_give_one_tree() -> None:
    english = 'rule 甲 "合计"\n  severity error\n  check 甲 = 1\n'
    chinese = "规则　甲　“合计”\n  级别　错误\n  检查　甲＝1\n"
    assert parse(english) == parse(chinese)


def test_a_clause_knows_its_place() -> None:
    rule = parse(RULE)[0]
    check = rule.children[1]
    assert (rule.span.file, rule.span.line, rule.span.column) == ("t.rules", 2, 0)
    assert (check.span.line, check.span.column, check.span.end) == (4, 2, 10)


def test_comments_behind_the_last_clause_belong_to_the_file() -> None:
    file, _ = parse_text("规则 甲\n# 完", "t.rules")
    assert file.comments == ("完",)


def test_an_empty_text_is_an_empty_file() -> None:
    assert parse_text("\n \n", "t.rules") == (tree.File((), name="t.rules"), ())


def test_a_line_of_a_table_is_parted_into_cells() -> None:
    example = parse("规则 甲\n  例 通过\n    | 表1 |  | 合计 |")[0].children[0]
    assert example.children == (
        tree.Clause(keyword="line", head=tree.TableLine(("表1", "", "合计"))),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("规侧 甲", [("L101", 1, 0, 2)]),
        ("检查 甲 = 1", [("L102", 1, 0, 2)]),
        ("规则 甲\n  检查", [("L105", 2, 4, 5)]),
        ("规则 甲\n  检查 甲 = )", [("L103", 2, 9, 10)]),
        ("规则 甲\n  级别 甲", [("L115", 2, 5, 6)]),
        ("规则 甲\n  对于 甲", [("L116", 2, 5, 6)]),
        ("| 甲 |", [("L102", 1, 0, 5)]),
        ("规则 甲\n  例 通过\n    | 甲", [("L109", 3, 6, 7)]),
        ("规则 甲\n  例 通过\n    |", [("L109", 3, 4, 5)]),
        ("规则 甲\n  例 通过\n    | 甲 |\n      | 乙 |", [("L107", 4, 6, 11)]),
        ("  规则 甲", [("L107", 1, 0, 2)]),
        ('"甲" 乙', [("L101", 1, 0, 1)]),
        ('规则 "甲', [("L106", 1, 3, 5)]),
    ],
)
def test_a_mistake_has_a_code_and_a_place(
    written: str, expected: list[tuple[str, int, int, int]]
) -> None:
    assert mistakes(written) == expected


def test_every_mistake_is_found_in_the_order_of_the_file() -> None:
    written = "规则 甲\n  检查\n  级别 甲\n\t检查 甲 = 1\n  查检 乙\n"
    assert [line for _, line, _, _ in mistakes(written)] == [2, 3, 4, 4, 5]


def test_a_broken_line_is_left_out_with_the_lines_under_it_but_those_are_looked_at() -> None:
    file, collected = parse_text("规则 甲 版\n  检查\n规则 乙", "t.rules")
    assert [clause.declared.id() for clause in file.clauses] == ["乙"]
    assert [mistake.code for mistake in collected] == ["L114", "L105"]


def test_a_keyword_nearly_written_is_suggested_from_those_allowed_here() -> None:
    mistake = only_mistake("规则 甲\n  级刖 错误")
    assert mistake.suggestion == "级别"
    assert "检查" in mistake.allowed
    assert "规则" not in mistake.allowed


def test_a_keyword_that_belongs_elsewhere_is_suggested_if_none_here_is_near() -> None:
    assert only_mistake("规则 甲\n  模版 乙").suggestion == "模板"


def test_a_word_of_one_sound_with_a_keyword_suggests_it() -> None:
    assert only_mistake("规则 甲\n  检察 乙 = 1").suggestion == "检查"


def test_a_line_that_may_stand_once_is_kept_once() -> None:
    mistake = only_mistake("规则 甲\n  级别 错误\n  检查 甲 = 1\n  级别 警告")
    assert (mistake.code, mistake.span.line) == ("L117", 4)
    assert mistake.details == {"word": "级别", "line": "2"}


def test_a_broken_line_does_not_count_as_the_one_that_may_stand() -> None:
    assert mistakes("规则 甲\n  级别 甲\n  级别 警告") == [("L115", 2, 5, 6)]


def test_a_line_that_may_stand_more_often_is_kept_each_time() -> None:
    rule = parse("规则 甲\n  检查 甲 = 1\n  检查 甲 = 1")[0]
    assert len(rule.all("check")) == 2
