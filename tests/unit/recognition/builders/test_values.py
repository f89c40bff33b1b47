"""A program's own figures as a disclosure."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from budgetrules.messages.errors import ValuesError
from budgetrules.model.disclosure import Disclosure
from budgetrules.recognition.builders.values import Rows, disclosure_of
from tests.unit.recognition.narrative import toy as narrative_form
from tests.unit.recognition.toy import FORM

BOTH = attrs.evolve(
    FORM,
    sections=narrative_form.FORM.sections,
    statements=narrative_form.FORM.statements,
)


def figures(disclosure: Disclosure, column: str) -> list[str | None]:
    """The figures of a column of 表2."""
    cells = [row.cells[column] for row in disclosure.tables["表2"].rows()]
    return [cell.figure.plain() if cell.figure is not None else None for cell in cells]


def test_values_are_read_as_they_would_be_printed() -> None:
    rows: Rows = [
        {"项目": "系统建设", "预算数": Decimal("12.00")},
        {"项目": "设备购置", "预算数": 8},
        {"项目": "维护", "预算数": "1,000.5"},
        {"项目": "培训", "预算数": None},
    ]
    disclosure = disclosure_of(FORM, {"表2": rows}, entity="数据局", fiscal_year=2024)
    assert figures(disclosure, "预算数") == ["12.00", "8", "1000.5", None]
    assert (disclosure.entity, disclosure.fiscal_year) == ("数据局", 2024)


def test_a_place_names_the_list_the_row_and_the_column() -> None:
    disclosure = disclosure_of(FORM, {"表2": [{"项目": "甲", "预算数": "1"}]})
    (row,) = disclosure.tables["表2"].rows()
    place = row.cells["预算数"].place
    assert (place.sheet, place.cell) == ("表2", "1 预算数")


def test_tables_stand_in_the_order_of_the_form() -> None:
    disclosure = disclosure_of(FORM, {"表2": [], "表1": []})
    assert list(disclosure.tables) == ["表1", "表2"]


@pytest.mark.parametrize(
    ("tables", "units", "code"),
    [
        ({"表9": []}, {}, "N193"),
        ({"表2": [{"项目": "甲", "预算": 1}]}, {}, "N194"),
        ({"表2": [{"项目": "甲", "预算数": 1.5}]}, {}, "N195"),
        ({"表2": [{"项目": "甲", "预算数": True}]}, {}, "N195"),
        ({"表2": []}, {"表2": "角子"}, "N196"),
        ({}, {"表9": "元"}, "N193"),
    ],
)
def test_every_mistake_in_values_is_told(
    tables: dict[str, Rows], units: dict[str, str], code: str
) -> None:
    with pytest.raises(ValuesError) as error:
        disclosure_of(FORM, tables, units=units)
    assert [mistake.code for mistake in error.value.diagnostics] == [code]


def test_a_narrative_is_read_beside_the_tables() -> None:
    text = "一、关于2024年收入情况说明\n收入10万元。"
    disclosure = disclosure_of(BOTH, {}, narrative=text)
    assert len(disclosure.statements["收入"].rows) == 1
    assert disclosure.narrative
    assert not disclosure_of(BOTH, {}).narrative
