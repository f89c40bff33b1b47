"""Fields of records as texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.model.plain import Value
from budgetrules.storage.errors import Malformed
from budgetrules.storage.fields import bare, safe, typed, untyped

_texts = st.text(st.sampled_from("=+-@'\t\r1.,甲a（"), max_size=6) | st.text(max_size=6)


@given(_texts)
def test_a_text_made_safe_comes_back_and_is_no_formula(text: str) -> None:
    assert bare(safe(text)) == text
    assert not safe(text).startswith(("=", "@"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=1+1", "'=1+1"), ("-12.50", "-12.50"), ("-甲", "'-甲"), ("'甲", "''甲"), ("甲", "甲")],
)
def test_only_what_looks_like_a_formula_is_changed(text: str, expected: str) -> None:
    assert safe(text) == expected


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (None, "string"),
        ("=甲", "string"),
        (3, "integer"),
        (1.5, "number"),
        (True, "boolean"),
        (False, "boolean"),
        ({"a": ["甲"]}, "object"),
        ([1, None], "array"),
    ],
)
def test_a_field_comes_back_from_its_text(value: Value, type_: str) -> None:
    assert typed(untyped(value), type_, "here") == value


def test_a_truth_may_be_written_as_spreadsheets_do() -> None:
    assert typed("TRUE", "boolean", "here") is True


@pytest.mark.parametrize(
    ("text", "type_"),
    [("x", "integer"), ("1.5", "integer"), ("true", "integer"), ("1", "boolean"), ("[]", "object")],
)
def test_a_text_of_another_type_is_refused(text: str, type_: str) -> None:
    with pytest.raises(Malformed) as caught:
        typed(text, type_, "here")
    assert (caught.value.where, caught.value.expected) == ("here", type_)
