"""Places, cells and lists of a disclosure."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.figures import exact
from budgetrules.core.units import COUNT
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Disclosure,
    ListData,
    Place,
    Row,
    TableData,
    read_cell,
)

IN_LINE = Place("12.00", page=2, line=7, chars=(4, 9), box=(1.0, 2.0, 3.0, 4.0))
IN_SHEET = Place("12.00", line=3, chars=(0, 5), sheet="表1", cell="B4", order=(3, 1))
FIGURE = exact(12, COUNT)


def row_of(list_id: str, **cells: Cell) -> Row:
    """A row without keys."""
    return Row(list_id, 0, {}, None, "", None, None, dict(cells), Place())


def disclosure_of(*lists: str, statements: tuple[str, ...] = ()) -> Disclosure:
    """A document with one table, 表1, that has these lists, and with statements."""
    parts = {list_id: ListData(list_id, [row_of(list_id)], ()) for list_id in lists}
    table = TableData("表1", "", "元", True, Place(), parts)
    document = Disclosure("", "", "text", None, "", None, {"表1": table})
    document.statements.update({name: ListData(name, [], ()) for name in statements})
    return document


def test_a_person_finds_a_place_by_line_only_where_the_file_is_made_of_lines() -> None:
    assert (IN_LINE.printed_line, IN_LINE.printed_chars) == (7, (4, 9))
    assert (IN_SHEET.printed_line, IN_SHEET.printed_chars) == (None, None)


def test_places_are_sorted_by_page_line_and_character_or_by_the_order_of_reading() -> None:
    assert IN_LINE.position == (2, 7, 4)
    assert IN_SHEET.position == (0, 3, 1)
    assert Place().position == (0, 0, 0)


def test_places_that_differ_in_nothing_but_their_order_are_equal() -> None:
    assert attrs.evolve(IN_SHEET, order=(9, 9)) == IN_SHEET


@pytest.mark.parametrize("place", [IN_LINE, IN_SHEET, Place()])
def test_another_text_changes_nothing_else(place: Place) -> None:
    assert place.saying("x") == attrs.evolve(place, text="x")
    assert place.saying("x").order == place.order


@pytest.mark.parametrize("place", [IN_LINE, IN_SHEET, Place()])
def test_another_order_changes_nothing_else(place: Place) -> None:
    moved = place.ordered((5, 6))
    assert (moved, moved.order) == (place, (5, 6))
    assert place.ordered((5, 6), "x") == attrs.evolve(place, text="x")


def test_a_cell_read_without_a_figure_is_unreadable() -> None:
    assert read_cell(None, IN_LINE).kind is CellKind.UNREADABLE
    assert not read_cell(None, IN_LINE).has_figure


def test_a_cell_read_with_a_figure_holds_it_even_if_it_is_zero() -> None:
    zero = exact(0, COUNT)
    cell = read_cell(zero, IN_LINE)
    assert (cell.kind, cell.figure, cell.place) == (CellKind.FIGURE, zero, IN_LINE)
    assert cell.has_figure


def test_cells_are_equal_only_to_themselves() -> None:
    cell = read_cell(FIGURE, IN_LINE)
    assert cell == cell
    assert cell != read_cell(FIGURE, IN_LINE)


def test_a_list_is_found_in_its_table_or_among_the_statements() -> None:
    document = disclosure_of("表1.收入", "表1.支出", statements=("表2",))
    assert document.list_data("表1.支出") is document.tables["表1"].lists["表1.支出"]
    assert document.list_data("表2") is document.statements["表2"]


@pytest.mark.parametrize("missing", ["表1", "表1.结转", "表9"])
def test_a_list_that_was_not_found_is_none(missing: str) -> None:
    assert disclosure_of("表1.收入").list_data(missing) is None


def test_the_rows_of_a_table_come_list_by_list() -> None:
    table = disclosure_of("表1.收入", "表1.支出").tables["表1"]
    assert [row.list_id for row in table.rows()] == ["表1.收入", "表1.支出"]


def test_the_cells_of_a_document_are_those_of_all_its_rows() -> None:
    document = disclosure_of("表1.收入")
    first, second = read_cell(FIGURE, Place()), read_cell(None, Place())
    rows = document.tables["表1"].lists["表1.收入"].rows
    rows[:] = [row_of("表1.收入", 合计=first), row_of("表1.收入", 合计=second)]
    assert list(document.cells()) == [first, second]
