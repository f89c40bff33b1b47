"""Records of expressions: rows, cells, tables, claims and entries."""

from __future__ import annotations

from typing import Any

import pytest

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.plain.records import NO_ENTRY, is_there
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.values import AbsentTable, Group
from budgetrules.schema import expressions as x
from tests.unit.evaluation.toy import DETAIL, view

DOCUMENT = view(DETAIL, {"说明": "2030年总额1.00万元。"})
ROW = DOCUMENT.row_by_key("表2", "20101")
GROUP = Group({}, DOCUMENT.rows("表2"))
HERE = Instance(document=DOCUMENT, row=ROW, names={"row": "of the author", "甲": GROUP})
THIS = x.Bound("row")
IS_CLASS = x.CompareTexts("=", x.TextOf(x.Bound("member"), x.TextPart.LEVEL), x.Text("类"))


def value(node: x.Expression, instance: Instance = HERE) -> Any:
    """What an expression stands for."""
    return build(node)(instance)


def codes(node: x.Expression) -> list[str | None]:
    """The codes of the rows that an expression stands for."""
    return [row.code for row in value(node)]


def test_what_the_engine_binds_and_what_the_author_names_are_kept_apart() -> None:
    assert value(x.Bound("row")) is ROW
    assert value(x.Variable("row")) == "of the author"


@pytest.mark.parametrize(
    ("by", "key", "expected"), [("key", "201", "201"), ("total", "合计", None)]
)
def test_a_row_is_looked_up(by: str, key: str, expected: str | None) -> None:
    assert value(x.RowAt("表2", by, x.Text(key))).code == expected


def test_a_row_without_key_is_the_total() -> None:
    nothing = x.TextOf(x.RowAt("表2", "key", x.Text("999")), x.TextPart.NAME)
    assert value(x.RowAt("表2", "key", nothing)).level == "合计"


@pytest.mark.parametrize(("level", "expected"), [("", "201"), ("类", "201"), ("款", "20101")])
def test_the_row_above_is_the_parent_or_that_of_a_level(level: str, expected: str) -> None:
    assert value(x.Ancestor(THIS, level)).code == expected


def test_above_the_highest_row_there_is_none() -> None:
    assert value(x.Ancestor(x.Ancestor(THIS, "合计"))) is None


def test_a_table_is_there_or_absent() -> None:
    assert value(x.TableOf("表2")).id == "表2"
    assert isinstance(value(x.TableOf("表1")), AbsentTable)


def test_an_absent_table_claims_nothing() -> None:
    assert value(x.ClaimOf(x.TableOf("表1"), "空表")) is None
    assert value(x.ClaimOf(x.TableOf("表2"), "空表")) is None


def test_a_code_has_an_entry_or_none() -> None:
    assert value(x.EntryOf("科目表", x.Text("201"))).names == ("一般服务支出",)
    assert value(x.EntryOf("科目表", x.Text("999"))) is NO_ENTRY


def test_rows_pass_a_filter() -> None:
    assert codes(x.RowsOf("表2", IS_CLASS)) == ["201", "221"]
    assert codes(x.GroupRows(x.Variable("甲"), IS_CLASS)) == ["201", "221"]


def test_a_filter_may_ask_about_the_instance_too() -> None:
    same_code = x.CompareTexts(
        "=",
        x.TextOf(x.Bound("member"), x.TextPart.CODE),
        x.TextOf(x.Bound("row"), x.TextPart.CODE),
    )
    assert codes(x.RowsOf("表2", same_code)) == ["20101"]
    assert codes(x.RowsOf("表2", x.All((IS_CLASS, same_code)))) == []


def test_what_a_section_says_is_all_or_unknown() -> None:
    (section,) = DOCUMENT.disclosure.sections
    said = Instance(document=DOCUMENT, section=section)
    rows = x.RowsOf("总额", section=x.Bound("section"))
    assert len(value(rows, said)) == 1
    unread = view(texts={"说明": "总额是1.00万元。"})
    with pytest.raises(Undecidable) as error:
        value(rows, Instance(document=unread, section=unread.disclosure.sections[0]))
    assert error.value.reason.code == "V114"


def test_parts_of_a_row_and_its_namesakes() -> None:
    assert [row.code for row in value(x.Children(x.Ancestor(THIS)))] == ["20101"]
    assert codes(x.SameKey(THIS)) == ["20101"]


def test_parts_of_a_cell() -> None:
    parent = DOCUMENT.row_by_key("表2", "201")
    here = Instance(
        document=DOCUMENT,
        row=parent,
        column="合计",
        cell=parent.cells["合计"],
        parts=("基本", "项目"),
    )
    below, beside = x.ChildCells(x.Bound("cell")), x.PartCells(x.Bound("cell"))
    assert value(below, here) == [(1, ROW.cells["合计"])]
    assert value(beside, here) == [(1, parent.cells["基本"]), (1, parent.cells["项目"])]


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (None, False),
        (NO_ENTRY, False),
        (AbsentTable("表1"), False),
        (ROW, True),
        (DOCUMENT.absent_row("表2", "999"), False),
        (ROW.cells["合计"], True),
        ([], False),
        ("甲", True),
        (GROUP, True),
    ],
)
def test_a_thing_is_there(thing: object, expected: bool) -> None:
    assert is_there(thing) is expected
