"""The text of sections, with its borders."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import BORDER
from budgetrules.recognition.narrative.section_text import marked, whole_text
from tests.unit.recognition.narrative.toy import lines_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 乙", f"甲{BORDER}乙"),
        ("2024 年", "2024年"),
        ("共 3 个", "共3个"),
        ("段落。 ", f"段落。{BORDER}"),
        (" 折行", "折行"),
        ("", ""),
    ],
)
def test_a_blank_is_a_border_between_words_and_behind_a_paragraph(text: str, expected: str) -> None:
    assert marked(text) == expected


def test_the_whole_text_joins_the_lines_and_keeps_their_places() -> None:
    whole = whole_text(lines_of("甲", "乙 "), [])
    assert whole.text == f"甲乙{BORDER}" == "".join(text for _, text in whole.body)
    assert [place.line for place in whole.places] == [1, 2]
