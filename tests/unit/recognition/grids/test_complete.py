"""Columns without headers: told by what stands in them, left of the amounts of their list."""

from __future__ import annotations

from budgetrules.recognition.grids.columns import HeaderPath, PrintedColumn, Profile, Slot
from budgetrules.recognition.grids.complete import complete
from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.words import column_words
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.recognition.toy import EXPENDITURE, EXPENDITURE_LIST, PROJECTS

WORDS = column_words(shipped_vocabulary())
CODES, NUMBERS, TEXTS = Profile(9, 0, 0), Profile(0, 9, 0), Profile(0, 0, 9)
TOTAL = EXPENDITURE_LIST.columns[4]
AMOUNT = Slot(0, Field("表1", TOTAL, "amount"))
NAME = Slot(0, Field("表1", EXPENDITURE_LIST.columns[3], "text"))


def column(profile: Profile, *path: str) -> PrintedColumn:
    """A printed column."""
    headers: HeaderPath = path
    return PrintedColumn(headers, profile, WORDS)


def kinds(slots: dict[int, Slot]) -> dict[int, str]:
    """What each column is taken for."""
    return {at: slot.field.kind for at, slot in slots.items()}


def test_columns_of_codes_and_names_are_told_by_their_content() -> None:
    columns = [column(CODES), column(CODES), column(TEXTS), column(NUMBERS, "合计")]
    completed = complete({3: AMOUNT}, columns, EXPENDITURE, 1)
    assert kinds(completed) == {0: "code", 1: "code", 2: "text", 3: "amount"}


def test_a_remark_or_a_number_of_rows_is_neither() -> None:
    columns = [column(CODES, "序号"), column(TEXTS), column(NUMBERS, "合计")]
    completed = complete({2: AMOUNT}, columns, EXPENDITURE, 1)
    assert 0 not in completed


def test_without_a_column_of_codes_they_stand_in_front_of_the_names() -> None:
    columns = [column(TEXTS, "科目名称"), column(NUMBERS, "合计")]
    completed = complete({0: NAME, 1: AMOUNT}, columns, EXPENDITURE, 1)
    assert kinds(completed) == {0: "coded", 1: "amount"}


def test_a_list_without_codes_has_plain_names() -> None:
    (name_column, amount_column) = PROJECTS.lists[0].columns
    slots = {1: Slot(0, Field("表2", amount_column, "amount"))}
    columns = [column(TEXTS), column(NUMBERS, "预算数")]
    completed = complete(slots, columns, PROJECTS, 1)
    assert completed[0].field == Field("表2", name_column, "text")


def test_nothing_is_added_to_a_list_without_amounts() -> None:
    assert complete({}, [column(CODES), column(TEXTS)], EXPENDITURE, 1) == {}


def test_what_was_aligned_is_not_changed_in_place() -> None:
    aligned = {3: AMOUNT}
    complete(aligned, [column(CODES)] * 3 + [column(NUMBERS)], EXPENDITURE, 1)
    assert aligned == {3: AMOUNT}


def test_numbers_alone_are_codes_only_under_a_header_that_says_so() -> None:
    named = [column(NUMBERS, "科目编码"), column(NUMBERS, "合计")]
    assert kinds(complete({1: AMOUNT}, named, EXPENDITURE, 1)) == {0: "code", 1: "amount"}
    other = [column(NUMBERS, "面积"), column(NUMBERS, "合计")]
    assert kinds(complete({1: AMOUNT}, other, EXPENDITURE, 1)) == {1: "amount"}
    mixed = [column(Profile(0, 0, 9), "科目编码"), column(NUMBERS, "合计")]
    assert kinds(complete({1: AMOUNT}, mixed, EXPENDITURE, 1)) == {0: "coded", 1: "amount"}


def test_each_repeat_is_completed_from_where_the_one_before_ends() -> None:
    amount_column = PROJECTS.lists[0].columns[1]
    amounts = [Slot(repeat, Field("表2", amount_column, "amount")) for repeat in (0, 1)]
    columns = [column(TEXTS), column(NUMBERS), column(TEXTS), column(NUMBERS)]
    completed = complete({1: amounts[0], 3: amounts[1]}, columns, PROJECTS, 2)
    assert [completed[at].repeat for at in range(4)] == [0, 0, 1, 1]
    assert kinds(completed) == {0: "text", 1: "amount", 2: "text", 3: "amount"}


def test_a_column_that_holds_numbers_is_no_name() -> None:
    amount_column = PROJECTS.lists[0].columns[1]
    slots = {2: Slot(0, Field("表2", amount_column, "amount"))}
    columns = [column(TEXTS), column(NUMBERS), column(NUMBERS, "预算数")]
    assert kinds(complete(slots, columns, PROJECTS, 1)) == {0: "text", 2: "amount"}
