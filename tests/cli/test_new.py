"""`new template`: a form inferred from an invented document, as a page and as a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from budgetrules.cli.main import main

_GOLDEN = Path(__file__).parent.parent / "golden" / "new-form.rules"
_BALANCE = (
    ("收入", "", "支出", ""),
    ("项目", "金额", "项目", "金额"),
    ("一、财政拨款", "1,904.25", "一、教育支出", "1,883.50"),
    ("二、其他收入", "0.24", "二、住房保障支出", "20.99"),
    ("收入合计", "1,904.49", "支出合计", "1,904.49"),
)
_SPENDING = (
    ("科目编码", "科目名称", "支出合计", "其中", ""),
    ("", "", "", "基本支出", "项目支出"),
    ("", "合计", "1,904.49", "320.11", "1,584.38"),
    ("205", "教育支出", "1,883.50", "299.12", "1,584.38"),
    ("20502", "普通教育", "1,883.50", "299.12", "1,584.38"),
    ("2050205", "高等教育", "1,883.50", "299.12", "1,584.38"),
    ("221", "住房保障支出", "20.99", "20.99", ""),
    ("22102", "住房改革支出", "20.99", "20.99", ""),
    ("2210201", "住房公积金", "20.99", "20.99", ""),
)
# Headers over several columns or rows, by row and column from 1: how many columns, how many rows.
_MERGED = {
    "平衡": {(1, 1): (2, 1), (1, 3): (2, 1)},
    "明细": {(1, 1): (1, 2), (1, 2): (1, 2), (1, 3): (1, 2), (1, 4): (2, 1)},
}
_TITLES = {"平衡": "2024年学校收支平衡表", "明细": "青岚大学2024年度分科目支出安排表"}
_ROWS = {"平衡": _BALANCE, "明细": _SPENDING}
_HEAD = "编制单位：青岚大学 金额单位：万元"


def _html(folder: Path) -> Path:
    body = ""
    for name, rows in _ROWS.items():
        body += f"<p>{_TITLES[name]}</p><p>{_HEAD}</p><table>"
        covered = {
            (row + down, column + right)
            for (row, column), (width, height) in _MERGED[name].items()
            for down in range(height)
            for right in range(width)
            if down or right
        }
        for at, row in enumerate(rows, 1):
            body += "<tr>"
            for column, cell in enumerate(row, 1):
                if (at, column) in covered:
                    continue
                width, height = _MERGED[name].get((at, column), (1, 1))
                body += f"<td colspan={width} rowspan={height}>{cell}</td>"
            body += "</tr>"
        body += "</table>"
    body += "<p>第二部分 2024年预算说明</p><p>一、收支情况</p><p>收支总预算1904.49万元。</p>"
    path = folder / "qinglan.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return path


def _xlsx(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in _ROWS.items():
        sheet = book.create_sheet(name)
        sheet.append([_TITLES[name]])
        sheet.append([_HEAD])
        for row in rows:
            sheet.append([cell or None for cell in row])
        for (row, column), (width, height) in _MERGED[name].items():
            sheet.merge_cells(
                start_row=row + 2,
                start_column=column,
                end_row=row + height + 1,
                end_column=column + width - 1,
            )
    path = folder / "qinglan.xlsx"
    book.save(path)
    return path


def _without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def _new(path: Path, folder: Path) -> Path:
    written = folder / "new.rules"
    assert main(["new", "template", str(path), "-o", str(written)]) == 0
    return written


def test_a_page_becomes_a_form(tmp_path: Path) -> None:
    written = _new(_html(tmp_path), tmp_path).read_text(encoding="utf-8")
    assert _without_comments(written) == _without_comments(_GOLDEN.read_text(encoding="utf-8"))


def test_a_workbook_becomes_the_same_tables(tmp_path: Path) -> None:
    written = _new(_xlsx(tmp_path), tmp_path).read_text(encoding="utf-8")
    golden = _without_comments(_GOLDEN.read_text(encoding="utf-8"))
    assert _without_comments(written) == [line for line in golden if "节 " not in line]


@pytest.mark.parametrize("make", [_html, _xlsx])
def test_what_was_written_reads_its_document_without_mistakes(
    make: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(make)
    path = make(tmp_path)
    rules = _new(path, tmp_path)
    assert main(["check", str(path), "--rules", str(rules), "--format", "concise"]) == 0
    assert main(["read", str(path), "--rules", str(rules), "--explain"]) == 0
    assert "新表式：2 张表认出 2 张" in capsys.readouterr().out


def test_a_document_without_tables_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "text.html"
    path.write_text("<html><body><p>没有表。</p></body></html>", encoding="utf-8")
    assert main(["new", "template", str(path)]) == 2
    assert "C135" in capsys.readouterr().err


def test_a_document_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "template", str(tmp_path / "none.html"), "--lang", "en"]) == 2
    assert "none.html" in capsys.readouterr().err


def test_the_document_is_not_overwritten(tmp_path: Path) -> None:
    path = _html(tmp_path)
    assert main(["new", "template", str(path), "-o", str(path)]) == 2
    assert path.read_text(encoding="utf-8").startswith("<html>")
