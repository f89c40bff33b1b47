"""Figures that nothing reads are listed with their sentence, or with row and column."""

from __future__ import annotations

from budgetrules.model.disclosure import Disclosure, Place, UnreadCell
from budgetrules.recognition.narrative.read import read_narrative
from budgetrules.recognition.narrative.section_text import whole_text
from budgetrules.reporting.layout import Paint
from budgetrules.reporting.unread_text import unread_lines
from tests.unit.recognition.narrative.toy import FORM, lines_of


def printed(*texts: str, cells: tuple[UnreadCell, ...] = (), width: int | None = None) -> list[str]:
    """The lines about what nothing reads of a text."""
    lines = lines_of(*texts)
    narrative = read_narrative(lines, FORM)
    disclosure = Disclosure("t.txt", "", "text", FORM, "", 2024, {})
    disclosure.unread_figures = narrative.unread_figures
    disclosure.unread_cells = [*narrative.unread_cells, *cells]
    disclosure.whole = whole_text(lines, ())
    return unread_lines(disclosure, "zh", Paint(False), width)


def test_each_sentence_stands_once_with_its_figures() -> None:
    assert printed("甲事。另有12.50万元、", "占5%；还有3万。 ") == [
        "",
        "没有读懂的数（3 个）",
        "  12.50万元  5%  “另有12.50万元、占5%;”  第 1 行",
        "  3万  “还有3万。”  第 2 行",
    ]


def test_the_same_figure_twice_on_a_line_stands_in_two_sentences() -> None:
    assert printed("甲用3万元。乙也用3万元。 ")[2:] == [
        "  3万元  “甲用3万元。”  第 1 行",
        "  3万元  “乙也用3万元。”  第 1 行",
    ]


def test_a_cell_is_named_by_table_row_and_column() -> None:
    cell = UnreadCell("别的表", "甲", "金额", Place("12.50", line=7))
    assert printed("没有数。 ", cells=(cell,))[2:] == ["  12.50 别的表 › 甲 › 金额  第 7 行"]


def test_long_sentences_are_cut_to_the_width() -> None:
    (line,) = printed("用于" + "办公" * 60 + "3万元。 ", width=40)[2:]
    assert "…" in line


def test_nothing_is_printed_where_everything_was_read() -> None:
    assert printed("没有数。 ") == []
