"""Turn grids that no form knows into lines, so that sentences in them are read like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.cells import Cells, GridCell, GridRows, cell_lines
from budgetrules.recognition.grids.draft import GridPart

_FEWEST_HEADERS = 4
_LONGEST_LABEL = 12


def is_blank(part: GridPart) -> bool:
    """Whether nothing is printed in a part."""
    return not any(part.printed)


def is_table(part: GridPart) -> bool:
    """Whether cells stand side by side; text in a frame or in a column of a sheet is no table."""
    return any(len(cells) > 1 for cells in part.printed)


def printed_rows(part: GridPart) -> tuple[tuple[str, ...], ...]:
    """Return the words of each row that has any."""
    rows: list[tuple[str, ...]] = []
    for cells in filter(None, part.printed):
        rows.append(tuple(cell.text.words for cell in cells))
    return tuple(rows)


def flat_cells(part: GridPart) -> Iterator[tuple[GridCell, RawLine]]:
    """Yield the lines of all cells, row by row, each with its own number in the order of reading.

    In a list under headers a label merged over several rows belongs to each of them.
    """
    grid = part.grid
    is_list = False
    for row in range(part.begin, part.last):
        cells = _with_labels(grid, row) if is_list else grid.printed[row]
        number = grid.numbers[row]
        for cell in cells:
            place = grid.place_of(row, cell.column)
            for line in cell_lines(cell, place):
                yield cell, line.numbered(number)
                number += 1
        is_list = is_list or _are_headers(cells)


def _with_labels(grid: GridRows, row: int) -> Cells:
    """Return the cells of a row, with the labels that reach down to it."""
    cells = list(grid.printed[row])
    for cell in dict.fromkeys(grid.covering[row].values()):
        if cell.row < row and _is_label(cell):
            cells.append(cell)
    cells.sort(key=_column_of)
    return tuple(cells)


def _column_of(cell: GridCell) -> int:
    return cell.column


def _are_headers(cells: Sequence[GridCell]) -> bool:
    """Whether a row heads a list: words side by side, without digits, none merged downwards."""
    if len(cells) < _FEWEST_HEADERS:
        return False
    if any(cell.row_span > 1 for cell in cells):
        return False
    return not any(cell.text.has_digit for cell in cells)


def _is_label(cell: GridCell) -> bool:
    text = cell.text
    return len(text.words) <= _LONGEST_LABEL and not text.has_digit
