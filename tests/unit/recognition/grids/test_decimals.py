"""Zeros at the end of numbers that a workbook left out."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.figures import parse_decimal
from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.decimals import Decimals, restore_decimals
from budgetrules.recognition.grids.draft import Draft
from budgetrules.recognition.grids.passes import PASSES, run
from tests.recognition.grids.sketch import document
from tests.unit.recognition.toy import FORM


def restored(amounts: list[str], *, loose: bool = True) -> Decimals:
    """The decimals of a column of amounts, with number formats or without."""
    rows = "\n".join(f"| 项目{at} | {amount} |" for at, amount in enumerate(amounts))
    raw = document("项目支出明细表", f"| 项目名称 | 预算数 |\n{rows}")
    (grid,) = raw.grids
    cells = tuple(attrs.evolve(cell, loose=loose) for cell in grid.cells)
    raw = attrs.evolve(raw, grids=(attrs.evolve(grid, cells=cells),))
    draft = run(Draft(raw=raw, template=FORM), PASSES[: PASSES.index(assign) + 1])
    return restore_decimals(draft.tables[0].parts)


def by_text(decimals: Decimals) -> dict[str, str]:
    """What stands for each text."""
    return {cell.text.printed: text for cell, text in decimals.texts.items()}


def test_loose_numbers_get_as_many_decimals_as_any_of_their_column() -> None:
    decimals = restored(["1.25", "3.5", "—"])
    assert by_text(decimals) == {"3.5": "3.50"}
    assert (decimals.columns, decimals.is_all_loose) == ({"预算数": 2}, True)


def test_numbers_with_a_format_are_as_printed() -> None:
    decimals = restored(["1.25", "3.5"], loose=False)
    assert (by_text(decimals), decimals.columns, decimals.is_all_loose) == ({}, {}, False)


@given(st.lists(st.decimals(-999, 999, places=3).map(lambda value: f"{value:f}"), min_size=1))
def test_no_value_changes(amounts: list[str]) -> None:
    for printed, text in by_text(restored([amount.rstrip("0") for amount in amounts])).items():
        before, after = parse_decimal(printed), parse_decimal(text)
        assert before is not None
        assert after is not None
        assert before[0] * 10 ** after[1] == after[0] * 10 ** before[1]
