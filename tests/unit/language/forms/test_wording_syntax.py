"""The text of a wording: literals, slots, optional parts and alternatives."""

from __future__ import annotations

import pytest

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.spans import Span
from budgetrules.language.forms.wording_syntax import (
    all_alternatives,
    alternatives,
    build_wording,
)
from budgetrules.language.text import tree
from budgetrules.schema.forms import Optional, Slot, SlotKind, WordingPart

# A text at columns 4 to 30 of line 2, quotation marks included.
PLACE = Span("a.rules", 2, 4, 30)
NAMES = frozenset({"变动词", "来源"})


def parts(text: str) -> tuple[WordingPart, ...]:
    """The parts of a wording in which there is no mistake."""
    mistakes: list[Diagnostic] = []
    wording = build_wording(tree.String(text, span=PLACE), NAMES, mistakes)
    assert mistakes == []
    return wording.parts


def mistake_in(text: str) -> Diagnostic:
    """The one mistake in a wording."""
    mistakes: list[Diagnostic] = []
    build_wording(tree.String(text, span=PLACE), NAMES, mistakes)
    (mistake,) = mistakes
    return mistake


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("共计", ("共计",)),
        ("共{数:万元}。", ("共", Slot("数", SlotKind.MONEY, "万元"), "。")),
        ("{ 数 : 元 }", (Slot("数", SlotKind.MONEY, "元"),)),
        ("共[计]", ("共", Optional((("计",),)))),
        ("[收入|支出]", (Optional((("收入",), ("支出",))),)),
        (
            "[，{年:年}[度]]",
            (Optional((("，", Slot("年", SlotKind.YEAR), Optional((("度",),))),)),),
        ),
        ("甲|乙", ("甲|乙",)),
    ],
)
def test_a_wording_is_literals_slots_and_optional_parts(
    text: str, expected: tuple[WordingPart, ...]
) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("{甲:文字}", Slot("甲", SlotKind.TEXT)),
        ("{甲:日期}", Slot("甲", SlotKind.DATE)),
        ("{甲:名单}", Slot("甲", SlotKind.LIST)),
        ("{甲:句}", Slot("甲", SlotKind.CLAUSE)),
        ("{甲:%}", Slot("甲", SlotKind.PERCENT)),
        ("{甲:平方米}", Slot("甲", SlotKind.AREA)),
        ("{甲:个}", Slot("甲", SlotKind.COUNT, "个")),
        ("{甲:万元?}", Slot("甲", SlotKind.MONEY, "万元", bare=True)),
        ("{甲:变动词}", Slot("甲", SlotKind.WORDS, "变动词")),
        ("{甲:增加|减少}", Slot("甲", SlotKind.CHOICE, choices=("增加", "减少"))),
        ("{各:来源}", Slot("各", SlotKind.ITEMS, "来源")),
        ("{后接:完毕|。}", Slot("后接", SlotKind.AHEAD, choices=("完毕", "。"))),
    ],
)
def test_a_slot_is_of_its_type(slot: str, expected: Slot) -> None:
    assert parts(slot) == (expected,)


@pytest.mark.parametrize(
    ("text", "code", "found", "column", "end"),
    [
        ("共}", "S110", "}", 6, 7),
        ("共]计", "S110", "]", 6, 7),
        ("共{数", "S111", "{", 6, 7),
        ("共[计", "S111", "[", 6, 7),
        ("共{数}", "S112", "{数}", 6, 9),
        ("共{:元}", "S112", "{:元}", 6, 10),
        ("共{数:}", "S112", "{数:}", 6, 10),
        ("共{数:两}", "S113", "两", 6, 11),
        ("共{数:%?}", "S113", "%?", 6, 12),
    ],
)
def test_a_mistake_in_a_wording_has_its_place(
    text: str, code: str, found: str, column: int, end: int
) -> None:
    mistake = mistake_in(text)
    assert (mistake.code, mistake.details) == (code, {"found": found})
    assert mistake.span == Span("a.rules", 2, column, end)


def test_a_type_that_there_is_not_has_the_nearest_one_as_its_suggestion() -> None:
    mistake = mistake_in("{甲:变动辞}")
    assert mistake.suggestion == "变动词"
    assert set(mistake.allowed) >= {"文字", "日期", "万元", "变动词", "来源"}


def test_what_follows_a_mistake_is_read() -> None:
    mistakes: list[Diagnostic] = []
    wording = build_wording(tree.String("{甲:两}共{数:元}", span=PLACE), NAMES, mistakes)
    assert wording.parts == ("共", Slot("数", SlotKind.MONEY, "元"))


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("甲", ["甲"]),
        ("甲|乙", ["甲", "乙"]),
        ("|", ["", ""]),
        ("[甲|乙]丙|丁", ["[甲|乙]丙", "丁"]),
        ("{数:甲|乙}|丁", ["{数:甲|乙}", "丁"]),
    ],
)
def test_alternatives_are_parted_outside_of_brackets(text: str, ways: list[str]) -> None:
    cut = alternatives(tree.String(text, span=PLACE))
    assert [way.value for way in cut] == ways
    assert "|".join(way.value for way in cut) == text


def test_an_alternative_keeps_its_place() -> None:
    whole, cut = alternatives(tree.String("甲甲|乙乙", span=PLACE))
    assert (whole.span.column, whole.span.end) == (4, 8)
    assert (cut.span.column, cut.span.end) == (7, 11)


def test_alternatives_of_several_texts_come_in_their_order() -> None:
    texts = [tree.String("甲|乙", span=PLACE), tree.String("丙", span=PLACE)]
    assert [way.value for way in all_alternatives(texts)] == ["甲", "乙", "丙"]
