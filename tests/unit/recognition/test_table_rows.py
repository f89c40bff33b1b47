"""Printed rows as rows of the model: keys, names, figures, labels."""

from __future__ import annotations

import pytest

from budgetrules.core.units import UNITS
from budgetrules.model.disclosure import Place
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.table_rows import build_list, build_row, split_code
from budgetrules.schema.forms import ColumnKind, RowLabel, TableList
from tests.unit.recognition.toy import EXPENDITURE_LIST, FORM, amount, name

UNIT = UNITS["元"]
_KINDS = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}


def cells(*texts: str, item: TableList = EXPENDITURE_LIST) -> list[PrintedCell]:
    """The cells of a row, in the order of the columns."""
    return [
        PrintedCell(Field(item.id, column, _KINDS.get(column.kind, "text")), text, Place(text))
        for column, text in zip(item.columns, texts, strict=True)
    ]


def test_a_row_has_its_code_name_and_figures() -> None:
    printed = cells("201", "03", "01", "行政运行", "10.50", "—", "")
    row, problems = build_row(EXPENDITURE_LIST, printed, 3, FORM, UNIT)
    assert (row.code, row.name, row.index, row.keys) == (
        "2010301",
        "行政运行",
        3,
        {"科目": "2010301"},
    )
    assert [cell.kind.value for cell in row.cells.values()] == ["figure", "dash", "blank"]
    assert row.cells["合计"].figure is not None
    assert row.cells["合计"].figure.plain() == "10.50"
    assert problems == []


@pytest.mark.parametrize(
    ("texts", "code", "expected_name", "problems"),
    [
        (("", "", "", "总计", "1", "1", ""), None, "总计", []),
        (("合计", "", "", "", "1", "1", ""), None, "合计", []),
        (("201x", "", "", "行政运行", "1", "1", ""), None, "行政运行", ["N118"]),
        (("201", "", "", "", "1", "1", ""), "201", "", []),
        (("201", "", "", "甲", "1..2", "1", ""), "201", "甲", ["N110"]),
    ],
)
def test_what_stands_in_place_of_a_code_may_be_a_name_or_a_misprint(
    texts: tuple[str, ...], code: str | None, expected_name: str, problems: list[str]
) -> None:
    row, told = build_row(EXPENDITURE_LIST, cells(*texts), 0, FORM, UNIT)
    assert (row.code, row.name) == (code, expected_name)
    assert [problem.diagnostic.code for problem in told] == problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("201 一般公共服务支出", ("201", "一般公共服务支出")),
        ("30101基本工资", ("30101", "基本工资")),
        ("301-01 基本工资", ("30101", "基本工资")),
        ("基本工资", ("", "基本工资")),
        ("301.5", ("", "301.5")),
        ("123456元", ("", "123456元")),
    ],
)
def test_a_code_may_stand_in_front_of_a_name(text: str, expected: tuple[str, str]) -> None:
    assert split_code(text) == expected


LABELS = (
    RowLabel("收入", ("一、本年收入",)),
    RowLabel("上年结转甲", ("上年结转",), parent="收入"),
    RowLabel("上年结转乙", ("上年结转",), parent="收入"),
    RowLabel("公共服务", ("(一)公共服务支出",), code="201", level="类"),
)
LABELLED = TableList("表3", "表3", "", (), (name("项目"), amount("预算数")), LABELS)


def labels_of(*names: str) -> tuple[list[str | None], list[str]]:
    """The labels of rows of these names, and what is told of them."""
    printed = [PrintedRow(tuple(cells(text, "1.00", item=LABELLED))) for text in names]
    data, problems = build_list(LABELLED, printed, ("预算数",), FORM, UNIT)
    return [row.label for row in data.rows], [problem.diagnostic.code for problem in problems]


def test_equal_labels_fall_to_the_next_of_that_name() -> None:
    assert labels_of("本年收入", "上年结转", "上年结转") == (
        ["收入", "上年结转甲", "上年结转乙"],
        [],
    )


def test_a_row_printed_twice_takes_its_label_twice() -> None:
    assert labels_of("本年收入", "一、本年收入") == (["收入", "收入"], [])


def test_a_name_that_the_form_does_not_have_is_told() -> None:
    assert labels_of("外星收入") == ([None], ["N111"])


def test_a_label_may_stand_for_a_code() -> None:
    printed = [PrintedRow(tuple(cells("公共服务支出", "1.00", item=LABELLED)))]
    data, _ = build_list(LABELLED, printed, ("预算数",), FORM, UNIT)
    assert data.rows[0].code == "201"


def test_rows_that_say_nothing_are_left_out() -> None:
    printed = [PrintedRow(tuple(cells("", "", item=LABELLED)))]
    data, problems = build_list(LABELLED, printed, ("预算数",), FORM, UNIT)
    assert (data.rows, data.columns_present, problems) == ([], ("预算数",), [])


def test_a_cell_may_hold_a_code_and_a_name() -> None:
    column = EXPENDITURE_LIST.columns[3]
    printed = [
        PrintedCell(Field("表1", column, "coded"), "201 一般公共服务支出", Place()),
        *cells("", "", "", "", "1.00", "", "")[4:],
    ]
    row, problems = build_row(EXPENDITURE_LIST, printed, 0, FORM, UNIT)
    assert (row.code, row.name, problems) == ("201", "一般公共服务支出", [])


def test_a_label_printed_exactly_wins_and_one_ahead_of_the_last_is_taken_first() -> None:
    labels = (
        RowLabel("甲", ("其他",), parent="合计"),
        RowLabel("合计", ("合计",), parent="总计"),
        RowLabel("乙", ("其他",), parent="合计"),
        RowLabel("丙", ("一、其他",), parent="合计"),
    )
    item = TableList("表3", "表3", "", (), (name("项目"), amount("预算数")), labels)
    printed = [
        PrintedRow(tuple(cells(text, "1.00", item=item))) for text in ("合计", "其他", "一、其他")
    ]
    data, _ = build_list(item, printed, ("预算数",), FORM, UNIT)
    assert [row.label for row in data.rows] == ["合计", "乙", "丙"]
