"""Records in memory."""

from __future__ import annotations

from budgetrules.model.plain import RECORDS
from budgetrules.storage.records import LoadedSheet, field_types, no_records


def test_there_is_a_place_for_each_type_and_each_is_its_own() -> None:
    records = no_records()
    records["rows"].append({})
    assert list(records) == list(RECORDS)
    assert records["cells"] == []


def test_amounts_are_texts_so_that_no_digit_is_lost() -> None:
    assert field_types("cells")["value"] == "string"
    assert field_types("cells")["x0"] == "number"


def test_amounts_come_behind_the_fixed_columns_and_the_texts() -> None:
    sheet = LoadedSheet(
        name="表1", document="甲", list_id="表1", texts=["备注"], amounts=["合计"], lines=[]
    )
    assert sheet.first_amount == 4
