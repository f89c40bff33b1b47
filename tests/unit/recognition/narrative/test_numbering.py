"""Numbers of headings."""

from __future__ import annotations

import pytest

from budgetrules.recognition.narrative.numbering import Numbering, numbering


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第二部分预算说明", Numbering(0, "第二部分")),
        ("十一、收入", Numbering(1, "十一、")),
        ("(三)支出", Numbering(2, "(三)")),
        ("第二章", None),
        ("收入", None),
        ("", None),
    ],
)
def test_a_number_says_how_deep_a_heading_is(text: str, expected: Numbering | None) -> None:
    assert numbering(text) == expected
