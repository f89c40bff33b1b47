"""CSV files as grids."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.model.disclosure import Problem
from budgetrules.readers.raw import RawGrid
from budgetrules.readers.tabular import delimited
from budgetrules.readers.tabular.delimited import Dialect, csv_grid, read_csv, text_of
from budgetrules.readers.unreadable import Unreadable


def _texts(grid: RawGrid | None) -> list[list[str]]:
    assert grid is not None
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def _grid(text: str, dialect: Dialect = delimited.UNKNOWN_DIALECT) -> list[list[str]]:
    problems: list[Problem] = []
    grid = csv_grid(text.encode(), "a.csv", "a", problems, dialect)
    assert problems == []
    return _texts(grid)


_cells = st.text("甲乙1.\n\"',;|\t", min_size=1, max_size=5).map(lambda text: f"x{text}x")


@given(st.lists(st.lists(_cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_the_csv_module_writes_is_read(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    assert _grid(file.getvalue(), Dialect(delimiter=",")) == rows


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_parts_lines_alike(sign: str) -> None:
    assert _grid(f"项目{sign}合计{sign}甲\n收入{sign}1{sign}2\n") == [
        ["项目", "合计", "甲"],
        ["收入", "1", "2"],
    ]


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (Dialect(header=("项目", "合计"), skip=1), [["项目", "合计"], ["收入", "1"]]),
        (Dialect(header=("项目", "合计")), [["项目", "合计"], ["a", "b"], ["收入", "1"]]),
        (Dialect(skip=1), [["a", "b"], ["收入", "1"]]),
    ],
)
def test_a_header_stands_in_place_of_the_rows_it_skips(
    dialect: Dialect, expected: list[list[str]]
) -> None:
    assert _grid("a,b\n收入,1\n", dialect) == expected


def test_a_lone_file_is_a_grid_named_for_it() -> None:
    raw = read_csv("甲,乙".encode(), "folder/表1.csv")
    assert (raw.format, raw.tables_only, raw.problems) == ("csv", True, ())
    assert [grid.place.sheet for grid in raw.grids] == ["表1"]


@pytest.mark.parametrize(("data", "code"), [(b" ,\n", "N102"), (b"a\x00b,c", "N101")])
def test_a_file_of_nothing_or_of_no_text_is_told(data: bytes, code: str) -> None:
    raw = read_csv(data, "a.csv")
    assert [problem.diagnostic.code for problem in raw.problems] == [code]


def test_no_more_cells_are_read_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 2)
    raw = read_csv(b"a,b\nc,d", "a.csv")
    assert _texts(raw.grids[0]) == [["a", "b"]]
    assert [problem.diagnostic.code for problem in raw.problems] == ["N167"]


def test_a_text_is_decoded_as_named_else_as_it_can_be() -> None:
    assert text_of("é".encode("latin-1"), "a", "latin-1") == "é"
    assert text_of("甲".encode(), "a", "no-such") == "甲"
    assert text_of("\ufeff甲".encode(), "a") == "甲"
    with pytest.raises(Unreadable):
        text_of(b"\xff\xff\xff", "a")
