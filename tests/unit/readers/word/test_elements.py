"""Look-ups in the XML of Word documents."""

from __future__ import annotations

import lxml.etree
import pytest

from budgetrules.readers.word.elements import W, child, child_value, natural, value

_NAMESPACE = W.strip("{}")
_NUMBERED = '<w:numPr><w:ilvl w:val="2"/><w:numId/></w:numPr>'
_PARAGRAPH = lxml.etree.fromstring(f'<w:p xmlns:w="{_NAMESPACE}"><w:pPr>{_NUMBERED}</w:pPr></w:p>')


def test_a_child_is_found_by_the_names_on_the_way() -> None:
    found = child(_PARAGRAPH, "pPr", "numPr", "ilvl")
    assert value(found) == "2"
    assert child(_PARAGRAPH, "pPr", "no", "ilvl") is None


def test_what_is_missing_or_says_nothing_has_no_value() -> None:
    assert child_value(_PARAGRAPH, "pPr", "numPr", "ilvl") == "2"
    assert child_value(_PARAGRAPH, "pPr", "numPr", "numId") is None
    assert child_value(_PARAGRAPH, "rPr") is None


@pytest.mark.parametrize(("text", "expected"), [("3", 3), ("-3", 7), ("", 7), (None, 7), ("x", 7)])
def test_a_number_is_read_from_its_digits_only(text: str | None, expected: int) -> None:
    assert natural(text, 7) == expected
