"""Figures of the narrative that no statement holds."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place
from budgetrules.recognition.narrative.matcher import folded
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.recognition.narrative.unread import unread_figures
from budgetrules.schema.vocabulary import shipped_vocabulary
from tests.unit.recognition.narrative.toy import lines_of


def unread(text: str) -> list[Place]:
    """The figures of a text without statements."""
    section = SectionText(None, folded(lines_of(text)))
    return unread_figures([section], [], shipped_vocabulary())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入1,000.5万元，占３０％", ["1,000.5万元", "３０％"]),
        ("2024年3月5日", []),
        ("完成率≥95%", []),
        ("车辆2辆、人员30人次", ["2辆", "30人次"]),
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
