"""Text and tables in order as lines and grids."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place
from budgetrules.readers import blocks as module
from budgetrules.readers.blocks import BlockCell, Blocks


def _row(*texts: str) -> list[BlockCell]:
    return [BlockCell(text) for text in texts]


def _codes(blocks: Blocks) -> list[str]:
    raw = blocks.document("a.docx", b"x", "docx")
    return [problem.diagnostic.code for problem in raw.problems]


def test_paragraphs_are_numbered_and_blank_ones_left_out() -> None:
    blocks = Blocks()
    blocks.add_paragraph("甲\n \n乙")
    blocks.add_paragraph("丙")
    assert [(line.text, line.number) for line in blocks.lines] == [
        ("甲 ", 1),
        ("乙 ", 2),
        ("丙 ", 3),
    ]
    assert blocks.lines[2].place("丙", 0, 1).cell == "¶3"


def test_a_table_stands_behind_the_lines_before_it() -> None:
    blocks = Blocks()
    blocks.add_paragraph("甲")
    blocks.add_table([_row("项目", "合计")])
    blocks.add_table([_row("别的")])
    first, second = blocks.grids
    assert (first.after, first.rows, first.columns) == (1, 1, 2)
    assert first.cells[1].place == Place("合计", sheet="#1", cell="B1")
    assert second.place == Place("", sheet="#2")


def test_a_cell_that_spans_rows_takes_its_columns_below() -> None:
    blocks = Blocks()
    blocks.add_table([[BlockCell("项目", 2, 2), BlockCell("合计")], _row("小计")])
    (grid,) = blocks.grids
    assert [(cell.text, cell.row, cell.column) for cell in grid.cells] == [
        ("项目", 0, 0),
        ("合计", 0, 2),
        ("小计", 1, 2),
    ]


def test_a_span_ends_with_the_table() -> None:
    blocks = Blocks()
    blocks.add_table([[BlockCell("项目", 99, 0)], _row()])
    (cell,) = blocks.grids[0].cells
    assert (cell.row_span, cell.column_span) == (2, 1)


def test_a_table_without_text_is_none() -> None:
    blocks = Blocks()
    blocks.add_table([_row("", " ")])
    assert blocks.grids == []
    assert _codes(blocks) == ["N102"]


def test_a_table_of_too_many_cells_is_left_out_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 4)
    blocks = Blocks()
    blocks.add_table([[BlockCell("甲", 2, 2)], _row()])
    blocks.add_table([_row("乙")])
    assert [grid.cells[0].text for grid in blocks.grids] == ["甲"]
    assert _codes(blocks) == ["N167"]


def test_documents_of_blocks_draw_their_tables() -> None:
    blocks = Blocks()
    blocks.add_paragraph("甲")
    assert blocks.document("a.docx", b"x", "docx").drawn
    assert _codes(blocks) == []
