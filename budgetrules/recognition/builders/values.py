"""A program's own figures as a disclosure: rows as mappings, no file at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from budgetrules.model.problems import warning
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.builders.fields import empty_table, named_amounts
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import field_of
from budgetrules.recognition.narrative.read import read_narrative
from budgetrules.recognition.narrative.section_text import whole_text
from budgetrules.recognition.notes import read_notes
from budgetrules.recognition.recognise import complete, in_printed_order
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
    """Build the disclosure that rows of values make up; see `budgetrules.from_values`.

    Raises ValuesError with every mistake in them.
    """
    units = units or {}
    notes = notes or {}
    builder = _Builder(template)
    for list_id, rows in tables.items():
        unit = units.get(parse_list_id(list_id).table)
        builder.add_rows(list_id, rows, unit)
    builder.check_tables([*units, *notes])
    if builder.mistakes:
        raise ValuesError(tuple(builder.mistakes))
    disclosure = Disclosure(
        path=path,
        sha256="",
        format="values",
        template=template,
        entity="",
        fiscal_year=fiscal_year,
        tables={},
    )
    disclosure.tables = in_printed_order(builder.tables.values(), template)
    disclosure.problems.extend(builder.problems)
    for table in disclosure.tables.values():
        schema = template.table(table.id)
        assert schema is not None
        table.header = _header(schema, entity, fiscal_year, table.unit)
        lines_below = _lines(notes.get(table.id, ""))
        below = read_notes(schema, lines_below)
        table.notes.extend(below.claims)
        table.unread.extend(below.unread)
        disclosure.problems.extend(below.problems)
    _add_narrative(disclosure, template, _lines(narrative))
    complete(disclosure, template)
    disclosure.entity = entity or disclosure.entity
    return disclosure


@attrs.define
class _Builder:
    """Tables in the making, and the mistakes in the values they are made of.

    `problems` say what of the values could not be understood, as in a printed table.
    """

    template: Template
    tables: dict[str, TableData] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    mistakes: list[Diagnostic] = attrs.field(factory=list)
    _row_count: int = 0

    def add_rows(self, list_id: str, rows: Rows, unit: str | None) -> None:
        """Add the rows of a list, in the unit given or else in that of the form."""
        lists = self.template.lists()
        item = lists.get(list_id)
        if item is None:
            self._tell("N193", lists, name=list_id, template=self.template.id)
            return
        schema = self.template.table(item.table)
        assert schema is not None
        symbol = unit or schema.unit or self.template.unit
        if symbol not in UNITS:
            self._tell("N196", _money_units(), name=symbol, table=item.table)
            return
        table = self._table(schema, symbol)
        columns = self._columns(item, rows)
        printed: list[PrintedRow] = []
        for number, row in enumerate(rows, 1):
            printed_row = self._printed(item, columns, row, number)
            printed.append(printed_row)
        named = {column.id for column in columns.values()}
        present = named_amounts(item, named)
        data, problems = build_list(item, printed, present, self.template, UNITS[symbol])
        table.lists[list_id] = data
        self.problems.extend(problems)

    def _table(self, schema: Table, unit: str) -> TableData:
        if schema.id not in self.tables:
            lists: dict[str, ListData] = {}
            for item in schema.lists:
                amounts = named_amounts(item, ())
                lists[item.id] = ListData(item.id, [], amounts)
            self.tables[schema.id] = empty_table(schema, unit, lists, unit_stated=True)
        return self.tables[schema.id]

    def _columns(self, item: TableList, rows: Rows) -> dict[str, Column]:
        """Find the column of each name in rows; a name of no column is a mistake."""
        columns: dict[str, Column] = {}
        names: dict[str, None] = {}
        for row in rows:
            names.update(dict.fromkeys(row))
        for name in names:
            column = _column_called(item, name)
            if column is None:
                self._tell("N194", _column_names(item), name=name, table=item.id)
            else:
                columns[name] = column
        return columns

    def _printed(
        self,
        item: TableList,
        columns: Mapping[str, Column],
        row: Mapping[str, Scalar],
        number: int,
    ) -> PrintedRow:
        """Make the row that would be printed of values; an amount not given is blank."""
        self._row_count += 1
        texts: dict[str, str] = {}
        for name, value in row.items():
            if name in columns:
                column_id = columns[name].id
                texts[column_id] = self._text(value, item, name, number)
        cells: list[PrintedCell] = []
        for at, column in enumerate(item.columns):
            is_required = column.kind is ColumnKind.AMOUNT and not column.optional
            if column.id not in texts and not is_required:
                continue
            text = texts.get(column.id, "")
            field = field_of(item, column)
            if field.kind == "text" and column == item.name_column():
                text = _printed_label(item, text)
            address = f"{number} {column.id}"
            place = Place(
                text=text,
                sheet=item.id,
                cell=address,
                order=(self._row_count, at),
            )
            cells.append(PrintedCell(field, text, place))
        return PrintedRow(tuple(cells))

    def _text(self, value: Scalar, item: TableList, name: str, number: int) -> str:
        """Print a value: a text, a whole number or a Decimal; any other type is a mistake."""
        if value is None:
            return ""
        is_scalar = isinstance(value, str | int | Decimal)
        if isinstance(value, bool) or not is_scalar:
            details = {
                "table": item.id,
                "row": str(number),
                "name": name,
                "type": type(value).__name__,
            }
            self._tell("N195", (), **details)
            return ""
        if isinstance(value, Decimal):
            return f"{value:f}"
        return str(value).strip()

    def check_tables(self, names: Iterable[str]) -> None:
        """Report each name that is that of no table."""
        table_ids = [table.id for table in self.template.tables]
        for name in dict.fromkeys(names):
            if name not in table_ids:
                self._tell("N193", table_ids, name=name, template=self.template.id)

    def _tell(self, code: str, allowed: Collection[str], **details: str) -> None:
        """Report a mistake once, with the name among the allowed ones that was meant."""
        suggestion = None
        if allowed:
            suggestion = closest(details["name"], allowed)
        distinct = tuple(dict.fromkeys(allowed))
        mistake = Diagnostic(
            code=code,
            severity=Severity.ERROR,
            details=details,
            suggestion=suggestion,
            allowed=distinct,
        )
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


def _money_units() -> list[str]:
    return [name for name, unit in UNITS.items() if unit.dimension == "money"]


def _column_called(item: TableList, name: str) -> Column | None:
    """Find a column by its id, by the key it belongs to, or by its printed head."""
    word = fold(name)
    for column in item.columns:
        if name in (column.id, column.key):
            return column
        if word == fold(column.id):
            return column
    for column in item.columns:
        if column.path and word in map(fold, column.path[-1]):
            return column
    return None


def _column_names(item: TableList) -> list[str]:
    names: list[str] = []
    for column in item.columns:
        names.append(column.id)
        if column.key:
            names.append(column.key)
        if column.path:
            names.extend(column.path[-1])
    return [name for name in names if name]


def _printed_label(item: TableList, text: str) -> str:
    """Give a prescribed row that is called by its id the words the form prints."""
    for label in item.rows:
        if label.id == text:
            return label.labels[0]
    return text


def _header(schema: Table, entity: str, year: int | None, unit: str) -> Claim | None:
    """Make the claim of the line above a table, as far as its values are given."""
    if schema.header is None:
        return None
    slots: dict[str, Cell | str] = {}
    for wording in schema.header.wordings:
        for slot in wording.slots():
            if slot.kind is SlotKind.ENTITY and entity:
                slots[slot.name] = entity
            elif slot.kind is SlotKind.UNIT:
                slots[slot.name] = unit
            elif slot.kind is SlotKind.YEAR and year is not None:
                slots[slot.name] = _year_cell(year)
    if not slots:
        return None
    return Claim(
        sentence=schema.header.id,
        slots=slots,
        place=Place(),
    )


def _year_cell(year: int) -> Cell:
    return Cell(
        kind=CellKind.FIGURE,
        figure=exact(year, YEAR),
        place=Place(str(year)),
    )


def _lines(text: str) -> list[RawLine]:
    """Split a text to its paragraphs; a line that ends one ends in a blank, as in a dump."""
    lines: list[RawLine] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words:
            lines.append(RawLine(f"{words} ", number))
    return lines


def _add_narrative(disclosure: Disclosure, template: Template, lines: Sequence[RawLine]) -> None:
    narrative = read_narrative(lines, template)
    disclosure.narrative = bool(lines)
    disclosure.sections = narrative.sections
    disclosure.statements = narrative.statements
    disclosure.problems.extend(narrative.problems)
    disclosure.unread_figures = narrative.unread_figures
    disclosure.whole = whole_text(lines, disclosure.tables.values())
    if not lines and any(section.required for section in template.all_sections()):
        disclosure.problems.append(warning("N173"))
