"""The shape of a model written down: values of places, the digest, the record types."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place, SectionData
from budgetrules.model.plain import (
    PLACE_FIELDS,
    RECORDS,
    SIMPLE,
    Object,
    Value,
    digest,
    place_value,
    simple_values,
)

TYPES = {"string", "integer", "boolean", "number", "object", "array"}


def document(**parts: Value) -> Object:
    """A written document with a place in it, or with other values."""
    place = place_value(Place("12", line=1, box=(1.0, 2.0, 3.0, 4.0)))
    return {"path": "a.txt", "tables": [{"title": "表", "place": place}], **parts}


def changed_place(**parts: Value) -> Object:
    """A document whose one place differs in some parts."""
    place = {**place_value(Place("12", line=1, box=(1.0, 2.0, 3.0, 4.0))), **parts}
    return document(tables=[{"title": "表", "place": place}])


def test_what_a_place_lacks_is_null() -> None:
    assert set(place_value(Place()).values()) == {None}


def test_a_place_is_written_part_by_part() -> None:
    place = Place("12", 1, 2, (3, 5), (1.0, 2.0, 3.0, 4.0), "表1", "B2", (7, 8))
    assert place_value(place) == {
        "page": 1,
        "line": 2,
        "chars": [3, 5],
        "box": [1.0, 2.0, 3.0, 4.0],
        "sheet": "表1",
        "cell": "B2",
        "text": "12",
        "order": [7, 8],
    }


@pytest.mark.parametrize(
    "same",
    [
        document(digest="of itself"),
        document(explanation=["why a table was recognised"]),
        changed_place(box=[9.0, 9.0, 9.0, 9.0]),
        changed_place(box=None),
        changed_place(sheet=""),
    ],
)
def test_the_digest_is_the_same_whatever_a_format_or_a_language_changes(same: Object) -> None:
    assert digest(same) == digest(document())


@pytest.mark.parametrize(
    "other",
    [
        document(path="b.txt"),
        changed_place(text="13"),
        changed_place(line=2),
        document(tables=[]),
        document(entity=None),
    ],
)
def test_the_digest_tells_a_later_change(other: Object) -> None:
    assert digest(other) != digest(document())


def test_the_message_of_a_problem_does_not_count_but_other_messages_do() -> None:
    problem = {"code": "N1", "severity": "error"}
    in_chinese = document(problems=[{**problem, "message": "读不懂"}])
    in_english = document(problems=[{**problem, "message": "not understood"}])
    assert digest(in_chinese) == digest(in_english)
    assert digest(document(message="a")) != digest(document(message="b"))


def test_the_order_of_keys_does_not_count() -> None:
    backwards = dict(reversed(document().items()))
    assert digest(backwards) == digest(document())


def test_simple_fields_are_taken_from_the_record_an_empty_text_as_null() -> None:
    section = SectionData("收支", "一", "收支", Place(), opens=4, sheet=True)
    assert simple_values("section", section) == {
        "titled": True,
        "prescribed": None,
        "reworded": False,
        "opens": 4,
        "is_sheet": True,
        "repeated": False,
    }


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_record_type_names_each_column_once_and_says_what_it_holds(name: str) -> None:
    fields = RECORDS[name]
    names = [field.name for field in fields]
    assert len(set(names)) == len(names)
    assert {field.type for field in fields} <= TYPES
    assert all(field.meaning for field in fields)


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_record_type_has_a_whole_place_or_none(name: str) -> None:
    names = {field.name for field in RECORDS[name]}
    own = names.intersection(PLACE_FIELDS) - {"line"}
    assert own in (set(), set(PLACE_FIELDS) - {"line"})


@pytest.mark.parametrize(("part", "record"), [("document", "documents"), ("table", "tables")])
def test_simple_fields_stand_in_the_record_type_of_their_part(part: str, record: str) -> None:
    names = {field.name for field in RECORDS[record]}
    assert {field.key for field in SIMPLE[part]} <= names
