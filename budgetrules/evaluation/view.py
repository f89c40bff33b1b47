"""A disclosure as rules see it: rows by label, key and level, and what a blank stands for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from budgetrules.core.figures import Figure, Rounding, parse_decimal
from budgetrules.core.names import fold
from budgetrules.core.units import NUMBER, UNITS
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Disclosure,
    ListData,
    Place,
    Row,
    SectionData,
    TableData,
)
from budgetrules.schema.forms import Blank, TableList, Template, other_lists
from budgetrules.schema.list_ids import parse_list_id
from budgetrules.schema.packs import Declarations

T = TypeVar("T")


@attrs.frozen
class Unknown:
    """Why a check can't be decided: `code` and `details` name what is missing."""

    code: str
    details: Mapping[str, str] = attrs.field(factory=dict)


class Undecidable(Exception):
    """Something that is unknown was asked for; `reason` says why. Only the view raises it and only evaluators catch it."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.reason = Unknown(code, details)


class Group:
    """Rows that agree in some keys."""

    __slots__ = ("keys", "rows")

    def __init__(self, keys: dict[str, str], rows: list[Row]) -> None:
        self.keys = keys
        self.rows = rows


class AbsentTable:
    """A table or a statement that the form has and the document hasn't; `section` is where a statement should stand."""

    __slots__ = ("id", "section")

    def __init__(self, table_id: str, section: SectionData | None = None) -> None:
        self.id = table_id
        self.section = section


ABSENT_INDEX = -1
CONSTANT_PLACE = Place(text="constant")
COUNT_PLACE = Place(text="count")


def constant_cell(text: str, unit: str) -> Cell:
    """A number written in a rule, as an operand."""
    digits, decimals = parse_decimal(text) or (0, 0)
    figure = Figure(digits, decimals, UNITS[unit] if unit else NUMBER, Rounding.EXACT)
    return Cell(CellKind.FIGURE, figure, CONSTANT_PLACE)


_NOTHING = frozenset({CellKind.BLANK, CellKind.DASH})


class DocumentView:
    """Look-ups over one disclosure; built once a document, nothing is computed before it is asked for."""

    def __init__(
        self,
        disclosure: Disclosure,
        template: Template,
        declarations: Declarations,
        values: Mapping[str, str],
        others: Mapping[str, Mapping[str, ListData]] | None = None,
        forms: Mapping[str, Template] | None = None,
    ) -> None:
        self.disclosure = disclosure
        self.template = template
        self.declarations = declarations
        self.values = values
        self._lists: dict[str, ListData] = {}
        for table in disclosure.tables.values():
            self._lists.update(table.lists)
        self._lists.update(disclosure.statements)
        self._by_label: dict[str, dict[str, Row]] = {}
        self._by_key: dict[str, dict[str, list[Row]]] = {}
        self._absent: dict[tuple[str, str], Row] = {}
        self._schema = {**template.all_lists(), **other_lists(forms or {})}
        self._statements = {item.id: item for item in template.statements}
        self._blank_is_nothing = template.blank is Blank.ZERO
        self._memo: dict[Hashable, Any] = {}
        self._lacking: dict[tuple[str, int], bool] = {}
        self.others = frozenset(others or ())
        self._foreign: set[int] = set()
        for lists in (others or {}).values():
            self._lists.update(lists)
            self._foreign.update(
                id(cell)
                for data in lists.values()
                for row in data.rows
                for cell in row.cells.values()
            )

    def schema(self, list_id: str) -> TableList:
        """What the form says of a list."""
        return self._schema[list_id]

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out the first time it is asked for under this key. What raises is not kept."""
        if key not in self._memo:
            self._memo[key] = make()
        held: T = self._memo[key]
        return held

    def clear(self) -> None:
        """Let go of what was worked out: it holds the document itself, which would wait for the garbage collector."""
        self._memo.clear()

    def is_foreign(self, cell: Cell) -> bool:
        """Whether a figure is printed in another document."""
        return id(cell) in self._foreign

    def foreign_rows(self) -> Iterator[Row]:
        """The rows of other documents."""
        for list_id, data in self._lists.items():
            if parse_list_id(list_id, self.others).document:
                yield from data.rows

    def table(self, table_id: str) -> TableData | ListData | AbsentTable:
        """The table (or what was said by a statement), or its absence."""
        said = self.disclosure.statements.get(table_id)
        if said is not None and said.rows:
            return said
        return self.disclosure.tables.get(table_id) or AbsentTable(table_id)

    def tables_said(
        self, table_id: str
    ) -> list[tuple[TableData | ListData | AbsentTable, SectionData | None]]:
        """The table; of a statement of a section that is repeated, what each of these says, or its absence."""
        homes = [section for section in self._homes(table_id) if section.repeated]
        if not homes:
            return [(self.table(table_id), None)]
        found: list[tuple[TableData | ListData | AbsentTable, SectionData | None]] = []
        for section in homes:
            rows = self.said_in(table_id, section)
            said = ListData(table_id, rows, ()) if rows else AbsentTable(table_id, section)
            found.append((said, section))
        return found

    def may_say(self, statement_id: str) -> bool:
        """Whether the section in which a statement belongs was found."""
        section = next(
            (item.section for item in self.template.statements if item.id == statement_id), None
        )
        return section is None or any(found.id == section for found in self.disclosure.sections)

    def rows(self, list_id: str) -> list[Row]:
        """The rows of a list. Raises Undecidable if its table is missing, or the narrative in which it should be said."""
        data = self._lists.get(list_id)
        if data is None:
            raise Undecidable("V101", table=list_id)
        is_of_other = parse_list_id(list_id, self.others).document in self.others
        if is_of_other and not data.rows and not self._schema[list_id].table:
            raise Undecidable("V112", name=list_id)
        if (
            not data.rows
            and list_id in self.disclosure.statements
            and not self.has_section_of(list_id)
        ):
            raise Undecidable("V120")
        return data.rows

    def has_section_of(self, statement_id: str) -> bool:
        """False if the document is one of tables only and a statement belongs to the narrative that stands elsewhere."""
        if self.disclosure.narrative:
            return True
        section = next(
            (item.section for item in self.template.statements if item.id == statement_id), ""
        )
        return any(found.id == section for found in self.disclosure.sections)

    def columns(self, list_id: str) -> tuple[str, ...]:
        """The amount columns that the document prints for a list. Raises Undecidable if its table is missing."""
        self.rows(list_id)
        return self._lists[list_id].columns_present

    def records(self, list_id: str) -> list[Row]:
        """The rows of a list that something is taken from. Raises Undecidable if a statement was found nowhere."""
        rows = self.rows(list_id)
        if not rows and list_id in self.disclosure.statements:
            raise Undecidable("V112", name=list_id)
        return rows

    def all_records(self, list_id: str, *, counted: bool = False) -> list[Row]:
        """All rows of a list, to be added up or `counted`. Raises Undecidable where some may not have been understood."""
        rows = self.rows(list_id) if counted else self.records(list_id)
        for section in self._homes(list_id):
            self._ask_understood(list_id, section)
        return rows

    def _homes(self, list_id: str) -> list[SectionData]:
        """The sections that a statement belongs in."""
        statement = self._statements.get(list_id)
        return [
            found
            for found in self.disclosure.sections
            if statement is not None and found.id == statement.section
        ]

    def _ask_understood(self, list_id: str, section: SectionData) -> None:
        """What a section doesn't say may stand in a sentence that was not understood: then nothing is known of it."""
        if self.may_lack(list_id, section):
            raise Undecidable("V114", name=list_id, section=section.title)

    def may_lack(self, list_id: str, section: SectionData) -> bool:
        """Whether a sentence of this statement may have gone unread in a section: a figure of its kind did, or it must be there."""
        key = (list_id, section.lines[0])
        known = self._lacking.get(key)
        if known is None:
            statement = self._statements[list_id]
            kinds = {column.unit for column in statement.rows.amounts()}
            marks = tuple(
                "%" if unit == "%" else "元"
                for unit in kinds
                if unit == "%" or (unit or "").endswith("元")
            )
            unread = (
                [place for place in self.unread_in(section) if place.text.endswith(marks)]
                if marks
                else []
            )
            is_due = statement.required and section.repeated and not self.said_in(list_id, section)
            known = self._lacking[key] = bool(unread) or is_due
        return known

    def said_in(self, list_id: str, section: SectionData | None) -> list[Row]:
        """What one section says; nothing where it is absent."""
        if section is None:
            return []
        first, last = section.lines
        return [
            row
            for row in self.rows(list_id)
            if row.place.line is None or first <= row.place.line <= last
        ]

    def unread_in(self, section: SectionData) -> list[Place]:
        """Amounts and shares that stand in a section in sentences of no known wording."""
        first, last = section.lines
        return [
            place
            for place in self.disclosure.unread_figures
            if place.text[-1:] in "元%" and first <= (place.line or 0) <= last
        ]

    def row_by_label(self, list_id: str, label: str) -> Row:
        """The prescribed row, or an absent one."""
        index = self._by_label.get(list_id)
        if index is None:
            index = self._by_label[list_id] = {
                row.label: row for row in reversed(self.rows(list_id)) if row.label
            }
        return index.get(label) or self.absent_row(list_id, label)

    def total_row(self, list_id: str, label: str) -> Row:
        """The row of the highest level, or an absent one."""
        levels = self._schema[list_id].levels
        for row in self.rows(list_id):
            if levels and row.level == levels[0] and row.parent is None:
                return row
        return self.absent_row(list_id, label)

    def rows_by_key(self, list_id: str, key: str) -> list[Row]:
        """The rows whose code or name is `key`."""
        index = self._by_key.get(list_id)
        if index is None:
            index = {}
            for row in self.rows(list_id):
                for word in {row_key(row)} if row.code else {row_key(row), fold(row.name)}:
                    index.setdefault(word, []).append(row)
            self._by_key[list_id] = index
        return index.get(fold(key), [])

    def row_by_key(self, list_id: str, key: str) -> Row:
        """The row with this code or name, or an absent one."""
        self.records(list_id)
        found = self.rows_by_key(list_id, key)
        return found[0] if found else self.absent_row(list_id, key)

    def absent_row(self, list_id: str, key: str) -> Row:
        """A row that should stand in a list and doesn't; its place is where it should stand: after the nearest smaller code."""
        row = self._absent.get((list_id, key))
        if row is None:
            for section in self._homes(list_id):
                self._ask_understood(list_id, section)
            if self.template.absent_row is Blank.MISSING:
                raise Undecidable("V102", table=list_id, row=key)
            schema = self._schema[list_id]
            label = next((label for label in schema.rows if label.id == key), None)
            is_code = schema.code_key() is not None and key[:1].isdigit()
            name = "" if is_code else label.labels[0].strip() if label is not None else key
            place = self._place_for(list_id, key)
            row = Row(
                list_id,
                ABSENT_INDEX,
                {},
                key if is_code else None,
                name,
                label.id if label is not None else None,
                None,
                {},
                place,
            )
            self._absent[(list_id, key)] = row
        return row

    def missing_wholes(self, list_id: str) -> list[Row]:
        """Prescribed rows that are not printed although rows that they are the sum of are; absent, with these as children."""
        if self.template.absent_row is Blank.MISSING:
            return []
        schema, found = self._schema[list_id], []
        printed = {row.label: row for row in self.rows(list_id) if row.label}
        for label in schema.rows:
            if label.id in printed:
                continue
            parts = [
                printed[part.id]
                for part in schema.rows
                if part.parent == label.id and part.complete and part.id in printed
            ]
            if parts:
                row = self.absent_row(list_id, label.id)
                row.children = parts
                found.append(row)
        return found

    def absent_rows(self) -> list[Row]:
        """The absent rows that checks asked for."""
        return list(self._absent.values())

    def _place_for(self, list_id: str, key: str) -> Place:
        before = None
        order = [label.id for label in self._schema[list_id].rows]
        earlier = set(order[: order.index(key)]) if key in order else set()
        for row in self.rows(list_id):
            if before is None or row.label in earlier or (row.code is not None and row.code <= key):
                before = row
        table = self.disclosure.tables.get(parse_list_id(list_id).own_table)
        return before.place if before is not None else table.place if table is not None else Place()

    def cell(self, row: Row, column: str) -> Cell:
        """The cell of a row in a column; absent where the row is. Raises Undecidable if the printed table lacks the column."""
        found = row.cells.get(column)
        if found is not None:
            return found
        if row.index != ABSENT_INDEX and not self._may_lack(row.list_id, column):
            raise Undecidable("V103", table=row.list_id, column=column)
        found = row.cells[column] = Cell(CellKind.ABSENT, None, row.place)
        return found

    def _may_lack(self, list_id: str, column_id: str) -> bool:
        column = self._schema[list_id].column(column_id)
        return column is not None and column.optional

    def blank_figure(self, cell: Cell) -> Figure | None:
        """What a cell without a number counts as: None for exactly zero. Raises Undecidable if it can't be read."""
        if self._blank_is_nothing and cell.kind in _NOTHING:
            return None
        if cell.kind is CellKind.UNREADABLE:
            raise Undecidable("V104", text=cell.place.text)
        blank = self.template.absent_row if cell.kind is CellKind.ABSENT else self.template.blank
        if cell.kind is CellKind.DASH or blank is Blank.ZERO:
            return None
        if blank is Blank.MISSING:
            raise Undecidable("V105", text=cell.place.text)
        return Figure(0, self.template.least(self.template.unit), UNITS[self.template.unit])

    def parameter(self, name: str) -> tuple[str, ...]:
        """The value of a parameter, given with the run or set in the pack. Raises Undecidable, naming it, if there is none."""
        if name in self.values:
            return tuple(part.strip() for part in self.values[name].split("、"))
        if name == "budget_year":
            year = self.disclosure.fiscal_year
            if year is None:
                raise Undecidable("V107")
            return (str(year),)
        parameter = self.declarations.parameters.get(name)
        value = parameter.value_for(self.disclosure.fiscal_year) if parameter else None
        if value is None:
            raise Undecidable("V106", name=name)
        return value


def row_key(row: Row) -> str:
    """What a row is matched by: its code, else its folded name; rows above all codes by their level."""
    if row.code:
        return row.code
    return fold(next(iter(row.keys.values()), "") or row.name)
