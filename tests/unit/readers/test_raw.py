"""Places of lines that are worked out when they are asked for."""

from __future__ import annotations

import pytest

from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import LinePlaces, RawLine


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
