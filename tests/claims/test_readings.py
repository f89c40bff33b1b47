"""Sentences that can be read in several ways: wrong only if all of them fail, checked only if none does."""

from __future__ import annotations

import pytest

from tests.claims.reading import judged, told

# The change may be that of the head or of the last item.
EITHER = (
    "项目支出900.00万元，其中：甲工程400.00万元，乙工程150.00万元，比上年增加100.00万元，增长{}%。"
)


def test_where_one_reading_holds_and_one_fails_nothing_is_told() -> None:
    result = judged(EITHER.format("12.50"))
    assert result.findings == ()
    assert result.rules["CN-RATE"].unknown == 2
    assert result.rules["CN-RATE"].exact == 0


def test_where_every_reading_fails_one_error_is_told() -> None:
    assert told(EITHER.format("13.50")) == ["CN-RATE"]


def test_a_share_of_nothing_that_is_named_is_never_wrong() -> None:
    result = judged("教育支出300.00万元，占28.00%。", before="支出预算1,000.00万元")
    assert result.findings == ()
    assert result.rules["CN-SHARE"].unknown == 1


@pytest.mark.parametrize("choice", ["增加（减少）", "增加/减少", "增加或减少"])
def test_a_choice_that_nobody_made_says_nothing_of_its_figures(choice: str) -> None:
    sentence = f"收入预算120.00万元，比上年{choice}500.00万元，增长（下降）30.00%。"
    assert told(sentence) == []
    assert told(sentence.replace(choice, "增加").replace("（下降）", "")) != []
