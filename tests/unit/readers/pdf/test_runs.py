"""Runs of characters side by side."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import cast

import pytest

from budgetrules.readers.pdf.characters import NOTHING, Characters, Setting
from budgetrules.readers.pdf.geometry import Frame
from budgetrules.readers.pdf.runs import Run, runs_across, runs_of, turns_of
from tests.readers.pdf.writer import PdfWriter
from tests.unit.readers.pdf.handmade import run
from tests.unit.readers.pdf.opened import opened_characters

FRAME = Frame(left=0, bottom=0, right=600, top=800)
ACROSS = Setting(0, 700, 10, 0, 0)


class SetCharacters:
    """Characters 10 points high and, by default, as wide and side by side."""

    def __init__(
        self,
        text: str,
        lefts: Sequence[float] = (),
        settings: Sequence[Setting] = (),
        width: float = 10.0,
    ) -> None:
        self.text = text
        self.count = len(text)
        begins = list(lefts) or [10.0 * at for at in range(len(text))]
        self.lefts = array("f", begins)
        self.rights = array("f", [left + width for left in begins])
        self.bottoms = array("f", [699.0] * len(text))
        self.tops = array("f", [709.0] * len(text))
        self._settings = list(settings) or [ACROSS] * len(text)

    def setting(self, numbers: Sequence[int]) -> Setting:
        return self._settings[numbers[0]]


def runs(text: str, lefts: Sequence[float] = (), width: float = 10.0) -> list[Run]:
    """The runs of upright characters."""
    characters = SetCharacters(text, lefts, width=width)
    upright, elsewhere = runs_of(cast(Characters, characters), FRAME)
    assert elsewhere == []
    return upright


def texts(text: str, lefts: Sequence[float] = (), width: float = 10.0) -> list[str]:
    """What the runs of upright characters say."""
    return [made.text for made in runs(text, lefts, width)]


def test_characters_that_touch_are_one_run() -> None:
    (made,) = runs("合计")
    assert (made.text, made.lefts, made.rights) == ("合计", [0, 10], [10, 20])


def test_top_and_bottom_come_from_the_baseline() -> None:
    (made,) = runs("合计")
    assert (made.top, made.bottom) == pytest.approx((800 - 700 - 8.8, 800 - 700 + 1.2))


@pytest.mark.parametrize(
    ("gap", "expected"), [(2, ["甲乙"]), (4, ["甲", "乙"]), (-16, ["甲", "乙"])]
)
def test_a_gap_or_a_step_back_ends_a_run(gap: float, expected: list[str]) -> None:
    assert texts("甲乙", [0, 10 + gap]) == expected


def test_a_blank_stays_within_a_run_and_is_dropped_at_its_end() -> None:
    assert texts("甲 乙 ") == ["甲 乙"]


@pytest.mark.parametrize("mark", "\r\n")
def test_an_end_of_line_ends_a_run(mark: str) -> None:
    assert texts(f"甲{mark}乙") == ["甲", "乙"]


def test_white_space_alone_makes_no_run() -> None:
    assert texts(" \r\n ") == []
    assert texts("") == []


def test_what_is_no_character_is_left_out() -> None:
    assert texts(f"甲{NOTHING}乙", [0, 10, 10]) == ["甲乙"]


def test_what_stands_off_the_page_is_left_out() -> None:
    assert texts("甲乙丙", [0, 700, 10]) == ["甲丙"]


def test_a_character_printed_twice_to_look_bold_is_read_once() -> None:
    assert texts("112", [0, 1, 5], width=5) == ["12"]
    assert texts("112", [0, 5, 10], width=5) == ["112"]


def test_a_glyph_that_reaches_into_the_next_one_ends_where_that_begins() -> None:
    (made,) = runs("甲乙", [0, 8])
    assert made.rights == [8, 18]


def test_turned_characters_are_not_upright() -> None:
    settings = [ACROSS, Setting(0, 700, 10, 1, 0)]
    characters = SetCharacters("甲乙", [0, 100], settings)
    upright, elsewhere = runs_of(cast(Characters, characters), FRAME)
    assert ([made.text for made in upright], elsewhere) == (["甲"], [1])


@pytest.mark.parametrize(
    ("turns", "shown", "expected"),
    [([0, 0, 1], 0, 0), ([1, 1, 0], 0, 1), ([0, 1], 1, 1), ([-1, -1, 3], 0, 3), ([], 2, 2)],
)
def test_a_page_is_turned_as_most_of_its_text(turns: list[int], shown: int, expected: int) -> None:
    settings = [Setting(0, 700, 10, turn, 0) for turn in turns]
    characters = SetCharacters("甲" * len(turns), settings=settings)
    assert turns_of(cast(Characters, characters), shown) == expected


def test_text_turned_by_a_quarter_stands_upright_in_itself() -> None:
    writer = PdfWriter()
    writer.page(600, 800).text(100, 400, "侧面", matrix="0 1 -1 0")
    with opened_characters(writer) as characters:
        turned, aslant = runs_across(characters, [0, 1], FRAME)
    (item,) = turned
    assert (item.run.text, item.turns, aslant) == ("侧面", 1, [])
    left, top, right, bottom = item.box
    assert right - left < bottom - top


def test_text_aslant_is_put_together_along_its_line() -> None:
    writer = PdfWriter()
    writer.page(600, 800).text(100, 400, "草稿", matrix="0.7 0.7 -0.7 0.7")
    with opened_characters(writer) as characters:
        turned, aslant = runs_across(characters, [0, 1], FRAME)
    assert (turned, [item.text for item in aslant]) == ([], ["草稿"])


@pytest.mark.parametrize("at", range(1, 4))
def test_the_parts_of_a_run_that_is_cut_are_the_run(at: int) -> None:
    whole = run("合计金额", 5, 7)
    first, second = whole.cut(0, at), whole.cut(at, 4)
    assert first.text + second.text == whole.text
    assert first.lefts + second.lefts == whole.lefts
    assert (first.right, first.box[1::2]) == (second.left, whole.box[1::2])


def test_a_run_knows_its_place() -> None:
    made = run("合计", 5, 7)
    assert (made.left, made.right, made.size, made.middle) == (5, 25, 10, 12)
    assert (made.box, made.centre(1)) == ((5, 7, 25, 17), 20)
