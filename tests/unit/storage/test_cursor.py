"""Reading plain values that should have a shape."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budgetrules.model.plain import Value
from budgetrules.storage.cursor import JsonCursor
from budgetrules.storage.errors import Malformed


def _at(value: Value) -> JsonCursor:
    return JsonCursor(value, "top")


def test_a_member_that_is_not_there_is_null() -> None:
    member = _at({"a": 1})["b"]
    assert (member.is_null, member.path) == (True, "top.b")


def test_paths_name_members_and_items() -> None:
    (item,) = _at({"a": [{"b": 1}]})["a"].items()
    assert item["b"].path == "top.a[0].b"
    assert [(name, member.path) for name, member in item.members()] == [("b", "top.a[0].b")]


def test_null_has_no_items_no_members_and_an_empty_text() -> None:
    null = _at(None)
    assert ([*null.items()], [*null.members()], null.texts()) == ([], [], [])
    assert (null.text(), null.text_or_none(), null.integer_or_none()) == ("", None, None)


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (JsonCursor.text, "甲", "甲"),
        (JsonCursor.text_or_none, "甲", "甲"),
        (JsonCursor.required_text, "甲", "甲"),
        (JsonCursor.texts, ["甲", None], ["甲", ""]),
        (JsonCursor.names, ["甲", "乙"], ["甲", "乙"]),
        (JsonCursor.integer, 3, 3),
        (JsonCursor.integer_or_none, 3, 3),
        (JsonCursor.boolean, False, False),
        (lambda cursor: cursor.one_of(("a", "b")), "b", "b"),
    ],
)
def test_a_value_of_the_right_shape_is_given(
    read: Callable[[JsonCursor], object], value: Value, expected: object
) -> None:
    assert read(_at(value)) == expected


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (JsonCursor.text, 1, "string"),
        (JsonCursor.required_text, "", "string"),
        (JsonCursor.required_text, None, "string"),
        (JsonCursor.names, ["甲", ""], "string"),
        (JsonCursor.integer, None, "integer"),
        (JsonCursor.integer, True, "integer"),
        (JsonCursor.integer, 1.0, "integer"),
        (JsonCursor.integer_or_none, "1", "integer"),
        (JsonCursor.boolean, 1, "boolean"),
        (JsonCursor.boolean, None, "boolean"),
        (lambda cursor: cursor.one_of(("a", "b")), "c", "a | b"),
        (lambda cursor: [*cursor.items()], {}, "array"),
        (lambda cursor: [*cursor.members()], [], "object"),
        (lambda cursor: cursor["a"], "text", "object"),
    ],
)
def test_a_value_of_another_shape_is_refused(
    read: Callable[[JsonCursor], object], value: Value, expected: str
) -> None:
    with pytest.raises(Malformed) as caught:
        read(_at(value))
    assert caught.value.expected == expected
