"""What a finding tells of figures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from budgetrules.causes.telling import Telling
from budgetrules.causes.telling_figures import decimal_text, tell_comparison
from tests.unit.causes.plants import ROW_MISSING_IN_ONE, WRONG_FIGURE
from tests.unit.causes.toy import SOUND, Paper, case_of, name_of


def tell(name: str, paper: Paper, folder: Path) -> Telling:
    case = case_of(paper, folder)
    item = next(item for item in case.failed if name_of(item) == name)
    assert item.numbers is not None
    return tell_comparison(item.outcome, item.numbers, case.locator, None)


def test_a_sum_shows_its_formula_filled_in(tmp_path: Path) -> None:
    telling = tell("C-01 201", WRONG_FIGURE, tmp_path)
    assert telling.code == "F101"
    assert telling.evidence.substituted == "60.00 = 25.00 + 36.00"
    assert telling.evidence.expected_range == ("60.99", "61.01")
    assert (telling.evidence.difference, telling.evidence.slack) == ("-1.00", "0.015")
    assert [operand.value for operand in telling.evidence.operands] == ["60.00", "25.00", "36.00"]


def test_two_figures_that_must_be_one_have_one_value(tmp_path: Path) -> None:
    telling = tell("C-02 20102", WRONG_FIGURE, tmp_path)
    assert telling.code == "F102"
    assert (telling.evidence.stated, telling.evidence.expected) == ("36.00", "35.00")
    assert telling.slots["other"] == "明细 20102 本年"


def test_a_figure_in_an_absent_row_is_one_that_is_missing(tmp_path: Path) -> None:
    telling = tell("C-02 20102", ROW_MISSING_IN_ONE, tmp_path)
    assert telling.code == "F103"
    assert (telling.subject.table, telling.subject.row_code) == ("总表", "20102")
    assert telling.evidence.stated is None


def test_a_blank_that_should_be_a_figure_is_told_as_one(tmp_path: Path) -> None:
    paper = SOUND.with_row("项目", "印刷年报", ("印刷年报", ""))
    telling = tell("C-16 印刷年报", paper, tmp_path)
    assert telling.code == "F110"
    assert telling.slots["right"] == "3.00"


def test_a_negative_term_comes_behind_its_sign(tmp_path: Path) -> None:
    paper = SOUND.with_text("比上年增加20", "比上年增加30")
    assert tell("C-10", paper, tmp_path).evidence.substituted == "30.00 = 110.00 - 90.00"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(5, 2), 0, "2.5"),
        (Fraction(5, 2), 2, "2.50"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-2, 3), 2, "-0.67"),
        (Fraction(1, 100000), 0, "0"),
    ],
)
def test_decimals_are_exact_where_few_more_do(value: Fraction, decimals: int, text: str) -> None:
    assert decimal_text(value, decimals) == text


def test_a_share_shows_part_and_whole(tmp_path: Path) -> None:
    telling = tell("C-17 总额", SOUND.with_text("22.22", "32.22"), tmp_path)
    assert telling.evidence.substituted == "32.22% = 20.00 ÷ 90.00"
    assert telling.evidence.unit == "%"
    assert telling.evidence.expected_range == ("22.22", "22.23")
