"""Workbooks as people make them: formulas, hidden parts, several tables a sheet, numbers with and without formats."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.readers.formats import read_path
from tests.recognition.grids.sketch import codes, shown

_HEAD = [
    ["部门支出总体情况表", None, None, None, None, None, None],
    ["编制部门：甲市数据局", None, None, None, None, None, "单位：万元"],
    ["功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", None, None, None, None],
]
_ROWS: list[list[Any]] = [
    [None, None, None, "总计", 30, 10, 20],
    [201, None, None, "一般公共服务支出", 30, 10, 20],
    [201, 3, None, "政府办公厅（室）及相关机构事务", 30, 10, 20],
    [201, 3, 1, "行政运行", 10, 10, None],
    [201, 3, 2, "一般行政管理事务", 20, None, 20],
]
_READ = {
    "总计": ["30.00", "10.00", "20.00"],
    "201": ["30.00", "10.00", "20.00"],
    "20103": ["30.00", "10.00", "20.00"],
    "2010301": ["10.00", "10.00", "·"],
    "2010302": ["20.00", "·", "20.00"],
}


def sheet_with(rows: list[list[Any]], sheet: Any, code: str = "0.00", top: int = 1) -> None:
    """Write a table; amounts stand from column E on."""
    for at, row in enumerate([*_HEAD, *rows], top):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, value)
            if column > 4 and isinstance(value, int | float):
                cell.number_format = code
    sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=7)
    sheet.merge_cells(start_row=top + 2, start_column=1, end_row=top + 2, end_column=3)
    for column in range(4, 8):
        sheet.merge_cells(
            start_row=top + 2, start_column=column, end_row=top + 3, end_column=column
        )


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    """The workbook as a file."""
    path = folder / "a.xlsx"
    book.save(path)
    return path


@pytest.fixture
def book() -> openpyxl.Workbook:
    """A workbook with one table."""
    found = openpyxl.Workbook()
    sheet_with(_ROWS, found.active)
    return found


def found_in(path: Path, rules: RuleSet) -> Any:
    """The workbook read by Xinjiang's template."""
    return read(path, rules=rules, template="新疆部门预算")


def test_codes_may_be_numbers_and_amounts_print_as_their_format(
    book: openpyxl.Workbook, rules: RuleSet, tmp_path: Path
) -> None:
    found = found_in(saved(book, tmp_path), rules)
    assert shown(found, "表3") == _READ
    cell = list(found.tables["表3"].rows())[3].cells["合计"]
    assert (cell.place.sheet, cell.place.cell, cell.place.text) == ("Sheet", "E8", "10.00")


def test_yuan_that_are_shown_as_wan_are_read_as_shown(rules: RuleSet, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = [[*row[:4], *(value and value * 10_000 for value in row[4:])] for row in _ROWS]
    sheet_with(rows, book.active, "0!.0000")
    found = found_in(saved(book, tmp_path), rules)
    assert shown(found, "表3") == {
        key: [f"{value}00" if value != "·" else value for value in row]
        for key, row in _READ.items()
    }


def test_a_formula_that_was_never_computed_is_told_and_nothing_is_guessed(
    book: openpyxl.Workbook, rules: RuleSet, tmp_path: Path
) -> None:
    book.active["E5"] = "=F5+G5"
    found = found_in(saved(book, tmp_path), rules)
    told = {problem.diagnostic.code: problem for problem in found.problems}
    assert (told["N168"].place.sheet, told["N168"].place.cell) == ("Sheet", "E5")
    assert told["N168"].diagnostic.details["cells"] == "E5"
    assert shown(found, "表3")["总计"] == ["?", "10.00", "20.00"]
    result = check_disclosure(found, CheckOptions(select=("CN-T01", "CN-T02")), rules)
    assert result.counts.fail == 0
    assert result.counts.unknown > 0


def test_what_is_hidden_is_told(book: openpyxl.Workbook, rules: RuleSet, tmp_path: Path) -> None:
    book.active.row_dimensions[7].hidden = True
    book.active.row_dimensions[8].hidden = True
    book.active.column_dimensions["F"].hidden = True
    secret = book.create_sheet("草稿")
    sheet_with([[None, None, None, "总计", 99, 99, 0]], secret)
    secret.sheet_state = "hidden"
    found = found_in(saved(book, tmp_path), rules)
    assert shown(found, "表3") == _READ
    details = {problem.diagnostic.code: problem.diagnostic.details for problem in found.problems}
    assert details["N169"]["rows"] == "7–8"
    assert details["N170"]["columns"] == "F"
    assert details["N166"]["sheet"] == "草稿"


def test_several_tables_on_a_sheet_are_parted_by_their_titles(
    rules: RuleSet, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet_with(_ROWS, book.active)
    sheet_with([[None, None, None, "总计", 7, 7, None]], book.active, top=12)
    book.active["A12"] = "一般公共预算支出情况表"
    book.active["A20"] = "设备清单表"
    for column, words in enumerate(("设备", "数量", "单价"), 1):
        book.active.cell(21, column, words)
        book.active.cell(22, column, f"甲{column}")
    found = found_in(saved(book, tmp_path), rules)
    assert shown(found, "表3") == _READ
    assert shown(found, "表5") == {"总计": ["7.00", "7.00", "·"]}
    assert [table.title for table in found.others] == ["设备清单表"]


def test_a_sheet_named_for_its_table_needs_no_title(rules: RuleSet, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "表3 部门支出总体情况表"
    sheet_with(_ROWS, book.active)
    book.active.delete_rows(1)
    found = found_in(saved(book, tmp_path), rules)
    assert shown(found, "表3") == _READ
    assert [code for code in codes(found) if code != "N173"] == []


def test_numbers_without_a_format_have_the_decimals_of_their_column(
    rules: RuleSet, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    rows = [[*row[:4], *(value and value + 0.125 for value in row[4:6]), row[6]] for row in _ROWS]
    sheet_with(rows, book.active, "General")
    sheet_with([[None, None, None, "总计", 7, 7, 1]], book.active, "0.0", top=12)
    book.active["A12"] = "一般公共预算支出情况表"
    found = found_in(saved(book, tmp_path), rules)
    assert shown(found, "表3")["总计"] == ["30.125", "10.125", "20.00"]
    assert shown(found, "表3")["2010302"] == ["20.125", "·", "20.00"]


def test_text_dates_errors_and_marks_of_line_ends(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row, (value, code) in enumerate(
        [
            (datetime.date(2024, 2, 1), "yyyy-mm-dd"),
            (datetime.datetime(2024, 2, 1, 8, 5), 'yyyy"年"m"月"d"日" hh:mm'),
            ("#REF!", "General"),
            (True, "General"),
            ("一、本年\r\n收入", "General"),
            ("１，２３４．５", "@"),
        ],
        1,
    ):
        book.active.cell(row, 1, value).number_format = code
    (grid,) = read_path(saved(book, tmp_path)).grids
    assert [cell.text for cell in grid.cells] == [
        "2024-02-01",
        "2024年2月1日 08:05",
        "#REF!",
        "TRUE",
        "一、本年\n收入",
        "１，２３４．５",
    ]


def test_a_file_of_another_kind_under_a_wrong_ending_is_read_as_what_it_is(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    file = io.BytesIO()
    book.save(file)
    for name, data in {
        "a.zip": file.getvalue(),
        "a.txt": file.getvalue(),
        "a.xls": b"<html><table><tr><td>a</td><td>b</td></tr></table></html>",
    }.items():
        (tmp_path / name).write_bytes(data)
    assert [read_path(tmp_path / name).format for name in ("a.zip", "a.txt", "a.xls")] == [
        "xlsx",
        "xlsx",
        "html",
    ]


def test_a_missing_package_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("budgetrules.readers.excel")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    book = openpyxl.Workbook()
    path = saved(book, tmp_path)
    problems = read_path(path).problems
    assert [
        (problem.diagnostic.code, problem.diagnostic.details["extra"]) for problem in problems
    ] == [("N130", "excel")]
