"""Nested plain values as records."""

from __future__ import annotations

from budgetrules.model.plain import RECORDS, WHOLE
from budgetrules.storage.flatten import flatten
from tests.unit.storage.toy import toy_value


def test_every_record_has_the_fields_of_its_type_in_their_order() -> None:
    records = flatten(toy_value())
    assert list(records) == list(RECORDS)
    for name, own in records.items():
        fields = [field.name for field in RECORDS[name]]
        assert own, name
        assert {tuple(record) for record in own} == {tuple(fields)}


def test_documents_of_one_path_have_keys_of_their_own() -> None:
    records = flatten(toy_value(3))
    keys = [record["document"] for record in records["documents"]]
    assert keys == ["甲.txt", "甲.txt#2", "甲.txt#3"]
    assert {record["document"] for record in records["cells"]} == set(keys)


def test_a_section_whose_lines_make_up_its_text_has_no_text_of_its_own() -> None:
    section, whole = flatten(toy_value())["sections"]
    assert (section["section"], section["text"]) == (0, None)
    assert (whole["section"], whole["text"]) == (WHOLE, "其他的话")


def test_texts_and_their_places_need_not_be_of_the_same_columns() -> None:
    texts = flatten(toy_value())["texts"][:3]
    shown = [(text["column"], text["is_text"], text["located"], text["cell"]) for text in texts]
    assert shown == [
        ("项目", True, True, "A2"),
        ("备注", True, False, None),
        ("单位", False, True, None),
    ]


def test_claims_name_their_role_and_what_they_belong_to() -> None:
    claims = flatten(toy_value())["claims"]
    shown = [(claim["role"], claim["table"], claim["section"]) for claim in claims]
    assert shown == [
        ("header", "表1", None),
        ("caption", "表1", None),
        ("note", "表1", None),
        ("note", "表1", None),
        ("section", None, 0),
    ]


def test_a_list_of_a_table_names_it_and_a_statement_names_none() -> None:
    lists = flatten(toy_value())["lists"]
    assert [(item["list"], item["table"]) for item in lists] == [
        ("表1.收入", "表1"),
        ("表1.支出", "表1"),
        ("增减", None),
    ]
