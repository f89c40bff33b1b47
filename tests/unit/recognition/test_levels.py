"""Levels, parents and children of rows."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.figures import exact
from budgetrules.core.units import UNITS
from budgetrules.model.disclosure import Cell, CellKind, Place, Row
from budgetrules.recognition.levels import code_level, join_code, link
from budgetrules.schema.forms import Key, RowLabel, TableList
from tests.unit.recognition.toy import EXPENDITURE_LIST, PROJECT_LIST


def row(name: str, code: str = "", label: str | None = None, amount: int | None = None) -> Row:
    """A row with a name, a code, a label or an amount."""
    cells = {}
    if amount is not None:
        cells["合计"] = Cell(CellKind.FIGURE, exact(amount, UNITS["元"]), Place())
    return Row("表1", 0, {}, code or None, name, label, None, cells, Place())


def linked(rows: list[Row], item: TableList, *units: str) -> dict[str, tuple[str | None, str]]:
    """The level and the parent of each row."""
    link(rows, item, set(units))
    return {
        item.code or item.name: (
            item.level,
            (item.parent.code or item.parent.name) if item.parent is not None else "",
        )
        for item in rows
    }


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["201", "03", "01"], "2010301"),
        (["201", "0301"], "2010301"),
        (["2010301", "", ""], "2010301"),
        (["201", "3", "1"], "2010301"),
        (["201", "20103", "2010301"], "2010301"),
        (["", ""], ""),
    ],
)
def test_a_code_is_joined_from_its_parts(parts: list[str], code: str) -> None:
    assert join_code(parts) == code


def test_the_level_of_a_code_is_told_by_its_length() -> None:
    levels = ("类", "款", "项")
    assert [code_level(code, levels) for code in ("201", "20103", "2010301", "2")] == [
        "类",
        "款",
        "项",
        None,
    ]
    assert code_level("2010301", ("类",)) == "类"
    assert code_level("201", ()) is None


@given(st.permutations(["总计", "201", "20103", "2010301", "208"]))
def test_codes_are_linked_in_any_order(order: list[str]) -> None:
    rows = [row(word) if word == "总计" else row("甲", word) for word in order]
    assert linked(rows, EXPENDITURE_LIST) == {
        "总计": ("总计", ""),
        "201": ("类", "总计"),
        "20103": ("款", "201"),
        "2010301": ("项", "20103"),
        "208": ("类", "总计"),
    }


def test_a_missing_level_leaves_a_row_without_parent() -> None:
    assert linked([row("总计"), row("甲", "2010301")], EXPENDITURE_LIST)["2010301"] == ("项", "")


def test_codes_stand_below_their_unit() -> None:
    item = attrs.evolve(
        EXPENDITURE_LIST, levels=("总计", "单位", "类", "款", "项"), unit_level="单位"
    )
    rows = [row("总计"), row("甲局"), row("x", "201"), row("乙局"), row("y", "208")]
    assert linked(rows, item) == {
        "总计": ("总计", ""),
        "甲局": ("单位", "总计"),
        "201": ("类", "甲局"),
        "乙局": ("单位", "总计"),
        "208": ("类", "乙局"),
    }


def test_named_rows_stand_below_their_code() -> None:
    keys = (Key("科目", True), Key("项目", False))
    item = attrs.evolve(EXPENDITURE_LIST, keys=keys, levels=("总计", "类", "款", "项", "项目"))
    leaf = row("系统建设", "2010301")
    leaf.keys["项目"] = "系统建设"
    rows = [row("总计"), row("x", "201"), row("y", "20103"), row("z", "2010301"), leaf]
    link(rows, item, set())
    assert (leaf.level, leaf.parent) == ("项目", rows[3])
    assert rows[3].children == [leaf]


def test_rows_without_codes_stand_below_the_unit_above_them() -> None:
    item = attrs.evolve(PROJECT_LIST, levels=("总计", "单位", "项目"), unit_level="单位")
    assert linked([row("总计"), row("甲局"), row("系统建设")], item, "甲局") == {
        "总计": ("总计", ""),
        "甲局": ("单位", "总计"),
        "系统建设": ("项目", "甲局"),
    }


def test_a_first_row_with_the_figures_of_the_total_is_the_only_unit() -> None:
    item = attrs.evolve(PROJECT_LIST, levels=("总计", "单位", "项目"), unit_level="单位")
    rows = [row("总计", amount=30), row("某局", amount=30), row("系统建设", amount=10)]
    assert linked(rows, item)["某局"] == ("单位", "总计")
    other = [row("总计", amount=30), row("某局", amount=20), row("系统建设", amount=10)]
    assert linked(other, item)["某局"] == ("项目", "总计")


def test_labels_are_linked_as_the_form_prescribes() -> None:
    labels = (
        RowLabel("本年收入合计", ("本年收入合计",)),
        RowLabel("财政拨款", ("一、财政拨款",), parent="本年收入合计"),
        RowLabel("其中", ("其中:基金",), parent="财政拨款", complete=False),
    )
    item = TableList("表1", "表1", "", (), (), labels, ("本年收入合计",))
    rows = [row("a", label="财政拨款"), row("b", label="其中"), row("c", label="本年收入合计")]
    assert linked(rows, item) == {
        "a": (None, "c"),
        "b": (None, ""),
        "c": ("本年收入合计", ""),
    }


def test_a_numbered_row_of_no_known_name_is_one_of_those_named_by_codes() -> None:
    labels = (
        RowLabel("合计", ("合计",)),
        RowLabel("公共服务", ("(一)一般公共服务支出",), parent="合计", code="201", level="类"),
    )
    item = TableList("表1", "表1", "", (), (), labels, ("合计",))
    rows = [row("合计", label="合计"), row("（二）外星支出")]
    assert linked(rows, item)["（二）外星支出"] == ("类", "合计")


def test_a_named_row_whose_code_is_not_printed_stands_below_the_lowest_level_that_is() -> None:
    keys = (Key("科目", True), Key("项目", False))
    item = attrs.evolve(EXPENDITURE_LIST, keys=keys, levels=("总计", "类", "款", "项目"))
    leaf = row("系统建设", "2010301")
    leaf.keys["项目"] = "系统建设"
    above = row("y", "20103")
    link([row("总计"), row("x", "201"), above, leaf], item, set())
    assert leaf.parent is above
