"""Rows of statements, made of claims."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.figures import Figure
from budgetrules.core.units import WAN
from budgetrules.model.disclosure import Cell, CellKind, Claim, Place, SectionData
from budgetrules.recognition.narrative.statement_rows import (
    SECTION_SLOT,
    fill_merged,
    statement_row,
)
from tests.unit.recognition.narrative.toy import CHANGE, TOTAL, USE

CLAIM = Claim("用途项", {"项目": "办公"}, Place("办公", line=3))


def section(line: int) -> SectionData:
    """A section at a line, whose heading names a project."""
    return SectionData("甲", "", "", Place(), lines=(line, line), slots={"名称": "系统"})


def test_a_row_is_named_by_its_key_and_what_it_leaves_out_is_unsaid() -> None:
    row = statement_row(USE, CLAIM, None, 4)
    assert (row.name, row.keys, row.index) == ("办公", {"项目": "办公"}, 4)
    assert row.cells["金额"].kind is CellKind.UNSAID


def test_what_is_left_out_is_zero_where_the_form_says_so() -> None:
    row = statement_row(attrs.evolve(USE, zero_if_unsaid=("金额",)), CLAIM, None, 0)
    assert row.cells["金额"].kind is CellKind.BLANK


@pytest.mark.parametrize(
    ("word", "kind"),
    [("持平", CellKind.BLANK), ("增加", CellKind.UNSAID), ("减少(增加)", CellKind.UNSAID)],
)
def test_only_the_word_for_no_change_stands_for_a_figure(word: str, kind: CellKind) -> None:
    (signed,) = CHANGE.signed
    still = attrs.evolve(CHANGE, signed=(attrs.evolve(signed, signs=(*signed.signs, ("持平", 0))),))
    row = statement_row(still, Claim("增减", {"方向": word}, Place()), None, 0)
    assert (row.cells["变动"].kind, row.cells["净增"].kind) == (kind, kind)


def test_a_change_by_a_word_of_no_sign_is_unknown() -> None:
    figure = Cell(CellKind.FIGURE, Figure(1100, 2, WAN), Place("11.00万元"))
    slots: dict[str, Cell | str] = {"方向": "减少(增加)", "变动": figure}
    row = statement_row(CHANGE, Claim("增减", slots, Place()), None, 0)
    assert row.cells["变动"] is figure
    assert row.cells["净增"].kind is CellKind.UNSAID


def test_a_row_without_a_key_is_named_by_its_statement() -> None:
    row = statement_row(TOTAL, Claim("收入", {}, Place()), None, 0)
    assert (row.name, row.keys) == ("收入", {})


def test_a_row_knows_its_section_and_what_the_heading_says() -> None:
    row = statement_row(USE, CLAIM, section(7), 0)
    assert row.texts[SECTION_SLOT] == "7"
    assert row.texts["名称"] == "系统"


def test_a_merged_cell_fills_the_rows_below_in_its_section_only() -> None:
    claims = [Claim("用途项", slots, Place()) for slots in ({"项目": "甲"}, {}, {})]
    sections = [section(1), section(1), section(2)]
    rows = [
        statement_row(USE, claim, place, 0) for claim, place in zip(claims, sections, strict=True)
    ]
    fill_merged(rows, ("项目",))
    assert [row.texts.get("项目") for row in rows] == ["甲", "甲", None]
