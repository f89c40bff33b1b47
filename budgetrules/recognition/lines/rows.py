"""Physical lines of a table → rows of printed cells, and the lines that are none.

A line that ends a cell ends in a space; a wrapped cell breaks without one. So lines joined without anything between them
give the row on one line, and a row is complete when its text can be cut into all its cells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Place
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.lines.segment import (
    Field,
    Layout,
    Piece,
    bare_label,
    is_amount,
    is_code,
    layout,
    segment,
    tokens,
)
from budgetrules.schema.forms import Table

_MOST_LINES_A_ROW = 12


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


@attrs.define
class _Buffer:
    """Lines gathered for one row."""

    lines: list[RawLine] = attrs.field(factory=list)
    text: str = ""
    starts: list[int] = attrs.field(factory=list)

    def add(self, line: RawLine, stripped: bool) -> None:
        if (
            stripped
            and self.text
            and not (_is_wide(self.text[-1:]) and _is_wide(line.text.strip()[:1]))
        ):
            self.text += " "
        self.starts.append(len(self.text))
        self.text += line.text
        self.lines.append(line)

    def place(self, start: int, end: int) -> Place:
        at = 0
        while at + 1 < len(self.starts) and self.starts[at + 1] <= start:
            at += 1
        line = self.lines[at]
        begin = start - self.starts[at]
        stop = min(end - self.starts[at], len(line.text))
        return Place(
            self.text[start:end].strip(), line.page, line.number, (begin, max(begin, stop))
        )


def _is_wide(character: str) -> bool:
    return not character.isascii() and character not in "０１２３４５６７８９"


def read_rows(
    lines: Sequence[RawLine], table: Table, known: Mapping[str, str], *, stripped: bool
) -> tuple[list[PrintedRow], list[RawLine]]:
    """The rows of a table and the lines that belong to none. `stripped`: blanks at line ends were cut by an editor."""
    plan = layout(table)
    rows: list[PrintedRow] = []
    left: list[RawLine] = []
    body = [line for line in lines if not is_page_number(line)]
    at = _first_row(body, table, plan)
    left.extend(body[:at])
    while at < len(body):
        row, used = _row_at(body, at, plan, known, stripped)
        if row is None:
            if body[at].text.strip() and not _is_header(body[at], table):
                left.append(body[at])
            at += 1
            continue
        rows.append(row)
        at += used
    return [row for row in rows if any(cell.text for cell in row.cells)], left


def _row_at(
    body: Sequence[RawLine], at: int, plan: Layout, known: Mapping[str, str], stripped: bool
) -> tuple[PrintedRow | None, int]:
    """The row that begins at a line, and how many lines it takes; none if no row does."""
    buffer = _Buffer()
    for used, line in enumerate(body[at : at + _MOST_LINES_A_ROW], 1):
        if used > 1 and _begins_row(line, plan) and not _goes_on(buffer.text, line, plan, known):
            break
        buffer.add(line, stripped)
        if (
            not stripped
            and not line.text.endswith((" ", "\u3000"))
            and used < _MOST_LINES_A_ROW
            and at + used < len(body)
        ):
            # The cell goes on in the next line, unless the line is whole as it stands (its last blanks were cut).
            continue
        pieces = segment(buffer.text, plan, known) or _without_codes(buffer.text, plan, known)
        if pieces is None and stripped and _has_amount(buffer.text):
            # Its last blank cells were cut off: the row ends with the line that holds its amounts.
            pieces = segment(buffer.text, plan, known, padded=True) or _without_codes(
                buffer.text, plan, known, padded=True
            )
        if pieces is not None:
            return _printed(buffer, pieces, plan), used
        if stripped and (at + used == len(body) or _begins_row(body[at + used], plan)):
            break
    return _padded(buffer, body, at, plan, known)


def _without_codes(
    text: str, plan: Layout, known: Mapping[str, str], *, padded: bool = False
) -> list[Piece] | None:
    """A row whose blank cells in front were lost: codes with the line they stood on, a left list with the blanks cut off."""
    if not text.strip() or text[0] == " ":
        return None
    if is_code(text.split(" ", 1)[0]):
        codes = next((at for at, field in enumerate(plan.fields) if field.kind == "coded"), 0)
    else:
        codes = next((at for at, field in enumerate(plan.fields) if field.kind != "code"), 0)
    if not codes:
        return None
    pieces = segment(" " * codes + text, plan, known, padded=padded)
    return (
        [Piece(max(0, piece.start - codes), max(0, piece.end - codes)) for piece in pieces]
        if pieces is not None
        else None
    )


def _has_amount(text: str) -> bool:
    """Whether a text holds a number that can only be an amount."""
    return any(token and is_amount(token) and not is_code(token) for token, _ in tokens(text))


def _padded(
    buffer: _Buffer, body: Sequence[RawLine], at: int, plan: Layout, known: Mapping[str, str]
) -> tuple[PrintedRow | None, int]:
    """A row whose last blank cells are missing: the lines gathered, or as few of them as begin with a row's first cell."""
    if not _begins_row(body[at], plan):
        return None, 0
    while buffer.lines:
        has_amount = _has_amount(buffer.text)
        if has_amount or len(buffer.lines) == 1:
            pieces = segment(buffer.text, plan, known, padded=True) or _without_codes(
                buffer.text, plan, known, padded=True
            )
            if pieces is not None and (
                has_amount or any(pieces[n].end > pieces[n].start for n in range(len(pieces)))
            ):
                return _printed(buffer, pieces, plan), len(buffer.lines)
        buffer.lines.pop()
        buffer.text = buffer.text[: buffer.starts.pop()]
    return None, 0


def _printed(buffer: _Buffer, pieces: Sequence[Piece], plan: Layout) -> PrintedRow:
    cells = []
    for field, piece in zip(plan.fields, pieces, strict=True):
        text = buffer.text[piece.start : piece.end].strip()
        cells.append(PrintedCell(field, text, buffer.place(piece.start, piece.end)))
    return PrintedRow(tuple(cells))


def _goes_on(text: str, line: RawLine, plan: Layout, known: Mapping[str, str]) -> bool:
    """Whether a line that begins as a row does belongs to the text gathered before it all the same.

    It holds amounts only, or begins with a number that is no known code (a project's name: "12345 热线") while the row has
    no amount yet.
    """
    if _is_unfinished(text, plan) or _are_amounts(line, plan):
        return True
    first = next((token for token, _ in tokens(line.text) if token), "")
    return is_code(first) and first not in known and not _has_amount(text)


def _is_unfinished(text: str, plan: Layout) -> bool:
    """Whether a gathered text surely goes on: it ends inside a cell, or has nothing but codes so far."""
    if not text.endswith((" ", "\u3000")):
        return True
    return plan.fields[0].kind == "code" and all(
        not token or is_code(token) for token, _ in tokens(text)
    )


def _are_amounts(line: RawLine, plan: Layout) -> bool:
    """Whether a line is all the amounts of a row: whole numbers such as 201 look like codes."""
    words = [token for token, _ in tokens(line.text)]
    behind = plan.amounts_behind
    return (
        len(words) >= behind > 0
        and not any(words[:-behind])
        and all(is_amount(word) for word in words[-behind:])
    )


def _begins_row(line: RawLine, plan: Layout) -> bool:
    """Whether a line begins as a row does: with a code, a known label or the total."""
    words = [token for token, _ in tokens(line.text) if token]
    if not words:
        return False
    if (
        is_code(words[0])
        and len(words[0]) >= 3
        and any(field.kind in ("code", "coded") for field in plan.fields)
    ):
        return True
    if bare_label(words[0]) in plan.labels:
        return True
    text = ""
    for word in words[:6]:
        if is_amount(word) and "." in word:
            break
        text += word
    return bare_label(text) in plan.labels


_COLUMN_NUMBERS = re.compile(r"[※\s\d０-９栏次]+")


def _first_row(body: Sequence[RawLine], table: Table, plan: Layout) -> int:
    """Behind the row of column numbers (※ 1 2 3) if there is one, else the first line that begins as a row with an amount."""
    for at, line in enumerate(body[:60]):
        if _is_column_numbers(line):
            return at + 1
    for at, line in enumerate(body):
        amounts = [
            token for token, _ in tokens(line.text) if token and is_amount(token) and "." in token
        ]
        if (
            _begins_row(line, plan)
            and (amounts or _label_row(line, plan))
            and not _is_header(line, table)
        ):
            return at
    return len(body)


def _label_row(line: RawLine, plan: Layout) -> bool:
    """A labelled row may be blank throughout; a header word such as 合计 alone is none."""
    words = [token for token, _ in tokens(line.text) if token]
    return bare_label(words[0]) in plan.labels and line.text.strip() != words[0]


def _is_column_numbers(line: RawLine) -> bool:
    text = fold(line.text)
    words = line.text.split()
    if "※" in text:
        return _COLUMN_NUMBERS.fullmatch(line.text) is not None
    return len(words) >= 3 and [fold(word) for word in words] == [
        str(number) for number in range(1, len(words) + 1)
    ]


@functools.lru_cache(maxsize=256)
def _header_words(table: Table) -> frozenset[str]:
    words: set[str] = set()
    for item in table.lists:
        words.add(fold(item.name))
        for column in item.columns:
            words.update(fold(word) for step in column.path for word in step)
            words.add(fold(column.id))
    return frozenset(word for word in words if word)


def _is_header(line: RawLine, table: Table) -> bool:
    """Whether every word of a line is a word of the table's header, or the line numbers the columns: a repeated header."""
    if _is_column_numbers(line):
        return True
    words = line.text.split()
    known = _header_words(table)
    return all(
        any(fold(word) in other for other in known) and not is_amount(word) for word in words
    )
