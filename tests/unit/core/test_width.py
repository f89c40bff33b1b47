"""How wide texts stand on a terminal."""

from __future__ import annotations

import pytest

from budgetrules.core.width import display_width


@pytest.mark.parametrize(
    ("text", "expected"), [("", 0), ("abc", 3), ("预算", 4), ("1万元", 5), ("e\u0301", 1)]
)
def test_chinese_characters_take_two_columns_and_marks_none(text: str, expected: int) -> None:
    assert display_width(text) == expected
