"""Tables without rules, read by the alignment of their columns."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.aligned import AlignedTable, aligned_tables
from budgetrules.readers.pdf.lines import TextLine
from tests.unit.readers.pdf.handmade import SIZE, run

# Where columns begin.
COLUMNS = (0.0, 150.0, 300.0)


def line(top: float, *texts: str) -> TextLine:
    """A line with a text in some columns; none where a text is blank."""
    runs = [run(text, left, top) for text, left in zip(texts, COLUMNS, strict=False) if text]
    return TextLine(runs, top, top + SIZE)


HEADER = line(0, "项目", "预算数", "决算数")
BODY = [
    line(20, "甲", "1.00", "2.00"),
    line(40, "乙", "3.00", "4.00"),
    line(60, "丙", "5.00", "6.00"),
]


def texts(table: AlignedTable) -> dict[tuple[int, int, int], str]:
    """What each cell says, by row, column and span."""
    return {
        (area.row, area.column, area.column_span): "".join(
            run.text for run in table.runs.get(number, [])
        )
        for number, area in enumerate(table.lattice.areas)
    }


def test_a_header_and_rows_of_figures_are_a_table() -> None:
    (table,) = aligned_tables([HEADER, *BODY])
    assert (table.first_line, table.end_line) == (0, 4)
    assert list(texts(table).values()) == [
        *("项目", "预算数", "决算数"),
        *("甲", "1.00", "2.00"),
        *("乙", "3.00", "4.00"),
        *("丙", "5.00", "6.00"),
    ]


def test_edges_stand_half_way_between_texts() -> None:
    (table,) = aligned_tables([HEADER, *BODY])
    assert table.lattice.ys == [0, 15, 35, 55, 70]
    assert table.lattice.xs == [0, 80, 245, 340]


def test_runs_near_each_other_are_one_text() -> None:
    halves = TextLine([run("甲", 0, 20), run("乙", 15, 20), *BODY[0].runs[1:]], 20, 30)
    (table,) = aligned_tables([HEADER, halves, *BODY[1:]])
    assert texts(table)[1, 0, 1] == "甲乙"


def test_text_around_a_table_stays_outside() -> None:
    above, below = line(-100, "说明"), line(200, "以上")
    (table,) = aligned_tables([above, HEADER, *BODY, below])
    assert (table.first_line, table.end_line) == (1, 5)


def test_a_heading_over_two_columns_spans_them() -> None:
    wide = TextLine([run("项目", 0, -20), run("金额" * 9, 150, -20)], -20, -10)
    (table,) = aligned_tables([wide, HEADER, *BODY])
    assert texts(table)[0, 1, 2] == "金额" * 9


def test_a_name_wraps_below_its_figures() -> None:
    wrapped = [
        line(20, "甲", "1.00", "2.00"),
        line(31, "甲二"),
        line(60, "乙", "3.00", "4.00"),
        line(71, "乙二"),
        line(100, "丙", "5.00", "6.00"),
    ]
    (table,) = aligned_tables([HEADER, *wrapped])
    assert texts(table)[1, 0, 1] == "甲甲二"
    assert len(table.lattice.ys) == 5


@pytest.mark.parametrize(
    "lines",
    [
        BODY,
        [HEADER, *BODY[:2]],
        [HEADER, *BODY[:2], line(60, "丙", "无", "6.00")],
        [HEADER, *BODY[:2], line(60, "7", "5.00", "6.00")],
        [line(0, "项目"), *BODY],
        [line(-100, "项目", "预算数", "决算数"), *BODY],
        [],
    ],
    ids=[
        "no header",
        "two rows",
        "words among figures",
        "figures among words",
        "a header of one name",
        "a header far above",
        "no lines",
    ],
)
def test_what_may_be_something_else_is_no_table(lines: list[TextLine]) -> None:
    assert aligned_tables(lines) == []


def test_two_tables_one_behind_the_other() -> None:
    below = [
        line(top + 200, *texts)
        for top, texts in (
            (0, ("项目", "预算数", "决算数")),
            (20, ("丁", "1.00", "2.00")),
            (40, ("戊", "3.00", "4.00")),
            (60, ("己", "5.00", "6.00")),
        )
    ]
    tables = aligned_tables([HEADER, *BODY, *below])
    assert [(table.first_line, table.end_line) for table in tables] == [(0, 4), (4, 8)]
