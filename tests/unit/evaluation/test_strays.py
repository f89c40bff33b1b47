"""Rows that the form doesn't know, among the parts of sums."""

from __future__ import annotations

from budgetrules.evaluation.strays import adds_parts, stray_in, strays_among
from budgetrules.model.disclosure import Row
from budgetrules.schema import expressions as x
from tests.unit.evaluation.toy import view

INCOME = ("项目 金额", "合计 5", "拨款 1", "杂项 2", "其他 2")


def rows(*lines: str) -> list[Row]:
    """The rows of the list of income."""
    return list(view({"表1.收入": lines}).rows("表1.收入"))


def test_a_row_without_place_may_be_part_of_all_above_the_row_before_it() -> None:
    total, grant, stray, _ = rows(*INCOME)
    strays = strays_among([total, grant, stray])
    assert dict(strays) == {grant: [stray], total: [stray]}
    assert stray_in(strays, total, "金额") is stray
    assert stray_in(strays, total, None) is stray
    assert stray_in(strays, total, "别的列") is None


def test_a_row_in_front_of_all_others_belongs_to_none() -> None:
    assert not strays_among(rows("项目 金额", "杂项 2", "合计 5", "拨款 1"))


def test_a_row_without_a_figure_leaves_nothing_open() -> None:
    total, *others = rows("项目 金额", "合计 5", "拨款 1", "杂项 0")
    assert stray_in(strays_among([total, *others]), total, "金额") is None


def test_only_conditions_that_add_up_parts_are_left_open() -> None:
    cell = x.ThisCell(x.Bound("cell"))
    assert adds_parts(x.Compare("=", cell, x.SumOf(x.ChildCells(x.Bound("cell")))))
    assert not adds_parts(x.Compare("=", cell, x.Constant("5")))
