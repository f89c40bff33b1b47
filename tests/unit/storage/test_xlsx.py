"""A workbook written and loaded."""

from __future__ import annotations

import gc
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.storage import xlsx
from budgetrules.storage.errors import Malformed, WriteError
from budgetrules.storage.flatten import flatten
from budgetrules.storage.sheets import put_back
from tests.unit.storage.toy import toy_value


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of the toy document."""
    xlsx.write(toy_value(), tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_records_come_back_when_the_sheets_are_put_back(book: Path) -> None:
    loaded = xlsx.load(book)
    assert put_back(loaded.sheets, loaded.records) == []
    for name, expected in flatten(toy_value()).items():
        own = loaded.records[name]
        assert len(own) == len(expected)
        for record, wanted in zip(own, expected, strict=True):
            # Columns in which there is nothing are left out, and an empty text is null.
            known = {field: value for field, value in wanted.items() if value not in (None, "")}
            assert {field: record.get(field) for field in known} == known


def test_amounts_are_numbers_with_their_decimals_as_format(book: Path) -> None:
    page = openpyxl.load_workbook(book)["表1.收入"]
    assert (page["E2"].value, page["E2"].number_format) == (123.45, "#,##0.00")
    assert page["D2"].value == "=1+1"
    assert page["D2"].data_type == "s"


def test_a_workbook_is_known_by_its_sheet(book: Path, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "no.xlsx").write_bytes(b"PK nothing")
    assert xlsx.is_ours(book)
    assert not xlsx.is_ours(tmp_path / "other.xlsx")
    assert not xlsx.is_ours(tmp_path / "no.xlsx")


def test_a_sheet_that_the_index_names_and_that_is_gone_is_named(book: Path) -> None:
    changed = openpyxl.load_workbook(book)
    changed.remove(changed["表1.收入"])
    changed.save(book)
    with pytest.raises(Malformed) as caught:
        xlsx.load(book)
    assert (caught.value.where, caught.value.actual) == ("budgetrules.sheets:2", "表1.收入")


# The workbook that is given up complains of its half-written sheets.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_text_longer_than_a_cell_can_hold_is_refused(tmp_path: Path) -> None:
    value = toy_value()
    value["documents"][0]["entity"] = "长" * 40_000
    with pytest.raises(WriteError, match="C134"):
        xlsx.write(value, tmp_path / "a.xlsx")
    gc.collect()


@given(st.text(st.characters(max_codepoint=0x200) | st.sampled_from("_x0D\ufffe"), max_size=8))
def test_an_escaped_text_comes_back(text: str) -> None:
    assert xlsx.unescape(xlsx.escape(text)) == text
