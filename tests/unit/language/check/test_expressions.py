"""Expressions: operators, paths and indices, with types and units checked."""

from __future__ import annotations

import pytest

from budgetrules.core.units import NUMBER, PERCENT, UNITS, YEAR
from budgetrules.language.check.expressions import condition, figure
from budgetrules.language.check.names import Resolved, Unresolved
from budgetrules.language.check.types import (
    CellType,
    CodelistType,
    ColumnType,
    ConditionType,
    DateType,
    EntryType,
    FigureType,
    ListType,
    PerRowType,
    RowType,
    SectionType,
    TableType,
    TextsType,
    TextType,
    Type,
)
from budgetrules.schema import expressions as x
from budgetrules.schema.expressions import TextPart
from tests.unit.language.small_form import mistake_in, parsed, resolved, scope

ROW = (RowType(("表2",)), x.Bound("row"))
CELL = (CellType(("表2",)), x.Bound("cell"))
TABLE = (TableType(("表2",)), x.Bound("table"))
TOTAL = x.CellOf(ROW[1], (("表2", ("合计",)),))
NAME = x.TextOf(ROW[1], TextPart.NAME)
MONEY = FigureType(UNITS["元"])


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("1.50万元", FigureType(UNITS["万元"]), x.Constant("1.50", "万元")),
        ("25%", FigureType(PERCENT), x.Constant("25", "%")),
        ("3", FigureType(NUMBER), x.Constant("3")),
        ('"办公"', TextType(), x.Text("办公")),
        ('("办公")', TextType(), x.Text("办公")),
        ('("办公", "会议")', TextsType(), x.Texts((x.Text("办公"), x.Text("会议")))),
        ("本单位", TextType(), x.EntityName()),
        ("年初", DateType(), x.YearDay()),
        ("年末", DateType(), x.YearDay(last=True)),
        ("预算年度", FigureType(YEAR), x.ParameterOf("budget_year", "年")),
        ("批复日", DateType(), x.ParameterOf("批复日")),
        ("名词", TextsType(), x.ParameterOf("名词")),
        ("文号", TextType(), x.ParameterOf("文号")),
        ("限额", FigureType(UNITS["万元"]), x.ParameterOf("限额", "万元")),
        ("科目表", CodelistType("科目表"), x.Text("科目表")),
        ("表1", TableType(("表1",)), x.TableOf("表1")),
        ("表2", ListType("表2"), x.RowsOf("表2")),
        ("上年.表1.收入", ListType("上年.表1.收入"), x.RowsOf("上年.表1.收入")),
    ],
)
def test_what_is_written_has_a_type_and_a_value(
    written: str, kind: Type, value: x.Expression
) -> None:
    assert resolved(written) == (kind, value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("合计 + 基本", x.Plus(TOTAL, x.CellOf(ROW[1], (("表2", ("基本",)),)))),
        ("合计 - 1元", x.Plus(TOTAL, x.Constant("1", "元"), -1)),
        ("-合计", x.Plus(x.Constant("0"), TOTAL, -1)),
        ("2 * 合计", x.Times(2, TOTAL)),
    ],
)
def test_sums_of_money_are_money(written: str, value: x.Expression) -> None:
    assert resolved(written, ROW) == (MONEY, value)


def test_a_bare_number_takes_the_unit_of_what_it_is_added_to() -> None:
    assert resolved("0 + 合计", ROW)[0] == MONEY
    assert resolved("合计 + 0", ROW)[0] == MONEY


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("合计 = 0元", x.Compare("=", TOTAL, x.Constant("0", "元"))),
        ("合计 >= 0", x.Compare(">=", TOTAL, x.Constant("0"))),
        ('名称 = "办公"', x.CompareTexts("=", NAME, x.Text("办公"))),
        ('名称 包含 "办公"', x.CompareTexts("contains", NAME, x.Text("办公"))),
        ("名称 属于 名词", x.CompareTexts("in", NAME, x.ParameterOf("名词"))),
        ("科目 属于 科目表", x.InCodelist(x.TextOf(ROW[1], TextPart.KEY, "科目"), "科目表")),
        (
            "合计 属于 (1元, 2元)",
            x.Any(
                (
                    x.Compare("=", TOTAL, x.Constant("1", "元")),
                    x.Compare("=", TOTAL, x.Constant("2", "元")),
                )
            ),
        ),
        ("有 名称", x.Has(NAME)),
        ("无 名称", x.Not(x.Has(NAME))),
        ("存在", x.Has(ROW[1])),
        ("合计 印零", x.PrintsZero(TOTAL)),
        ("非 有 名称", x.Not(x.Has(NAME))),
        ("有 名称 且 存在", x.All((x.Has(NAME), x.Has(ROW[1])))),
        ("有 名称 或 存在", x.Any((x.Has(NAME), x.Has(ROW[1])))),
        ("有 名称 当且仅当 存在", x.Iff(x.Has(NAME), x.Has(ROW[1]))),
    ],
)
def test_conditions(written: str, value: x.Expression) -> None:
    assert resolved(written, ROW) == (ConditionType(), value)


@pytest.mark.parametrize(
    ("wrong", "code", "right"),
    [
        ("合计 + 面积", "S203", "合计 + 基本"),
        ("合计 = 面积", "S203", "合计 = 基本"),
        ("合计 + 名称", "S204", "合计 + 基本"),
        ("百分比(合计, 基本) + 1%", "S207", "百分比(合计, 基本) >= 1%"),
        ("2 * 百分比(合计, 基本)", "S207", "2 * 合计"),
        ("1.5 * 合计", "S228", "2 * 合计"),
        ("合计 = 名称", "S208", "说明 = 名称"),
        ("合计 包含 基本", "S208", "说明 包含 名称"),
        ("合计 >= 5", "S229", "合计 >= 5元"),
        ("合计 且 有 名称", "S205", "有 合计 且 有 名称"),
    ],
)
def test_what_does_not_go_together_is_a_mistake(wrong: str, code: str, right: str) -> None:
    assert mistake_in(wrong, ROW).code == code
    assert resolved(right, ROW)


def test_units_that_differ_are_named_in_the_message() -> None:
    assert mistake_in("合计 = 面积", ROW).details == {"left": "元", "right": "平方米"}
    assert mistake_in("合计 = 名称", ROW).details == {"left": "元", "right": "文字"}


def test_nothing_is_there_outside_a_quantifier() -> None:
    assert mistake_in("存在").code == "S237"


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ('表1.收入["合计"]', x.RowAt("表1.收入", "label", x.Text("合计"))),
        ('表1.收入["一、拨款"]', x.RowAt("表1.收入", "label", x.Text("拨款收入"))),
        ('表2["合计"]', x.RowAt("表2", "total", x.Text("合计"))),
        ('表2["201"]', x.RowAt("表2", "key", x.Text("201"))),
        ("表2[科目]", x.RowAt("表2", "key", x.TextOf(ROW[1], TextPart.KEY, "科目"))),
    ],
)
def test_a_row_is_named_by_its_label_by_its_key_or_as_the_total(
    path: str, row: x.Expression
) -> None:
    kind, value = resolved(path, ROW)
    assert isinstance(kind, RowType)
    assert value == row


def test_a_code_list_is_indexed_by_a_code() -> None:
    assert resolved('科目表["201"]') == (
        EntryType("科目表"),
        x.EntryOf("科目表", x.Text("201")),
    )


@pytest.mark.parametrize(
    ("wrong", "code", "suggestion"),
    [
        ('表1.收入["二、其它"].金额', "S210", None),
        ('名称["甲"]', "S209", None),
        ("表2[合计]", "S209", None),
        ('表2["201"].合记', "S201", "合计"),
        ("求和(表2.合记)", "S201", "合计"),
        ("合记", "S202", "合计"),
        ("上年.表3", "S202", "上年.表2"),
        ('表2["201"].[乙]', "S211", None),
    ],
)
def test_what_a_path_does_not_lead_to_is_a_mistake(
    wrong: str, code: str, suggestion: str | None
) -> None:
    mistake = mistake_in(wrong, ROW)
    assert mistake.code == code
    if suggestion is not None:
        assert mistake.suggestion == suggestion


def test_the_mistake_of_a_list_in_another_document_names_both() -> None:
    assert mistake_in("上年.表3").details == {"name": "上年.表3"}


def test_a_part_of_a_list_is_a_part_of_each_of_its_rows() -> None:
    member = x.CellOf(x.Bound("member"), (("表2", ("合计",)),))
    assert resolved("表2.合计") == (
        PerRowType(("表2",), MONEY),
        x.SumOf(x.RowsOf("表2"), member),
    )


def test_inside_a_section_its_sentences_are_its_own() -> None:
    section = (SectionType(("说明",)), x.Bound("section"))
    assert resolved("总额", section)[1] == x.RowsOf("总额", section=x.Bound("section"))
    assert resolved("总额")[1] == x.RowsOf("总额")


def test_a_variable_hides_a_part_of_the_record() -> None:
    inner = scope(ROW).bind("合计", TextType(), x.Text("甲"))
    with pytest.raises(Unresolved):
        figure(parsed("合计"), inner)
    assert figure(parsed("合计"), scope(ROW)) == (MONEY, TOTAL)


def test_a_cell_is_the_figure_in_it() -> None:
    assert figure(parsed("本格"), scope(CELL)) == (MONEY, x.ThisCell(CELL[1]))


def test_a_condition_is_no_figure_and_a_figure_no_condition() -> None:
    assert condition(parsed("有 合计"), scope(ROW)) == x.Has(TOTAL)
    with pytest.raises(Unresolved, match="S205"):
        condition(parsed("合计"), scope(ROW))
    with pytest.raises(Unresolved, match="S204"):
        figure(parsed("有 合计"), scope(ROW))


def test_a_column_may_be_chosen_by_a_variable() -> None:
    inner = scope().bind("乙", ColumnType("表2"), x.Variable("乙"))
    row = x.RowAt("表2", "total", x.Text("合计"))
    assert figure(parsed('表2["合计"].[乙]'), inner) == (MONEY, x.CellAt(row, x.Variable("乙")))


def test_slots_of_a_table_are_seen_without_its_name() -> None:
    records: tuple[Resolved, ...] = (TABLE,)
    assert resolved("单位名", *records) == resolved("空表说明.单位名", *records)
