"""Grids that no form knows, as lines: row by row, cell by cell, so that sentences in them are read like any other."""

from __future__ import annotations

from budgetrules.readers.raw import RawCell, RawLine
from budgetrules.recognition.grids.captions import cell_lines
from budgetrules.recognition.grids.parts import Part
from budgetrules.recognition.grids.view import words

_FEWEST_HEADERS = 4
_LONGEST_LABEL = 12


def is_blank(part: Part) -> bool:
    """Whether nothing is printed in a part."""
    return not any(part.view.held(row) for row in range(part.begin, part.last))


def is_table(part: Part) -> bool:
    """Whether cells stand beside each other; text drawn in a frame or a column of a sheet is no table."""
    return any(len(part.view.held(row)) > 1 for row in range(part.begin, part.last))


def flat_lines(part: Part) -> list[RawLine]:
    """The lines of all cells, each with the place of its cell and its own number in the order of reading.

    In a list under headers a label merged over several rows belongs to each of them.
    """
    found: list[RawLine] = []
    listed = False
    for row in range(part.begin, part.last):
        number = part.view.numbers[row]
        held = part.view.held(row)
        if listed:
            over = {
                id(cell): cell
                for cell in part.view.rows[row].values()
                if cell.row < row and _is_label(cell)
            }
            held = sorted([*held, *over.values()], key=lambda cell: cell.column)
        for cell in held:
            for line in cell_lines(cell.text, part.view.place(row, cell.column)):
                found.append(line.numbered(number))
                number += 1
        listed = listed or _are_headers(held)
    return found


def _are_headers(held: list[RawCell]) -> bool:
    """Whether a row is one of headers over a list: words beside each other, none with a number, none merged downwards."""
    return len(held) >= _FEWEST_HEADERS and not any(
        cell.row_span > 1 or _has_digit(cell.text) for cell in held
    )


def _is_label(cell: RawCell) -> bool:
    return len(words(cell.text)) <= _LONGEST_LABEL and not _has_digit(cell.text)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def printed_rows(part: Part) -> tuple[tuple[str, ...], ...]:
    """The words of each row that has any."""
    rows = (
        tuple(words(cell.text) for cell in part.view.held(row))
        for row in range(part.begin, part.last)
    )
    return tuple(row for row in rows if row)
