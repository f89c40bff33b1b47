"""Places of lines that are worked out when they are asked for."""

from __future__ import annotations

from array import array

import pytest

from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import LinePlaces, RawDocument, RawLine


def test_places_of_lines_are_a_sequence_like_any_other() -> None:
    lines = [RawLine("a", 3, 1), RawLine("b", 4, 1)]
    more = [Place(line=9)]
    held = LinePlaces(lines, more)
    expected = [line.whole() for line in lines] + more
    assert list(held) == expected
    assert (len(held), held[0], held[-1], held[2]) == (3, expected[0], expected[2], expected[2])
    assert held[-3] == expected[0]
    assert held[-2:] == expected[-2:]
    for wrong in (3, -4):
        with pytest.raises(IndexError):
            _ = held[wrong]


def test_a_line_of_a_text_is_placed_by_its_characters() -> None:
    line = RawLine("收入合计 12", 7, 2)
    assert line.place("12", 5, 7) == Place("12", 2, 7, (5, 7))
    assert line.whole() == Place("", 2, 7)


def test_a_line_with_edges_is_placed_by_the_box_of_its_characters() -> None:
    line = RawLine("甲乙", 1, 1, (10.0, 5.0, 30.0, 15.0), array("d", [10.0, 20.0, 30.0]))
    assert line.place("乙", 1, 2).box == (20.0, 5.0, 30.0, 15.0)
    assert line.place("乙", 1, 3).box == (10.0, 5.0, 30.0, 15.0)
    assert line.whole().box == (10.0, 5.0, 30.0, 15.0)


def test_a_line_that_is_a_cell_is_placed_there() -> None:
    line = RawLine("甲乙", 4, at=Place(sheet="表1", cell="B2"))
    place = line.place("乙", 1, 2)
    assert (place.sheet, place.cell, place.chars, place.order) == ("表1", "B2", (1, 2), (4, 1))
    assert line.whole().chars is None


def test_a_line_moved_in_the_order_is_the_same_otherwise() -> None:
    line = RawLine("甲", 4, 1, (1.0, 2.0, 3.0, 4.0))
    assert line.numbered(9) == RawLine("甲", 9, 1, (1.0, 2.0, 3.0, 4.0))


def test_readers_of_others_need_not_say_whether_tables_are_drawn() -> None:
    assert not RawDocument("a", "", "fixed").drawn
