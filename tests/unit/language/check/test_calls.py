"""Functions of the language: what they take and give."""

from __future__ import annotations

import pytest

from budgetrules.core.units import COUNT, NUMBER, PERCENT, UNITS
from budgetrules.language.check.names import Resolved
from budgetrules.language.check.types import (
    CellType,
    ConditionType,
    FigureType,
    RowType,
    TextsType,
    TextType,
    Type,
)
from budgetrules.schema import expressions as x
from budgetrules.schema.expressions import TextPart
from tests.unit.language.small_form import mistake_in, resolved

ROW = (RowType(("表2",)), x.Bound("row"))
CELL = (CellType(("表2",)), x.Bound("cell"))
MEMBER = x.Bound("member")
ROWS = x.RowsOf("表2")
NAME = x.TextOf(MEMBER, TextPart.NAME)
AMOUNT = x.CellOf(MEMBER, (("表2", ("合计",)),))
TERMS = x.ParameterOf("名词")
MONEY = FigureType(UNITS["元"])


@pytest.mark.parametrize(
    ("call", "kind", "value"),
    [
        ("求和(表2.合计)", MONEY, x.SumOf(ROWS, AMOUNT)),
        ("个数(表2)", FigureType(COUNT), x.CountOf(ROWS)),
        ("个数(表2.合计)", FigureType(COUNT), x.CountOf(ROWS)),
        ("名单(表2.名称)", TextsType(), x.NamesOf(ROWS, NAME)),
        ("全部相同(表2.合计)", ConditionType(), x.AllSame(x.SumOf(ROWS, AMOUNT))),
        ("全部相同(表2.名称)", ConditionType(), x.AllSame(x.NamesOf(ROWS, NAME))),
        ("全部相同(名词)", ConditionType(), x.AllSame(TERMS)),
    ],
)
def test_a_function_of_a_collection_goes_over_its_rows(
    call: str, kind: Type, value: x.Expression
) -> None:
    assert resolved(call) == (kind, value)


def test_names_that_are_alike_count_once_and_rows_each() -> None:
    assert resolved("数目(名词)")[1] == x.CountOf(TERMS, distinct=True)
    assert resolved("个数(表2)")[1] == x.CountOf(ROWS, distinct=False)


def test_cells_are_summed_in_the_unit_of_the_form() -> None:
    assert resolved("求和(下级)", CELL, ROW) == (MONEY, x.SumOf(x.ChildCells(x.Bound("cell"))))


def test_a_filter_is_put_on_the_collection_and_speaks_of_its_rows() -> None:
    _, value = resolved('求和(表2.合计 其中 级次 = "类")', ROW)
    level = x.TextOf(MEMBER, TextPart.LEVEL)
    where = x.CompareTexts("=", level, x.Text("类"))
    assert value == x.SumOf(x.RowsOf("表2", where=where), AMOUNT)


@pytest.mark.parametrize(
    ("call", "records", "kind", "value"),
    [
        (
            "百分比(1元, 2元)",
            (),
            FigureType(PERCENT),
            x.Share(x.Constant("1", "元"), x.Constant("2", "元")),
        ),
        ("小数位(本格)", (CELL, ROW), FigureType(COUNT), x.DecimalsOf(x.ThisCell(CELL[1]))),
        (
            "末位(名称, 2)",
            (ROW,),
            TextType(),
            x.LastDigits(x.TextOf(ROW[1], TextPart.NAME), 2),
        ),
        (
            "天数(年初, 批复日)",
            (),
            FigureType(NUMBER),
            x.Days(x.YearDay(), x.ParameterOf("批复日")),
        ),
        ("为空(表2)", (), ConditionType(), x.Empty(x.TableOf("表2"))),
        ("全零(表1.收入)", (), ConditionType(), x.Empty(x.TableOf("表1"), or_zero=True)),
    ],
)
def test_functions_of_figures_texts_dates_and_tables(
    call: str, records: tuple[Resolved, ...], kind: Type, value: x.Expression
) -> None:
    assert resolved(call, *records) == (kind, value)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("求和(表2.名称)", "求和(表2.合计)"),
        ("求和(名词)", "求和(表2.合计)"),
        ("个数(合计)", "个数(下级)"),
        ("名单(表2.合计)", "名单(表2.名称)"),
        ("全部相同(合计)", "全部相同(表2.合计)"),
        ("百分比(名称, 合计)", "百分比(合计, 合计)"),
        ("小数位(名称)", "小数位(合计)"),
        ("末位(合计, 2)", "末位(名称, 2)"),
        ("末位(名称, 合计)", "末位(名称, 2)"),
        ("天数(1, 批复日)", "天数(年初, 批复日)"),
        ("天数(年初, 1)", "天数(年初, 批复日)"),
        ("为空(合计)", "为空(表2)"),
        ('求和(合计 其中 级次 = "类")', '求和(表2.合计 其中 级次 = "类")'),
    ],
)
def test_an_argument_that_does_not_fit_is_a_mistake(wrong: str, right: str) -> None:
    assert mistake_in(wrong, ROW).code == "S214"
    assert resolved(right, ROW)


@pytest.mark.parametrize(
    ("wrong", "code", "details"),
    [
        ("求和(1, 2)", "S213", {"name": "求和", "count": "2", "wanted": "1"}),
        ("百分比(1元)", "S213", {"name": "百分比", "count": "1", "wanted": "2"}),
        ("百分比(合计, 面积)", "S203", {"left": "元", "right": "平方米"}),
        ("百分比(百分比(1元, 2元), 2元)", "S207", {}),
        ("求和(表2.合计 其中 合计)", "S205", {}),
    ],
)
def test_other_mistakes_in_calls(wrong: str, code: str, details: dict[str, str]) -> None:
    mistake = mistake_in(wrong, ROW)
    assert (mistake.code, mistake.details) == (code, details)


def test_a_function_that_is_none_is_a_mistake_with_all_that_there_are() -> None:
    mistake = mistake_in("合计数(表2)")
    assert (mistake.code, mistake.details) == ("S212", {"name": "合计数"})
    assert set(mistake.allowed) >= {"求和", "个数", "名单", "百分比", "天数"}
