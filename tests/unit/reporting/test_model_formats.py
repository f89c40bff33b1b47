"""`read`: blank, dash, absent and unreadable look different, and the JSON keeps every cell."""

from __future__ import annotations

from typing import Any

import pytest

from budgetrules.core.figures import Figure, read_figure
from budgetrules.core.units import WAN
from budgetrules.core.width import display_width
from budgetrules.messages.catalogue import LANGUAGES
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Disclosure,
    ListData,
    Place,
    Row,
    SectionData,
    TableData,
)
from budgetrules.reporting.formats import model_format
from budgetrules.reporting.options import FormatOptions
from budgetrules.schema.forms import Column, ColumnKind, Key, Table, TableList, Template
from budgetrules.storage.encode import model_value

AMOUNTS = ("合计", "基本支出", "项目支出", "其他")
LIST = TableList(
    "表3",
    "表3",
    "",
    (Key("code", True),),
    (
        Column("code", ColumnKind.CODE, (("科目编码",),), key="code"),
        Column("name", ColumnKind.NAME, (("科目名称",),)),
        *(Column(name, ColumnKind.AMOUNT, ((name,),)) for name in AMOUNTS),
    ),
)
TEMPLATE = Template(
    "示例表式",
    "示例省部门预算公开",
    "budget",
    (Table("表3", ("支出表",), (LIST,)), Table("表4", ("其他表",), ())),
)


def figure(text: str) -> Figure:
    found = read_figure(text, WAN)
    assert found is not None
    return found


def row(index: int, code: str, name: str, parent: Row | None = None) -> Row:
    cells = {
        "合计": Cell(CellKind.FIGURE, figure("1,904.50"), Place("1,904.50", line=7)),
        "基本支出": Cell(CellKind.BLANK, None, Place(line=7)),
        "项目支出": Cell(CellKind.DASH, None, Place("—", line=7)),
        "其他": Cell(CellKind.UNREADABLE, None, Place("2x.5", line=7)),
    }
    return Row(
        "表3", index, {"code": code}, code, name, None, None, cells, Place(line=7), parent=parent
    )


def disclosure() -> Disclosure:
    top = row(0, "201", "一般公共服务支出")
    rows = [top, row(1, "20103", "办公厅事务", top)]
    table = TableData(
        "表3", "支出表", "万元", True, Place(line=5), {"表3": ListData("表3", rows, AMOUNTS)}
    )
    section = SectionData(None, "第三部分/五", "情况说明", Place(line=90))
    return Disclosure(
        "demo.txt",
        "0" * 64,
        "text",
        TEMPLATE,
        "示例局",
        2024,
        {"表3": table},
        [section],
        [],
        ["表3：标题第 5 行"],
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_shows_each_kind_of_cell_by_its_own_sign(lang: str) -> None:
    lines = model_format("text")(
        [disclosure()], lang, False, FormatOptions(width=None)
    ).splitlines()
    line = next(line for line in lines if "20103" in line)
    assert line.split()[-4:] == ["1,904.50", "·", "—", "?2x.5"]


def test_text_indents_names_by_level_and_names_missing_tables() -> None:
    found = model_format("text")([disclosure()], "zh", False, FormatOptions(width=None))
    assert "20103    办公厅事务" in found
    assert "没有找到的表：表4" in found


def test_text_prints_the_explanation_only_when_asked() -> None:
    options = FormatOptions(width=None)
    assert "标题第 5 行" not in model_format("text")([disclosure()], "zh", False, options)
    assert "标题第 5 行" in model_format("text")([disclosure()], "zh", True, options)


def test_text_splits_columns_that_do_not_fit_and_repeats_code_and_name() -> None:
    found = model_format("text")([disclosure()], "zh", False, FormatOptions(width=60)).splitlines()
    assert sum("20103" in line for line in found) == 2
    assert [
        line
        for line in found
        if display_width(line) > 60 and "│" not in line and line.startswith("  2")
    ] == []


def test_text_of_an_unknown_form_says_that_it_cannot_be_checked() -> None:
    unknown = Disclosure("x.txt", "", "text", None, "", None, {})
    assert "不能检查" in model_format("text")([unknown], "zh", True, FormatOptions())


def test_json_keeps_cells_with_value_unit_kind_and_place() -> None:
    value: Any = model_value([disclosure()], "zh")
    rows = value["documents"][0]["tables"][0]["lists"][0]["rows"]
    assert rows[1]["parent"] == 0
    assert [(cell["kind"], cell["value"], cell["unit"]) for cell in rows[0]["cells"]] == [
        ("figure", "1904.50", "万元"),
        ("blank", None, None),
        ("dash", None, None),
        ("unreadable", None, None),
    ]
    assert rows[0]["cells"][3]["location"]["text"] == "2x.5"
