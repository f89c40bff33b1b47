"""Where a grid is cut into parts."""

from __future__ import annotations

from budgetrules.recognition.grids.cut import cut
from tests.unit.recognition.toy import drafted


def rows_of(sketch: str) -> list[tuple[int, int]]:
    """First and last row of each part."""
    return [(part.begin, part.last) for part in drafted(cut, sketch).parts]


def test_a_grid_without_titles_is_one_part() -> None:
    assert rows_of("| a | b |\n| 1 | 2 |") == [(0, 2)]


def test_a_prescribed_title_begins_a_part() -> None:
    assert rows_of("| a | b |\n| 1 | 2 |\n| 项目支出明细表 | < |\n| c | d |") == [(0, 2), (2, 4)]


def test_a_title_takes_the_number_above_it_along() -> None:
    sketch = "| a | b |\n| 1 | 2 |\n| 表2 | |\n| 项目支出明细表 | < |\n| c | d |"
    assert rows_of(sketch) == [(0, 2), (2, 5)]


def test_an_unknown_title_begins_a_part_only_behind_a_blank_row() -> None:
    title = "| 资产负债表 | < |\n| c | d |"
    assert rows_of(f"| a | b |\n| 1 | 2 |\n{title}") == [(0, 4)]
    assert rows_of(f"| a | b |\n| 1 | 2 |\n| | |\n{title}") == [(0, 3), (3, 5)]


def test_a_header_behind_a_blank_row_begins_a_part_once_there_were_numbers() -> None:
    header = "| 甲 | 乙 | 丙 |\n| 1 | 2 | 3 |"
    assert rows_of(f"| a | b | c |\n| 1 | 2 | 3 |\n| | | |\n{header}") == [(0, 3), (3, 5)]
    assert rows_of(f"| a | b | c |\n| | | |\n{header}") == [(0, 4)]


def test_a_title_stands_alone_or_with_one_more_word_and_is_short() -> None:
    above = "| a | b | c |\n| 1 | 2 | 3 |\n"
    assert rows_of(f"{above}| 项目支出明细表 | 单位：元 | |") == [(0, 2), (2, 3)]
    assert rows_of(f"{above}| 项目支出明细表 | 单位：元 | 表2 |") == [(0, 3)]


def test_a_title_below_nothing_but_lone_words_begins_no_part() -> None:
    assert rows_of("| 甲 | |\n| 项目支出明细表 | |\n| c | d |") == [(0, 3)]


def test_a_part_has_the_lines_since_the_grid_before() -> None:
    draft = drafted(cut, "标题", "| a | b |\n| 1 | 2 |\n| 项目支出明细表 | < |\n| c | d |")
    assert [[line.text for line in part.between] for part in draft.parts] == [["标题"], []]
