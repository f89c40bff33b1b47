"""Headings in other words than the form's."""

from __future__ import annotations

import pytest

from budgetrules.recognition.narrative.rewordings import (
    is_between,
    is_reworded,
    likest_section,
    prescribed,
)
from budgetrules.schema.forms import Optional, Section, Slot, SlotKind, Wording

USE = Slot("占", SlotKind.CHOICE, choices=("占有", "占用"))
ASSETS = Section("资产", (Wording(("国有资产", USE, "使用情况", Optional((("说明",),)))),))
BUYING = Section("采购", (Wording(("政府采购支出情况",)),))
INCOME = Section("收入", (Wording(("关于", Slot("年", SlotKind.YEAR), "年收入预算情况说明")),))
FORM = (INCOME, ASSETS, BUYING)


@pytest.mark.parametrize(
    ("words", "section", "hundredths", "contained"),
    [
        ("三、国有资产占用情况", "资产", 88, True),
        ("(二)国有资产占有使用情况(增加内容)", "资产", 76, True),
        ("政府采购的情况", "采购", 80, False),
        ("2024年政府采购支出情况", "采购", 100, True),
    ],
)
def test_a_heading_is_likest_to_one_section(
    words: str, section: str, hundredths: int, contained: bool
) -> None:
    likeness = likest_section(words, FORM)
    assert likeness is not None
    assert (likeness.section.id, likeness.hundredths, likeness.contained) == (
        section,
        hundredths,
        contained,
    )


@pytest.mark.parametrize("words", ["情况", "政府采购54.36万元", "政府采购支出情况,其中", "名词"])
def test_a_sentence_and_a_short_word_are_no_headings(words: str) -> None:
    assert likest_section(words, FORM) is None


def test_what_lies_between_its_neighbours_may_be_less_alike() -> None:
    likeness = likest_section("资产情况", FORM)
    assert likeness is not None
    assert likeness.is_enough(in_order=True)
    assert not likeness.is_enough(in_order=False)


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [("收入", "采购", True), ("", "", True), ("采购", "", False), ("", "收入", False)],
)
def test_a_section_stands_between_those_that_the_form_has_around_it(
    before: str, behind: str, expected: bool
) -> None:
    order = [section.id for section in FORM]
    assert is_between(ASSETS, order, before, behind) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("政府采构支出情况", False), ("政府采购出支情况", False), ("政府采购情况", True)],
)
def test_a_slip_is_one_character_or_two_that_changed_places(words: str, expected: bool) -> None:
    assert is_reworded(words, BUYING) == expected


def test_a_heading_is_prescribed_as_the_form_spells_it() -> None:
    for words, spelled in (
        ("国有资产占用使用的情况", "国有资产占用使用情况"),
        ("关于收入预算说明", "关于××××年收入预算情况说明"),
    ):
        likeness = likest_section(words, FORM)
        assert likeness is not None
        assert prescribed(likeness) == spelled


def test_what_shares_few_characters_is_not_looked_at() -> None:
    likeness = likest_section("甲乙丙丁戊己庚", FORM)
    assert likeness is None or likeness.hundredths == 0
