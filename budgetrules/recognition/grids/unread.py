"""Figures in cells that no table of the form reads: of unknown tables, and of unknown columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.core.script import YEAR_DIGITS
from budgetrules.model.disclosure import Place, UnreadCell
from budgetrules.recognition.grids.cells import GridCell, GridRows
from budgetrules.recognition.grids.draft import GridPart
from budgetrules.recognition.grids.flatten import flat_cells
from budgetrules.recognition.grids.headers import is_column_numbers
from budgetrules.recognition.words import ColumnWords, column_words, folded_words, text_figure
from budgetrules.schema.vocabulary import Vocabulary

# How many headers over a cell, from the nearest up, tell what it holds.
_HEADERS = 3
_YEAR_OR_CODE = re.compile(rf"{YEAR_DIGITS}|0\d*")


@attrs.frozen(eq=False)
class _Number:
    """A number without a unit: its cell, what its row says first, and the headers over it."""

    cell: GridCell
    row: str
    headers: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is printed in digits only, as what numbers rows and pages is."""
        return self.cell.text.words.isdigit()


def figures_of_unknown(part: GridPart, title: str, vocabulary: Vocabulary) -> list[UnreadCell]:
    """List the figures in the cells of a table that the form doesn't know.

    Codes, numbers of rows and of pages and indicators' targets are none; what has its unit beside
    it is read as narrative.
    """
    by_column: dict[int, list[_Number]] = defaultdict(list)
    for number in _numbers(part, vocabulary):
        by_column[number.cell.column].append(number)
    figures: dict[GridCell, _Number] = {}
    for numbers in by_column.values():
        if not _count_up(numbers):
            figures.update((number.cell, number) for number in numbers)
    found: list[UnreadCell] = []
    for cell, line in flat_cells(part):
        if cell in figures:
            number = figures.pop(cell)
            place = line.place(cell.text.words, 0, len(line.text.rstrip()))
            found.append(UnreadCell(title, number.row, _nearest(number.headers), place))
    return found


def _numbers(part: GridPart, vocabulary: Vocabulary) -> Iterator[_Number]:
    """Yield the numbers below headers that call them neither codes nor targets."""
    grid = part.grid
    words = column_words(vocabulary)
    targets = folded_words(vocabulary.target_columns)
    headers: dict[int, list[str]] = defaultdict(list)
    for row in range(part.begin, part.last):
        if is_column_numbers(grid, row, words):
            continue
        cells = grid.printed[row]
        for at, cell in enumerate(cells):
            above = headers[cell.column]
            if not is_bare_number(cell):
                _head(cell, headers)
                continue
            is_target = any(header.endswith(targets) for header in above)
            if not is_target and not _is_code(cell, cells[at + 1 :], above[-_HEADERS:], words):
                yield _Number(cell, row_name(cells), tuple(above))


def _head(cell: GridCell, headers: Mapping[int, list[str]]) -> None:
    """Note a text without digits as a header over the columns of its cell."""
    if not cell.text.has_digit:
        for column in cell.columns:
            headers[column].append(cell.text.folded)


def is_bare_number(cell: GridCell) -> bool:
    """Tell whether a number is all that a cell prints."""
    text = cell.text
    return text.has_digit and text.is_number


def row_name(cells: Sequence[GridCell]) -> str:
    """Return the first text of a row that is no number."""
    texts = (cell.text.words for cell in cells if not cell.text.is_number)
    return next(texts, "")


def _is_code(
    cell: GridCell, behind: Sequence[GridCell], above: Sequence[str], words: ColumnWords
) -> bool:
    """Tell whether a number is a code, a year or a number of its row."""
    text = cell.text.words
    if _YEAR_OR_CODE.fullmatch(text):
        return True
    if above and above[-1].endswith(words.asides):
        return True
    headers = "/".join(above)
    if any(word in headers for word in words.codes):
        return True
    # A code stands before its name.
    return cell.text.is_code and bool(behind) and not behind[0].text.is_number


def _count_up(numbers: Sequence[_Number]) -> bool:
    """Tell whether a column numbers what stands beside it: 1, 2, 3, or pages of a contents page."""
    if len(numbers) < 2 or not all(number.is_whole for number in numbers):
        return False
    values = [int(number.cell.text.words) for number in numbers]
    if values == list(range(values[0], values[0] + len(values))):
        return True
    return values == sorted(values) and not any(number.headers for number in numbers)


def _nearest(headers: Sequence[str]) -> str:
    return headers[-1] if headers else ""


def figures_of_column(
    grid: GridRows, rows: Iterable[int], column: int, vocabulary: Vocabulary
) -> Iterator[tuple[str, Place]]:
    """Yield the figures in a column that the form doesn't have, with the names of their rows."""
    with_unit = text_figure(vocabulary)
    for row in rows:
        cell = grid.cell(row, column)
        if cell is None or (cell.row, cell.column) != (row, column):
            continue
        if is_bare_number(cell) or with_unit.fullmatch(cell.text.folded):
            yield row_name(grid.printed[row]), grid.place_of(row, column, cell.text.words)
