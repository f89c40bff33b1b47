"""What the condition of a check asks."""

from __future__ import annotations

from budgetrules.causes.conditions import (
    asks_for,
    counts_decimals,
    is_one_of_many,
    judges_words,
    text_operator,
)
from budgetrules.schema import expressions as x

ROW = x.Bound("row")
ABOVE = x.Has(x.Ancestor(ROW))
FIGURE = x.Constant("3")


def test_a_condition_asks_for_what_must_be_there() -> None:
    assert asks_for(ABOVE, x.Ancestor)
    assert not asks_for(ABOVE, x.ClaimOf)
    assert not asks_for(x.Compare("=", FIGURE, FIGURE), x.Ancestor)


def test_decimals_are_counted_on_the_left() -> None:
    assert counts_decimals(x.Compare("<=", x.DecimalsOf(FIGURE), x.Constant("2")))
    assert not counts_decimals(x.Compare("<=", FIGURE, x.Constant("2")))
    assert not counts_decimals(ABOVE)


def test_only_texts_are_compared_by_a_text_operator() -> None:
    same_sign = x.CompareTexts("same_sign", x.Text("增加"), x.Text("增长"))
    operator = text_operator(same_sign)
    assert operator is not None
    assert operator.of_signs
    assert text_operator(x.Compare("=", FIGURE, FIGURE)) is None


def test_words_are_judged_where_a_guard_asks_for_one_that_is_printed() -> None:
    word = x.TextOf(ROW, x.TextPart.COLUMN, "比较")
    more = x.CompareTexts("in", word, x.Texts((x.Text("大于"),)))
    assert judges_words((x.All((ABOVE, more)),))
    level = x.TextOf(ROW, x.TextPart.LEVEL)
    assert not judges_words((ABOVE, x.CompareTexts("=", level, x.Text("项"))))


def test_of_a_collection_no_text_is_due_more_than_another() -> None:
    word = x.TextOf(ROW, x.TextPart.COLUMN, "项目名称")
    names = x.NamesOf(x.RowsOf(("项目",)), word)
    assert is_one_of_many(x.CompareTexts("in", word, names))
    assert not is_one_of_many(x.CompareTexts("same_set", word, names))
    assert not is_one_of_many(x.CompareTexts("in", word, x.Texts((x.Text("大于"),))))
