"""Texts of expressions: names, codes, levels, and what a code list calls them."""

from __future__ import annotations

from typing import Any

import pytest

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.plain.texts import namesake
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.values import Group
from budgetrules.schema import expressions as x
from budgetrules.schema.expressions import TextPart
from tests.unit.evaluation.toy import view

DOCUMENT = view(
    {"表2": ("科目 名称 合计", "201 一般服务支出 3", "20101 会议支出 3")},
    {"说明": "主要用于办公、会议。"},
    values={"批准数": "1,234", "公开日": "若干"},
)
TOP, ROW = DOCUMENT.rows("表2")
ABSENT = DOCUMENT.absent_row("表2", "221")
NAMES = {
    "甲": TOP,
    "乙": ROW,
    "缺": ABSENT,
    "文": DOCUMENT.rows("用途")[0],
    "组": Group({"科目": "201"}, [TOP]),
    "事": {"名": "值"},
    "表": DOCUMENT.disclosure.tables["表2"],
    "无": None,
}
HERE = Instance(document=DOCUMENT, names=NAMES)


def value(node: x.Expression) -> Any:
    """What an expression stands for."""
    return build(node)(HERE)


@pytest.mark.parametrize(
    ("record", "part", "name", "expected"),
    [
        ("乙", TextPart.CODE, "", "20101"),
        ("乙", TextPart.LEVEL, "", "款"),
        ("乙", TextPart.LAST_LEVEL, "", "款"),
        ("乙", TextPart.NAME, "", "会议支出"),
        ("乙", TextPart.KEY, "科目", "20101"),
        ("乙", TextPart.COLUMN, "名称", "会议支出"),
        ("乙", TextPart.ITEMS, "名称", ["会议支出"]),
        ("乙", TextPart.NAMESAKE_CODE, "", "20102"),
        ("文", TextPart.ITEMS, "名目", ["办公", "会议"]),
        ("文", TextPart.COLUMN, "别的", None),
        ("缺", TextPart.CODE, "", "221"),
        ("缺", TextPart.NAME, "", None),
        ("缺", TextPart.COLUMN, "名称", None),
        ("缺", TextPart.ITEMS, "名称", None),
        ("组", TextPart.KEY, "科目", "201"),
        ("事", TextPart.FACT, "名", "值"),
        ("事", TextPart.FACT, "别的", None),
        ("表", TextPart.TITLE, "", "支出明细表"),
        ("无", TextPart.NAME, "", None),
    ],
)
def test_a_record_has_texts(record: str, part: TextPart, name: str, expected: object) -> None:
    assert value(x.TextOf(x.Variable(record), part, name)) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (TextPart.NAME, "会议支出"),
        (TextPart.NAMES, ("会议支出",)),
        (TextPart.TRUST, "low"),
    ],
)
def test_an_entry_of_a_code_list_has_names_and_trust(part: TextPart, expected: object) -> None:
    assert value(x.TextOf(x.EntryOf("科目表", x.Text("20102")), part)) == expected


def test_a_name_has_the_code_that_the_list_gives_it_under_the_same_parent() -> None:
    assert namesake(ROW, "", DOCUMENT) == "20102"
    assert namesake(TOP, "", DOCUMENT) == "201"
    assert namesake(DOCUMENT.rows("用途")[0], "", DOCUMENT) is None


def test_texts_of_many_rows_leave_out_those_that_have_none() -> None:
    names = x.NamesOf(x.RowsOf("表2"), x.TextOf(x.Bound("member"), TextPart.NAME))
    assert value(names) == ["一般服务支出", "会议支出"]
    slots = x.NamesOf(x.RowsOf("表2"), x.TextOf(x.Variable("无"), TextPart.NAME))
    assert value(slots) == []


def test_texts_that_a_rule_writes() -> None:
    assert value(x.Texts((x.Text("甲"), x.Text("乙")))) == ["甲", "乙"]
    assert value(x.LastDigits(x.Text("20101"), 2)) == "01"
    assert value(x.LastDigits(x.TextOf(x.Variable("无"), TextPart.NAME), 2)) is None
    assert value(x.EntityName()) is None


def test_a_parameter_is_texts_or_a_number_in_a_unit() -> None:
    assert value(x.ParameterOf("公开日")) == ("若干",)
    ((_, cell),) = value(x.ParameterOf("批准数", "元"))
    assert cell.figure.plain() == "1234"
    with pytest.raises(Undecidable) as error:
        value(x.ParameterOf("公开日", "元"))
    assert error.value.reason.code == "V111"


def test_the_ends_of_the_fiscal_year_are_dates() -> None:
    dated = view(values={"budget_year": "2030"})
    here = Instance(document=dated)
    assert build(x.YearDay(last=False))(here) == "2030-01-01"
    assert build(x.YearDay(last=True))(here) == "2030-12-31"
