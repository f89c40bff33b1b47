"""Figures of expressions: the weighted cells they add up."""

from __future__ import annotations

import pytest

from budgetrules.core.comparison import Affine, Quotient
from budgetrules.core.figures import Figure
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.plain.figures import adds_figures_up, affine, side
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.schema import expressions as x
from tests.unit.evaluation.toy import INCOME, view

DOCUMENT = view(
    {"表1.收入": ("项目 金额", "合计 3", "拨款 1"), "表2": ("科目 合计 基本", "201 3 2")}
)
HERE = Instance(document=DOCUMENT, row=DOCUMENT.row_by_key("表2", "201"), column="合计")


def cell_of(*columns: str) -> x.CellOf:
    """The cells of the row in these columns."""
    return x.CellOf(x.Bound("row"), (("表2", columns),))


TOTAL = cell_of("合计")
PART = cell_of("基本")


def printed(node: x.Expression) -> list[tuple[int, str]]:
    """The weights and printed numbers that an expression adds up."""
    cells: Weighted = build(node)(HERE)
    return [(weight, cell.figure.plain() if cell.figure else "") for weight, cell in cells]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (x.Constant("1.50", "元"), [(1, "1.50")]),
        (TOTAL, [(1, "3")]),
        (cell_of("合计", "基本"), [(1, "3"), (1, "2")]),
        (x.Plus(TOTAL, PART), [(1, "3"), (1, "2")]),
        (x.Plus(TOTAL, PART, -1), [(1, "3"), (-1, "2")]),
        (x.Plus(TOTAL, x.Plus(TOTAL, PART, -1), -1), [(1, "3"), (-1, "3"), (1, "2")]),
        (x.Times(2, x.Plus(TOTAL, PART, -1)), [(2, "3"), (-2, "2")]),
        (x.DecimalsOf(TOTAL), [(1, "0")]),
        (x.CountOf(x.RowsOf("表1.收入")), [(1, "2")]),
        (x.Days(x.Text("2030-01-01"), x.Text("2030-03-01")), [(1, "59")]),
        (x.SumOf(x.RowsOf("表2"), x.CellOf(x.Bound("member"), (("表2", ("基本",)),))), [(1, "2")]),
    ],
)
def test_figures_are_weighted_cells(node: x.Expression, expected: list[tuple[int, str]]) -> None:
    assert printed(node) == expected


def test_names_that_are_alike_count_once() -> None:
    names = x.Texts((x.Text("办公"), x.Text(" 办公"), x.Text("会议")))
    assert printed(x.CountOf(names, distinct=True)) == [(1, "2")]
    assert printed(x.CountOf(names)) == [(1, "3")]


def test_what_is_no_date_is_unknown() -> None:
    with pytest.raises(Undecidable) as error:
        printed(x.Days(x.Text("一月"), x.Text("2030-03-01")))
    assert error.value.reason.code == "V108"


def test_a_blank_that_is_zero_drops_out_of_a_sum() -> None:
    blank = DOCUMENT.cell(DOCUMENT.row_by_key("表2", "221"), "合计")
    (whole,) = build(TOTAL)(HERE)
    sum_ = affine([whole, (1, blank)], True, DOCUMENT)
    assert [(weight, figure.digits) for weight, figure, _ in sum_.terms] == [(1, 3)]
    assert sum_.summed


def test_a_cell_used_twice_is_one_figure_and_two_cells_are_two() -> None:
    twice = affine([*build(TOTAL)(HERE), *build(TOTAL)(HERE)], False, DOCUMENT)
    assert len({identity for _, _, identity in twice.terms}) == 1
    other = view(INCOME).rows("表1.收入")
    two = affine([(1, row.cells["金额"]) for row in other], False, DOCUMENT)
    assert len({identity for _, _, identity in two.terms}) == 3


def test_a_share_is_a_quotient_of_two_sums_with_all_their_cells() -> None:
    quotient, cells = side(build(x.Share(PART, TOTAL))(HERE), False, DOCUMENT)
    assert isinstance(quotient, Quotient)
    assert [len(part.terms) for part in (quotient.part, quotient.whole)] == [1, 1]
    assert [cell.figure for _, cell in cells] == [
        Figure(2, 0, DOCUMENT.rows("表2")[0].cells["基本"].figure.unit),  # type: ignore[union-attr]  # it is printed
        DOCUMENT.rows("表2")[0].cells["合计"].figure,
    ]


def test_a_sum_is_a_side_of_its_own() -> None:
    sum_, cells = side(build(TOTAL)(HERE), True, DOCUMENT)
    assert isinstance(sum_, Affine)
    assert sum_.summed
    assert len(cells) == 1


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (TOTAL, False),
        (cell_of("合计", "基本"), True),
        (x.Plus(TOTAL, PART), True),
        (x.SumOf(x.RowsOf("表2")), True),
        (x.Constant("1"), False),
    ],
)
def test_a_rule_adds_figures_up_in_sums_and_scopes(node: x.Expression, expected: bool) -> None:
    assert adds_figures_up(node) is expected
