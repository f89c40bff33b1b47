"""A row's text and its printed cells."""

from __future__ import annotations

import pytest

from budgetrules.recognition.lines.segment import (
    Layout,
    TextSpan,
    bare_label,
    field_of,
    is_amount,
    is_code,
    is_spoiled,
    layout,
    plain_code,
    segment,
    tokens,
    words_of,
)
from budgetrules.schema.forms import Column, ColumnKind, Key, RowLabel, Table, TableList
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.recognition.toy import EXPENDITURE, EXPENDITURE_LIST, PROJECTS, amount, name

# 收入 and 支出 side by side, labels on the left and a code with a name in one cell on the right.
LEFT = TableList(
    "表3.收入",
    "表3",
    "收入",
    (),
    (name("项目"), amount("预算数")),
    rows=(RowLabel("拨款", ("一、财政拨款",)),),
)
RIGHT = TableList(
    "表3.支出",
    "表3",
    "支出",
    (Key("科目", True),),
    (
        Column("编码", ColumnKind.CODE, (("编码",),), key="科目"),
        name("名称", "科目"),
        amount("预算数"),
    ),
    (),
)
BOTH = layout(Table("表3", ("收支总表",), (LEFT, RIGHT)))
SINGLE = layout(EXPENDITURE)


def cells(
    text: str, plan: Layout, names: dict[str, str] | None = None, *, padded: bool = False
) -> list[str] | None:
    """The texts of a row's cells."""
    spans = segment(text, plan, names or {}, padded=padded)
    return None if spans is None else [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize("text", ["", " ", "a  b", "201 03 01 行政运行 1.00", "  缩进 1 "])
def test_tokens_joined_give_the_row_back_but_for_the_space_at_its_end(text: str) -> None:
    parts = tokens(text)
    assert " ".join(token for token, _ in parts) == text.removesuffix(" ")
    assert all(text[start : start + len(token)] == token for token, start in parts)
    assert words_of(text) == text.split()


def test_a_column_is_a_code_a_text_or_an_amount() -> None:
    kinds = [field_of(EXPENDITURE_LIST, column).kind for column in EXPENDITURE_LIST.columns]
    assert kinds == ["code"] * 3 + ["text"] + ["amount"] * 3


@pytest.mark.parametrize(
    ("by", "expected"), [(0, TextSpan(3, 5)), (3, TextSpan(0, 2)), (4, TextSpan(0, 1))]
)
def test_a_span_moves_left_as_far_as_the_text_goes(by: int, expected: TextSpan) -> None:
    assert TextSpan(3, 5).moved_left(by) == expected


def test_a_layout_tells_kinds_labels_and_amounts_at_the_end() -> None:
    assert [field.kind for field in BOTH.fields] == ["text", "amount", "coded", "amount"]
    assert "财政拨款" in BOTH.labels
    assert (BOTH.amounts_behind, BOTH.least_tokens, BOTH.is_single) == (1, 5, False)
    assert (SINGLE.amounts_behind, SINGLE.least_tokens, SINGLE.is_single) == (3, 7, True)


@pytest.mark.parametrize(
    ("token", "amount_", "code", "spoiled"),
    [
        ("", True, True, False),
        ("—", True, False, False),
        ("1,000.50", True, False, False),
        ("201", True, True, False),
        ("05", False, True, False),
        ("12345678", True, False, False),
        ("1,O2O.5O", False, False, True),
        ("#REF!", False, False, True),
        ("合计", False, False, False),
    ],
)
def test_what_a_token_can_be(token: str, amount_: bool, code: bool, spoiled: bool) -> None:
    assert (is_amount(token), is_code(token), is_spoiled(token)) == (amount_, code, spoiled)


@pytest.mark.parametrize(
    ("text", "surely", "expected"),
    [
        ("201-03-01", False, "2010301"),
        ("２０１／０３", False, "20103"),
        ("201.03", False, "201.03"),
        ("201.03", True, "20103"),
        ("行政-运行", True, "行政-运行"),
    ],
)
def test_signs_between_the_parts_of_a_code_are_taken_out(
    text: str, surely: bool, expected: str
) -> None:
    assert plain_code(text, surely=surely) == expected


def test_a_label_is_bare_without_its_numbering() -> None:
    assert [
        bare_label(text, shipped_vocabulary())
        for text in ("其中：（一）工资 ", "1.办公费", "合 计")
    ] == [
        "工资",
        "办公费",
        "合计",
    ]


def test_codes_text_and_amounts_are_counted_off() -> None:
    row = "201 03 01 行政 运行 10.50  1.00 "
    assert cells(row, SINGLE) == ["201", "03", "01", "行政 运行", "10.50", "", "1.00"]


@pytest.mark.parametrize("row", ["201 03 01 行政运行 1.00 ", "201 甲 03 行政运行 1 1 1 "])
def test_a_row_that_is_not_complete_is_none(row: str) -> None:
    assert cells(row, SINGLE) is None


def test_a_row_whose_last_blanks_were_cut_off_is_padded() -> None:
    assert cells("项目甲", layout(PROJECTS)) is None
    assert cells("项目甲", layout(PROJECTS), padded=True) == ["项目甲", ""]


@pytest.mark.parametrize(
    ("row", "names", "expected"),
    [
        ("201 一般 服务 数据局 5.00 ", {"201": "一般服务"}, ["201", "一般 服务", "数据局", "5.00"]),
        ("201 一般 服务 数据局 5.00 ", {}, ["201", "一般", "服务 数据局", "5.00"]),
        ("201 一般 服务  5.00 ", {}, ["201", "一般 服务", "", "5.00"]),
    ],
)
def test_the_official_name_of_a_code_parts_two_texts(
    row: str, names: dict[str, str], expected: list[str]
) -> None:
    columns = (
        Column("编码", ColumnKind.CODE, (("编码",),), key="科目", part="类"),
        name("名称", "科目"),
        Column("单位", ColumnKind.TEXT, (("单位",),)),
        amount("预算数"),
    )
    item = TableList("表4", "表4", "", (Key("科目", True),), columns, ())
    assert cells(row, layout(Table("表4", ("甲表",), (item,))), names) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "一、财政拨款 10.00 201 一般公共服务 10.00 ",
            ["一、财政拨款", "10.00", "201 一般公共服务", "10.00"],
        ),
        ("  201 一般 公共服务 10.00 ", ["", "", "201 一般 公共服务", "10.00"]),
        ("一、财政拨款 10.00   ", ["一、财政拨款", "10.00", "", ""]),
    ],
)
def test_lists_side_by_side_are_cut_as_cheaply_as_can_be(row: str, expected: list[str]) -> None:
    assert cells(row, BOTH) == expected
