"""Figures that no statement and no table holds."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place, UnreadCell
from budgetrules.recognition.narrative.matcher import folded
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.recognition.narrative.unread import Unread, unread_in_narrative
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.recognition.narrative.toy import lines_of


def unread_in(text: str, cells: tuple[UnreadCell, ...] = ()) -> Unread:
    """What nothing reads of a text without sections and statements."""
    lines = lines_of(*text.splitlines())
    return unread_in_narrative(lines, [], [], cells, shipped_vocabulary())


def unread(text: str) -> list[Place]:
    """The figures with units of a text without statements, as one section."""
    lines = lines_of(text)
    section = SectionText(None, folded(lines))
    return unread_in_narrative(lines, [section], [], (), shipped_vocabulary()).figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入1,000.5万元，占３０％", ["1,000.5万元", "３０％"]),
        ("2024年3月5日", []),
        ("完成率≥95%", []),
        ("车辆2辆、人员30人次", ["2辆", "30人次"]),
        ("比上年增加3.5万，结余2亿", ["3.5万", "2亿"]),
        ("面积3万平方米，服务5万人次", ["3万平方米", "5万人次"]),
    ],
)
def test_amounts_shares_and_counts_are_figures_but_years_and_targets_are_not(
    text: str, expected: list[str]
) -> None:
    assert [place.text for place in unread(text)] == expected


def test_places_point_at_the_printed_figure() -> None:
    text = "收入 12 万元"
    (place,) = unread(text)
    assert place.chars is not None
    assert text[slice(*place.chars)] == "12 万元"


def test_figures_outside_of_known_sections_count() -> None:
    assert [place.text for place in unread_in("另有7.00万元").figures] == ["7.00万元"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲项目 1,234 12.50 ", ["1,234", "12.50"]),
        ("甲项目 １，２３４．５０ ", ["１，２３４．５０"]),
        ("科目 201 201.03.01 2024.06 12345 ", []),
        ("收入12.50万元", []),
        ("目标≥12.50 ", []),
    ],
)
def test_numbers_that_stand_alone_are_figures_where_nothing_else_can_be(
    text: str, expected: list[str]
) -> None:
    assert [cell.place.text for cell in unread_in(text).cells] == expected


def test_a_figure_of_a_cell_counts_once() -> None:
    (line,) = lines_of("12.50 ")
    cell = UnreadCell("别的表", "甲", "金额", line.place("12.50", 0, 5))
    assert unread_in("12.50 ", (cell,)).cells == [cell]


def test_a_word_for_contents_alone_makes_no_contents_page() -> None:
    made = unread_in("目录 \n政府采购目录内项目12.00万元。 \n")
    assert [place.text for place in made.figures] == ["12.00万元"]
