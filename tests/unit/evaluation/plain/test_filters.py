"""Filters split into what the row alone decides and the rest."""

from __future__ import annotations

import pytest

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.plain.filters import build_filter, split_by_member
from budgetrules.schema import expressions as x
from tests.unit.evaluation.toy import DETAIL, view

LEVEL = x.TextOf(x.Bound("member"), x.TextPart.LEVEL)
OTHER_LEVEL = x.TextOf(x.Variable("甲"), x.TextPart.LEVEL)
OWN = x.CompareTexts("=", LEVEL, x.Text("类"))
OF_ANOTHER = x.CompareTexts("=", LEVEL, OTHER_LEVEL)
OF_FIGURES = x.Compare(">", x.Constant("1"), x.Constant("0"))

DOCUMENT = view(DETAIL)
ROWS = DOCUMENT.rows("表2")
HERE = Instance(document=DOCUMENT, names={"甲": DOCUMENT.row_by_key("表2", "201")})
CODE = x.TextOf(x.Bound("member"), x.TextPart.CODE)
NO_TEXT = x.TextOf(x.Bound("row"), x.TextPart.NAME)


@pytest.mark.parametrize(
    "where",
    [
        OWN,
        OF_ANOTHER,
        OF_FIGURES,
        x.All((OWN, OF_ANOTHER)),
        x.CompareTexts("=", CODE, x.Text(" ２０１ ")),
        x.CompareTexts("!=", CODE, x.Text("201")),
        x.CompareTexts("contains", CODE, x.Text("01")),
        x.CompareTexts("=", CODE, CODE),
        x.CompareTexts("=", CODE, NO_TEXT),
        x.CompareTexts("same_sign", LEVEL, x.Text("类")),
    ],
)
def test_a_filter_keeps_the_rows_that_its_condition_may_hold_for(where: x.Expression) -> None:
    holds = build(where)
    kept = [row for row in ROWS if holds(HERE.with_member(row)).possible]
    assert build_filter(where, build)(ROWS, HERE) == kept


def test_without_a_condition_all_rows_are_kept() -> None:
    assert build_filter(None, build)(ROWS, HERE) is ROWS


def test_rows_are_found_by_their_text_whatever_its_width() -> None:
    where = x.CompareTexts("=", CODE, x.Text(" ２０１ "))
    assert [row.code for row in build_filter(where, build)(ROWS, HERE)] == ["201"]


def test_of_no_rows_nothing_is_asked() -> None:
    unbound = x.TextOf(x.Variable("乙"), x.TextPart.CODE)
    where = x.CompareTexts("=", CODE, unbound)
    assert build_filter(where, build)([], HERE) == []


def test_no_filter_has_no_parts() -> None:
    assert split_by_member(None) == (None, None)


@pytest.mark.parametrize(
    "own",
    [
        OWN,
        x.Not(OWN),
        x.Any((OWN, OWN)),
        x.Has(LEVEL),
        x.CompareTexts("in", LEVEL, x.Texts((x.Text("类"), x.Text("款")))),
    ],
)
def test_what_asks_for_texts_of_the_row_is_its_own(own: x.Expression) -> None:
    assert split_by_member(own) == (own, None)


@pytest.mark.parametrize(
    "rest",
    [
        OF_ANOTHER,
        OF_FIGURES,
        x.Any((OWN, OF_FIGURES)),
        x.Has(x.Children(x.Bound("member"))),
        x.CompareTexts("same_sign", LEVEL, LEVEL),
    ],
)
def test_what_asks_for_more_is_the_rest(rest: x.Expression) -> None:
    assert split_by_member(rest) == (None, rest)


def test_the_two_parts_hold_together() -> None:
    assert split_by_member(x.All((OWN, OF_FIGURES, OF_ANOTHER))) == (
        OWN,
        x.All((OF_FIGURES, OF_ANOTHER)),
    )
