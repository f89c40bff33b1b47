"""A disclosure as rules see it: rows by label, key and level, and what a blank stands for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from budgetrules.core.figures import Figure
from budgetrules.core.names import fold, narrow
from budgetrules.core.script import MYRIADS
from budgetrules.core.units import PERCENT, UNITS, YUAN
from budgetrules.evaluation.strays import Strays, strays_among
from budgetrules.evaluation.unknown import Undecidable, Unknown
from budgetrules.evaluation.unread_sentences import may_make, quoted, sentence_around
from budgetrules.evaluation.values import ABSENT_INDEX, AbsentTable, row_key
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
from budgetrules.schema.forms import Blank, RowLabel, Statement, TableList, Template, other_lists
from budgetrules.schema.list_ids import parse_list_id
from budgetrules.schema.packs import Declarations

T = TypeVar("T")
Said = TableData | ListData | AbsentTable

# What amounts and shares in a text end in.
_MONEY_ENDS = (YUAN.symbol, *MYRIADS)
_AMOUNT_ENDS = (*_MONEY_ENDS, PERCENT.symbol)
_LONGEST_QUOTE = 40
_MOST_UNREAD = 100
# A tuple: looking an enum's member up in a set takes a call in Python.
_PRINTED_BLANKS = (CellKind.BLANK, CellKind.DASH)


class DocumentView:
    """Look-ups over one disclosure; nothing is computed before it is asked for.

    `values` are the parameters given with the run. `others` holds the lists of the other documents
    that rules name, by the name of the document, and `forms` their templates. What can't be known
    is raised as Undecidable.
    """

    def __init__(
        self,
        disclosure: Disclosure,
        template: Template,
        declarations: Declarations,
        values: Mapping[str, str],
        others: Mapping[str, Mapping[str, ListData]] | None = None,
        *,
        forms: Mapping[str, Template] | None = None,
    ) -> None:
        self.disclosure = disclosure
        self.template = template
        self.declarations = declarations
        self.values = values
        self.other_documents = frozenset(others or ())
        self._lists = _lists_of(disclosure)
        self._foreign_rows: list[Row] = []
        for lists in (others or {}).values():
            self._lists.update(lists)
            for data in lists.values():
                self._foreign_rows.extend(data.rows)
        self._foreign_cells = frozenset(_cells_of(self._foreign_rows))
        self._schema = {**template.all_lists(), **other_lists(forms or {})}
        self._statements = {item.id: item for item in template.statements}
        self._blank_is_nothing = template.blank is Blank.ZERO
        self._by_label: dict[str, dict[str, Row]] = {}
        self._by_key: dict[str, dict[str, list[Row]]] = {}
        self._absent: dict[tuple[str, str], Row] = {}
        self._lacking: dict[tuple[str, int], bool] = {}
        self._memo: dict[Hashable, Any] = {}

    # ---- what is kept

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, worked out the first time it is asked for under this key.

        What raises is not kept.
        """
        if key not in self._memo:
            self._memo[key] = make()
        value: T = self._memo[key]
        return value

    def clear(self) -> None:
        """Let go of what was worked out.

        It holds the document itself, which would wait for the garbage collector.
        """
        self._memo.clear()

    # ---- the form and the parameters

    def schema(self, list_id: str) -> TableList:
        """Return what the form says of a list."""
        return self._schema[list_id]

    def parameter(self, name: str) -> tuple[str, ...]:
        """Return the value of a parameter, given with the run or set in the pack.

        Raises Undecidable, naming it, if there is none.
        """
        if name in self.values:
            return tuple(part.strip() for part in self.values[name].split("、"))
        year = self.disclosure.fiscal_year
        if name == "budget_year":
            if year is None:
                raise Undecidable("V107")
            return (str(year),)
        parameter = self.declarations.parameters.get(name)
        value = None
        if parameter is not None:
            value = parameter.value_for(year)
        if value is None:
            raise Undecidable("V106", name=name)
        return value

    def knows_year(self) -> bool:
        """Tell whether the document's fiscal year was read or given with the run."""
        return "budget_year" in self.values or self.disclosure.fiscal_year is not None

    def is_asked(self, reason: Unknown) -> bool:
        """Tell whether the form asks for what is lacking.

        One that nobody described asks for no table, row or column.
        """
        return not (self.template.by_kinds and reason.code in _LACKING)

    # ---- other documents

    def is_foreign(self, cell: Cell) -> bool:
        """Tell whether a figure is printed in another document."""
        return cell in self._foreign_cells

    def foreign_rows(self) -> Iterator[Row]:
        """Yield the rows of other documents."""
        yield from self._foreign_rows

    def _is_statement_of_other(self, list_id: str) -> bool:
        document = parse_list_id(list_id, self.other_documents).document
        return document in self.other_documents and not self._schema[list_id].table

    # ---- tables and statements

    def table(self, table_id: str) -> Said:
        """Return the table (or what was said by a statement), or its absence."""
        said = self.disclosure.statements.get(table_id)
        if said is not None and said.rows:
            return said
        return self.disclosure.tables.get(table_id) or self._absent_table(table_id)

    def _absent_table(self, table_id: str, section: SectionData | None = None) -> AbsentTable:
        """Make a table or statement that was not found, with the first sentence that may be it."""
        statement = self._statements.get(table_id)
        if statement is None:
            return AbsentTable(table_id)
        homes = [section] if section is not None else self._homes(table_id)
        for home in homes:
            for place in self._unread_of(statement, home):
                sentence = sentence_around(home, place)
                return AbsentTable(table_id, section, unread=quoted(sentence))
        return AbsentTable(table_id, section)

    def tables_said(self, table_id: str) -> list[tuple[Said, SectionData | None]]:
        """Return a table, or what each section says of a statement.

        A statement of a repeated section is asked of each of them: what it says, or its absence.
        """
        homes = [section for section in self._homes(table_id) if section.repeated]
        if not homes:
            return [(self.table(table_id), None)]
        said: list[tuple[Said, SectionData | None]] = []
        for section in homes:
            rows = self.said_in(table_id, section)
            if rows:
                said.append((ListData(table_id, rows, ()), section))
            else:
                said.append((self._absent_table(table_id, section), section))
        return said

    def may_say(self, statement_id: str) -> bool:
        """Tell whether the section in which a statement belongs was found; true of a table."""
        statement = self._statements.get(statement_id)
        return statement is None or self._has_section(statement.section)

    def has_section_of(self, statement_id: str) -> bool:
        """Tell whether the section of a statement can be in this file.

        False if the document is one of tables only and the statement belongs to the narrative that
        stands elsewhere.
        """
        if self.disclosure.narrative:
            return True
        statement = self._statements.get(statement_id)
        return statement is not None and self._has_section(statement.section)

    def _has_section(self, section_id: str | None) -> bool:
        return any(section.id == section_id for section in self.disclosure.sections)

    def _homes(self, list_id: str) -> list[SectionData]:
        """Return the sections that a statement belongs in."""
        statement = self._statements.get(list_id)
        if statement is None:
            return []
        return [section for section in self.disclosure.sections if section.id == statement.section]

    # ---- rows of a list

    def rows(self, list_id: str) -> list[Row]:
        """Return the rows of a list.

        Raises Undecidable if its table is missing, or the narrative in which it should be said.
        """
        data = self._lists.get(list_id)
        if data is None:
            raise Undecidable("V101", table=list_id)
        if data.rows:
            return data.rows
        if self._is_statement_of_other(list_id):
            raise Undecidable("V112", name=list_id)
        if list_id in self.disclosure.statements and not self.has_section_of(list_id):
            raise Undecidable("V120")
        return data.rows

    def columns(self, list_id: str) -> tuple[str, ...]:
        """Return the amount columns that the document prints for a list.

        Raises Undecidable if its table is missing.
        """
        self.rows(list_id)
        return self._lists[list_id].columns_present

    def unknown_columns(self, list_id: str) -> tuple[str, ...]:
        """Return the heads of columns of figures that the form doesn't know."""
        return self._lists[list_id].unknown_columns

    def records(self, list_id: str) -> list[Row]:
        """Return the rows of a list that something is taken from.

        Raises Undecidable if a statement was found nowhere.
        """
        rows = self.rows(list_id)
        if not rows and list_id in self.disclosure.statements:
            raise Undecidable("V112", name=list_id)
        return rows

    def all_records(self, list_id: str, *, counted: bool = False) -> list[Row]:
        """Return all rows of a list, to be added up or `counted`.

        Raises Undecidable where some may not have been understood.
        """
        rows = self.rows(list_id) if counted else self.records(list_id)
        self._ask_understood(list_id)
        return rows

    # ---- what sections say

    def _ask_understood(self, list_id: str) -> None:
        """Raise Undecidable where a sentence that was not understood may hold what is asked for."""
        for section in self._homes(list_id):
            if self.may_lack(list_id, section):
                raise Undecidable("V114", name=list_id, section=section.title)

    def may_lack(self, list_id: str, section: SectionData) -> bool:
        """Tell whether a sentence of this statement may have gone unread in a section.

        A figure of its kind went unread there, or the statement must be there and isn't.
        """
        key = (list_id, section.lines[0])
        if key not in self._lacking:
            statement = self._statements[list_id]
            self._lacking[key] = self._may_be_unread(statement, section) or self._is_due(
                statement, section
            )
        return self._lacking[key]

    def _may_be_unread(self, statement: Statement, section: SectionData) -> bool:
        for number, place in enumerate(self._unread_of(statement, section)):
            # Among so many one may be anything.
            if number >= _MOST_UNREAD or may_make(statement, sentence_around(section, place)):
                return True
        return False

    def _unread_of(self, statement: Statement, section: SectionData) -> Iterator[Place]:
        """Yield the unread figures in a section of the kinds that a statement holds."""
        units = [column.unit or "" for column in statement.rows.amounts()]
        marks = {PERCENT.symbol for unit in units if unit == PERCENT.symbol}
        if any(unit.endswith(YUAN.symbol) for unit in units):
            marks.update(_MONEY_ENDS)
        if not marks:
            return
        for place in self.unread_in(section):
            if place.text.endswith(tuple(marks)):
                yield place

    def _is_due(self, statement: Statement, section: SectionData) -> bool:
        is_asked_of_each = statement.required and section.repeated
        return is_asked_of_each and not self.said_in(statement.id, section)

    def said_in(self, list_id: str, section: SectionData | None) -> list[Row]:
        """Return what one section says; nothing where it is absent."""
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
            if place.text.endswith(_AMOUNT_ENDS) and first <= (place.line or 0) <= last
        ]

    def signless_in(self, section: SectionData) -> list[Place]:
        """Return the shares that stand in a section, or in the whole text, without their sign."""
        places: list[Place] = []
        for said in self.disclosure.statements.values():
            for cell in _cells_of(said.rows):
                if _lacks_sign(cell):
                    places.append(cell.place)
        if section.id is None:
            return _in_order(places)
        first, last = section.lines
        return _in_order(place for place in places if first <= (place.line or 0) <= last)

    def choices(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """Return the groups of words of which a form asks to choose one, each with its sign."""
        groups = self.declarations.words.values()
        return tuple(tuple(group.signs.items()) for group in groups)

    # ---- one row

    def row_by_label(self, list_id: str, label: str) -> Row:
        """Return the prescribed row, or an absent one."""
        index = self._by_label.get(list_id)
        if index is None:
            # Of two rows with one label the first counts.
            rows = reversed(self.rows(list_id))
            index = self._by_label[list_id] = {row.label: row for row in rows if row.label}
        return index.get(label) or self.absent_row(list_id, label)

    def total_row(self, list_id: str, label: str) -> Row:
        """Return the row of the highest level, or an absent one."""
        rows = self.rows(list_id)
        levels = self._schema[list_id].levels
        for row in rows if levels else ():
            if row.level == levels[0] and row.parent is None:
                return row
        return self.absent_row(list_id, label)

    def rows_by_key(self, list_id: str, key: str) -> list[Row]:
        """Return the rows whose code or name is `key`."""
        index = self._by_key.get(list_id)
        if index is None:
            index = self._by_key[list_id] = _index_by_key(self.rows(list_id))
        return index.get(fold(key), [])

    def row_by_key(self, list_id: str, key: str) -> Row:
        """Return the row with this code or name, or an absent one."""
        self.records(list_id)
        rows = self.rows_by_key(list_id, key)
        if rows:
            return rows[0]
        return self.absent_row(list_id, key)

    # ---- rows that are not there

    def absent_row(self, list_id: str, key: str) -> Row:
        """Make a row that should stand in a list and doesn't.

        Raises Undecidable where absence says nothing.

        `key` is the id of a prescribed row, a code or a name. Its place is where it should stand:
        after the nearest smaller code.
        """
        row = self._absent.get((list_id, key))
        if row is None:
            self._ask_understood(list_id)
            if self.template.absent_row is Blank.MISSING:
                raise Undecidable("V102", table=list_id, row=key)
            row = self._absent[(list_id, key)] = self._make_absent(list_id, key)
        return row

    def _make_absent(self, list_id: str, key: str) -> Row:
        schema = self._schema[list_id]
        label = next((label for label in schema.rows if label.id == key), None)
        is_code = schema.code_key() is not None and key[:1].isdigit()
        return Row(
            list_id=list_id,
            index=ABSENT_INDEX,
            keys={},
            code=key if is_code else None,
            name="" if is_code else _printed_label(label, key),
            label=label.id if label is not None else None,
            level=None,
            cells={},
            place=self._place_for(list_id, key),
        )

    def _place_for(self, list_id: str, key: str) -> Place:
        """Say where a row should stand: at the last row before it, else at its table."""
        order = [label.id for label in self._schema[list_id].rows]
        earlier = set(order[: order.index(key)]) if key in order else set()
        before = None
        for row in self.rows(list_id):
            is_earlier = row.label in earlier or (row.code is not None and row.code <= key)
            if before is None or is_earlier:
                before = row
        if before is not None:
            return before.place
        table = self.disclosure.tables.get(parse_list_id(list_id).own_table)
        if table is not None:
            return table.place
        return Place()

    def unread_in_table(self, table_id: str) -> str | None:
        """Return the first figure printed in a table that nothing reads."""
        for cell in self.disclosure.unread_cells:
            if cell.table == table_id:
                return cell.place.text
        return None

    def strays(self, list_id: str) -> Strays:
        """Return the rows of a list that may be parts of others although nothing says so."""
        return self.memo(("strays", list_id), lambda: strays_among(self.rows(list_id)))

    def missing_wholes(self, list_id: str) -> list[Row]:
        """Prescribed rows that are not printed although rows that they are the sum of are.

        They are absent rows, with these as children.
        """
        if self.template.absent_row is Blank.MISSING:
            return []
        labels = self._schema[list_id].rows
        printed = {row.label: row for row in self.rows(list_id) if row.label}
        wholes = []
        for label in labels:
            if label.id in printed:
                continue
            parts = [part for part in labels if part.parent == label.id and part.complete]
            printed_parts = [printed[part.id] for part in parts if part.id in printed]
            if printed_parts:
                row = self.absent_row(list_id, label.id)
                row.children = printed_parts
                wholes.append(row)
        return wholes

    def absent_rows(self) -> list[Row]:
        """Return the absent rows that checks asked for."""
        return list(self._absent.values())

    # ---- cells

    def cell(self, row: Row, column: str) -> Cell:
        """Return the cell of a row in a column; absent where the row is.

        Raises Undecidable if the printed table lacks the column.
        """
        cell = row.cells.get(column)
        if cell is not None:
            return cell
        if row.index != ABSENT_INDEX and not self._may_lack_column(row.list_id, column):
            raise Undecidable("V103", table=row.list_id, column=column)
        cell = row.cells[column] = Cell(
            kind=CellKind.ABSENT,
            figure=None,
            place=row.place,
        )
        return cell

    def _may_lack_column(self, list_id: str, column_id: str) -> bool:
        column = self._schema[list_id].column(column_id)
        return column is not None and column.optional

    def blank_figure(self, cell: Cell) -> Figure | None:
        """Return what a cell without a number counts as: None for exactly zero.

        Raises Undecidable if it can't be read.
        """
        if self._blank_is_nothing and cell.kind in _PRINTED_BLANKS:
            return None
        if cell.kind is CellKind.UNREADABLE:
            raise Undecidable("V104", text=cell.place.text)
        if cell.kind is CellKind.UNSAID:
            raise Undecidable("V115", text=cell.place.text[:_LONGEST_QUOTE])
        is_absent = cell.kind is CellKind.ABSENT
        if is_absent:
            stands_for = self.template.absent_row
        else:
            stands_for = self.template.blank
        if cell.kind is CellKind.DASH or stands_for is Blank.ZERO:
            return None
        if stands_for is Blank.MISSING:
            raise Undecidable("V105", text=cell.place.text)
        unit = self.template.unit
        return Figure(
            digits=0,
            decimals=self.template.least(unit),
            unit=UNITS[unit],
        )


# A table, a row or a column that is not there.
_LACKING = ("V101", "V102", "V103")


def _lists_of(disclosure: Disclosure) -> dict[str, ListData]:
    """Return the lists of a document by id: those of its tables and those of its statements."""
    lists: dict[str, ListData] = {}
    for table in disclosure.tables.values():
        lists.update(table.lists)
    lists.update(disclosure.statements)
    return lists


def _cells_of(rows: list[Row]) -> Iterator[Cell]:
    for row in rows:
        yield from row.cells.values()


def _lacks_sign(cell: Cell) -> bool:
    """Tell whether a share in a sentence is printed without the sign for per cent."""
    figure = cell.figure
    if figure is None or figure.unit != PERCENT:
        return False
    printed = cell.place.text
    return bool(printed) and not narrow(printed).endswith(PERCENT.symbol)


def _in_order(places: Iterable[Place]) -> list[Place]:
    """Return places in the order of the document, each once: a signed figure has its own."""
    by_position = {place.position: place for place in places}
    return [by_position[position] for position in sorted(by_position)]


def _index_by_key(rows: list[Row]) -> dict[str, list[Row]]:
    """Return rows by their code, else by their key and their name."""
    index: dict[str, list[Row]] = {}
    for row in rows:
        words = {row_key(row)}
        if not row.code:
            words.add(fold(row.name))
        for word in words:
            index.setdefault(word, []).append(row)
    return index


def _printed_label(label: RowLabel | None, key: str) -> str:
    return label.labels[0].strip() if label is not None else key
