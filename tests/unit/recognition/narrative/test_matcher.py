"""Texts and wordings: what follows one, what stands in its slots, and where."""

from __future__ import annotations

import pytest

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Cell
from budgetrules.recognition.narrative.matcher import (
    AnyOf,
    Least,
    folded,
    match,
    matches,
    pattern,
)
from budgetrules.schema.forms import Optional, Sentence, Slot, SlotKind, Wording
from tests.unit.recognition.narrative.toy import SUM, lines_of

SENTENCE = Sentence("收入", (SUM,))


def test_joined_lines_are_the_folded_lines_one_behind_the_other() -> None:
    lines = lines_of("收入 １２", "．5万元。 ", "")
    assert folded(lines).text == "".join(fold(line.text) for line in lines)


def test_cutting_a_text_and_joining_its_parts_gives_it_back() -> None:
    text = folded(lines_of("一般公共预算", "收入12万元"))
    for at in range(len(text.text) + 1):
        assert text.part(0, at).text + text.part(at).text == text.text


def test_each_character_is_found_where_it_is_printed() -> None:
    lines = lines_of(" 收 入", "12.5万元 ")
    text = folded(lines)
    for at, character in enumerate(text.text):
        place = text.place(at, at + 1)
        assert place.line is not None
        assert place.chars is not None
        assert lines[place.line - 1].text[slice(*place.chars)] == character == place.text


def test_a_place_in_a_part_is_that_in_the_whole() -> None:
    text = folded(lines_of("甲乙", "丙丁"))
    assert text.part(1).place(1, 3) == text.place(2, 4)


def test_a_place_over_lines_stands_in_the_first_one() -> None:
    place = folded(lines_of("收 入", "十 万元")).place(1, 3)
    assert (place.text, place.line, place.chars) == ("入十", 1, (2, 3))


def test_two_numbers_parted_by_a_blank_are_not_one() -> None:
    claim = match(
        Sentence("", (Wording((Slot("数", SlotKind.MONEY),)),)), folded(lines_of("31 1.62万元"))
    )
    assert claim is not None
    assert claim.place.text == "1.62万元"


@pytest.mark.parametrize(
    ("text", "whole", "start", "follows"),
    [
        ("收入10万元。", True, False, True),
        ("收入10万元", True, False, True),
        ("其中收入10万元。", True, False, False),
        ("其中收入10万元。", False, True, False),
        ("其中收入10万元。", False, False, True),
        ("收入10万元。以上", True, False, False),
        ("收入10万元。以上", False, True, True),
        ("收入若干。", False, False, False),
    ],
)
def test_a_wording_is_followed_as_a_whole_from_the_start_or_anywhere(
    text: str, whole: bool, start: bool, follows: bool
) -> None:
    claim = match(SENTENCE, folded(lines_of(text)), whole=whole, start=start)
    assert (claim is not None) == follows


def test_a_slot_holds_a_figure_and_its_place() -> None:
    claim = match(SENTENCE, folded(lines_of("收入 1,000.50 万元。")))
    assert claim is not None
    value = claim.slots["金额"]
    assert isinstance(value, Cell)
    assert value.figure is not None
    assert value.figure.plain() == "1000.50"
    assert claim.slot_places["金额"].chars == (3, 14)


def test_an_optional_part_may_be_absent() -> None:
    wording = Wording(("本表", Optional((("仍",), ("还",))), "为空"))
    assert [
        bool(pattern(wording).fullmatch(text)) for text in ("本表为空", "本表仍为空", "本表又为空")
    ] == [
        True,
        True,
        False,
    ]


def test_matches_begin_where_asked() -> None:
    text = "收入1万元。收入2万元。"
    assert [found.start() for found in matches(SUM, text)] == [0, 6]
    assert [found.start() for found in matches(SUM, text, 1)] == [6]
    assert list(matches(SUM, "支出1万元。")) == []


def test_of_many_wordings_the_first_followed_is_told() -> None:
    any_of = AnyOf([Wording(("甲",)), SUM, Wording((Slot("文", SlotKind.TEXT),))])
    assert any_of.followed("收入1万元。") == 1
    assert any_of.followed("一、甲", 2) == 0
    assert any_of.followed("乙") == 2
    assert AnyOf([]).followed("甲") is None


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("减少", []),
        ("减少3.00万元", ["变动"]),
        ("减少3.00万元,下降2.00%", ["变动", "幅度"]),
        ("减少3.00万元,同比下降2.00%", ["变动", "幅度"]),
    ],
)
def test_optional_parts_may_nest(text: str, slots: list[str]) -> None:
    rate = Slot("幅度", SlotKind.PERCENT)
    inner = Optional(((",", Optional((("同比",),)), "下降", rate),))
    outer = Optional(((Slot("变动", SlotKind.MONEY), inner),))
    claim = match(Sentence("甲", (Wording(("减少", outer)),)), folded(lines_of(text)), whole=True)
    assert claim is not None
    assert list(claim.slots) == slots


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("下降1.10", "1.10"),
        ("下降1.10%", "1.10"),
        ("下降1.10,其中", "1.10"),
        ("下降1,100.00元", None),
    ],
)
def test_a_share_may_lack_its_sign_where_its_clause_ends(text: str, figure: str | None) -> None:
    wording = Wording(("下降", Slot("幅度", SlotKind.PERCENT)))
    claim = match(Sentence("甲", (wording,)), folded(lines_of(text)), start=True)
    if figure is None:
        assert claim is None
        return
    assert claim is not None
    cell = claim.slots["幅度"]
    assert isinstance(cell, Cell)
    assert cell.figure is not None
    assert (cell.figure.plain(), cell.figure.unit.symbol) == (figure, "%")


@pytest.mark.parametrize(
    ("printed", "of_zeros", "decimals"),
    [("198", False, 0), ("198", True, 0), ("0", True, 2), ("0", False, 0), ("198.5", False, 2)],
)
def test_a_whole_number_has_lost_no_zeros_for_sure(
    printed: str, of_zeros: bool, decimals: int
) -> None:
    least = Least("万元", 2, of_zeros)
    assert least.of(printed, "万元") == decimals
    assert least.of(printed, "元") == 0
