"""Which cell a run stands in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.readers.pdf.runs import CellRuns, Run, Turned
from budgetrules.readers.pdf.sharing import share_out, share_turned
from tests.unit.readers.pdf.handmade import lattice, run

# Two rows of two cells, each 100 wide and 20 high.
TABLE = lattice()


def shared(*runs: Run) -> tuple[dict[int, list[str]], list[str]]:
    """The texts of each cell, and those outside."""
    (cells,), rest = share_out(list(runs), [TABLE])
    return _texts(cells), [run.text for run in rest]


def _texts(cells: CellRuns) -> dict[int, list[str]]:
    return {number: [run.text for run in runs] for number, runs in cells.items()}


def test_a_run_belongs_to_the_cell_around_it() -> None:
    assert shared(run("甲", 5, 5), run("乙", 105, 25)) == ({0: ["甲"], 3: ["乙"]}, [])


def test_what_stands_in_no_table_is_left() -> None:
    assert shared(run("甲", 5, 300), run("乙", 300, 5)) == ({}, ["甲", "乙"])


def test_a_run_is_cut_at_the_edge_of_a_cell_behind_a_blank() -> None:
    assert shared(run("甲乙 丙", 74, 5)) == ({0: ["甲乙 "], 1: ["丙"]}, [])


def test_an_amount_ends_behind_two_decimals() -> None:
    assert shared(run("12.5034.00", 45, 5)) == ({0: ["12.50"], 1: ["34.00"]}, [])


def test_text_over_an_edge_stays_whole_where_its_middle_is() -> None:
    assert shared(run("甲乙丙", 80, 25)) == ({2: ["甲乙丙"]}, [])


@pytest.mark.parametrize(
    ("text", "left", "owner"),
    [("一二三四五六七八九十甲乙丙丁", 5, 0), ("一二三四五六七八九十甲乙丙丁", 55, 1)],
    ids=["begins", "ends"],
)
def test_text_over_an_edge_belongs_to_the_cell_at_whose_side_it_begins_or_ends(
    text: str, left: float, owner: int
) -> None:
    assert shared(run(text, left, 5)) == ({owner: [text]}, [])


def test_a_part_outside_of_a_table_is_left() -> None:
    assert shared(run("甲 乙", 178, 5)) == ({1: ["甲 "]}, ["乙"])


def test_an_inner_table_has_its_runs_first() -> None:
    outer, inner = lattice(columns=4, rows=4), TABLE
    (outer_cells, inner_cells), rest = share_out([run("甲", 5, 5)], [outer, inner])
    assert (_texts(outer_cells), _texts(inner_cells), rest) == ({}, {0: ["甲"]}, [])


@given(st.lists(st.tuples(st.integers(-20, 220), st.integers(-20, 60)), max_size=6))
def test_no_run_is_lost(places: list[tuple[int, int]]) -> None:
    runs = [run("甲乙 丙", left, top) for left, top in places]
    cells, rest = shared(*runs)
    texts = [text for texts in cells.values() for text in texts] + rest
    assert sum("甲" in text for text in texts) == len(runs)
    assert sum("丙" in text for text in texts) == len(runs)


def test_turned_text_belongs_to_the_cell_of_its_middle() -> None:
    inside = Turned(run("侧"), (95, 5, 115, 15), 1)
    outside = Turned(run("边"), (300, 5, 320, 15), 1)
    (cells,), rest = share_turned([inside, outside], [TABLE])
    assert (cells, rest) == ({1: [inside]}, [outside])
