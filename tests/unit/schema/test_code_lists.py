"""Code lists."""

from __future__ import annotations

import pytest

from budgetrules.schema.sources import CodeEntry, CodeList

_NAMES = {
    "201": "办公",
    "20101": "会议",
    "2010101": "运行",
    "2010102": "修缮",
    "202": "住房",
    "20201": "改革",
    "2020101": "运行",
    "2020102": "补贴",
}


@pytest.fixture
def codes() -> CodeList:
    entries = {
        code: CodeEntry(code, code[:-2], level="", names=(name,), trust="high")
        for code, name in _NAMES.items()
    }
    return CodeList("甲", entries)


def test_a_lost_code_is_the_one_of_the_name_that_is_lacking(codes: CodeList) -> None:
    printed = {"202", "20201", "2020101", "702"}
    assert codes.lost_code("702", "补贴", printed) == "2020102"
    assert codes.lost_code("7", "办公", printed) == "201"


def test_a_code_below_a_printed_one_or_in_the_list_is_not_lost(codes: CodeList) -> None:
    printed = {"202", "20201"}
    assert codes.lost_code("2020109", "补贴", printed) is None
    assert codes.lost_code("2010102", "补贴", printed) is None


def test_where_several_codes_would_do_nothing_tells_which(codes: CodeList) -> None:
    printed = {"20101", "20201"}
    assert codes.lost_code("7", "运行", printed) is None
    assert codes.lost_code("7", "运行", {"20101"}) == "2010101"


def test_a_printed_code_is_lost_only_where_codes_repeat(codes: CodeList) -> None:
    printed = {"20201", "2020102"}
    assert codes.lost_code("7", "补贴", printed) is None
    assert codes.lost_code("7", "补贴", printed, may_repeat=True) == "2020102"
