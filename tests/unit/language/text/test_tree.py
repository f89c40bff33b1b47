"""Trees: positions don't count, and declarations answer by the keywords of their options."""

from __future__ import annotations

from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from tests.unit.language.text.parts import EQUAL, text

A_SPAN = Span("t.rules", 3, 1, 2)
ALIAS = tree.Option("alias", ((text("甲"), text("乙")), tree.Name("丙")))
REQUIRED = tree.Option("required")
BARE = tree.Option("", (tree.Name("5"),))
HEAD = tree.Declaration(tree.Name("表1"), (text("收支总表"),), (ALIAS, REQUIRED, BARE))


def test_positions_do_not_count_in_equality() -> None:
    assert tree.Name("甲", span=A_SPAN) == tree.Name("甲")
    assert tree.File((), name="a.rules") == tree.File((), name="b.rules")


def test_comments_count_in_equality() -> None:
    assert tree.File((), ("说明",)) != tree.File(())


def test_an_option_gives_its_values_with_lists_opened() -> None:
    assert ALIAS.parts() == (text("甲"), text("乙"), tree.Name("丙"))
    assert ALIAS.words() == ("甲", "乙", "丙")
    assert REQUIRED.words() == ()


def test_a_declaration_finds_its_options_by_keyword() -> None:
    assert HEAD.option("alias") == ALIAS
    assert HEAD.option("unit_of") is None
    assert (HEAD.has("required"), HEAD.has("unit_of")) == (True, False)
    assert HEAD.words("alias") == ("甲", "乙", "丙")
    assert HEAD.words("unit_of") == ()


def test_what_stands_without_a_keyword_is_found_by_an_empty_one() -> None:
    assert HEAD.words("") == ("5",)


def test_every_word_of_a_declaration_is_given_in_the_order_written() -> None:
    assert HEAD.every_word() == ("甲", "乙", "丙", "5")


def test_the_first_of_two_options_counts() -> None:
    second = tree.Option("alias", (text("丁"),))
    assert tree.Declaration(None, options=(ALIAS, second)).option("alias") == ALIAS


def test_a_title_is_the_first_text_or_else_the_name() -> None:
    assert (HEAD.id(), HEAD.title()) == ("表1", "收支总表")
    assert tree.Declaration(tree.Name("表1")).title() == "表1"
    assert tree.Declaration(None).title() == ""


def test_a_clause_finds_its_children_by_keyword() -> None:
    first = tree.Clause(keyword="check", head=EQUAL)
    message = tree.Clause(keyword="message", head=text("甲"))
    second = tree.Clause(keyword="check", head=None)
    rule = tree.Clause(keyword="rule", head=HEAD, children=(first, message, second))
    assert rule.all("check") == (first, second)
    assert rule.first("check") == first
    assert rule.first("let") is None


def test_a_clause_that_declares_nothing_has_an_empty_declaration() -> None:
    assert tree.Clause(keyword="table", head=HEAD).declared == HEAD
    assert tree.Clause(keyword="check", head=EQUAL).declared == tree.Declaration(None)
