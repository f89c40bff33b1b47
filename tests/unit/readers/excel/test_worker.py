"""What the worker makes of a sheet of calamine."""

from __future__ import annotations

from typing import Any

import attrs

from budgetrules.readers.excel import worker


@attrs.frozen
class Sheet:
    """A sheet as calamine gives it."""

    start: tuple[int, int] | None
    rows: list[list[Any]]
    merged_cell_ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None = None

    def to_python(self, skip_empty_area: bool) -> list[list[Any]]:
        """The values of its area."""
        assert skip_empty_area
        return self.rows


def test_cells_are_numbered_from_1_wherever_the_area_begins() -> None:
    sheet = Sheet((2, 1), [["甲", ""], [None, 3]])
    assert worker._cells(sheet, 9) == [(3, 2, False, "甲"), (4, 3, True, "3")]


def test_numbers_have_no_more_digits_than_were_stored() -> None:
    sheet = Sheet(None, [[0.1 + 0.2, 1904.49, True]])
    assert worker._cells(sheet, 9) == [
        (1, 1, True, "0.3"),
        (1, 2, True, "1904.49"),
        (1, 3, False, "True"),
    ]


def test_no_more_cells_are_handed_on_than_asked_for() -> None:
    assert len(worker._cells(Sheet(None, [["a"] * 5] * 5), 7)) == 7


def test_merged_ranges_are_columns_and_rows_from_1() -> None:
    assert worker._merged(Sheet(None, [], [((0, 1), (2, 3))])) == [(2, 1, 4, 3)]
    assert worker._merged(Sheet(None, [], None)) == []
