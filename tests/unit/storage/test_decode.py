"""Nested plain values taken back to the disclosure they were made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from budgetrules.model.disclosure import Disclosure
from budgetrules.storage.decode import document_of
from budgetrules.storage.encode import document_value
from budgetrules.storage.errors import Malformed
from tests.plain import plain
from tests.unit.storage.toy import toy_disclosure


def _value() -> Any:
    return document_value(toy_disclosure(), "zh", explain=True)


def _decoded(value: Any) -> Disclosure:
    return document_of(value, "documents[0]", {}, "file.json", "00")


def _codes(document: Disclosure) -> list[str]:
    return [problem.diagnostic.code for problem in document.problems]


def test_what_was_encoded_is_decoded() -> None:
    assert plain(_decoded(_value())) == plain(toy_disclosure())


def test_a_document_that_was_changed_is_one_of_its_own() -> None:
    value = _value()
    value["tables"][0]["title"] = "别的"
    document = _decoded(value)
    assert (document.path, document.sha256) == ("file.json", "00")
    assert _codes(document) == ["N106", "N180"]


def test_a_change_that_a_spreadsheet_makes_by_itself_is_none() -> None:
    value = _value()
    value["problems"][0]["message"] = "another language"
    value["tables"][0]["location"]["box"] = [1, 2, 3, 4]
    assert _codes(_decoded(value)) == ["N106"]


def test_a_form_that_is_not_there_is_a_problem() -> None:
    value = _value()
    value["template"] = "没有的表式"
    document = _decoded(value)
    assert document.template is None
    assert _codes(document)[-1] == "N181"


def _row(value: Any) -> Any:
    return value["tables"][0]["lists"][0]["rows"][1]


def _cell(value: Any) -> Any:
    return value["tables"][0]["lists"][0]["rows"][0]["cells"][0]


_ROW = "documents[0].tables[0].lists[0].rows"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda value: value["tables"][0].update(id=None), "documents[0].tables[0].id"),
        (lambda value: value["tables"][0].update(unit="美元"), "documents[0].tables[0].unit"),
        (lambda value: value["tables"][0].update(titled=1), "documents[0].tables[0].titled"),
        (lambda value: _row(value).update(index=0), f"{_ROW}[1]"),
        (lambda value: _row(value).update(parent=7), f"{_ROW}[1].parent"),
        (lambda value: _row(value).update(parent=1), f"{_ROW}[1].parent"),
        (lambda value: _cell(value).update(kind="full"), f"{_ROW}[0].cells[0].kind"),
        (lambda value: _cell(value).update(value="1,2"), f"{_ROW}[0].cells[0].value"),
        (lambda value: _cell(value).update(unit="斤"), f"{_ROW}[0].cells[0].unit"),
        (lambda value: value["sections"][0].update(lines=[1]), "documents[0].sections[0].lines"),
        (
            lambda value: value["tables"][0]["location"].update(box=[1, 2, 3, True]),
            "documents[0].tables[0].location.box",
        ),
    ],
)
def test_what_is_malformed_is_named_by_its_path(change: Callable[[Any], None], where: str) -> None:
    value = _value()
    change(value)
    with pytest.raises(Malformed) as caught:
        _decoded(value)
    assert caught.value.where == where


def test_rows_that_stand_below_each_other_in_a_circle_are_refused() -> None:
    value = _value()
    rows = value["tables"][0]["lists"][0]["rows"]
    rows[0].update(parent=1, child=0)
    with pytest.raises(Malformed, match="tree"):
        _decoded(value)
