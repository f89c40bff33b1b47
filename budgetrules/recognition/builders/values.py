"""A program's own figures → a disclosure: rows as mappings, no file at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import exact
from budgetrules.core.names import closest, fold
from budgetrules.core.units import UNITS, YEAR
from budgetrules.messages.errors import ValuesError
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    ListData,
    Place,
    Problem,
    TableData,
)
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.narrative.headings import find_sections, whole_text
from budgetrules.recognition.narrative.statements import read_statements, unread_figures
from budgetrules.recognition.notes import read_notes
from budgetrules.recognition.recognise import complete
from budgetrules.recognition.table_rows import build_list
from budgetrules.schema.forms import Column, ColumnKind, SlotKind, Table, TableList, Template
from budgetrules.schema.list_ids import parse_list_id

Scalar = str | int | Decimal | None
Rows = Sequence[Mapping[str, Scalar]]


def disclosure_of(
    template: Template,
    tables: Mapping[str, Rows],
    *,
    entity: str = "",
    fiscal_year: int | None = None,
    units: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    narrative: str = "",
    path: str = "values",
) -> Disclosure:
    """The disclosure that rows of values make up; see `budgetrules.from_values`. Raises ValuesError with every mistake."""
    found = Disclosure(path, "", "values", template, "", fiscal_year, {})
    builder = _Builder(template, found)
    for list_id, rows in tables.items():
        builder.add_rows(list_id, rows, (units or {}).get(parse_list_id(list_id).table))
    builder.check_tables(units or {}, notes or {})
    if builder.mistakes:
        raise ValuesError(tuple(builder.mistakes))
    found.tables = {
        table.id: found.tables[table.id] for table in template.tables if table.id in found.tables
    }
    for table in found.tables.values():
        schema = template.table(table.id)
        assert schema is not None
        table.header = _header(schema, entity, fiscal_year, table.unit)
        below = read_notes(schema, _lines((notes or {}).get(table.id, "")))
        table.notes.extend(below.claims)
        table.unread.extend(below.unread)
        found.problems.extend(below.problems)
    _narrate(found, template, narrative)
    complete(found, template)
    found.entity = entity or found.entity
    return found


@attrs.define
class _Builder:
    template: Template
    found: Disclosure
    mistakes: list[Diagnostic] = attrs.field(factory=list)
    _rows: int = 0

    def add_rows(self, list_id: str, rows: Rows, symbol: str | None) -> None:
        lists = self.template.lists()
        item = lists.get(list_id)
        if item is None:
            self._tell("N193", lists, name=list_id, template=self.template.id)
            return
        schema = self.template.table(item.table)
        assert schema is not None
        symbol = symbol or schema.unit or self.template.unit
        if symbol not in UNITS:
            money = [name for name, unit in UNITS.items() if unit.dimension == "money"]
            self._tell("N196", money, name=symbol, table=item.table)
            return
        if item.table not in self.found.tables:
            title = schema.titles[0]
            empty = {
                other.id: ListData(other.id, [], _present(other, ())) for other in schema.lists
            }
            self.found.tables[item.table] = TableData(
                item.table, title, symbol, True, Place(title), empty
            )
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: self._column(item, name) for name in names}
        printed = [self._printed(item, columns, row, number) for number, row in enumerate(rows, 1)]
        present = _present(item, [column.id for column in columns.values() if column is not None])
        data, problems = build_list(item, printed, present, self.template, UNITS[symbol])
        self.found.tables[item.table].lists[list_id] = data
        self.found.problems.extend(problems)

    def _column(self, item: TableList, name: str) -> Column | None:
        """The column called so: by its id, by the key it belongs to, or by its printed head."""
        word = fold(name)
        for column in item.columns:
            if name in (column.id, column.key) or word == fold(column.id):
                return column
        for column in item.columns:
            if column.path and word in map(fold, column.path[-1]):
                return column
        known = [
            word
            for column in item.columns
            for word in (column.id, column.key, *(column.path[-1] if column.path else ()))
            if word
        ]
        self._tell("N194", known, name=name, table=item.id)
        return None

    def _printed(
        self,
        item: TableList,
        columns: Mapping[str, Column | None],
        row: Mapping[str, Scalar],
        number: int,
    ) -> PrintedRow:
        self._rows += 1
        given = {
            column.id: self._text(value, item, name, number)
            for name, value in row.items()
            if (column := columns[name])
        }
        cells = []
        for at, column in enumerate(item.columns):
            if column.id not in given and (column.kind is not ColumnKind.AMOUNT or column.optional):
                continue
            text = given.get(column.id, "")
            kind = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}.get(column.kind, "text")
            if kind == "text" and column == item.name_column():
                text = next((label.labels[0] for label in item.rows if label.id == text), text)
            where = Place(text, sheet=item.id, cell=f"{number} {column.id}", order=(self._rows, at))
            cells.append(PrintedCell(Field(item.id, column, kind), text, where))
        return PrintedRow(tuple(cells))

    def _text(self, value: Scalar, item: TableList, name: str, number: int) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            self._tell(
                "N195", (), table=item.id, row=str(number), name=name, type=type(value).__name__
            )
            return ""
        if isinstance(value, Decimal):
            return f"{value:f}"
        return str(value).strip()

    def check_tables(self, units: Mapping[str, str], notes: Mapping[str, str]) -> None:
        known = [table.id for table in self.template.tables]
        for name in dict.fromkeys((*units, *notes)):
            if name not in known:
                self._tell("N193", known, name=name, template=self.template.id)

    def _tell(self, code: str, known: Mapping[str, object] | Sequence[str], **details: str) -> None:
        suggestion = closest(details["name"], known) if known else None
        mistake = Diagnostic(
            code,
            Severity.ERROR,
            details,
            suggestion=suggestion,
            allowed=tuple(dict.fromkeys(known)),
        )
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


def _present(item: TableList, named: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        column.id for column in item.amounts() if not column.optional or column.id in named
    )


def _header(schema: Table, entity: str, year: int | None, unit: str) -> Claim | None:
    """What the line above the table would state."""
    if schema.header is None:
        return None
    slots: dict[str, Cell | str] = {}
    for slot in (slot for wording in schema.header.wordings for slot in wording.slots()):
        if slot.kind is SlotKind.ENTITY and entity:
            slots[slot.name] = entity
        elif slot.kind is SlotKind.UNIT:
            slots[slot.name] = unit
        elif slot.kind is SlotKind.YEAR and year is not None:
            slots[slot.name] = Cell(CellKind.FIGURE, exact(year, YEAR), Place(str(year)))
    return Claim(schema.header.id, slots, Place()) if slots else None


def _lines(text: str) -> list[RawLine]:
    """Paragraphs as lines; what ends one ends in a blank, as in a dump."""
    found: Iterator[tuple[int, str]] = (
        (number, line.strip()) for number, line in enumerate(text.splitlines(), 1)
    )
    return [RawLine(f"{line} ", number) for number, line in found if line]


def _narrate(found: Disclosure, template: Template, narrative: str) -> None:
    lines = _lines(narrative)
    found.narrative = bool(lines)
    found.sections = find_sections(lines, template)
    found.statements, problems = read_statements(lines, found.sections, template)
    found.problems.extend(problems)
    found.unread_figures = unread_figures(lines, found)
    found.whole = whole_text(
        lines, [row for table in found.tables.values() for row in table.rows()]
    )
    if not lines and any(section.required for section in template.all_sections()):
        found.problems.append(Problem(Diagnostic("N173", Severity.WARNING, {})))
