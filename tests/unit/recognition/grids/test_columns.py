"""What printed columns and matches say of themselves."""

from __future__ import annotations

import pytest

from budgetrules.recognition.grids.columns import (
    ColumnMatch,
    PrintedColumn,
    Profile,
    Slot,
    declared_fields,
    required_amounts,
)
from budgetrules.recognition.words import column_words
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.recognition.toy import EXPENDITURE, PROJECTS

WORDS = column_words(shipped_vocabulary())
NOTHING = Profile(0, 0, 0)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("科目编码",), {"is_coded", "is_under_codes"}),
        (("科目编码", "类"), {"is_under_codes"}),
        (("科目名称",), {"is_named"}),
        (("备注",), {"is_aside"}),
        (("预算数",), set()),
        ((), set()),
    ],
)
def test_a_header_says_what_kind_of_column_it_heads(path: tuple[str, ...], said: set[str]) -> None:
    column = PrintedColumn(path, NOTHING, WORDS)
    kinds = ("is_coded", "is_under_codes", "is_named", "is_aside")
    assert {kind for kind in kinds if getattr(column, kind)} == said


def test_a_column_says_something_with_a_header_or_figures() -> None:
    assert PrintedColumn(("预算数",), NOTHING, WORDS).says_something
    assert PrintedColumn((), Profile(0, 1, 0), WORDS).says_something
    assert not PrintedColumn((), Profile(0, 0, 1), WORDS).says_something
    assert not PrintedColumn(("序号",), Profile(0, 1, 0), WORDS).says_something


def test_what_a_column_mostly_holds_is_more_than_half_of_it() -> None:
    assert Profile(3, 1, 1).is_mostly_codes
    assert not Profile(2, 1, 1).is_mostly_codes
    assert Profile(1, 1, 3).is_mostly_text
    assert not Profile(0, 0, 1).is_mostly_text


def test_fields_are_declared_in_printed_order() -> None:
    assert [field.kind for field in declared_fields(EXPENDITURE)] == [
        *["code"] * 3,
        "text",
        *["amount"] * 3,
    ]


def test_a_match_lacks_the_required_amounts_that_fill_no_slot() -> None:
    total, basic, _ = required_amounts(EXPENDITURE).values()
    slots = {4: Slot(0, total), 9: Slot(1, basic)}
    match = ColumnMatch(table=EXPENDITURE, slots=slots, paths=(), likeness={}, body=0, points=0)
    assert [field.column.id for field in match.lacking()] == ["项目支出"]
    assert (match.repeats, match.amounts) == (2, [4, 9])
    assert list(required_amounts(PROJECTS)) == [("表2", "预算数")]
