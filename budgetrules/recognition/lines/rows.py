"""Read physical lines of a table as rows of printed cells; tell which lines are none.

A line that ends a cell ends in a space; a wrapped cell breaks without one. So lines joined without
anything between them give the row on one line, and a row is complete when its text can be cut into
all its cells.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import FULL_WIDTH_DIGITS
from budgetrules.model.disclosure import Place
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.lines.segment import (
    CELL_ENDS,
    Field,
    Layout,
    TextSpan,
    bare_label,
    is_amount,
    is_code,
    is_surely_amount,
    layout,
    segment,
    tokens,
    words_of,
)
from budgetrules.recognition.words import column_words
from budgetrules.schema.forms import Table

_MOST_LINES_A_ROW = 12
_LEAST_CODE_LENGTH = 3
_MOST_LABEL_WORDS = 6
_MOST_HEADER_LINES = 60
_LEAST_COLUMN_NUMBERS = 3


@attrs.frozen
class PrintedCell:
    """The text of a printed cell, white space at its ends gone, and where it stands."""

    field: Field
    text: str
    place: Place


@attrs.frozen
class PrintedRow:
    """A row of a table as printed, all lists side by side."""

    cells: tuple[PrintedCell, ...]


@attrs.frozen
class RowLines:
    """Lines joined for one row: their text, and where each of them begins in it."""

    lines: tuple[RawLine, ...] = ()
    text: str = ""
    starts: tuple[int, ...] = ()

    def add(self, line: RawLine, *, stripped: bool) -> RowLines:
        """Join one more line; `stripped`: the blank that ended a cell may be cut off."""
        text = self.text
        if stripped and text:
            added = line.text.strip()
            is_wrapped = _is_wide(text[-1:]) and _is_wide(added[:1])
            if not is_wrapped:
                text += " "
        starts = (*self.starts, len(text))
        return RowLines(
            lines=(*self.lines, line),
            text=text + line.text,
            starts=starts,
        )

    def without_last(self) -> RowLines:
        """Take the last line away."""
        text = self.text[: self.starts[-1]]
        return RowLines(
            lines=self.lines[:-1],
            text=text,
            starts=self.starts[:-1],
        )

    def place(self, start: int, end: int) -> Place:
        """Say where a part of the text was printed: in the line it begins in."""
        at = bisect_right(self.starts, start) - 1
        line = self.lines[at]
        line_start = self.starts[at]
        begin = start - line_start
        stop = min(end - line_start, len(line.text))
        printed = self.text[start:end].strip()
        chars = (begin, max(begin, stop))
        return Place(printed, line.page, line.number, chars)


def _is_wide(character: str) -> bool:
    return not character.isascii() and character not in FULL_WIDTH_DIGITS


def read_rows(
    lines: Sequence[RawLine], table: Table, official_names: Mapping[str, str], *, stripped: bool
) -> tuple[list[PrintedRow], list[RawLine]]:
    """Read the rows of a table, and list the lines that belong to none.

    `official_names` holds the name of each code; `stripped`: an editor cut blanks at line ends.
    """
    body = [line for line in lines if not is_page_number(line)]
    reader = _RowReader(
        body=body,
        plan=layout(table),
        official_names=official_names,
        stripped=stripped,
    )
    at = _first_row(body, table, reader.plan)
    rows: list[PrintedRow] = []
    left = body[:at]
    while at < len(body):
        taken = reader.row_at(at)
        if taken is None:
            line = body[at]
            is_blank = not line.text.strip()
            if not is_blank and not _is_header(line, table):
                left.append(line)
            at += 1
            continue
        row, line_count = taken
        if any(cell.text for cell in row.cells):
            rows.append(row)
        at += line_count
    return rows, left


# A row, and how many lines it takes.
_Taken = tuple[PrintedRow, int]


@attrs.frozen
class _RowReader:
    """The lines of a table and what it takes to read rows from them."""

    body: Sequence[RawLine]
    plan: Layout
    official_names: Mapping[str, str]
    stripped: bool

    def row_at(self, at: int) -> _Taken | None:
        """Read the row that begins at a line; None if no row does."""
        gathered = RowLines()
        for line in self.body[at : at + _MOST_LINES_A_ROW]:
            if gathered.lines and self._begins_next(line, gathered.text):
                break
            gathered = gathered.add(line, stripped=self.stripped)
            used = len(gathered.lines)
            if self._ends_inside_cell(line, at, used):
                continue
            spans = self._complete(gathered.text)
            if spans is not None:
                return _printed(gathered, spans, self.plan), used
            if self.stripped and self._is_last(at + used):
                break
        return self._shortened(gathered)

    def _begins_next(self, line: RawLine, text: str) -> bool:
        """Tell whether a line begins the next row, as the text gathered doesn't go on in it."""
        return _begins_row(line, self.plan) and not self._goes_on(text, line)

    def _ends_inside_cell(self, line: RawLine, at: int, used: int) -> bool:
        """Tell whether the cell goes on in the next line: no blank ends the last one."""
        if self.stripped or line.text.endswith(CELL_ENDS):
            return False
        if used == _MOST_LINES_A_ROW:
            return False
        return at + used < len(self.body)

    def _is_last(self, following: int) -> bool:
        if following == len(self.body):
            return True
        return _begins_row(self.body[following], self.plan)

    def _complete(self, text: str) -> list[TextSpan] | None:
        """Cut a text into all its cells; None if some are lacking."""
        spans = self._cut(text)
        if spans is None and self.stripped and _has_amount(text):
            # Its last blank cells were cut off: the row ends with the line that holds its amounts.
            return self._cut(text, padded=True)
        return spans

    def _cut(self, text: str, *, padded: bool = False) -> list[TextSpan] | None:
        spans = segment(text, self.plan, self.official_names, padded=padded)
        return spans or self._cut_without_codes(text, padded=padded)

    def _cut_without_codes(self, text: str, *, padded: bool) -> list[TextSpan] | None:
        """Cut a row whose blank cells in front were lost with the line they stood on.

        They are codes, or a list on the left.
        """
        if not text.strip() or text[0] == " ":
            return None
        first, *_ = text.split(" ", 1)
        lost = _cells_before(self.plan, begins_with_code=is_code(first))
        if not lost:
            return None
        completed = " " * lost + text
        spans = segment(completed, self.plan, self.official_names, padded=padded)
        if spans is None:
            return None
        return [span.moved_left(lost) for span in spans]

    def _shortened(self, gathered: RowLines) -> _Taken | None:
        """Read a row whose last blank cells are missing, from as many of the lines as can be."""
        if not _begins_row(gathered.lines[0], self.plan):
            return None
        while gathered.lines:
            has_amount = _has_amount(gathered.text)
            if has_amount or len(gathered.lines) == 1:
                spans = self._cut(gathered.text, padded=True)
                if spans is not None and (has_amount or _is_any_filled(spans)):
                    row = _printed(gathered, spans, self.plan)
                    return row, len(gathered.lines)
            gathered = gathered.without_last()
        return None

    def _goes_on(self, text: str, line: RawLine) -> bool:
        """Tell whether a line that begins as a row does goes on with the text before it.

        It holds amounts only, or begins with a number that is no known code (a project's name:
        "12345 热线") while the row has no amount yet.
        """
        if _is_unfinished(text, self.plan) or _are_amounts(line, self.plan):
            return True
        first = ""
        words = words_of(line.text)
        if words:
            first = words[0]
        if not is_code(first) or first in self.official_names:
            return False
        return not _has_amount(text)


def _cells_before(plan: Layout, *, begins_with_code: bool) -> int:
    """Count the cells in front of the first one that a row without its codes can begin with."""
    for at, field in enumerate(plan.fields):
        if begins_with_code:
            is_first = field.kind == "coded"
        else:
            is_first = field.kind != "code"
        if is_first:
            return at
    return 0


def _is_any_filled(spans: Sequence[TextSpan]) -> bool:
    return any(span.end > span.start for span in spans)


def _has_amount(text: str) -> bool:
    """Tell whether a text holds a number that can only be an amount."""
    return any(map(is_surely_amount, words_of(text)))


def _printed(gathered: RowLines, spans: Sequence[TextSpan], plan: Layout) -> PrintedRow:
    cells: list[PrintedCell] = []
    for field, span in zip(plan.fields, spans, strict=True):
        place = gathered.place(span.start, span.end)
        cells.append(PrintedCell(field, place.text, place))
    return PrintedRow(tuple(cells))


def _is_unfinished(text: str, plan: Layout) -> bool:
    """Tell whether a text surely goes on: it ends inside a cell, or has only codes so far."""
    if not text.endswith(CELL_ENDS):
        return True
    first_field = plan.fields[0]
    if first_field.kind != "code":
        return False
    return all(map(is_code, words_of(text)))


def _are_amounts(line: RawLine, plan: Layout) -> bool:
    """Tell whether a line is all amounts of a row: whole numbers such as 201 look like codes."""
    words = [token for token, _ in tokens(line.text)]
    behind = plan.amounts_behind
    if behind == 0 or len(words) < behind:
        return False
    if any(words[:-behind]):
        return False
    return all(map(is_amount, words[-behind:]))


def _begins_row(line: RawLine, plan: Layout) -> bool:
    """Tell whether a line begins as a row does: with a code, a known label or the total."""
    words = words_of(line.text)
    if not words:
        return False
    first = words[0]
    is_long_code = is_code(first) and len(first) >= _LEAST_CODE_LENGTH
    if is_long_code and _has_codes(plan):
        return True
    if bare_label(first, plan.vocabulary) in plan.labels:
        return True
    label = ""
    for word in words[:_MOST_LABEL_WORDS]:
        if _is_decimal(word):
            break
        label += word
    return bare_label(label, plan.vocabulary) in plan.labels


def _has_codes(plan: Layout) -> bool:
    return any(field.kind in ("code", "coded") for field in plan.fields)


def _is_decimal(word: str) -> bool:
    return "." in word and is_amount(word)


def _first_row(body: Sequence[RawLine], table: Table, plan: Layout) -> int:
    """Find the first row: behind the row of column numbers (※ 1 2 3) if there is one.

    Else it is the first line that begins as a row and has an amount, or is a blank labelled row.
    """
    for at, line in enumerate(body[:_MOST_HEADER_LINES]):
        if _is_column_numbers(line, table):
            return at + 1
    for at, line in enumerate(body):
        if not _begins_row(line, plan) or _is_header(line, table):
            continue
        has_decimal = any(map(_is_decimal, words_of(line.text)))
        if has_decimal or _is_labelled(line, plan):
            return at
    return len(body)


def _is_labelled(line: RawLine, plan: Layout) -> bool:
    """Tell a labelled row, perhaps blank throughout, from a header word such as 合计 alone."""
    first, *_ = words_of(line.text)
    if line.text.strip() == first:
        return False
    return bare_label(first, plan.vocabulary) in plan.labels


def _is_column_numbers(line: RawLine, table: Table) -> bool:
    if "※" in fold(line.text):
        words = column_words(table.vocabulary)
        return words.number_line.fullmatch(line.text) is not None
    numbers = line.text.split()
    if len(numbers) < _LEAST_COLUMN_NUMBERS:
        return False
    counted = map(str, range(1, len(numbers) + 1))
    return list(map(fold, numbers)) == list(counted)


@functools.lru_cache(maxsize=256)
def _header_words(table: Table) -> frozenset[str]:
    words: set[str] = set()
    for item in table.lists:
        words.add(fold(item.name))
        for column in item.columns:
            words.add(fold(column.id))
            for step in column.path:
                words.update(map(fold, step))
    words.discard("")
    return frozenset(words)


def _is_header(line: RawLine, table: Table) -> bool:
    """Tell a repeated header: words of the table's header only, or the numbers of the columns."""
    if _is_column_numbers(line, table):
        return True
    header_words = _header_words(table)
    return all(_is_header_word(word, header_words) for word in line.text.split())


def _is_header_word(word: str, header_words: frozenset[str]) -> bool:
    if is_amount(word):
        return False
    folded_word = fold(word)
    return any(folded_word in header_word for header_word in header_words)
