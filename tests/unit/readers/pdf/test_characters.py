"""Characters as pdfium gives them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.characters import ASLANT, NOTHING, UNMAPPED, with_whole_pairs
from tests.readers.pdf.writer import PdfWriter
from tests.unit.readers.pdf.opened import opened_characters

# The height of the page in the file's coordinates, which grow upwards.
HIGH = 842


def written(text: str, font: str = "song", matrix: str | None = None) -> PdfWriter:
    """A file with one text at 50, 100."""
    writer = PdfWriter()
    writer.page().text(50, 100, text, font=font, matrix=matrix)
    return writer


def test_each_character_has_its_edges() -> None:
    with opened_characters(written("合计")) as characters:
        assert (characters.text, characters.count) == ("合计", 2)
        assert list(characters.lefts) == [50, 60]
        assert list(characters.rights) == [60, 70]
        assert all(bottom < HIGH - 100 for bottom in characters.bottoms)
        assert all(top > HIGH - 100 for top in characters.tops)


def test_no_text_has_no_characters() -> None:
    writer = PdfWriter()
    writer.page()
    with opened_characters(writer) as characters:
        assert (characters.text, characters.count, list(characters.lefts)) == ("", 0, [])


def test_no_more_characters_are_read_than_asked_for() -> None:
    with opened_characters(written("一二三四五"), most=3) as characters:
        assert (characters.text, characters.count, characters.cut) == ("一二三", 3, True)
    with opened_characters(written("一二三"), most=3) as characters:
        assert not characters.cut


def test_blanks_of_every_width_are_one_blank() -> None:
    with opened_characters(written("甲\u3000乙\u00a0丙", "identity")) as characters:
        assert characters.text == "甲 乙 丙"


def test_characters_that_a_font_does_not_name_are_unmapped() -> None:
    with opened_characters(written("甲乙", "unmapped")) as characters:
        assert (characters.text, characters.unmapped) == (UNMAPPED * 2, 2)


@pytest.mark.parametrize(
    ("matrix", "turns"),
    [("1 0 0 1", 0), ("0 1 -1 0", 1), ("-1 0 0 -1", 2), ("0 -1 1 0", 3)],
)
def test_a_matrix_tells_how_text_is_turned(matrix: str, turns: int) -> None:
    with opened_characters(written("甲乙", matrix=matrix)) as characters:
        setting = characters.setting([0, 1])
    assert (setting.turns, setting.size, setting.angle) == (turns, 10, 0)
    assert (setting.x, setting.y) == pytest.approx((50, HIGH - 100))


def test_text_that_follows_no_side_of_the_page_is_aslant() -> None:
    with opened_characters(written("甲乙", matrix="0.8 0.6 -0.6 0.8")) as characters:
        setting = characters.setting([0])
    assert setting.turns == ASLANT
    assert setting.angle == pytest.approx(math.atan2(0.6, 0.8), abs=0.001)


def test_two_halves_are_a_character_and_nothing() -> None:
    assert with_whole_pairs("甲\ud840\udc00乙") == f"甲\U00020000{NOTHING}乙"


@pytest.mark.parametrize("half", [0xD840, 0xDC00])
def test_a_half_alone_is_unmapped(half: int) -> None:
    assert with_whole_pairs(f"甲{chr(half)}") == f"甲{UNMAPPED}"


@given(st.text(st.sampled_from("甲a\ud840\udc00")))
def test_whole_pairs_keep_the_number_of_characters(text: str) -> None:
    assert len(with_whole_pairs(text)) == len(text)
