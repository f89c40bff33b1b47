"""What the XML of a sheet says beside its values."""

from __future__ import annotations

import pytest

from budgetrules.readers.excel import layout
from budgetrules.readers.excel.layout import SheetLayout, sheet_layout
from budgetrules.readers.unreadable import Unreadable


def _layout(inside: str) -> SheetLayout:
    return sheet_layout(f"<worksheet>{inside}</worksheet>".encode(), "a.xlsx", "sheet1.xml")


def _code(inside: str) -> str:
    with pytest.raises(Unreadable) as caught:
        _layout(inside)
    return caught.value.problem.diagnostic.code


def test_merged_ranges_are_columns_and_rows_from_1() -> None:
    found = _layout('<mergeCell ref="B2:C4"/><mergeCell ref="A:A"/>')
    assert found.merged == ((2, 2, 3, 4), (1, 1, 1, 1_048_576))


def test_hidden_rows_and_columns_are_numbers() -> None:
    found = _layout('<col min="2" max="3" hidden="1"/><row r="4" hidden="true"/><row r="5"/>')
    assert (found.hidden_columns, found.hidden_rows) == (((2, 3),), (4,))


def test_a_formula_without_a_value_was_not_computed() -> None:
    found = _layout(
        '<c r="A1"><f>1</f></c><c r="A2"><f>1</f><v>1</v></c><c r="A3"><f>1</f><v> </v></c>'
        '<c r="A4" t="str"><f>""</f><v></v></c><c r="A5"><v>1</v></c><c r="A6"/>'
    )
    assert found.uncomputed == {"A1", "A3"}


def test_names_may_have_a_prefix() -> None:
    found = sheet_layout(b'<x:a xmlns:x="u"><x:c r="A1"><x:f/></x:c></x:a>', "a", "b")
    assert found.uncomputed == {"A1"}


def test_cells_and_rows_are_counted_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_CELLS", 3)
    assert _layout("<row><c/><c/></row>").cells == 3
    assert _code("<row><c/><c/><c/></row>") == "N157"


def test_merged_ranges_are_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_MOST_MERGED", 1)
    assert _code('<mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/>') == "N165"


@pytest.mark.parametrize("inside", ["<c>", '<row hidden="1" r="x"/>'])
def test_a_broken_part_is_refused(inside: str) -> None:
    assert _code(inside) == "N160"
