"""Each rule of the grammar comes to its value of the tree, by the keyword's id in both spellings."""

from __future__ import annotations

import pytest

from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.heads import parse_head
from budgetrules.language.text.transform import Assembly, HeadToken
from tests.unit.language.text.parts import EQUAL, ONE, A, B, C, operation, path, place, text


def parse(written: str, start: str = "condition") -> object:
    """A head at the beginning of its line."""
    return parse_head(start, written, place(written))


def builtin(name: str, *arguments: tree.Argument) -> tree.Path:
    """A call of a keyword."""
    return tree.Path((tree.Step(tree.Name(name, True), arguments=arguments),))


CONDITIONS = (
    ("非 甲", operation("not", A)),
    ("甲 且 乙 且 丙", operation("and", A, B, C)),
    ("甲 或 乙 且 丙", operation("or", A, operation("and", B, C))),
    ("甲 且 (乙)", operation("and", A, tree.Items((B,)))),
    ("甲 当且仅当 乙", operation("iff", A, B)),
    ("有 甲", operation("has", A)),
    ("无 甲", operation("lacks", A)),
    ("存在", operation("exists")),
    ("甲 印零", operation("prints_zero", A)),
    ("甲 属于 乙", operation("in", A, B)),
    ("甲 相同 1", operation("same", A, ONE)),
    ("甲 != 1", operation("!=", A, ONE)),
)


@pytest.mark.parametrize(("written", "meant"), CONDITIONS)
def test_a_condition_is_an_operation_by_its_keyword_or_sign(
    written: str, meant: tree.Operation
) -> None:
    assert parse(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("甲 - 乙 + 丙", operation("plus", operation("minus", A, B), C)),
        ("甲 + 2 × 乙", operation("plus", A, operation("times", tree.Number("2"), B))),
        ("2 * 乙", operation("times", tree.Number("2"), B)),
        ("-甲", operation("neg", A)),
        ("+甲", A),
    ],
)
def test_figures_are_reckoned_from_left_to_right_products_first(
    written: str, meant: tree.Expression
) -> None:
    assert parse(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.50", tree.Number("0.50")),
        ("12.5%", tree.Number("12.5", percent=True)),
        ("30万元", tree.Number("30", unit="万元")),
    ],
)
def test_a_number_stays_as_written(written: str, meant: tree.Number) -> None:
    assert parse(written) == meant


@pytest.mark.parametrize("written", ['"甲 乙"', "「甲 乙」", "“甲 乙”"])
def test_a_text_is_what_its_quotes_hold(written: str) -> None:
    assert parse(written) == text("甲 乙")


def test_a_list_holds_its_values() -> None:
    assert parse('("302", "307")') == tree.Items((text("302"), text("307")))


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("表1.收入", path("表1", "收入").steps),
        (
            '表1["合计", "小计"]',
            (tree.Step(tree.Name("表1"), (text("合计"), text("小计"))),),
        ),
        ("甲.[乙]", (A.steps[0], tree.Step(tree.Name("乙"), dynamic=True))),
        ("甲(乙)", (tree.Step(tree.Name("甲"), arguments=(tree.Argument(B),)),)),
        (
            '甲["a"](乙)',
            (tree.Step(tree.Name("甲"), (text("a"),), (tree.Argument(B),)),),
        ),
    ],
)
def test_a_path_keeps_the_brackets_behind_each_name(
    written: str, steps: tuple[tree.Step, ...]
) -> None:
    assert parse(written) == tree.Path(steps)


@pytest.mark.parametrize("word", ["求和", "sum"])
def test_a_keyword_is_known_by_its_id_in_both_spellings(word: str) -> None:
    assert parse(f"{word}(甲)") == builtin("sum", tree.Argument(A))


def test_a_name_in_brackets_is_no_keyword() -> None:
    assert parse("【求和】") == path("求和")
    assert parse("【 甲 乙 】") == path("甲 乙")


def test_an_argument_keeps_its_filter() -> None:
    assert parse("求和(甲 其中 甲 = 1)") == builtin("sum", tree.Argument(A, EQUAL))


def test_an_argument_may_have_a_scope_or_leave_something_out() -> None:
    assert parse("求和(甲 乙)") == builtin("sum", tree.Argument(operation("both", A, B)))
    assert parse("求和(甲 除 乙)") == builtin("sum", tree.Argument(operation("except", A, B)))


def test_things_not_to_be_held_are_texts_classes_of_text_and_their_exceptions() -> None:
    doubled = tree.Path((tree.Step(tree.Name("doubled", True)),))
    exception = operation("except", doubled, text("天天"))
    assert parse('不含 "×", 叠词 除 "天天"') == operation("without", text("×"), exception)


def test_a_class_of_text_is_a_name_like_any_other_elsewhere() -> None:
    assert parse("叠词 = 1") == operation("=", path("叠词"), ONE)


@pytest.mark.parametrize(
    "written", ["甲 = 1", "非 甲", "不含 甲, 乙", "-甲", "甲 且 乙", "甲.乙", "甲 印零"]
)
def test_a_value_begins_where_its_first_part_does(written: str) -> None:
    parsed = parse(written)
    assert isinstance(parsed, tree.Operation | tree.Path)
    assert (parsed.span.line, parsed.span.column) == (1, 0)


def test_a_value_ends_where_its_last_part_does() -> None:
    parsed = parse("甲 且 不含 乙, 丙")
    assert isinstance(parsed, tree.Operation)
    assert parsed.span == place("甲 且 不含 乙, 丙")


# ---- heads


def test_a_let_head_names_a_value() -> None:
    assert parse("甲 = 1", "let_head") == tree.LetHead(tree.Name("甲"), ONE)
    assert parse("【甲 乙】 = 1", "let_head") == tree.LetHead(tree.Name("甲 乙"), ONE)


def test_a_severity_head_gives_its_words_and_its_condition() -> None:
    parsed = parse("错误 若 甲 = 1 否则 警告", "severity_head")
    assert isinstance(parsed, Assembly)
    assert [token.value for token in parsed.tokens] == ["错误", "警告"]
    assert parsed.where == EQUAL


def test_a_severity_alone_has_no_condition() -> None:
    assert parse("错误", "severity_head") == Assembly((HeadToken("word", "错误", place("错误")),))


def test_a_for_head_gives_its_tokens_in_order_and_the_filter() -> None:
    parsed = parse("每对 甲 属于 乙 与 丙 按 甲 对应 乙, 丙 其中 甲 = 1", "for_head")
    assert isinstance(parsed, Assembly)
    assert [token.kind for token in parsed.tokens] == [
        "quantifier",
        "path",
        "in",
        "path",
        "with",
        "path",
        "by",
        "path",
        "matching",
        "path",
        "comma",
        "path",
    ]
    assert parsed.tokens[0].value == "each_pair"
    assert parsed.where == EQUAL


def test_a_declaration_gives_its_words_texts_and_signs_in_order() -> None:
    parsed = parse('甲 "乙", 3 > =', "declaration")
    assert isinstance(parsed, Assembly)
    assert [(token.kind, token.value) for token in parsed.tokens] == [
        ("word", "甲"),
        ("text", text("乙")),
        ("sign", ","),
        ("word", "3"),
        ("sign", ">"),
        ("sign", "="),
    ]
    assert parsed.tokens[1].span == Span("t.rules", 1, 2, 5)
