"""Read a block of lines as a table: what stands above its rows, the rows, and the notes below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.core.units import UNITS, Unit
from budgetrules.model.disclosure import Claim, ListData, Problem, TableData
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.levels import join_code
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow, read_rows
from budgetrules.recognition.lines.titles import Block
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.recognition.notes import read_notes
from budgetrules.recognition.table_rows import build_list, split_code
from budgetrules.recognition.table_titles import is_prescribed
from budgetrules.recognition.words import stated_unit, unit_in, unit_line_beginnings
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Sentence,
    Table,
    TableList,
    Template,
    layouts_of,
)

_HEADER_LINES = 4
# Lines of title and headers that may state the unit, and of those of a table without rows.
_MOST_ABOVE = 60
_FEW_ABOVE = 8
# In how many stretches beside each other a list may be printed.
_MOST_REPEATS = 3
_COLUMN_NUMBER_MARK = "※"


def build_table(
    block: Block,
    table: Table,
    lines: Sequence[RawLine],
    template: Template,
    official_names: Mapping[str, str],
    stripped: bool,
) -> tuple[TableData, list[Problem]]:
    """Read a block as a table, and say what of it can't be understood.

    `official_names` holds the name of each code; `stripped`: blanks at line ends were cut. Rows
    are not linked yet, since units are known only when all tables are read.
    """
    block_lines = lines[block.start : block.end]
    header = _find_header(table, block_lines, template)
    layout, rows, left = _rows_in_layout(
        header.body,
        table,
        official_names,
        stripped=stripped,
    )
    above = _lines_above(lines[block.first : block.end], rows)
    unit, is_stated = _unit(header.claim, above, table, template)
    in_layout = {item.id: item for item in layout.lists}
    lists: dict[str, ListData] = {}
    problems: list[Problem] = []
    for item in table.lists:
        columns = _required_columns(in_layout[item.id])
        data, unread = build_list(item, rows, columns, template, unit)
        lists[item.id] = data
        problems.extend(unread)
    notes = read_notes(table, _below_header(left, header.body, rows))
    problems.extend(notes.problems)
    table_data = TableData(
        id=table.id,
        title=block.title,
        unit=unit.symbol,
        unit_stated=is_stated,
        place=block.place,
        lists=lists,
        header=header.claim,
        notes=list(notes.claims),
        number=block.number,
        unread=list(notes.unread),
        titled=is_prescribed(block.title, table),
        unheaded=_unheaded(layout, block_lines, rows),
    )
    return table_data, problems


def _rows_in_layout(
    lines: Sequence[RawLine],
    table: Table,
    official_names: Mapping[str, str],
    *,
    stripped: bool,
) -> tuple[Table, list[PrintedRow], list[RawLine]]:
    """Read the rows of a table in the layout that fits best, and give what it leaves over.

    It leaves fewest lines over, and gives most codes the names that they have officially.
    """
    readings: list[tuple[Table, list[PrintedRow], list[RawLine]]] = []
    for layout in layouts_of(table):
        rows, left = read_rows(lines, layout, official_names, stripped=stripped)
        readings.append((layout, rows, left))
        for repeats in range(2, _MOST_REPEATS + 1) if table.side_by_side else ():
            beside = _repeated(layout, repeats)
            wide_rows, left = read_rows(lines, beside, official_names, stripped=stripped)
            readings.append((layout, _one_below_another(wide_rows, beside, layout), left))
    if len(readings) == 1:
        return readings[0]
    misfits: list[tuple[int, int]] = []
    for _, rows, left in readings:
        named = sum(_has_official_name(row, official_names) for row in rows)
        misfits.append((len(left), -named))
    return readings[misfits.index(min(misfits))]


def _repeated(table: Table, repeats: int) -> Table:
    """Return a table whose list stands in so many stretches beside each other."""
    (item,) = table.lists
    others = [attrs.evolve(item, id=f"{item.id}#{number}") for number in range(1, repeats)]
    return attrs.evolve(table, lists=(item, *others))


def _one_below_another(rows: Sequence[PrintedRow], beside: Table, table: Table) -> list[PrintedRow]:
    """Return rows of stretches beside each other as rows of the one list, stretch by stretch."""
    (item,) = table.lists
    parted: list[PrintedRow] = []
    for stretch in beside.lists:
        for row in rows:
            cells: list[PrintedCell] = []
            for cell in row.cells:
                if cell.field.list_id == stretch.id:
                    field = attrs.evolve(cell.field, list_id=item.id)
                    cells.append(attrs.evolve(cell, field=field))
            if any(cell.text for cell in cells):
                parted.append(PrintedRow(tuple(cells)))
    return parted


def _has_official_name(row: PrintedRow, official_names: Mapping[str, str]) -> bool:
    """Whether a row's code is called what a code list calls it."""
    codes: list[str] = []
    names: list[str] = []
    for cell in row.cells:
        if cell.field.kind == "code":
            codes.append(cell.text)
        elif cell.field.kind == "coded":
            code, name = split_code(cell.text)
            codes.append(code)
            names.append(name)
        elif cell.field.column.kind is ColumnKind.NAME:
            names.append(cell.text)
    official = official_names.get(join_code(codes))
    return official is not None and fold(official) in map(fold, names)


def _required_columns(item: TableList) -> tuple[str, ...]:
    """Return the amount columns that nobody leaves out: in lines of text no others can be told."""
    columns: list[str] = []
    for column in item.amounts():
        if not column.optional:
            columns.append(column.id)
    return tuple(columns)


@attrs.frozen(eq=False)
class _Header:
    """What the line above a table states, and the lines of the block without it."""

    claim: Claim | None
    body: Sequence[RawLine]


def _find_header(table: Table, lines: Sequence[RawLine], template: Template) -> _Header:
    """Find the line above the table (编制部门… 单位…), perhaps wrapped."""
    if table.header is None:
        return _Header(None, lines)
    unit_labels = unit_line_beginnings(template.vocabulary)
    for at in range(min(_HEADER_LINES, len(lines))):
        claim, count = _header_at(table.header, lines, at, unit_labels)
        if claim is not None:
            behind = at + count
            without = [*lines[:at], *lines[behind:]]
            return _Header(claim, without)
    return _Header(None, lines)


def _header_at(
    sentence: Sentence,
    lines: Sequence[RawLine],
    at: int,
    unit_labels: tuple[str, ...],
) -> tuple[Claim | None, int]:
    """Return the header that begins at a line where it states the most, and how many lines it
    takes.
    """
    best: Claim | None = None
    best_count = 0
    most_slots = -1
    for count in (1, 2, 3):
        joined = lines[at : at + count]
        claim = match(sentence, folded(joined), whole=True)
        if claim is None or not _are_one_line(joined, unit_labels):
            continue
        slot_count = len(claim.slots)
        if slot_count > most_slots:
            best = claim
            best_count = count
            most_slots = slot_count
    return best, best_count


def _are_one_line(lines: Sequence[RawLine], unit_labels: tuple[str, ...]) -> bool:
    """Whether lines are one that wraps: a cell does, or the unit alone stands on the next line."""
    for at in range(1, len(lines)):
        ends_cell = lines[at - 1].text.endswith(" ")
        words = fold(lines[at].text)
        if ends_cell and not words.startswith(unit_labels):
            return False
    return True


def _lines_above(lines: Sequence[RawLine], rows: Sequence[PrintedRow]) -> Sequence[RawLine]:
    """Return the lines of title and headers, above the first row; the first few without rows."""
    first = _first_line(rows)
    above = [line for line in lines if line.number < first]
    return above[:_MOST_ABOVE] if rows else lines[:_FEW_ABOVE]


def _unit(
    header: Claim | None,
    above: Sequence[RawLine],
    table: Table,
    template: Template,
) -> tuple[Unit, bool]:
    """Return the unit that the header or any line above the rows states, else that of the form.

    Says too whether it is stated.
    """
    values = header.slots.values() if header is not None else ()
    for value in values:
        symbol = unit_in(value) if isinstance(value, str) else None
        if symbol is not None:
            return UNITS[symbol], True
    printed = stated_unit(map(_folded, reversed(above)), template.vocabulary)
    if printed is not None:
        return UNITS[printed], True
    return UNITS[table.unit or template.unit], False


def _folded(line: RawLine) -> str:
    return fold(line.text)


def _unheaded(
    table: Table,
    lines: Sequence[RawLine],
    rows: Sequence[PrintedRow],
) -> tuple[str, ...]:
    """Return the prescribed column heads that stand nowhere above the first row.

    Heads that wrap side by side come out of a PDF line by line, none of them whole: where most
    are missing, none is.
    """
    first = _first_line(rows)
    lines_above = (line for line in lines if line.number < first)
    words_above = [fold(line.text) for line in lines_above]
    above = "".join(words_above)
    heads = {column.path[-1] for column in _headed_columns(table)}
    missing: list[str] = []
    for words in heads:
        if not _is_printed(words, above):
            missing.append(words[0])
    if 2 * len(missing) >= len(heads):
        return ()
    return tuple(sorted(missing))


def _is_printed(words: Sequence[str], text: str) -> bool:
    return any(fold(word) in text for word in words)


def _headed_columns(table: Table) -> Iterator[Column]:
    """Yield the columns with heads of their own."""
    for item in table.lists:
        for column in item.columns:
            if column.kind is not ColumnKind.CODE:
                yield column


def _first_line(rows: Sequence[PrintedRow]) -> int:
    """Return the number of the first line on which a row says something."""
    numbers: list[int] = []
    for row in rows:
        printed = (cell.place for cell in row.cells if cell.text)
        numbers.extend(place.line or 0 for place in printed)
    return min(numbers, default=0)


def _below_header(
    left: Sequence[RawLine],
    body: Sequence[RawLine],
    rows: Sequence[PrintedRow],
) -> list[RawLine]:
    """Return the lines that are neither rows nor header.

    They stand behind the first row; without rows behind the numbers of the columns.
    """
    numbers: list[int] = []
    for row in rows:
        places = (cell.place for cell in row.cells)
        numbers.extend(place.line or 0 for place in places)
    if numbers:
        first = min(numbers)
        return [line for line in left if line.number > first]
    left_numbers = {line.number for line in left}
    behind = _behind_numbers(body)
    return [line for line in behind if line.number in left_numbers]


def _behind_numbers(body: Sequence[RawLine]) -> Sequence[RawLine]:
    """Return the lines behind the one that numbers the columns; all where none does."""
    for at, line in enumerate(body):
        if _COLUMN_NUMBER_MARK in line.text:
            return body[at + 1 :]
    return body
