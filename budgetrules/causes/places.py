"""Where a cell belongs and what it is called: table, row and column of every operand."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

import attrs

from budgetrules.core.names import fold, fold_marks
from budgetrules.evaluation.values import (
    ABSENT_INDEX,
    CONSTANT_PLACE,
    COUNT_PLACE,
    AbsentTable,
    is_made,
)
from budgetrules.evaluation.view import DocumentView
from budgetrules.evaluation.whole_figures import narrow_figures
from budgetrules.findings.verdicts import Operand, Subject
from budgetrules.model.disclosure import (
    BORDER,
    UNKNOWN_PLACE,
    Cell,
    ListData,
    Place,
    Row,
    SectionData,
    TableData,
)
from budgetrules.schema.claims import FIGURES, claim_list_ids
from budgetrules.schema.list_ids import parse_list_id
from budgetrules.schema.names import own_name


@attrs.frozen(eq=False)
class CellAddress:
    """The row and column of a cell; neither for a constant and a count."""

    row: Row | None = None
    column: str | None = None


_NOWHERE = CellAddress()


class Concerned(Protocol):
    """A check as the locator sees it: the rows it binds, the cells that it compares."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that its instance binds."""

    @property
    def printed_cells(self) -> tuple[Cell, ...]:
        """The cells of its relation that stand in a document."""


class Locator:
    """Finds the rows and columns of cells, and says what things are called.

    The index of cells is made when the first one is looked for. `narrow` are whole numbers read as
    if they had the decimals of others.
    """

    def __init__(self, doc: DocumentView) -> None:
        self.doc = doc
        self.narrow = narrow_figures(doc.disclosure)

    def address(self, cell: Cell) -> CellAddress:
        """Return the row and column of a cell, those of an absent row too."""
        if is_made(cell):
            return _NOWHERE
        address = self._addresses.get(cell)
        return address if address is not None else self._absent_address(cell)

    def rows_of(self, cells: Iterable[Cell]) -> list[Row]:
        """Return the rows of cells that have one, in the order of the cells."""
        addresses = map(self.address, cells)
        return [address.row for address in addresses if address.row is not None]

    def rows_concerned(self, item: Concerned) -> list[Row]:
        """Return the rows that a check binds or whose figures it compares, each once."""
        rows = dict.fromkeys(item.rows)
        compared = self.rows_of(item.printed_cells)
        rows.update(dict.fromkeys(compared))
        return list(rows)

    def rows_of_list(self, list_id: str) -> Sequence[Row]:
        """Return the rows that a list prints; none where its table was not found."""
        data = self.doc.disclosure.list_data(list_id)
        return data.rows if data is not None else ()

    def is_said(self, row: Row) -> bool:
        """Return whether a row is a sentence of the narrative."""
        return row.list_id in self.doc.disclosure.statements

    def section(self, section_id: str | None) -> SectionData | None:
        """Return the first section found that the form calls so."""
        for section in self.doc.disclosure.sections:
            if section.id == section_id:
                return section
        return None

    @functools.cached_property
    def _addresses(self) -> dict[Cell, CellAddress]:
        addresses: dict[Cell, CellAddress] = {}
        # A claim shares its cell with the sentence of the form that states it, which comes later.
        for row in self._printed_rows():
            for column, cell in row.cells.items():
                addresses[cell] = CellAddress(row, column)
        return addresses

    def _printed_rows(self) -> Iterator[Row]:
        statements = self.doc.disclosure.statements.values()
        of_claims = [item for item in statements if item.id in claim_list_ids()]
        for claims in sorted(of_claims, key=_is_of_relations):
            yield from claims.rows
        for table in self.doc.disclosure.tables.values():
            yield from table.rows()
        for statement in statements:
            if statement.id not in claim_list_ids():
                yield from statement.rows
        yield from self.doc.foreign_rows()

    def _absent_address(self, cell: Cell) -> CellAddress:
        """Look among absent rows: there may be more of them than when the index was made."""
        for row in self.doc.absent_rows():
            for column, other in row.cells.items():
                if other is cell:
                    return CellAddress(row, column)
        return _NOWHERE

    def operand(self, cell: Cell) -> Operand:
        """Return a cell as an operand of a finding."""
        value = cell.figure.plain() if cell.figure is not None else None
        place = UNKNOWN_PLACE if is_made(cell) else cell.place
        return Operand(
            name=self._name(cell),
            value=value,
            unit=self.unit(cell),
            place=place,
        )

    def text_operand(self, row: Row, text: str) -> Operand:
        """Return a text of a row as an operand, at the place where it stands if that is known."""
        name = f"{row.list_id} {row_name(row)}"
        return Operand(name, text, unit="", place=_place_of_text(row, text))

    def unit(self, cell: Cell) -> str:
        """Return the unit symbol of a cell; that of its table where it holds no figure."""
        if cell.figure is not None:
            return cell.figure.unit.symbol
        row = self.address(cell).row
        if row is not None:
            table = self.doc.disclosure.tables.get(_table_id(row))
            if table is not None:
                return table.unit
        return self.doc.template.unit

    def _name(self, cell: Cell) -> str:
        address = self.address(cell)
        row = address.row
        if row is not None:
            return f"{row.list_id} {row_name(row)} {address.column}"
        if cell.place is CONSTANT_PLACE:
            return own_name("constant")
        if cell.place is COUNT_PLACE:
            return own_name("count")
        return cell.place.text

    def of_cell(self, cell: Cell) -> Subject:
        """Return the subject that a cell is."""
        address = self.address(cell)
        if address.row is None:
            return Subject(place=cell.place)
        row = self.of_row(address.row)
        columns = filter(None, (row.column, address.column))
        return attrs.evolve(row, column=" ".join(columns) or None, place=cell.place)

    def of_row(self, row: Row) -> Subject:
        """Return the subject that a row is."""
        if self.is_said(row):
            name = row.name.strip() or row.list_id
            subject = self.of_place(row.place)
            if subject.row is None:
                return attrs.evolve(subject, row=name)
            # On a sheet the row is what the sheet is of.
            return attrs.evolve(subject, column=name if name != subject.row else None)
        table_id = _table_id(row)
        table = self.doc.disclosure.tables.get(table_id)
        return Subject(
            table=table_id,
            table_title=table.title if table is not None else None,
            row_code=row.code,
            row=row.name.strip() or row.label or row.code,
            place=row.place,
        )

    def of_words(self, place: Place) -> Subject:
        """Return the subject that words of the whole text are: their row, else their section."""
        for row in self._printed_rows():
            if row.place is place:
                return self.of_row(row)
        return self.of_place(place)

    def of_place(self, place: Place) -> Subject:
        """Return the subject that a place in the narrative is: the section it stands in."""
        around = self._sections_around(place)
        if not around:
            return Subject(place=place)
        return self._of_section(around[-1], place)

    def _of_section(self, section: SectionData, place: Place) -> Subject:
        """Return the subject of a place in a section; a sheet is a table of what it is made for."""
        subject = Subject(
            section=section.path or section.title, section_title=section.title, place=place
        )
        ends = self.doc.template.vocabulary.table
        if not section.sheet or not section.id or not section.title.endswith(ends):
            return subject
        return attrs.evolve(
            subject,
            table=section.id,
            table_title=section.title,
            row=self._sheet_of(section),
        )

    def _sheet_of(self, section: SectionData) -> str | None:
        """Return what a sheet is of: the key that each such sheet must state."""
        for statement in self.doc.template.statements:
            is_of_each = statement.section == section.id and statement.required
            if is_of_each and statement.rows.keys:
                said = self.doc.said_in(statement.id, section)
                return said[0].name.strip() if said else None
        return None

    def _sections_around(self, place: Place) -> list[SectionData]:
        """Return the sections that a place stands in, the outermost first."""
        line = place.line or 0
        around = []
        for section in self.doc.disclosure.sections:
            first, last = section.lines
            if first <= line <= last:
                around.append(section)
        return around

    def _of_unsaid(self, statement_id: str, section: SectionData | None) -> Subject:
        """Return where a statement that was not found should stand.

        The line of its section that holds most of its words, else the heading.
        """
        statements = {item.id: item for item in self.doc.template.statements}
        statement = statements[statement_id]
        section = section or self.section(statement.section)
        if section is None:
            return Subject(row=statement_id)
        parts = statement.wordings[0].parts
        literals = [fold(part) for part in parts if isinstance(part, str)]
        # A mark between them, so that no pair of characters spans two.
        words = "\x1e".join(literals)
        return Subject(
            section=section.path,
            section_title=section.title,
            row=statement_id,
            place=_likest_line(section, words),
        )

    def words_near(self, row: Row, words: str) -> Place:
        """Return where words stand that belong to what a row says.

        The line of its section that they begin on, from that of the row on; else that of the row.
        """
        around = self._sections_around(row.place)
        if not around or not around[0].places:
            return row.place
        section = around[0]
        text = ""
        starts: list[int] = []
        places: list[Place] = []
        for place, (line, content) in zip(section.places, section.body, strict=False):
            if line >= (row.place.line or 0):
                starts.append(len(text))
                places.append(place)
                text += fold_marks(content.replace(BORDER, ""))
        at = text.find(fold(words))
        if at < 0:
            return row.place
        return places[bisect.bisect_right(starts, at) - 1]

    def section_before(self, section_id: str) -> SectionData | None:
        """Return the last section found of those that the form has before this one."""
        order = self._section_order()
        before = order[: order.index(section_id)]
        for section in reversed(self.doc.disclosure.sections):
            if section.id in before:
                return section
        return None

    def _section_order(self) -> list[str]:
        """Return the ids of all sections in the order of the form."""
        return [section.id for section in self.doc.template.all_sections()]

    def _section_behind(self, section_id: str) -> SectionData | None:
        """Return the first section found of this one and those that the form has behind it."""
        order = self._section_order()
        behind = order[order.index(section_id) :]
        for section in self.doc.disclosure.sections:
            if section.id in behind:
                return section
        return None

    def of_absent_section(self, section_id: str) -> Subject:
        """Return where a section that was not found should stand.

        At the first one behind it that was found, else at the end of the last one before it.
        """
        place = UNKNOWN_PLACE
        behind = self._section_behind(section_id)
        before = self.section_before(section_id)
        if behind is not None:
            place = behind.place
        elif before is not None:
            place = before.places[-1] if before.places else before.place
        return Subject(
            section=section_id,
            section_title=section_id,
            place=attrs.evolve(place, chars=None, text=""),
        )

    def of_record(self, record: object) -> Subject:
        """Return the subject that a table, section or row is; the whole document for all else."""
        if isinstance(record, Row):
            return self.of_row(record)
        if isinstance(record, TableData):
            place = record.header.place if record.header is not None else record.place
            return Subject(table=record.id, table_title=record.title, place=place)
        if isinstance(record, AbsentTable):
            return self._of_absent(record)
        if isinstance(record, SectionData):
            return self._of_section(record, record.place)
        return Subject()

    def _of_absent(self, table: AbsentTable) -> Subject:
        if table.id in self.doc.disclosure.statements:
            return self._of_unsaid(table.id, table.section)
        schema = self.doc.template.table(table.id)
        title = schema.titles[0] if schema is not None else None
        return Subject(table=table.id, table_title=title)


def _likest_line(section: SectionData, words: str) -> Place:
    """Return the line of a section with most pairs of characters of these words.

    The heading where no line has more than one.
    """
    wanted = set(pairwise(words))
    most, likest = 1, section.place
    for place, (_, text) in zip(section.places, section.body, strict=False):
        pairs = pairwise(fold_marks(text))
        alike = sum(pair in wanted for pair in pairs)
        if alike > most:
            most, likest = alike, place
    return likest


def _place_of_text(row: Row, text: str) -> Place:
    for column, place in row.text_places.items():
        if row.texts.get(column) == text:
            return place
    return row.place


def _table_id(row: Row) -> str:
    """Return the table of a row; of a row in another document the name of that document."""
    list_id = parse_list_id(row.list_id)
    return list_id.document or list_id.table


def row_name(row: Row) -> str:
    """Return the code of a row, else its name."""
    return row.code or row.name.strip() or row.label or ""


def is_absent(row: Row | None) -> bool:
    """Return whether a row stands for one that is not printed."""
    return row is not None and row.index == ABSENT_INDEX


def _is_of_relations(claims: ListData) -> bool:
    """Return by what lists of claims are sorted: all figures first, then what relates them."""
    return claims.id != FIGURES
