"""Heads are parsed by their shape; what can't be read is a diagnostic that says what can follow."""

from __future__ import annotations

import pytest

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.operators import OPERATORS
from budgetrules.core.spans import Span
from budgetrules.core.units import UNITS
from budgetrules.language.text import tree
from budgetrules.language.text.heads import parse_head
from budgetrules.language.text.keywords import Keyword, of_kind
from budgetrules.language.text.transform import Assembly
from tests.unit.language.text.parts import EQUAL, ONE, A, operation, place


def parse(text: str, start: str = "condition") -> tree.Head | Assembly | Diagnostic:
    """A head that stands at column 5 of its line."""
    return parse_head(start, text, place(text, 5))


def mistake(text: str, start: str = "condition") -> Diagnostic:
    """The mistake of a head that can't be read."""
    parsed = parse(text, start)
    assert isinstance(parsed, Diagnostic)
    return parsed


@pytest.mark.parametrize("name", OPERATORS)
def test_every_operator_is_read_by_its_sign_or_its_keyword(name: str) -> None:
    written = of_kind("word")[name].zh if OPERATORS[name].is_word else name
    assert parse(f"甲 {written} 1") == operation(name, A, ONE)


@pytest.mark.parametrize("keyword", of_kind("quantifier").values(), ids=lambda word: word.id)
def test_every_quantifier_is_read_in_both_spellings(keyword: Keyword) -> None:
    chinese, english = parse(keyword.zh, "for_head"), parse(keyword.en, "for_head")
    assert isinstance(chinese, Assembly)
    assert isinstance(english, Assembly)
    assert chinese.tokens[0].value == english.tokens[0].value == keyword.id


@pytest.mark.parametrize("unit", [name for name in UNITS if UNITS[name].dimension == "money"])
def test_every_unit_of_money_may_stand_behind_a_number(unit: str) -> None:
    assert parse(f"12.50{unit}") == tree.Number("12.50", unit=unit)


def test_a_keyword_is_a_whole_word() -> None:
    assert parse("有效 = 1") == operation("=", tree.Path((tree.Step(tree.Name("有效")),)), ONE)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("condition", "甲 = 1"),
        ("for_head", "每行 属于 表1"),
        ("let_head", "甲 = 1"),
        ("severity_head", "错误"),
        ("declaration", '表1 "收支总表"'),
    ],
)
def test_each_shape_of_head_is_read(start: str, text: str) -> None:
    assert not isinstance(parse(text, start), Diagnostic)


def test_a_head_may_have_only_its_own_shape() -> None:
    assert mistake("甲 且 乙", "let_head").allowed == ("=",)
    assert mistake("甲 = 1", "severity_head").details == {"found": "="}


def test_a_place_counts_from_the_head_on() -> None:
    parsed = parse("甲 = 1")
    assert isinstance(parsed, tree.Operation)
    assert parsed == EQUAL
    assert parsed.span == Span("t.rules", 1, 5, 10)
    assert parsed.operands[1].span == Span("t.rules", 1, 9, 10)


def test_what_is_not_expected_is_named_with_its_place_and_what_is() -> None:
    found = mistake("甲 = = 1")
    assert found.code == "L103"
    assert found.details == {"found": "="}
    assert found.span == Span("t.rules", 1, 9, 10)
    assert set(found.allowed) >= {"名称", "“文字”", "数", "("}
    assert "且" not in found.allowed


def test_a_keyword_nearly_written_is_suggested() -> None:
    found = mistake("错误 若 甲 否者 警告", "severity_head")
    assert (found.details, found.suggestion) == ({"found": "否者"}, "否则")


def test_a_head_that_ends_too_early_is_missed_behind_its_end() -> None:
    found = mistake("甲 =")
    assert (found.code, found.span) == ("L105", Span("t.rules", 1, 8, 9))


def test_a_character_that_begins_nothing_is_named() -> None:
    found = mistake("甲 = 「乙")
    assert (found.code, found.details) == ("L104", {"found": "「"})
    assert found.span == Span("t.rules", 1, 9, 10)


def test_a_character_of_no_word_is_named() -> None:
    found = mistake("甲 = ?")
    assert (found.code, found.details) == ("L103", {"found": "?"})
    assert found.span == Span("t.rules", 1, 9, 10)


def test_brackets_without_end_are_a_mistake_and_no_crash() -> None:
    found = mistake("(" * 600 + "1" + ")" * 600)
    assert found.code == "L113"
