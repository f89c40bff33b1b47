"""Grids that no form knows, as lines: row by row, cell by cell, so that sentences in them are read like any other."""

from __future__ import annotations

import attrs

from budgetrules.reading.grids.captions import cell_lines
from budgetrules.reading.grids.parts import Part
from budgetrules.reading.grids.view import words
from budgetrules.reading.raw import RawLine


def is_blank(part: Part) -> bool:
    """Whether nothing is printed in a part."""
    return not any(part.view.held(row) for row in range(part.begin, part.last))


def is_table(part: Part) -> bool:
    """Whether cells stand beside each other; text drawn in a frame or a column of a sheet is no table."""
    return any(len(part.view.held(row)) > 1 for row in range(part.begin, part.last))


def flat_lines(part: Part) -> list[RawLine]:
    """The lines of all cells, each with the place of its cell and its own number in the order of reading."""
    found: list[RawLine] = []
    for row in range(part.begin, part.last):
        number = part.view.numbers[row]
        for cell in part.view.held(row):
            for line in cell_lines(cell.text, part.view.place(row, cell.column)):
                found.append(attrs.evolve(line, number=number))
                number += 1
    return found


def printed_rows(part: Part) -> tuple[tuple[str, ...], ...]:
    """The words of each row that has any."""
    rows = (tuple(words(cell.text) for cell in part.view.held(row)) for row in range(part.begin, part.last))
    return tuple(row for row in rows if row)
