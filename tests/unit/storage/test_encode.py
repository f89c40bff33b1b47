"""A disclosure as nested plain values."""

from __future__ import annotations

import json
from typing import Any

from budgetrules.storage.encode import document_value, model_value
from tests.unit.storage.toy import toy_disclosure


def _document() -> Any:
    return document_value(toy_disclosure(), "zh", explain=True)


def test_values_are_those_that_json_has() -> None:
    value = model_value([toy_disclosure()], "zh", explain=True)
    assert json.loads(json.dumps(value)) == value


def test_a_row_names_its_parent_its_list_and_its_number_among_the_children() -> None:
    income, spending = _document()["tables"][0]["lists"]
    names = ("parent", "parent_list", "child")
    assert [income["rows"][0][name] for name in names] == [None, None, None]
    assert [income["rows"][1][name] for name in names] == [0, None, 1]
    assert [spending["rows"][0][name] for name in names] == [0, "表1.收入", 0]


def test_only_a_figure_has_value_unit_and_rounding() -> None:
    rows = _document()["tables"][0]["lists"][0]["rows"]
    cells = [*rows[0]["cells"], *rows[1]["cells"]]
    shown = [(cell["kind"], cell["value"], cell["unit"], cell["rounding"]) for cell in cells]
    assert shown == [
        ("figure", "123.45", "万元", "half"),
        ("dash", None, None, None),
        ("blank", None, None, None),
        ("absent", None, None, None),
    ]


def test_a_column_of_no_form_has_no_header() -> None:
    columns = _document()["tables"][0]["lists"][0]["columns"]
    assert columns[0] == {"id": "合计", "header": [], "kind": None}


def test_messages_are_in_the_language_asked_for_and_the_digest_is_not() -> None:
    chinese, english = (document_value(toy_disclosure(), lang) for lang in ("zh", "en"))
    assert chinese["problems"] != english["problems"]
    assert chinese["digest"] == english["digest"]


def test_the_explanation_is_written_when_asked_for() -> None:
    assert _document()["explanation"] == ["认出 1 张"]
    assert document_value(toy_disclosure(), "zh")["explanation"] == []


def test_a_path_that_is_no_unicode_can_be_written() -> None:
    document = toy_disclosure()
    document.path = "\udcff.txt"
    assert document_value(document, "zh")["path"] == "\\udcff.txt"
