"""A table's parts → a table of the model: title, unit, rows, notes, and what of it is not as the form has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import fold
from budgetrules.core.units import UNITS, Unit
from budgetrules.model.disclosure import Claim, Problem, TableData
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.assign import Found, Piece
from budgetrules.recognition.grids.body import read_body
from budgetrules.recognition.grids.captions import Entry, find_header
from budgetrules.recognition.grids.decimals import decimals_of
from budgetrules.recognition.grids.parts import Part, Stream
from budgetrules.recognition.grids.undrawn import Undrawn
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.tables import build_list, find_note, lines_of, take_notes
from budgetrules.schema.forms import Table, TableList, Template

_UNIT_IN_HEADER = re.compile(r"\((?:单位:?)?([百千万亿]*元)\)")
_NOTE = re.compile(r"(?:备?注|说明)\d*[:.、]")
_MOST_BELOW = 12


class UsedLines:
    """Which lines of the document belong to tables: what stands over them and the notes below them."""

    def __init__(self, stream: Stream, parts: Sequence[Part]) -> None:
        self.taken: set[int] = set()
        self._lines = stream.lines
        self._parts = parts

    def take(self, entries: Sequence[Entry]) -> None:
        """Lines that were read."""
        self.taken.update(entry.line for entry in entries if entry.line is not None)

    def take_above(self, part: Part) -> None:
        """The title over a part."""
        if part.heading is not None:
            self.take([part.above[at] for at in part.heading.entries])

    def below(self, part: Part) -> list[RawLine]:
        """The lines behind a part and before the next one, as far as notes may reach."""
        if part.last < part.view.grid.rows:
            return []
        begin = part.view.grid.after
        later = [other.view.grid.after for other in self._parts if other.view.grid.after > begin]
        # A grid at the same place as the next one has no lines between.
        follows = self._parts.index(part) + 1
        if follows < len(self._parts) and self._parts[follows].view.grid.after == begin:
            return []
        end = min([*later, len(self._lines), begin + _MOST_BELOW])
        return list(self._lines[begin:end])

    def take_lines(self, lines: Sequence[RawLine]) -> None:
        """Lines by their numbers."""
        numbers = {line.number for line in lines}
        self.taken.update(at for at, line in enumerate(self._lines) if line.number in numbers)


def read_table(
    found: Found, template: Template, known: Mapping[str, str], used: UsedLines
) -> tuple[TableData, list[Problem]]:
    """The table and what could not be understood of it."""
    table, problems = found.table, list[Problem]()
    data, unit = _opened(table, found.pieces[0].part, template, used, found.pieces)
    rows: list[PrintedRow] = []
    notes: list[RawLine] = []
    present = _present(found)
    decimals = decimals_of(found.pieces)
    if decimals.columns and not decimals.all_loose:
        details = {
            "table": table.id,
            "column": "、".join(decimals.columns),
            "decimals": str(max(decimals.columns.values())),
        }
        problems.append(Problem(Diagnostic("N172", Severity.NOTE, details), data.place))
    for piece in found.pieces:
        used.take_above(piece.part)
        _take_captions(piece.part, used)
        body = read_body(
            piece.view, piece.first, piece.last, piece.columns, template, known, decimals.texts
        )
        rows.extend(_padded(row, present, piece.columns.stretches > 1) for row in body.rows)
        notes.extend(line for entry in body.notes for line in entry.pieces)
        _tell_columns(piece, found, data, problems)
    for item in table.lists:
        columns = tuple(column.id for column in item.amounts() if (item.id, column.id) in present)
        data.lists[item.id] = build_list(item, rows, columns, template, unit, problems)
        _tell_lacking(item, columns, data, problems)
    below = _noted(table, used.below(found.pieces[-1].part))
    used.take_lines(below)
    take_notes(data, table, [*notes, *below], problems)
    return data, problems


def unread_table(table: Table, part: Part, template: Template, used: UsedLines) -> TableData:
    """A table whose title is there and whose columns could not be understood: without lists."""
    data, _ = _opened(table, part, template, used, ())
    used.take_above(part)
    return data


def said_table(item: Undrawn, template: Template) -> TableData:
    """A table of which only title and head line stand there: without lists."""
    symbol = _claimed(item.header) or item.unit
    unit = symbol or item.table.unit or template.unit
    return TableData(
        item.table.id, item.title, unit, symbol is not None, item.place, {}, item.header
    )


def _opened(
    table: Table, part: Part, template: Template, used: UsedLines, pieces: Sequence[Piece]
) -> tuple[TableData, Unit]:
    header, symbol, entries = find_header(part.above, table.header)
    used.take([part.above[at] for at in entries])
    symbol = _claimed(header) or symbol or _in_headers(pieces)
    unit = UNITS[symbol or table.unit or template.unit]
    heading = part.heading
    title = heading.title if heading is not None else part.view.grid.place.sheet or ""
    place = heading.place if heading is not None else part.view.place(part.first, 0)
    number = heading.number if heading is not None else ""
    return TableData(
        table.id, title, unit.symbol, symbol is not None, place, {}, header, [], number
    ), unit


def _claimed(header: Claim | None) -> str | None:
    values = header.slots.values() if header is not None else ()
    return next((value for value in values if isinstance(value, str) and value in UNITS), None)


def _in_headers(pieces: Sequence[Piece]) -> str | None:
    """The one unit that stands in brackets in the headers of amounts."""
    if not pieces:
        return None
    columns = pieces[0].columns
    paths = [
        columns.paths[at] for at, (_, field) in columns.fields.items() if field.kind == "amount"
    ]
    found = {
        match.group(1)
        for path in paths
        for step in path
        for match in _UNIT_IN_HEADER.finditer(step)
    }
    return next(iter(found)) if len(found) == 1 and next(iter(found)) in UNITS else None


def _take_captions(part: Part, used: UsedLines) -> None:
    """On a page where a table goes on its unit and number are printed again."""
    _, _, entries = find_header(part.above, None)
    used.take([part.above[at] for at in entries])


def _present(found: Found) -> dict[tuple[str, str], Field]:
    """The amount columns that are printed in some part of the table."""
    fields = [
        field
        for piece in found.pieces
        for _, field in piece.columns.fields.values()
        if field.kind == "amount"
    ]
    return {(field.list_id, field.column.id): field for field in fields}


def _padded(
    row: PrintedRow, present: Mapping[tuple[str, str], Field], stretched: bool
) -> PrintedRow:
    """A row of a page from which blank columns vanished, with these blank."""
    held = {
        (cell.field.list_id, cell.field.column.id)
        for cell in row.cells
        if cell.field.kind == "amount"
    }
    if stretched or len(held) == len(present) or not row.cells:
        return row
    place = row.cells[-1].place
    blank = [PrintedCell(field, "", place) for key, field in present.items() if key not in held]
    return PrintedRow((*row.cells, *blank))


def _tell_columns(piece: Piece, found: Found, data: TableData, problems: list[Problem]) -> None:
    """Printed columns that the form doesn't have are told once, where they are printed first."""
    if piece is not found.pieces[0]:
        return
    for at in piece.columns.extra:
        path = piece.columns.paths[at]
        place = piece.view.place(max(piece.first - 1, 0), at)
        details = {"table": data.id, "column": "/".join(path) or str(at + 1)}
        problems.append(Problem(Diagnostic("N152", Severity.WARNING, details), place))


def _tell_lacking(
    item: TableList, columns: tuple[str, ...], data: TableData, problems: list[Problem]
) -> None:
    for column in item.amounts():
        if column.id not in columns and not column.optional:
            details = {"table": item.id, "column": column.id}
            problems.append(Problem(Diagnostic("N153", Severity.ERROR, details), data.place))


def _noted(table: Table, below: list[RawLine]) -> list[RawLine]:
    """The lines below a table that are its notes; others belong to the narrative."""
    taken: set[int] = set()
    for sentence in table.notes:
        claim = find_note(sentence, below)
        if claim is not None:
            taken.update(lines_of(claim, below))
    first = next((at for at, line in enumerate(below) if line.text.strip()), None)
    if first is not None and _NOTE.match(fold(below[first].text)):
        taken.add(below[first].number)
    return [line for line in below if line.number in taken]
