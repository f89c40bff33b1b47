"""Read the columns of a part: which rows can be headers, what they say, and what stands below."""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.recognition.grids.cells import GridCell, GridRows
from budgetrules.recognition.grids.columns import (
    HeaderPath,
    PrintedColumn,
    PrintedColumns,
    PrintedHeader,
    Profile,
)
from budgetrules.recognition.grids.similarity import is_column_number
from budgetrules.recognition.words import ColumnWords

_MOST_HEADER_ROWS = 8
# No form is wider.
_MOST_COLUMNS = 80
# Rows that are looked at to know what a column holds.
_SAMPLE = 60
_LONGEST_COLUMN_NUMBER = 3


def printed_columns(
    grid: GridRows,
    first: int,
    last: int,
    words: ColumnWords,
) -> PrintedColumns:
    """Read the rows from `first` to `last`: every count of header rows that is possible."""
    if grid.columns > _MOST_COLUMNS:
        return PrintedColumns(grid.columns, first)
    limit = header_limit(grid, first, last, words)
    profiles: list[Profile] = []
    for column in range(grid.columns):
        profile = _profile(grid, column, limit, last)
        profiles.append(profile)
    headers: list[PrintedHeader] = []
    for rows_end in range(first + 1, limit + 1):
        paths = column_paths(grid, first, rows_end)
        columns = tuple(
            PrintedColumn(path, profile, words)
            for path, profile in zip(paths, profiles, strict=True)
        )
        body = min(limit, _end_of_rows(grid, first, rows_end))
        headers.append(PrintedHeader(body, columns))
    return PrintedColumns(grid.columns, first, tuple(headers))


def header_limit(
    grid: GridRows,
    first: int,
    last: int,
    words: ColumnWords,
) -> int:
    """Return the first row that can't be a header: it numbers the columns, or holds an amount."""
    end = min(last, first + _MOST_HEADER_ROWS)
    for row in range(first, end):
        if is_column_numbers(grid, row, words) or _has_amount(grid.printed[row]):
            return row
    return end


def is_column_numbers(grid: GridRows, row: int, words: ColumnWords) -> bool:
    """Whether a row numbers the columns: ※ ※ 1 2 3, or 栏次 1 2=3+4 5."""
    numbers: list[int] = []
    for cell in grid.printed[row]:
        text = cell.text.folded
        if is_column_number(text):
            numbers.append(_number_in(text))
        elif text not in words.numbers and not _is_mark(text):
            return False
    if len(numbers) < 2 or numbers[0] > 2:
        return False
    first = numbers[0]
    counted = range(first, first + len(numbers))
    return numbers == list(counted)


def _is_mark(text: str) -> bool:
    """Return a single sign: ※, 甲, or the parts of a code printed in the same row."""
    return len(text) == 1 and not text.isdigit()


def _number_in(text: str) -> int:
    """Return the number of a column without the formula behind it: 2=3+4 → 2."""
    number, _, _ = text.partition("=")
    return int(number.strip("()"))


def _has_amount(cells: Sequence[GridCell]) -> bool:
    """Whether a row holds a number that can't be one of a column or a year."""
    texts = (cell.text for cell in cells)
    return any(text.is_number and _is_amount(text.folded) for text in texts)


def _is_amount(number: str) -> bool:
    return len(number) > _LONGEST_COLUMN_NUMBER or "." in number or "," in number


def _end_of_rows(
    grid: GridRows,
    first: int,
    last: int,
) -> int:
    """Return the row behind the last one that a cell of the rows reaches down to."""
    ends = [last]
    for row in range(first, last):
        cells = grid.printed[row]
        ends.extend(cell.row + cell.row_span for cell in cells)
    return max(ends)


def _profile(
    grid: GridRows,
    column: int,
    first: int,
    last: int,
) -> Profile:
    """Count what stands in a column from `first` on; a merged cell counts in its first column."""
    codes = numbers = texts = 0
    for row in range(first, min(last, first + _SAMPLE)):
        cell = grid.covering[row].get(column)
        if cell is None or cell.row != row or cell.column != column:
            continue
        text = cell.text
        if not text.words:
            continue
        if text.is_code:
            codes += 1
        elif text.is_number:
            numbers += 1
        else:
            texts += 1
    return Profile(codes, numbers, texts)


def column_paths(
    grid: GridRows,
    first: int,
    last: int,
) -> tuple[HeaderPath, ...]:
    """Return the headers over each column in the rows from `first` to `last`, each merged cell
    once.
    """
    if not _has_merged(grid, first, last):
        return _unmerged_paths(grid, first, last)
    paths: list[HeaderPath] = []
    for column in range(grid.columns):
        path = _merged_path(grid, column, first, last)
        paths.append(path)
    return tuple(paths)


def _has_merged(
    grid: GridRows,
    first: int,
    last: int,
) -> bool:
    """Whether a header spans columns."""
    for row in range(first, last):
        cells = grid.printed[row]
        if any(cell.column_span > 1 for cell in cells):
            return True
    return False


def _merged_path(
    grid: GridRows,
    column: int,
    first: int,
    last: int,
) -> HeaderPath:
    """Return the headers over a column from the top down; one said twice in a row counts once."""
    path: list[str] = []
    seen: set[GridCell] = set()
    for row in range(first, last):
        cell = grid.covering[row].get(column)
        if cell is None or cell in seen:
            continue
        seen.add(cell)
        text = cell.text.folded
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _unmerged_paths(
    grid: GridRows,
    first: int,
    last: int,
) -> tuple[HeaderPath, ...]:
    """Paths where merging was lost (CSV, some workbooks).

    A header over several columns stands over the first of them only. It goes on to the right over
    columns that are blank there, say something further down, and have the same headers above.
    """
    paths = [list[str]() for _ in range(grid.columns)]
    for row in range(first, last):
        header = ""
        above: list[str] = []
        for column, path in enumerate(paths):
            text = _begun_text(grid, row, column)
            if text:
                header, above = text, list(path)
            else:
                goes_on = path == above and _is_headed_below(grid, column, row + 1, last)
                header = header if goes_on else ""
            if header and (not path or path[-1] != header):
                path.append(header)
    return tuple(tuple(path) for path in paths)


def _begun_text(
    grid: GridRows,
    row: int,
    column: int,
) -> str:
    """Return the words of the cell over a column, if it begins in this row."""
    cell = grid.cell(row, column)
    if cell is None or cell.row != row:
        return ""
    return cell.text.folded


def _is_headed_below(
    grid: GridRows,
    column: int,
    first: int,
    last: int,
) -> bool:
    """Whether a column has a header in the rows from `first` to `last`."""
    for row in range(first, last):
        cell = grid.cell(row, column)
        if cell is not None and cell.text.folded:
            return True
    return False
