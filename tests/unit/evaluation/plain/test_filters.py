"""Filters split into what the row alone decides and the rest."""

from __future__ import annotations

import pytest

from budgetrules.evaluation.plain.filters import split_by_member
from budgetrules.schema import expressions as x

LEVEL = x.TextOf(x.Bound("member"), x.TextPart.LEVEL)
OTHER_LEVEL = x.TextOf(x.Variable("甲"), x.TextPart.LEVEL)
OWN = x.CompareTexts("=", LEVEL, x.Text("类"))
OF_ANOTHER = x.CompareTexts("=", LEVEL, OTHER_LEVEL)
OF_FIGURES = x.Compare(">", x.Constant("1"), x.Constant("0"))


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
