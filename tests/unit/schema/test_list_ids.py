"""Ids of lists: put together and taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.schema.list_ids import ListId, in_document, parse_list_id

NAMES = st.sampled_from(("表1", "收入", "总额", "上年"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("表2", ListId("表2")),
        ("表1.收入", ListId("表1", "收入")),
        ("上年.表2", ListId("表2", document="上年")),
        ("上年.表1.收入", ListId("表1", "收入", "上年")),
    ],
)
def test_the_name_of_another_document_stands_first(text: str, expected: ListId) -> None:
    assert parse_list_id(text, ("上年",)) == expected
    assert str(expected) == text


def test_three_parts_are_a_document_a_table_and_a_side_even_if_no_document_is_named() -> None:
    assert parse_list_id("上年.表1.收入") == ListId("表1", "收入", "上年")


def test_a_list_of_another_document_has_no_table_here() -> None:
    assert parse_list_id("上年.表1.收入").own_table == ""
    assert parse_list_id("表1.收入").own_table == "表1"


@given(NAMES, NAMES | st.just(""))
def test_what_is_written_is_read_back(table: str, side: str) -> None:
    list_id = ListId(table, side, "预算")
    assert parse_list_id(str(list_id), ("预算",)) == list_id
    assert in_document("预算", str(ListId(table, side))) == str(list_id)
