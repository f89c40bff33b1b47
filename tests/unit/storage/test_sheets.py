"""Lists as sheets, and what people change in them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from budgetrules.storage.flatten import flatten
from budgetrules.storage.records import LoadedSheet, Records
from budgetrules.storage.sheets import Sheet, numbered, put_back, take_sheets
from tests.unit.storage.toy import toy_value


def _loaded(sheet: Sheet) -> LoadedSheet:
    return LoadedSheet(
        name=sheet.list_id,
        document=sheet.document,
        list_id=sheet.list_id,
        texts=sheet.texts,
        amounts=sheet.amounts,
        lines=sheet.lines,
    )


def _taken() -> tuple[Records, list[LoadedSheet]]:
    records = flatten(toy_value())
    return records, [_loaded(sheet) for sheet in take_sheets(records)]


def _changed(sheet: LoadedSheet, *lines: tuple[str, ...]) -> LoadedSheet:
    return attrs.evolve(sheet, lines=lines)


def _codes(problems: list[Any]) -> list[str]:
    return [problem.diagnostic.code for problem in problems]


def test_a_sheet_shows_numbers_with_their_decimals_dashes_and_what_is_unreadable() -> None:
    income, spending = take_sheets(flatten(toy_value()))
    assert income.heads() == ("行号", "编码", "名称", "备注", "合计", "其中")
    assert income.lines == (
        ("0", "200", "总计", "=1+1", "123.45", "—"),
        ("1", "201", "拨款", "=1+1", "", ""),
    )
    assert spending.lines == (("0", "200", "支出", "=1+1", "1x2"),)


def test_heads_are_never_the_same() -> None:
    income, _ = take_sheets(flatten(toy_value()))
    doubled = attrs.evolve(income, texts=("名称",), amounts=("名称", "合计"))
    assert doubled.heads() == ("行号", "编码", "名称", "名称_2", "名称_3", "合计")


def test_values_stand_in_the_sheets_alone_and_are_put_back() -> None:
    before = flatten(toy_value())
    records, sheets = _taken()
    in_tables = [cell for cell in records["cells"] if cell["list"] != "增减"]
    assert {cell["value"] for cell in in_tables} == {None}
    assert put_back(sheets, records) == []
    assert records == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("123.46", ("figure", "123.46", "万元", "half")),
        ("1,000", ("figure", "1000", "万元", "half")),
        ("", ("blank", None, None, None)),
        ("--", ("dash", None, None, None)),
        ("12a", ("unreadable", None, None, None)),
    ],
)
def test_a_changed_cell_is_what_it_looks_like(text: str, expected: tuple[object, ...]) -> None:
    records, (income, spending) = _taken()
    first, second = income.lines
    changed = _changed(income, (*first[:4], text, first[5]), tuple(second))
    assert put_back([changed, spending], records) == []
    cell = records["cells"][0]
    assert (cell["kind"], cell["value"], cell["unit"], cell["rounding"]) == expected


def test_a_number_where_none_stood_has_the_unit_of_its_column_or_table() -> None:
    records, (income, spending) = _taken()
    first, second = income.lines
    changed = _changed(income, (*first[:5], "1"), (*second[:4], "2", "3"))
    put_back([changed, spending], records)
    cells = records["cells"][:4]
    assert [cell["unit"] for cell in cells] == ["万元"] * 4


def test_rows_that_were_added_doubled_renamed_or_removed_are_told() -> None:
    records, (income, spending) = _taken()
    first, _ = income.lines
    renamed = (first[0], first[1], "别的", *first[3:])
    changed = _changed(income, renamed, tuple(first), ("9", "", "新的"), ("", ""))
    codes = _codes(put_back([changed, spending], records))
    assert codes == ["N187", "N186", "N186", "N189"]
    assert [cell["kind"] for cell in records["cells"][2:4]] == ["blank", "absent"]


def test_a_number_in_a_column_where_the_row_has_no_cell_is_told() -> None:
    records, (income, spending) = _taken()
    wider = attrs.evolve(spending, amounts=("合计", "别的"))
    changed = _changed(wider, (*spending.lines[0], "5"))
    assert _codes(put_back([income, changed], records)) == ["N188"]


def test_sheets_of_several_documents_are_numbered_by_document() -> None:
    one = take_sheets(flatten(toy_value(1)))
    two = take_sheets(flatten(toy_value(2)))
    assert [name for name, _ in numbered(one)] == ["表1.收入", "表1.支出"]
    assert [name for name, _ in numbered(two)] == [
        "1-表1.收入",
        "1-表1.支出",
        "2-表1.收入",
        "2-表1.支出",
    ]
