"""Workbooks: every number as its format prints it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest

from budgetrules.readers.excel.xlsx import cell_text, read_xlsx
from budgetrules.readers.raw import RawDocument


def _read(fill: Callable[[openpyxl.Workbook], object]) -> RawDocument:
    book = openpyxl.Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return read_xlsx(file.getvalue(), "a.xlsx")


def _problems(raw: RawDocument) -> list[tuple[str, dict[str, str]]]:
    return [(problem.diagnostic.code, dict(problem.diagnostic.details)) for problem in raw.problems]


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (12.5, "#,##0.00", ("12.50", False)),
        (12.5, "General", ("12.5", True)),
        (3, "", ("3", True)),
        (0.1 + 0.2, "General", ("0.3", True)),
        (float("inf"), "0.00", ("inf", False)),
        (True, "0.00", ("TRUE", False)),
        ("甲_x000D_\r\n乙", "@", ("甲\n乙", False)),
        (datetime.date(2024, 3, 5), "yyyy-mm", ("2024-03", False)),
    ],
)
def test_a_value_is_the_text_that_is_printed(
    value: object, code: str, expected: tuple[str, bool]
) -> None:
    assert cell_text(value, code) == expected


def test_a_sheet_is_a_grid_of_its_cells() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["项目", "合计"])
        book.active.append(["收入", 3])
        book.active.merge_cells("A3:B3")
        book.active["A3"] = "注"

    raw = _read(fill)
    (grid,) = raw.grids
    assert [(cell.text, cell.place.cell) for cell in grid.cells] == [
        ("项目", "A1"),
        ("合计", "B1"),
        ("收入", "A2"),
        ("3", "B2"),
        ("注", "A3"),
    ]
    assert grid.cells[-1].column_span == 2
    assert (raw.tables_only, raw.problems) == (True, ())


def test_what_is_hidden_is_told_and_hidden_sheets_are_not_read() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "表1"
        sheet["A1"] = "甲"
        for row in (3, 4, 5, 9):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True
        other = book.create_sheet("表2")
        other["A1"] = "乙"
        other.sheet_state = "hidden"

    raw = _read(fill)
    assert len(raw.grids) == 1
    assert _problems(raw) == [
        ("N169", {"sheet": "表1", "rows": "3–5、9"}),
        ("N170", {"sheet": "表1", "columns": "C"}),
        ("N166", {"sheet": "表2"}),
    ]


def test_formulas_without_a_value_are_told_together() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in range(1, 13):
            book.active.cell(row, 1).value = "=1+1"

    raw = _read(fill)
    ((code, details),) = _problems(raw)
    assert (code, details["number"]) == ("N168", "12")
    assert details["cells"] == "A1、A2、A3、A4、A5、A6、A7、A8、A9、A10…"
    assert raw.grids[0].cells[0].text == "公式未计算"


def test_an_empty_workbook_and_a_damaged_one_are_told() -> None:
    assert [code for code, _ in _problems(_read(lambda book: None))] == ["N102"]
    assert [code for code, _ in _problems(read_xlsx(b"PK\x03\x04", "a.xlsx"))] == ["N160"]
