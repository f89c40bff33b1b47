"""Workbooks without number formats to read: decimals come from form or column, and a note says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.engine import read
from budgetrules.readers.formats import read_path
from tests.readers.office.hostile import ods
from tests.recognition.grids.sketch import shown

_HERE = Path(__file__).parent
_READ = {
    "总计": ["30.50", "10.25", "20.25"],
    "201": ["30.50", "10.25", "20.25"],
    "20103": ["30.50", "10.25", "20.25"],
    "2010301": ["10.25", "10.25", "·"],
    "2010302": ["20.25", "·", "20.25"],
}
_TITLES = ["部门支出总体情况表", "", "", "", "", "", ""]
_ABOVE = ["编制部门：甲市数据局", "", "", "", "", "", "单位：万元"]
_HEADS = ["类", "款", "项", "功能分类科目名称", "合计", "基本支出", "项目支出"]
_ROWS = [
    ["", "", "", "总计", 30.5, 10.25, 20.25],
    ["201", "", "", "一般公共服务支出", 30.5, 10.25, 20.25],
    ["201", "03", "", "政府办公厅（室）及相关机构事务", 30.5, 10.25, 20.25],
    ["201", "03", "01", "行政运行", 10.25, 10.25, ""],
    ["201", "03", "02", "一般行政管理事务", 20.25, "", 20.25],
]


def _written() -> bytes:
    rows = ""
    for row in [_TITLES, _ABOVE, _HEADS, *_ROWS]:
        rows += "<table:table-row>"
        for value in row:
            if isinstance(value, float):
                rows += f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            elif value:
                rows += f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            else:
                rows += "<table:table-cell/>"
        rows += "</table:table-row>"
    return ods(f'<table:table table:name="表3">{rows}</table:table>')


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_values_are_read_and_decimals_are_said_to_be_assumed(
    kind: str, rules: RuleSet, tmp_path: Path
) -> None:
    path = _HERE / "small.xls"
    if kind == "ods":
        path = tmp_path / "a.ods"
        path.write_bytes(_written())
    found = read(path, rules=rules, template="新疆部门预算")
    assert shown(found, "表3") == _READ
    assert found.entity == "甲市数据局"
    told = [problem.diagnostic.code for problem in found.problems]
    assert "N171" in told
    assert ("N166" in told) == (kind == "xls")
    cell = next(iter(found.tables["表3"].rows())).cells["合计"]
    assert (cell.place.sheet, cell.place.cell) == ("表3", "E5" if kind == "xls" else "E4")


def test_the_kind_is_known_by_its_content(tmp_path: Path) -> None:
    for name, data in {"a.dat": (_HERE / "small.xls").read_bytes(), "b.zip": _written()}.items():
        (tmp_path / name).write_bytes(data)
        assert len(read_path(tmp_path / name).grids) == 1


def test_an_old_word_document_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes((_HERE / "small.xls").read_bytes())
    assert [problem.diagnostic.code for problem in read_path(path).problems] == ["N178"]
