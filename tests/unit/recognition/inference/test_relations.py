"""Relations that are only seen: they count where they hold often enough, and break once at most."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from budgetrules.core.figures import Figure
from budgetrules.core.units import WAN
from budgetrules.model.disclosure import UNKNOWN_PLACE, Cell, CellKind, Row
from budgetrules.recognition.inference.same import same_columns
from budgetrules.recognition.inference.sums import ColumnSum, column_sums
from budgetrules.schema.forms import Column, ColumnKind, Key, TableList
from tests.unit.recognition.inference.pages import HEADS, Plants, code_rows, html_table, inferred

NAMES = "甲乙丙丁戊己庚辛"


def _item(width: int) -> TableList:
    columns = [Column(f"列{at}", ColumnKind.AMOUNT, ((f"列{at}",),)) for at in range(width)]
    return TableList("表", "表", "", (Key("码", is_code=True),), tuple(columns))


def _rows(values: Sequence[Sequence[int]]) -> list[Row]:
    rows: list[Row] = []
    for index, amounts in enumerate(values):
        cells = {
            f"列{at}": Cell(CellKind.FIGURE, Figure(amount, 2, WAN), UNKNOWN_PLACE)
            for at, amount in enumerate(amounts)
        }
        code = f"2{index:04d}"
        rows.append(Row("表", index, {}, code, code, None, None, cells, UNKNOWN_PLACE))
    return rows


def _sums(values: Sequence[Sequence[int]]) -> list[ColumnSum]:
    return column_sums(_rows(values), _item(len(values[0])))


def _values(rows: int, seed: int = 1) -> list[list[int]]:
    order = random.Random(seed)
    values: list[list[int]] = []
    for _ in range(rows):
        parts = [order.randint(10, 99_999) for _ in range(3)]
        values.append([sum(parts), *parts])
    return values


def test_a_sum_that_holds_everywhere_is_found() -> None:
    (found,) = _sums(_values(7))
    assert (found.whole, found.parts) == ("列0", ("列1", "列2", "列3"))
    assert (found.holding, found.rows, found.failing) == (7, 7, None)


def test_a_sum_that_fails_once_says_in_which_row() -> None:
    values = _values(7)
    values[4][2] += 5000
    (found,) = _sums(values)
    assert (found.holding, found.rows, found.failing) == (6, 7, 4)


@pytest.mark.parametrize("rows", [3, 5])
def test_few_rows_presume_nothing(rows: int) -> None:
    values = _values(rows)
    values[1][2] += 5000
    assert _sums(values) == []


def test_two_failing_rows_presume_nothing() -> None:
    values = _values(9)
    values[1][2] += 5000
    values[5][3] += 700
    assert _sums(values) == []


def test_what_another_column_explains_is_no_failure() -> None:
    values = [[*row, 0] for row in _values(8)]
    values[3][4] = 4000
    values[3][0] += 4000
    assert all(found.failing is None for found in _sums(values))


def test_a_column_that_repeats_another_is_no_sum() -> None:
    values = [[row[1], row[1], 0] for row in _values(8)]
    values[2][2] = 7
    assert _sums(values) == []


def test_unrelated_columns_are_no_sums() -> None:
    order = random.Random(3)
    assert _sums([[order.randint(0, 10**7) for _ in range(12)] for _ in range(40)]) == []


def test_many_rows_and_columns_are_searched_fast() -> None:
    order = random.Random(5)
    values = [[order.randint(0, 10**7) for _ in range(30)] for _ in range(5000)]
    for row in values:
        row[2] = row[3] + row[4]
        row[0] = row[2] + row[7] + row[9]
    rows, item = _rows(values), _item(30)
    begun = time.process_time()
    found = column_sums(rows, item)
    assert time.process_time() - begun < 3
    assert [(item.whole, item.parts) for item in found] == [("列2", ("列3", "列4"))]


def test_columns_all_alike_are_searched_fast() -> None:
    rows, item = _rows([[2, *[1] * 29] for _ in range(2000)]), _item(30)
    begun = time.process_time()
    column_sums(rows, item)
    assert time.process_time() - begun < 3


def test_two_lists_that_agree_but_for_one_code() -> None:
    values = _values(8)
    others = [list(row) for row in values]
    others[6][0] += 300
    (found,) = same_columns(_item(4), _rows(values), _item(4), _rows(others))
    assert (found.column, found.other_column, found.holding, found.rows) == ("列0", "列0", 7, 8)
    assert found.row.index == 6


def test_lists_that_agree_or_differ_often_are_not_told() -> None:
    values = _values(8)
    assert same_columns(_item(4), _rows(values), _item(4), _rows(values)) == []
    others = _values(8, seed=2)
    assert same_columns(_item(4), _rows(values), _item(4), _rows(others)) == []


PLANTS: tuple[Plants, ...] = ({}, {"2050205": (0, 500)}, {"20502": (1, 700)}, {"": (2, 60)})


@pytest.mark.parametrize("plants", PLANTS)
def test_a_planted_error_leaves_the_tree_as_it_is(plants: Plants, tmp_path: Path) -> None:
    (table,) = inferred(tmp_path, html_table(HEADS, code_rows(4, plants)))
    assert sum(row.parent is not None for row in table.data.rows()) == 9
