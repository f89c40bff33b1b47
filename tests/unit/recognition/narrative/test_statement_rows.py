"""Rows of statements, made of claims."""

from __future__ import annotations

from budgetrules.model.disclosure import CellKind, Claim, Place, SectionData
from budgetrules.recognition.narrative.statement_rows import (
    SECTION_SLOT,
    fill_merged,
    statement_row,
)
from tests.unit.recognition.narrative.toy import TOTAL, USE

CLAIM = Claim("用途项", {"项目": "办公"}, Place("办公", line=3))


def section(line: int) -> SectionData:
    """A section at a line, whose heading names a project."""
    return SectionData("甲", "", "", Place(), lines=(line, line), slots={"名称": "系统"})


def test_a_row_is_named_by_its_key_and_blank_where_nothing_is_stated() -> None:
    row = statement_row(USE, CLAIM, None, 4)
    assert (row.name, row.keys, row.index) == ("办公", {"项目": "办公"}, 4)
    assert row.cells["金额"].kind is CellKind.BLANK


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
