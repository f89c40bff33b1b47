"""Read one table from its parts: title, unit, rows, notes, and what is not as the form has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import fold
from budgetrules.core.units import UNITS, Unit
from budgetrules.model.disclosure import ListData, Place, Problem, TableData, UnreadCell
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.body import read_body
from budgetrules.recognition.grids.caption import TableHeader, find_header
from budgetrules.recognition.grids.columns import ColumnMatch, FieldKey
from budgetrules.recognition.grids.decimals import Decimals, restore_decimals
from budgetrules.recognition.grids.draft import Draft, GridPart, Heading, TableDraft, TablePart
from budgetrules.recognition.grids.likeness import holds_numbers
from budgetrules.recognition.grids.undrawn import UndrawnTable
from budgetrules.recognition.grids.unread import figures_of_column
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.notes import Notes, find_note, lines_of, read_notes
from budgetrules.recognition.table_rows import build_list
from budgetrules.recognition.words import (
    column_words,
    folded_words,
    note_beginning,
    printed_figures,
    title_words,
)
from budgetrules.schema.forms import Table, TableList, Template

_MOST_BELOW = 12

# The columns of amounts that a table prints, by list and column.
PresentFields = Mapping[FieldKey, Field]


@attrs.frozen(eq=False)
class TableReading:
    """A table as read, what could not be understood of it, the numbers of the lines it took, and
    the figures in columns that it doesn't have.
    """

    data: TableData
    lines: frozenset[int]
    problems: Sequence[Problem] = ()
    unread: Sequence[UnreadCell] = ()


def read_table(table: TableDraft, draft: Draft) -> TableReading:
    """Read the rows and notes of a table, and what stands over it."""
    form, parts = table.table, table.parts
    first, last = parts[0], parts[-1]
    stated_in_headers = _unit_in_headers(first.match)
    opening = _opening(form, first.part, draft.template, stated_in_headers)
    decimals = restore_decimals(parts)
    present = _present_fields(parts)
    rows, inner_notes = _rows_and_notes(table, draft, present, decimals)
    problems = [
        *_restored_decimals(form, opening.place, decimals),
        *_extra_columns(form, first),
    ]
    in_layout = {item.id: item for item in first.match.printed_as.lists}
    lists: dict[str, ListData] = {}
    unknown = _unknown_columns(form, first.match, first.part)
    for item in form.lists:
        columns = _printed_columns(item, present)
        data, unread = build_list(item, rows, columns, draft.template, opening.unit)
        data.unknown_columns = unknown[item.id]
        lists[item.id] = data
        problems.extend(unread)
        problems.extend(_lacking_columns(in_layout[item.id], columns, opening.place))
    below = _notes_below(form, _lines_below(last.part, draft))
    notes = read_notes(form, [*inner_notes, *below])
    problems.extend(notes.problems)
    used = {line.number for line in below}
    used |= opening.lines
    for part in parts:
        used |= _lines_above(part.part, draft.template)
    return TableReading(
        data=opening.table_data(lists, notes),
        lines=frozenset(used),
        problems=problems,
        unread=(
            *_in_extra_columns(table, draft.template),
            *_in_lines(form, notes.unread, draft.template),
        ),
    )


def _in_extra_columns(table: TableDraft, template: Template) -> Iterator[UnreadCell]:
    """Yield the figures in printed columns that the form doesn't have."""
    for part in table.parts:
        rows = range(part.first, part.last)
        for at in part.match.extra:
            header = "/".join(part.match.paths[at])
            for name, place in figures_of_column(part.grid, rows, at, template.vocabulary):
                yield UnreadCell(table.table.id, name, header, place)


def _in_lines(table: Table, places: Sequence[Place], template: Template) -> Iterator[UnreadCell]:
    """Yield the figures in lines below a table that say nothing the form knows."""
    for place in places:
        for match in printed_figures(place.text, template.vocabulary):
            line, column = place.order or (place.line or 0, 0)
            order = (line, column + match.start())
            yield UnreadCell(table.id, "", "", place.ordered(order, match.group()))


def _rows_and_notes(
    table: TableDraft,
    draft: Draft,
    present: PresentFields,
    decimals: Decimals,
) -> tuple[list[PrintedRow], list[RawLine]]:
    """Return the rows of all parts, and the lines of the notes among them."""
    rows: list[PrintedRow] = []
    notes: list[RawLine] = []
    for part in table.parts:
        body = read_body(part, draft.template, draft.official_names, decimals.texts)
        if part.match.repeats > 1:
            rows.extend(body.rows)
        else:
            rows.extend(_padded(row, present) for row in body.rows)
        for note in body.notes:
            notes.extend(note.lines)
    return rows, notes


def unmatched_table(
    table: Table,
    part: GridPart,
    template: Template,
) -> TableReading:
    """Read a table whose title is there and whose columns could not be understood: no lists."""
    opening = _opening(table, part, template, None)
    return TableReading(opening.table_data({}, None), opening.lines | part.title_lines)


def undrawn_table(undrawn: UndrawnTable, template: Template) -> TableData:
    """Read a table of which only title and head line stand there: no lists."""
    opening = _Opening(
        table=undrawn.table,
        title=undrawn.title,
        number="",
        place=undrawn.place,
        header=undrawn.header,
        stated_unit=undrawn.header.stated_unit,
        default_unit=template.unit,
    )
    return opening.table_data({}, None)


@attrs.frozen(eq=False, kw_only=True)
class _Opening:
    """What stands over a table; `stated_unit` is the symbol of the unit that is printed."""

    table: Table
    title: str
    number: str
    place: Place
    header: TableHeader
    stated_unit: str | None
    default_unit: str

    @property
    def unit(self) -> Unit:
        """The unit printed, else that of the form."""
        return UNITS[self.stated_unit or self.table.unit or self.default_unit]

    @property
    def lines(self) -> frozenset[int]:
        """The numbers of the lines that state department and unit."""
        return self.header.lines

    def table_data(self, lists: dict[str, ListData], notes: Notes | None) -> TableData:
        """Return the table with its lists and notes."""
        return TableData(
            id=self.table.id,
            title=self.title,
            unit=self.unit.symbol,
            unit_stated=self.stated_unit is not None,
            place=self.place,
            lists=lists,
            header=self.header.claim,
            notes=list(notes.claims) if notes is not None else [],
            number=self.number,
            unread=list(notes.unread) if notes is not None else [],
        )


def _opening(
    table: Table,
    part: GridPart,
    template: Template,
    unit_in_headers: str | None,
) -> _Opening:
    """Read what stands over the first part of a table; a sheet's name stands for a title."""
    header = find_header(part.above, table.header, template)
    heading = part.heading or _sheet_heading(part)
    return _Opening(
        table=table,
        title=heading.title,
        number=heading.number,
        place=heading.place,
        header=header,
        stated_unit=header.stated_unit or unit_in_headers,
        default_unit=template.unit,
    )


def _sheet_heading(part: GridPart) -> Heading:
    """Return the name of its sheet as the title of a part that has none."""
    return Heading(
        table=part.titled,
        title=part.grid.place.sheet or "",
        place=part.grid.place_of(part.first, 0),
        number="",
        sure=False,
    )


def _unit_in_headers(match: ColumnMatch) -> str | None:
    """Return the one unit that the headers of amounts state, in brackets or behind a label."""
    vocabulary = match.table.vocabulary
    symbols: set[str] = set()
    for at in match.amounts:
        for header in match.paths[at]:
            symbols.update(column_words(vocabulary).money_unit.findall(header))
            symbols.update(title_words(vocabulary).unit.findall(header))
    if len(symbols) != 1:
        return None
    symbol = symbols.pop()
    return symbol if symbol in UNITS else None


def _lines_above(part: GridPart, template: Template) -> frozenset[int]:
    """Return the numbers of the lines with title, unit and number over a part.

    On a page where a table goes on they are printed again.
    """
    header = find_header(part.above, None, template)
    return part.title_lines | header.lines


def _present_fields(parts: Sequence[TablePart]) -> PresentFields:
    """Return the columns of amounts that are printed in some part of the table."""
    present: dict[FieldKey, Field] = {}
    for part in parts:
        for slot in part.match.slots.values():
            if slot.is_amount:
                present[slot.key] = slot.field
    return present


def _printed_columns(item: TableList, present: PresentFields) -> tuple[str, ...]:
    """Return the columns of amounts of a list that are printed."""
    printed: list[str] = []
    for column in item.amounts():
        key = (item.id, column.id)
        if key in present:
            printed.append(column.id)
    return tuple(printed)


def _padded(row: PrintedRow, present: PresentFields) -> PrintedRow:
    """Return a row of a page from which blank columns vanished, with these blank."""
    printed: set[FieldKey] = set()
    for cell in row.cells:
        if cell.field.kind == "amount":
            printed.add(_key(cell))
    if len(printed) == len(present) or not row.cells:
        return row
    cells = list(row.cells)
    place = cells[-1].place
    for key, field in present.items():
        if key not in printed:
            cells.append(PrintedCell(field, "", place))
    return PrintedRow(tuple(cells))


def _key(cell: PrintedCell) -> FieldKey:
    field = cell.field
    return field.list_id, field.column.id


def _restored_decimals(
    table: Table,
    place: Place,
    decimals: Decimals,
) -> Iterator[Problem]:
    """Note the columns in which some numbers print fewer decimals than others."""
    if decimals.columns and not decimals.is_all_loose:
        columns = "、".join(decimals.columns)
        most = str(max(decimals.columns.values()))
        details = {"table": table.id, "column": columns, "decimals": most}
        yield Problem(Diagnostic("N172", Severity.NOTE, details), place)


def _extra_columns(table: Table, first: TablePart) -> Iterator[Problem]:
    """Report printed columns that the form doesn't have, where they are printed first."""
    match = first.match
    last_header = max(first.first - 1, 0)
    for at in match.extra:
        name = "/".join(match.paths[at]) or str(at + 1)
        place = first.grid.place_of(last_header, at)
        details = {"table": table.id, "column": name}
        yield Problem(Diagnostic("N152", Severity.WARNING, details), place)


def _unknown_columns(
    table: Table, match: ColumnMatch, part: GridPart
) -> dict[str, tuple[str, ...]]:
    """Return the heads of printed columns of figures that the form doesn't have.

    They count to the list left of them, the first one to the first list. A part whose head says
    that there are others (其中:) tells of others that are not printed.
    """
    heads: dict[str, tuple[str, ...]] = {item.id: () for item in table.lists}
    prefixes = folded_words(table.vocabulary.label_prefixes)
    for at in match.amounts:
        path, slot = match.paths[at], match.slots[at]
        is_part = slot.field.column.parent is not None and slot.field.column.complete
        if is_part and path and path[-1].startswith(prefixes):
            list_id = slot.key[0]
            heads[list_id] = (*heads[list_id], "/".join(path))
    for at in match.extra:
        if not holds_numbers(part, match.body, at):
            continue
        left = [match.slots[before].key[0] for before in sorted(match.slots) if before < at]
        list_id = left[-1] if left else table.lists[0].id
        name = "/".join(match.paths[at]) or str(at + 1)
        heads[list_id] = (*heads[list_id], name)
    return heads


def _lacking_columns(
    item: TableList,
    printed: Sequence[str],
    place: Place,
) -> Iterator[Problem]:
    """Report required columns that are not printed."""
    for column in item.amounts():
        if column.id not in printed and not column.optional:
            details = {"table": item.id, "column": column.id}
            yield Problem(Diagnostic("N153", Severity.ERROR, details), place)


def _lines_below(part: GridPart, draft: Draft) -> Sequence[RawLine]:
    """Return the lines behind a part and before the next one, as far as notes may reach."""
    if part.last < part.grid.rows:
        return ()
    begin = part.grid.raw.after
    following = draft.parts[part.position + 1 :]
    if following and following[0].grid.raw.after == begin:
        # A grid at the same place as the next one has no lines between.
        return ()
    ends = [len(draft.lines), begin + _MOST_BELOW]
    for other in draft.parts:
        after = other.grid.raw.after
        if after > begin:
            ends.append(after)
    return draft.lines[begin : min(ends)]


def _notes_below(table: Table, below: Sequence[RawLine]) -> list[RawLine]:
    """Return the lines below a table that are its notes; others belong to the narrative."""
    lines = list(below)
    numbers: set[int] = set()
    for sentence in table.notes:
        claim = find_note(sentence, lines)
        if claim is not None:
            numbers.update(lines_of(claim, lines))
    printed = (line for line in lines if line.text.strip())
    first = next(printed, None)
    note = note_beginning(table.vocabulary)
    if first is not None and note.match(fold(first.text)):
        numbers.add(first.number)
    return [line for line in lines if line.number in numbers]
