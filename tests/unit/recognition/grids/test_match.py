"""Parts with titles are matched with the table that the title names."""

from __future__ import annotations

from budgetrules.recognition.grids.match import match
from tests.unit.recognition.toy import EXPENDITURE, HEADS, ROWS, TITLE, only_part


def test_a_part_is_matched_with_the_table_that_its_title_names() -> None:
    part = only_part(match, TITLE, HEADS + ROWS)
    assert part.title_match is not None
    assert (part.title_match.table, part.title_match.points) == (EXPENDITURE, 100)


def test_a_part_without_title_has_its_columns_read_only() -> None:
    part = only_part(match, HEADS + ROWS)
    assert part.title_match is None
    assert [header.body for header in part.columns.headers] == [2, 2]
