"""Sentences that no wording reads."""

from __future__ import annotations

import pytest

from budgetrules.evaluation.unread_sentences import may_make, quoted, sentence_around
from budgetrules.model.disclosure import Place, SectionData
from budgetrules.schema.forms import Slot, SlotKind, Statement, TableList, Wording

SUM = Slot("总额", SlotKind.MONEY)
NAME = Slot("项名", SlotKind.TEXT)
LEVEL = Slot("级", SlotKind.CHOICE, choices=("-", "（类）"))
ROWS = TableList("甲", "甲", "", (), (), ())
BUYING = Statement("采购", "", (Wording(("政府采购预算", SUM)),), ROWS)
ITEM = Statement("项", "", (Wording((NAME, LEVEL, SUM)),), ROWS)


def section(*lines: str) -> SectionData:
    body = tuple(enumerate(lines, 1))
    return SectionData("甲", "", "", Place(), text="".join(lines), lines=(1, 9), body=body)


def test_a_sentence_ends_at_its_marks() -> None:
    text = section("甲3.00万元。乙为", "4.00万元;丙5.00万元")
    assert sentence_around(text, Place("4.00万元", line=2)) == "乙为4.00万元"
    assert sentence_around(text, Place("3.00万元", line=1)) == "甲3.00万元"


def test_what_stands_nowhere_in_the_section_is_its_own_sentence() -> None:
    assert sentence_around(section("甲"), Place("7.00万元", line=1)) == "7.00万元"


@pytest.mark.parametrize(
    ("statement", "sentence", "expected"),
    [
        (BUYING, "全年采购预算共3.00万元", True),
        (BUYING, "公务接待3.00万元", False),
        (ITEM, "教育支出(类)3.00万元", True),
        (ITEM, "上年结转3.00万元", False),
    ],
)
def test_a_sentence_may_make_a_statement_whose_words_it_has(
    statement: Statement, sentence: str, expected: bool
) -> None:
    assert may_make(statement, sentence) == expected


def test_a_long_sentence_is_shortened_to_be_quoted() -> None:
    assert len(quoted("甲" * 200)) == 60
