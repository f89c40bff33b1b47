"""CSV files: one sheet each, cells as printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import attrs

from budgetrules.model.disclosure import Problem
from budgetrules.readers.raw import RawDocument, RawGrid
from budgetrules.readers.sheets import SheetCell, sheet_grid, tables_document
from budgetrules.readers.text import LARGEST, decode
from budgetrules.readers.unreadable import (
    Unreadable,
    damaged,
    refuse_large,
    too_many_cells,
    unread,
)

MOST_CELLS = 200_000
_LONGEST_CELL = 131_072
_DELIMITERS = ",\t;|"
_SAMPLE, _SAMPLE_LINES = 65_536, 64
_NUL_SAMPLE = 4096


@attrs.frozen
class Dialect:
    """How a CSV file is written; what is None is found out.

    `header` stands in place of the first `skip` rows; with `skip` 0 it stands above them all.
    """

    delimiter: str | None = None
    encoding: str | None = None
    header: tuple[str, ...] = ()
    skip: int = 0


UNKNOWN_DIALECT = Dialect()


def read_csv(data: bytes, path: str) -> RawDocument:
    """Return a lone CSV file as one grid."""
    with_slashes = path.replace("\\", "/")
    _, _, file = with_slashes.rpartition("/")
    name, _, _ = file.rpartition(".")
    problems: list[Problem] = []
    try:
        grid = csv_grid(data, path, name, problems)
    except Unreadable as error:
        return unread(data, path, "csv", error.problem)
    grids = [] if grid is None else [grid]
    return tables_document(path, data, "csv", grids, problems)


def csv_grid(
    data: bytes,
    path: str,
    sheet: str,
    problems: list[Problem],
    dialect: Dialect = UNKNOWN_DIALECT,
) -> RawGrid | None:
    """Return the grid of a CSV file; what is left out of it is added to `problems`.

    Raises Unreadable if it is no text.
    """
    text = text_of(data, path, dialect.encoding)
    delimiter = dialect.delimiter or _delimiter(text)
    lines = io.StringIO(text, newline="")
    rows = csv.reader(lines, delimiter=delimiter, strict=False)
    cells: list[SheetCell] = []
    try:
        csv.field_size_limit(_LONGEST_CELL)
        for cell in _cells(rows, dialect):
            cells.append(cell)
            if len(cells) >= MOST_CELLS:
                problems.append(too_many_cells(MOST_CELLS, sheet))
                break
    except csv.Error as error:
        raise damaged(path, error) from error
    return sheet_grid(cells, sheet)


def text_of(data: bytes, path: str, encoding: str | None = None) -> str:
    """Return the text of a file in the encoding it names, else in UTF-8, UTF-16 or GB18030.

    Raises Unreadable if it is none.
    """
    refuse_large(data, path, LARGEST)
    text = None
    if encoding is not None:
        text = _decode_as_named(data, encoding)
    if text is None:
        text = decode(data)
    has_nul = text is not None and "\x00" in text[:_NUL_SAMPLE]
    if text is None or has_nul:
        raise Unreadable("N101", path=path)
    return text.removeprefix("\ufeff")


def _decode_as_named(data: bytes, encoding: str) -> str | None:
    """Decode a file as it asks for; None if it isn't written so, or Python doesn't know how."""
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _cells(rows: Iterable[list[str]], dialect: Dialect) -> Iterator[SheetCell]:
    """Yield the cells with text: those of the header, then those of the rows behind it."""
    header = dialect.header
    for column, text in enumerate(header, 1):
        yield SheetCell(1, column, text)
    skipped = dialect.skip if header else 0
    # A header that replaces no row pushes all rows down by one.
    shift = 1 if header and not dialect.skip else 0
    for number, row in enumerate(rows, 1):
        if number <= skipped:
            continue
        for column, text in enumerate(row, 1):
            if text.strip():
                yield SheetCell(number + shift, column, text)


def _delimiter(text: str) -> str:
    """Return the sign that parts most lines into the same number of cells; a comma if none does."""
    sample = text[:_SAMPLE].splitlines()
    filled = [line for line in sample if line.strip()]
    lines = filled[:_SAMPLE_LINES]
    best, best_score = ",", 0
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in lines]
        distinct = set(counts)
        most_common = max(distinct, key=counts.count, default=0)
        score = counts.count(most_common) * most_common
        if score > best_score:
            best, best_score = sign, score
    return best
