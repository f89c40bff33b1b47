"""Tell of each printed column of an unknown table what it holds, and where its headers end."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.recognition.grids.cells import GridCell, GridRows
from budgetrules.recognition.grids.columns import HeaderPath
from budgetrules.recognition.grids.headers import column_paths, header_limit
from budgetrules.recognition.table_rows import split_code
from budgetrules.recognition.words import ColumnWords, column_words, folded_words
from budgetrules.schema.forms import ColumnKind
from budgetrules.schema.vocabulary import Vocabulary

# Columns wider than this are no table of figures.
_MOST_COLUMNS = 80
_LONGEST_CODE = 7
_CODE_LENGTHS = (3, 5, 7)
_PART_LENGTH = 2
# Rows that are looked at to know what a column holds.
_SAMPLE = 500


@attrs.frozen(kw_only=True)
class SeenColumn:
    """A printed column: its headers, and what it holds.

    `coded`: its names have codes in front.
    """

    at: int
    path: HeaderPath
    kind: ColumnKind
    coded: bool = False

    @property
    def leaf(self) -> str:
        """The header right over its cells."""
        return self.path[-1] if self.path else ""


@attrs.frozen
class SeenColumns:
    """The columns of a table, and the first row below their headers."""

    body: int
    paths: tuple[HeaderPath, ...]
    columns: tuple[SeenColumn, ...]


def seen_columns(
    grid: GridRows,
    first: int,
    last: int,
    vocabulary: Vocabulary,
) -> SeenColumns | None:
    """Read the columns of the rows from `first` to `last`; None for what is no table of figures."""
    if grid.columns > _MOST_COLUMNS:
        return None
    words = column_words(vocabulary)
    body = _body(grid, first, last, vocabulary, words)
    if body <= first or body >= last:
        return None
    paths = column_paths(grid, first, body)
    columns: list[SeenColumn] = []
    has_name = False
    for at, path in enumerate(paths):
        cells = _cells_below(grid, at, body, last)
        before = columns[-1] if columns else None
        column = _column(at, path, cells, has_name, words, before)
        if column.kind is ColumnKind.AMOUNT:
            has_name = False
        elif column.kind is ColumnKind.NAME:
            has_name = True
        columns.append(column)
    columns = _with_names_behind(columns)
    if not any(column.kind is ColumnKind.AMOUNT for column in columns):
        return None
    return SeenColumns(body, paths, tuple(columns))


def _with_names_behind(columns: Sequence[SeenColumn]) -> list[SeenColumn]:
    """Return columns of which those are codes behind which names stand; others are amounts."""
    kept: list[SeenColumn] = []
    names_follow = False
    for column in reversed(columns):
        if column.kind is ColumnKind.CODE and not names_follow:
            column = attrs.evolve(column, kind=ColumnKind.AMOUNT)
        names_follow = column.kind in (ColumnKind.CODE, ColumnKind.NAME)
        kept.append(column)
    return kept[::-1]


def _body(
    grid: GridRows,
    first: int,
    last: int,
    vocabulary: Vocabulary,
    words: ColumnWords,
) -> int:
    """Return the first row that heads nothing: it holds an amount, a code, a total, or numbers."""
    limit = header_limit(grid, first, last, words)
    totals = frozenset(folded_words(vocabulary.totals))
    for row in range(first + 1, limit):
        cells = grid.printed[row]
        if cells and _begins_rows(cells, totals, row):
            return row
    return limit


def _begins_rows(
    cells: Sequence[GridCell],
    totals: frozenset[str],
    row: int,
) -> bool:
    """Whether a row is one of the table's rows and no header."""
    begins = cells[0]
    text = begins.text.folded
    if begins.text.is_code or split_code(begins.text.words)[0]:
        return True
    is_alone = len(cells) == 1 and begins.row == row
    return text in totals and is_alone


def _cells_below(
    grid: GridRows,
    column: int,
    first: int,
    last: int,
) -> list[GridCell]:
    """Return the first cells with text that begin in a column; merged ones in their first one."""
    cells: list[GridCell] = []
    for row in range(first, min(last, first + _SAMPLE)):
        cell = grid.cell(row, column)
        if cell is not None and cell.row == row and cell.column == column and cell.text.words:
            cells.append(cell)
    return cells


def _column(
    at: int,
    path: HeaderPath,
    cells: Sequence[GridCell],
    has_name: bool,
    words: ColumnWords,
    before: SeenColumn | None,
) -> SeenColumn:
    """Tell what a column holds; `has_name`: names stand left of it, and no amounts since."""
    is_part = before is not None and before.kind is ColumnKind.CODE
    leaf = path[-1] if path else ""
    if leaf.endswith(words.asides) or leaf in words.numbers:
        kind = ColumnKind.TEXT
    elif not has_name and _holds_codes(cells, path, words, is_part=is_part):
        kind = ColumnKind.CODE
    else:
        kind = _kind(cells, path, has_name, words)
    is_coded = kind is ColumnKind.NAME and _are_coded(cells)
    return SeenColumn(at=at, path=path, kind=kind, coded=is_coded)


def _kind(
    cells: Sequence[GridCell],
    path: HeaderPath,
    has_name: bool,
    words: ColumnWords,
) -> ColumnKind:
    """Tell whether a column without codes holds names, other texts, or amounts."""
    if not cells:
        if not path:
            return ColumnKind.TEXT
        is_named = path[-1].endswith(words.names)
        return ColumnKind.NAME if is_named and not has_name else ColumnKind.AMOUNT
    numbers = sum(cell.text.is_number for cell in cells)
    if 2 * numbers >= len(cells):
        return ColumnKind.AMOUNT
    return ColumnKind.TEXT if has_name else ColumnKind.NAME


def _are_coded(cells: Sequence[GridCell]) -> bool:
    """Whether most names have a code in front."""
    coded = [cell for cell in cells if split_code(cell.text.words)[0]]
    return 2 * len(coded) > len(cells)


def _holds_codes(
    cells: Sequence[GridCell],
    path: HeaderPath,
    words: ColumnWords,
    *,
    is_part: bool,
) -> bool:
    """Whether a column left of the names holds codes, or (behind one of codes) their parts."""
    digits = [cell for cell in cells if _is_digits(cell.text.folded)]
    others = len(cells) - len(digits)
    is_headed = any(step.endswith(words.codes) for step in path)
    if is_headed:
        # A total may stand in place of its code.
        return others <= max(1, len(digits))
    lengths = (*_CODE_LENGTHS, _PART_LENGTH) if is_part else _CODE_LENGTHS
    return not others and any(len(cell.text.folded) in lengths for cell in digits)


def _is_digits(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST_CODE
