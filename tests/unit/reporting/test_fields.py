"""The one list of the fields of a finding: every field prints in every kind of format, and formats take theirs from it."""

from __future__ import annotations

import pytest

from budgetrules.messages.catalogue import LANGUAGES
from budgetrules.reporting.csv import COLUMNS
from budgetrules.reporting.fields import FindingField, finding_fields, finding_value
from tests.unit.reporting.samples import finding, warning


def test_fields_come_in_the_order_they_are_named_in() -> None:
    assert [field.name for field in finding_fields("unit", "rule")] == ["unit", "rule"]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        finding_fields("colour")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", finding_fields(), ids=lambda field: field.name)
def test_every_field_has_words_with_evidence_and_without(field: FindingField, lang: str) -> None:
    assert isinstance(field.words(finding(), lang), str)
    assert isinstance(field.words(warning(), lang), str)


def test_json_and_csv_print_no_field_that_the_list_lacks() -> None:
    names = {field.name for field in finding_fields()}
    assert set(finding_value(finding(), "zh")) <= names
    assert set(COLUMNS) - names == {"path", "kind", "number"}


def test_one_field_is_a_value_a_cell_and_words() -> None:
    (basis,) = finding_fields("basis")
    assert basis.value(warning(), "zh") == [
        {"document": "地方预决算公开操作规程", "article": None, "verified": False}
    ]
    assert basis.cell(warning(), "zh") == basis.words(warning(), "zh") != ""
