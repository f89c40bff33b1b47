"""Empty tables of a form, for values that were never printed."""

from __future__ import annotations

import attrs

from budgetrules.recognition.builders.fields import empty_table, named_amounts
from tests.unit.recognition.toy import EXPENDITURE, EXPENDITURE_LIST, amount


def test_an_optional_amount_is_there_only_if_it_is_named() -> None:
    columns = (*EXPENDITURE_LIST.columns, amount("其他", optional=True))
    item = attrs.evolve(EXPENDITURE_LIST, columns=columns)
    assert named_amounts(item, ()) == ("合计", "基本支出", "项目支出")
    assert named_amounts(item, ["其他"]) == ("合计", "基本支出", "项目支出", "其他")


def test_a_table_is_called_by_its_prescribed_title() -> None:
    table = empty_table(EXPENDITURE, "万元", {})
    assert (table.id, table.title, table.unit, table.unit_stated) == (
        "表1",
        "部门支出总表",
        "万元",
        False,
    )
