"""Where a cell belongs and what it is called: table, row and column of every operand."""

from __future__ import annotations

from itertools import pairwise

import attrs

from budgetrules.core.names import fold, fold_marks
from budgetrules.evaluation.view import (
    ABSENT_INDEX,
    CONSTANT_PLACE,
    COUNT_PLACE,
    AbsentTable,
    DocumentView,
)
from budgetrules.findings.verdicts import Operand, Subject
from budgetrules.model.disclosure import (
    BORDER,
    UNKNOWN_PLACE,
    Cell,
    Claim,
    Place,
    Row,
    SectionData,
    TableData,
)


@attrs.frozen(eq=False)
class Spot:
    """The row and column of a cell, or the claim and slot."""

    row: Row | None = None
    column: str | None = None
    claim: Claim | None = None


class Locator:
    """Finds the row and column of a cell; the index is made when the first finding needs it."""

    def __init__(self, doc: DocumentView) -> None:
        self.doc = doc
        self._spots: dict[int, Spot] | None = None

    def spot(self, cell: Cell) -> Spot:
        """The row and column of a cell; an empty Spot for a constant or a count."""
        if cell.place is CONSTANT_PLACE or cell.place is COUNT_PLACE:
            return Spot()
        if self._spots is None:
            self._spots = {}
            for table in self.doc.disclosure.tables.values():
                for row in table.rows():
                    self._spots.update(
                        (id(held), Spot(row, column)) for column, held in row.cells.items()
                    )
            for item in self.doc.disclosure.statements.values():
                for row in item.rows:
                    self._spots.update(
                        (id(held), Spot(row, column)) for column, held in row.cells.items()
                    )
            for row in self.doc.foreign_rows():
                self._spots.update(
                    (id(held), Spot(row, column)) for column, held in row.cells.items()
                )
        found = self._spots.get(id(cell))
        if found is None:
            for row in self.doc.absent_rows():
                for column, held in row.cells.items():
                    if held is cell:
                        return Spot(row, column)
        return found or Spot()

    def operand(self, cell: Cell) -> Operand:
        """A cell as an operand of a finding."""
        spot = self.spot(cell)
        name = self._name(cell, spot)
        value = cell.figure.plain() if cell.figure is not None else None
        place = UNKNOWN_PLACE if cell.place in (CONSTANT_PLACE, COUNT_PLACE) else cell.place
        return Operand(name, value, self.unit(cell, spot), place)

    def text_operand(self, row: Row, text: str) -> Operand:
        """A text of a row as an operand; its place is where that text stands, if it is known."""
        at = next(
            (place for column, place in row.text_places.items() if row.texts.get(column) == text),
            row.place,
        )
        return Operand(f"{row.list_id} {row_name(row)}", text, "", at)

    def unit(self, cell: Cell, spot: Spot | None = None) -> str:
        """The unit symbol of a cell; that of its table where it holds no figure."""
        if cell.figure is not None:
            return cell.figure.unit.symbol
        spot = spot or self.spot(cell)
        if spot.row is not None:
            table = self.doc.disclosure.tables.get(spot.row.list_id.split(".", 1)[0])
            if table is not None:
                return table.unit
        return self.doc.template.unit

    def _name(self, cell: Cell, spot: Spot) -> str:
        if spot.row is not None:
            return f"{spot.row.list_id} {row_name(spot.row)} {spot.column}"
        return {id(CONSTANT_PLACE): "常数", id(COUNT_PLACE): "个数"}.get(
            id(cell.place), cell.place.text
        )

    def of_cell(self, cell: Cell) -> Subject:
        """The subject that a cell is."""
        spot = self.spot(cell)
        if spot.row is None:
            return Subject(place=cell.place)
        return attrs.evolve(self.of_row(spot.row), column=spot.column, place=cell.place)

    def of_row(self, row: Row) -> Subject:
        """The subject that a row is."""
        if row.list_id in self.doc.disclosure.statements:
            return self._of_statement(row)
        table_id = row.list_id.split(".", 1)[0]
        table = self.doc.disclosure.tables.get(table_id)
        return Subject(
            table=table_id,
            table_title=table.title if table else None,
            row_code=row.code,
            row=row.name.strip() or row.label or row.code,
            place=row.place,
        )

    def _of_statement(self, row: Row) -> Subject:
        return attrs.evolve(self.of_place(row.place), row=row.name.strip() or row.list_id)

    def of_place(self, place: Place) -> Subject:
        """The subject that a place in the narrative is: the section it stands in."""
        sections = [
            item
            for item in self.doc.disclosure.sections
            if item.lines[0] <= (place.line or 0) <= item.lines[1]
        ]
        section = sections[-1] if sections else None
        return Subject(
            section=(section.path or section.title) if section else None,
            section_title=section.title if section else None,
            place=place,
        )

    def _of_unsaid(self, statement_id: str, section: SectionData | None) -> Subject:
        """Where a statement that was not found should stand: the line that holds most of its words, else the heading."""
        statement = next(item for item in self.doc.template.statements if item.id == statement_id)
        section = section or next(
            (item for item in self.doc.disclosure.sections if item.id == statement.section), None
        )
        if section is None:
            return Subject(row=statement_id)
        literals = "\x1e".join(
            fold(part) for part in statement.wordings[0].parts if isinstance(part, str)
        )
        wanted = {a + b for a, b in pairwise(literals)}
        scored = [
            (sum(a + b in wanted for a, b in pairwise(fold_marks(text))), -at)
            for at, (_, text) in enumerate(section.body)
        ]
        best = max(scored, default=(0, 0))
        place = section.places[-best[1]] if best[0] > 1 and section.places else section.place
        return Subject(
            section=section.path, section_title=section.title, row=statement_id, place=place
        )

    def words_near(self, row: Row, words: str) -> Place:
        """Where words stand that belong to what a row says: the line they begin on, else that of the row."""
        section = next(
            (
                item
                for item in self.doc.disclosure.sections
                if item.lines[0] <= (row.place.line or 0) <= item.lines[1]
            ),
            None,
        )
        if section is None or not section.places:
            return row.place
        text = ""
        starts: list[tuple[int, int]] = []
        for number, (line, content) in enumerate(section.body):
            if line >= (row.place.line or 0):
                starts.append((len(text), number))
                text += fold_marks(content.replace(BORDER, ""))
        at = text.find(fold(words))
        if at < 0:
            return row.place
        return section.places[[number for start, number in starts if start <= at][-1]]

    def section_before(self, section_id: str) -> SectionData | None:
        """The last section found of those that the form has before this one."""
        order = [section.id for section in self.doc.template.all_sections()]
        before = set(order[: order.index(section_id)])
        return next(
            (item for item in reversed(self.doc.disclosure.sections) if item.id in before), None
        )

    def of_absent_section(self, section_id: str) -> Subject:
        """Where a section that was not found should stand: at the first one behind it that was, else at the end of the last."""
        order = [section.id for section in self.doc.template.all_sections()]
        behind = set(order[order.index(section_id) :])
        before = self.section_before(section_id)
        place = next(
            (item.place for item in self.doc.disclosure.sections if item.id in behind), None
        )
        if place is None:
            place = (before.places or (before.place,))[-1] if before is not None else UNKNOWN_PLACE
        return Subject(
            section=section_id,
            section_title=section_id,
            place=attrs.evolve(place, chars=None, text=""),
        )

    def of_record(self, record: object) -> Subject:
        """The subject that a table, section or row is; the whole document for anything else."""
        if isinstance(record, Row):
            return self.of_row(record)
        if isinstance(record, TableData):
            place = record.header.place if record.header is not None else record.place
            return Subject(table=record.id, table_title=record.title, place=place)
        if isinstance(record, AbsentTable) and record.id in self.doc.disclosure.statements:
            return self._of_unsaid(record.id, record.section)
        if isinstance(record, AbsentTable):
            schema = self.doc.template.table(record.id)
            return Subject(table=record.id, table_title=schema.titles[0] if schema else None)
        if isinstance(record, SectionData):
            return Subject(
                section=record.path or record.title, section_title=record.title, place=record.place
            )
        return Subject()


def row_name(row: Row) -> str:
    """A row by its code, else its name."""
    return row.code or row.name.strip() or row.label or ""


def is_absent(row: Row | None) -> bool:
    """Whether a row stands for one that is not printed."""
    return row is not None and row.index == ABSENT_INDEX
