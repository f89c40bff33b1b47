"""Read one table from its parts: title, unit, rows, notes, and what is not as the form has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import fold
from budgetrules.core.units import UNITS, Unit
from budgetrules.model.disclosure import ListData, Place, Problem, TableData
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.body import read_body
from budgetrules.recognition.grids.caption import TableHeader, find_header
from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.decimals import Decimals, restore_decimals
from budgetrules.recognition.grids.draft import Draft, GridPart, TableDraft, TablePart
from budgetrules.recognition.grids.undrawn import UndrawnTable
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.notes import Notes, find_note, lines_of, read_notes
from budgetrules.recognition.table_rows import build_list
from budgetrules.schema.forms import Table, TableList, Template

_UNIT_IN_HEADER = re.compile(r"\((?:单位:?)?([百千万亿]*元)\)")
_NOTE = re.compile(r"(?:备?注|说明)\d*[:.、]")
_MOST_BELOW = 12

# The columns of amounts that a table prints, by list and column.
PresentFields = Mapping[tuple[str, str], Field]


@attrs.frozen(eq=False)
class TableReading:
    """A table as read, what could not be understood of it, and the numbers of the lines it took."""

    data: TableData
    lines: frozenset[int]
    problems: Sequence[Problem] = ()


def read_table(table: TableDraft, draft: Draft) -> TableReading:
    """Read the rows and notes of a table, and what stands over it."""
    form, parts = table.table, table.parts
    first, last = parts[0], parts[-1]
    opening = _opening(form, first.part, draft.template, _unit_in_headers(first.match))
    decimals = restore_decimals(parts)
    present = _present_fields(parts)
    rows: list[PrintedRow] = []
    notes: list[RawLine] = []
    for part in parts:
        body = read_body(part, draft.template, draft.official_names, decimals.texts)
        is_repeated = part.match.repeats > 1
        rows.extend(body.rows if is_repeated else (_padded(row, present) for row in body.rows))
        for note in body.notes:
            notes.extend(note.lines)
    problems = [
        *_restored_decimals(form, opening.place, decimals),
        *_extra_columns(form, first),
    ]
    lists: dict[str, ListData] = {}
    for item in form.lists:
        columns = _printed_columns(item, present)
        lists[item.id], unread = build_list(item, rows, columns, draft.template, opening.unit)
        problems.extend(unread)
        problems.extend(_lacking_columns(item, columns, opening.place))
    below = _notes_below(form, _lines_below(last.part, draft))
    notes_read = read_notes(form, [*notes, *below])
    problems.extend(notes_read.problems)
    used = {line.number for line in below}
    used.update(opening.lines, *(_lines_above(part.part) for part in parts))
    data = opening.table_data(lists, notes_read)
    return TableReading(data, frozenset(used), problems)


def unmatched_table(table: Table, part: GridPart, template: Template) -> TableReading:
    """Read a table whose title is there and whose columns could not be understood: no lists."""
    opening = _opening(table, part, template, None)
    lines = part.heading.lines if part.heading is not None else frozenset()
    return TableReading(opening.table_data({}, None), opening.lines | lines)


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
        """The table with its lists and notes."""
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
    table: Table, part: GridPart, template: Template, unit_in_headers: str | None
) -> _Opening:
    """Read what stands over the first part of a table; a sheet's name stands for a title."""
    header = find_header(part.above, table.header)
    heading = part.heading
    return _Opening(
        table=table,
        title=part.title if heading is not None else part.grid.place.sheet or "",
        number=heading.number if heading is not None else "",
        place=heading.place if heading is not None else part.grid.place_of(part.first, 0),
        header=header,
        stated_unit=header.stated_unit or unit_in_headers,
        default_unit=template.unit,
    )


def _unit_in_headers(match: ColumnMatch) -> str | None:
    """The one unit that stands in brackets in the headers of amounts."""
    symbols: set[str] = set()
    for at in match.amounts:
        for header in match.paths[at]:
            symbols.update(_UNIT_IN_HEADER.findall(header))
    if len(symbols) != 1:
        return None
    symbol = symbols.pop()
    return symbol if symbol in UNITS else None


def _lines_above(part: GridPart) -> frozenset[int]:
    """The numbers of the lines with title, unit and number over a part.

    On a page where a table goes on they are printed again.
    """
    title = part.heading.lines if part.heading is not None else frozenset()
    return title | find_header(part.above, None).lines


def _present_fields(parts: Sequence[TablePart]) -> PresentFields:
    """The columns of amounts that are printed in some part of the table."""
    present: dict[tuple[str, str], Field] = {}
    for part in parts:
        slots = part.match.slots
        present.update((slots[at].key, slots[at].field) for at in part.match.amounts)
    return present


def _printed_columns(item: TableList, present: PresentFields) -> tuple[str, ...]:
    """The columns of amounts of a list that are printed."""
    return tuple(column.id for column in item.amounts() if (item.id, column.id) in present)


def _padded(row: PrintedRow, present: PresentFields) -> PrintedRow:
    """A row of a page from which blank columns vanished, with these blank."""
    printed = {_key(cell) for cell in row.cells if cell.field.kind == "amount"}
    if len(printed) == len(present) or not row.cells:
        return row
    place = row.cells[-1].place
    blank = [PrintedCell(field, "", place) for key, field in present.items() if key not in printed]
    return PrintedRow((*row.cells, *blank))


def _key(cell: PrintedCell) -> tuple[str, str]:
    return cell.field.list_id, cell.field.column.id


def _restored_decimals(table: Table, place: Place, decimals: Decimals) -> Iterator[Problem]:
    """Note the columns in which some numbers print fewer decimals than others."""
    if decimals.columns and not decimals.is_all_loose:
        details = {
            "table": table.id,
            "column": "、".join(decimals.columns),
            "decimals": str(max(decimals.columns.values())),
        }
        yield Problem(Diagnostic("N172", Severity.NOTE, details), place)


def _extra_columns(table: Table, first: TablePart) -> Iterator[Problem]:
    """Report printed columns that the form doesn't have, where they are printed first."""
    for at in first.match.extra:
        name = "/".join(first.match.paths[at]) or str(at + 1)
        place = first.grid.place_of(max(first.first - 1, 0), at)
        details = {"table": table.id, "column": name}
        yield Problem(Diagnostic("N152", Severity.WARNING, details), place)


def _lacking_columns(item: TableList, printed: Sequence[str], place: Place) -> Iterator[Problem]:
    """Report required columns that are not printed."""
    for column in item.amounts():
        if column.id not in printed and not column.optional:
            details = {"table": item.id, "column": column.id}
            yield Problem(Diagnostic("N153", Severity.ERROR, details), place)


def _lines_below(part: GridPart, draft: Draft) -> Sequence[RawLine]:
    """The lines behind a part and before the next one, as far as notes may reach."""
    if part.last < part.grid.rows:
        return ()
    begin = part.grid.raw.after
    following = draft.parts[part.position + 1 : part.position + 2]
    if any(other.grid.raw.after == begin for other in following):
        # A grid at the same place as the next one has no lines between.
        return ()
    afters = (other.grid.raw.after for other in draft.parts)
    end = min((after for after in afters if after > begin), default=len(draft.lines))
    return draft.lines[begin : min(end, begin + _MOST_BELOW)]


def _notes_below(table: Table, below: Sequence[RawLine]) -> list[RawLine]:
    """The lines below a table that are its notes; others belong to the narrative."""
    lines = list(below)
    numbers: set[int] = set()
    for sentence in table.notes:
        claim = find_note(sentence, lines)
        if claim is not None:
            numbers.update(lines_of(claim, lines))
    first = next((line for line in lines if line.text.strip()), None)
    if first is not None and _NOTE.match(fold(first.text)):
        numbers.add(first.number)
    return [line for line in lines if line.number in numbers]
