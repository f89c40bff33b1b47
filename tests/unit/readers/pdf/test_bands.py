"""Rows of a lattice split where no rules part their figures."""

from __future__ import annotations

from budgetrules.readers.pdf.bands import split_bands
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.runs import CellRuns
from tests.unit.readers.pdf.handmade import lattice, run

# One row with three lines in each of its two cells, below a header.
XS, YS = [0.0, 100.0, 200.0], [0.0, 20.0, 80.0]


def two_rows() -> Lattice:
    """A header and a row with room for several lines."""
    areas = [
        Area(0, 0, 1, 1, (0, 0, 100, 20)),
        Area(0, 1, 1, 1, (100, 0, 200, 20)),
        Area(1, 0, 1, 1, (0, 20, 100, 80)),
        Area(1, 1, 1, 1, (100, 20, 200, 80)),
    ]
    return Lattice(XS, YS, areas, [[0, 1], [2, 3]])


def runs_of(names: list[str], figures: list[str]) -> CellRuns:
    """Names and figures on lines of their own."""
    tops = (22.0, 42.0, 62.0)
    return {
        0: [run("项目", 5, 5)],
        1: [run("金额", 105, 5)],
        2: [run(text, 5, top) for text, top in zip(names, tops, strict=False)],
        3: [run(text, 105, top) for text, top in zip(figures, tops, strict=False)],
    }


def texts(split: Lattice, runs: CellRuns) -> dict[tuple[int, int], str]:
    """What each cell says, by row and column."""
    return {
        (area.row, area.column): "".join(run.text for run in runs.get(number, []))
        for number, area in enumerate(split.areas)
    }


def test_every_line_of_figures_gets_a_row() -> None:
    split, runs = split_bands(two_rows(), runs_of(["甲", "乙", "丙"], ["1", "2", "3"]))
    assert split.ys == [0, 20, 37, 57, 80]
    assert texts(split, runs) == {
        (0, 0): "项目",
        (0, 1): "金额",
        (1, 0): "甲",
        (1, 1): "1",
        (2, 0): "乙",
        (2, 1): "2",
        (3, 0): "丙",
        (3, 1): "3",
    }


def test_new_rows_cover_the_old_one_without_a_gap() -> None:
    split, _ = split_bands(two_rows(), runs_of(["甲", "乙", "丙"], ["1", "2", "3"]))
    sides = [area.box[1::2] for area in split.areas if area.column == 1]
    assert sides == list(zip(split.ys, split.ys[1:], strict=False))


def test_rows_below_move_down() -> None:
    drawn = lattice(columns=2, rows=2)
    runs: CellRuns = {
        0: [run("甲", 5, 0, 8), run("乙", 5, 10, 8)],
        1: [run("1", 105, 0, 8), run("2", 105, 10, 8)],
        2: [run("合计", 5, 25)],
    }
    split, new_runs = split_bands(drawn, runs)
    assert texts(split, new_runs)[2, 0] == "合计"
    assert split.ys == [0, 9, 20, 40]


def test_one_line_a_cell_stays_as_it_is() -> None:
    drawn, runs = two_rows(), runs_of(["甲"], ["1"])
    assert split_bands(drawn, runs) == (drawn, runs)


def test_words_alone_are_not_split() -> None:
    drawn, runs = two_rows(), runs_of(["甲", "乙"], ["丙", "丁"])
    assert split_bands(drawn, runs) == (drawn, runs)


def test_a_figure_as_wide_as_its_cell_may_go_on_in_the_next_line() -> None:
    drawn, runs = two_rows(), runs_of(["甲", "乙"], ["12345678.9", "12"])
    assert split_bands(drawn, runs) == (drawn, runs)


def test_a_name_that_may_be_of_two_rows_is_not_split() -> None:
    drawn, runs = two_rows(), runs_of([], ["1", "2", "3"])
    runs[2] = [run("甲", 5, 32), run("乙", 5, 52)]
    assert split_bands(drawn, runs) == (drawn, runs)


def test_a_merged_cell_beside_keeps_rows_whole() -> None:
    drawn, runs = two_rows(), runs_of(["甲", "乙"], ["1", "2"])
    drawn.areas[1] = Area(0, 1, 2, 1, (100, 0, 200, 80))
    assert split_bands(drawn, runs) == (drawn, runs)
