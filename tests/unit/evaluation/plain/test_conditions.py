"""Conditions: what they come to where figures round, lack or can't be read, and their grounds."""

from __future__ import annotations

import pytest

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.truth import Comparison, Mismatch, Truth
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.model.disclosure import Place, UnreadCell
from budgetrules.schema import expressions as x
from tests.unit.evaluation.toy import disclosure, view

DOCUMENT = view(
    {
        "表1.收入": ("项目 金额", "合计 4", "拨款 1", "其他 2"),
        "表2": ("科目 名称 合计 基本", "201 办公 3 3", "20101 办公 0 -"),
    }
)
HERE = Instance(document=DOCUMENT, row=DOCUMENT.row_by_label("表1.收入", "合计"))


def income(label: str) -> x.CellOf:
    """The amount of a row of the income."""
    row = x.RowAt("表1.收入", "label", x.Text(label))
    return x.CellOf(row, (("表1.收入", ("金额",)),))


def detail(code: str, column: str = "合计") -> x.CellOf:
    """An amount of the detail."""
    return x.CellOf(x.RowAt("表2", "key", x.Text(code)), (("表2", (column,)),))


def name_of(code: str) -> x.TextOf:
    """A name of the detail."""
    return x.TextOf(x.RowAt("表2", "key", x.Text(code)), x.TextPart.NAME)


PARTS = x.Plus(income("拨款"), income("其他"))
HOLDS = x.Compare("=", income("合计"), x.Constant("4"))
FAILS = x.Compare("=", income("合计"), x.Constant("9"))
ROUNDS = x.Compare("=", income("合计"), PARTS)


def truth(node: x.Expression) -> Truth:
    """What a condition comes to."""
    result: Truth = build(node)(HERE)
    return result


def said(node: x.Expression) -> str:
    """A condition in one word."""
    result = truth(node)
    if result.no_data:
        return "no data"
    if not result.possible:
        return "fails"
    return "exact" if result.exact else "possible"


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (HOLDS, "exact"),
        (ROUNDS, "possible"),
        (FAILS, "fails"),
        (x.Compare("<", income("合计"), PARTS), "possible"),
        (x.Compare("=", detail("221"), detail("22101")), "no data"),
        (x.Compare("=", detail("221"), x.Constant("0")), "no data"),
        (x.Compare("=", income("合计"), detail("221")), "fails"),
        (x.CompareTexts("same", name_of("201"), name_of("20101")), "exact"),
        (x.CompareTexts("=", name_of("201"), x.Text(" 办公 ")), "exact"),
        (x.CompareTexts("=", name_of("201"), x.Text("会议")), "fails"),
        (x.CompareTexts("!=", name_of("201"), x.Text("办公")), "fails"),
        (x.CompareTexts("=", name_of("221"), x.Text("办公")), "no data"),
        (x.CompareTexts("same_sign", x.Text("增加"), x.Text("增长")), "exact"),
        (x.CompareTexts("same_sign", x.Text("增加"), x.Text("下降")), "fails"),
        (x.CompareTexts("same_sign", x.Text("持平"), x.Text("下降")), "exact"),
        (x.CompareTexts("same_sign", x.Text("上浮"), x.Text("下降")), "no data"),
        (x.InCodelist(x.Text("201"), "科目表"), "exact"),
        (x.InCodelist(x.Text("999"), "科目表"), "fails"),
        (x.InCodelist(name_of("221"), "科目表"), "no data"),
        (x.AllSame(x.Texts((x.Text("甲"), x.Text(" 甲")))), "exact"),
        (x.AllSame(x.Texts((x.Text("甲"), x.Text("乙")))), "fails"),
        (x.AllSame(x.Texts(())), "no data"),
        (x.AllSame(x.Plus(income("拨款"), income("拨款"))), "exact"),
        (x.AllSame(x.Plus(income("拨款"), income("合计"))), "fails"),
        (x.Has(income("合计")), "exact"),
        (x.Has(detail("221")), "fails"),
        (x.Has(x.ChildCells(x.Bound("cell"))), "exact"),
        (x.Has(x.PartCells(x.Bound("cell"))), "fails"),
        (x.Empty(x.TableOf("表2")), "fails"),
        (x.Headed(x.TableOf("表2")), "exact"),
        (x.Headed(x.TableOf("表3")), "no data"),
        (x.PrintsZero(detail("20101")), "exact"),
        (x.PrintsZero(detail("201")), "fails"),
        (x.PrintsZero(detail("221")), "no data"),
        (x.Not(FAILS), "exact"),
        (x.Not(ROUNDS), "possible"),
        (x.All((HOLDS, ROUNDS)), "possible"),
        (x.All((FAILS, ROUNDS)), "fails"),
        (x.Any((FAILS, ROUNDS)), "possible"),
        (x.Any((FAILS, HOLDS)), "exact"),
        (x.Iff(FAILS, x.Not(HOLDS)), "possible"),
    ],
)
def test_a_condition_comes_to(node: x.Expression, expected: str) -> None:
    assert said(node) == expected


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (x.Compare("=", x.Share(income("拨款"), detail("20101")), x.Constant("1")), "V109"),
        (x.Empty(x.TableOf("表3")), "V101"),
    ],
)
def test_what_can_not_be_judged_is_unknown(node: x.Expression, code: str) -> None:
    with pytest.raises(Undecidable) as error:
        truth(node)
    assert error.value.reason.code == code


def test_a_compared_figure_keeps_both_sides_and_their_cells() -> None:
    grounds = truth(ROUNDS).grounds
    assert isinstance(grounds, Comparison)
    assert grounds.node == ROUNDS
    assert [len(cells) for cells in (grounds.left_cells, grounds.right_cells)] == [1, 2]
    assert grounds.gap.printed == 1


def test_texts_that_differ_keep_the_rows_they_stand_in() -> None:
    grounds = truth(x.CompareTexts("=", name_of("201"), x.Text("会议"))).grounds
    row = DOCUMENT.row_by_key("表2", "201")
    assert isinstance(grounds, Mismatch)
    assert (grounds.printed, grounds.expected) == ("办公", "会议")
    assert (grounds.record, grounds.other) == (row, None)


def test_the_first_failing_condition_speaks_for_all() -> None:
    grounds = truth(x.All((HOLDS, FAILS, ROUNDS))).grounds
    assert isinstance(grounds, Comparison)
    assert grounds.node == FAILS


def test_whether_a_table_with_unread_figures_is_empty_is_unknown() -> None:
    document = disclosure({"表2": ("科目 名称 合计 基本", "201 办公 - -")})
    here = Instance(document=view(document=document))
    assert build(x.Empty(x.TableOf("表2")))(here).certain
    document.unread_cells.append(UnreadCell("表2", "办公", "", Place("3.00")))
    with pytest.raises(Undecidable) as error:
        build(x.Empty(x.TableOf("表2")))(Instance(document=view(document=document)))
    assert error.value.reason.code == "V118"
    assert error.value.reason.details["text"] == "3.00"
