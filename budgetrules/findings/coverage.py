"""Which figures a document publishes, and which of them no check tied to another one.

Every printed figure counts: those of tables and sentences that were read, and those in sentences,
tables, columns and sections that nothing knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import attrs

from budgetrules.core.figures import parse_decimal, plain_decimal
from budgetrules.core.script import MULTIPLES
from budgetrules.findings.verdicts import Unchecked
from budgetrules.model.disclosure import Cell, Disclosure, Place, Row, TableData, UnreadCell
from budgetrules.schema.claims import MEASURE, UNREAD

# Where a figure of the narrative stands: its line and its characters there.
_PlaceInText = tuple[int | None, tuple[int, int] | None]


@attrs.frozen(eq=False)
class Coverage:
    """How many figures a document publishes, those that no check tied to another one, and how many
    of these nothing reads.
    """

    published: int
    unchecked: tuple[Unchecked, ...]
    unread: int


def coverage_of(disclosure: Disclosure, tied: AbstractSet[Cell]) -> Coverage:
    """Count the figures of a document; `tied` are those that a check tied to others."""
    published = 0
    unchecked: list[Unchecked] = []
    for figure in _in_tables(disclosure, tied):
        published += 1
        if figure is not None:
            unchecked.append(figure)
    said = _said(disclosure, tied)
    unread = _unread(disclosure, said.keys())
    published += len(said) + len(unread)
    unchecked += [figure for figure in said.values() if figure is not None]
    unchecked += unread
    return Coverage(published, tuple(unchecked), len(unread))


def _in_tables(disclosure: Disclosure, tied: AbstractSet[Cell]) -> Iterator[Unchecked | None]:
    """Yield the figures of the rows of tables and of the notes below; None for one that is tied."""
    for table in disclosure.tables.values():
        for row in table.rows():
            for column, cell in row.cells.items():
                if cell.figure is not None:
                    yield None if cell in tied else _in_row(table.id, row, column, cell)
        for name, cell in _in_notes(table):
            yield None if cell in tied else _in_note(table.id, name, cell)


def _in_notes(table: TableData) -> Iterator[tuple[str, Cell]]:
    for note in table.notes:
        for name, slot in note.slots.items():
            if isinstance(slot, Cell) and _counts(slot):
                yield name, slot


def _counts(cell: Cell) -> bool:
    """Tell whether a slot holds a figure that counts as published: a year is none."""
    return cell.figure is not None and cell.figure.unit.dimension != "year"


def _in_row(table_id: str, row: Row, column: str, cell: Cell) -> Unchecked:
    return Unchecked(
        table=table_id,
        section=None,
        row_code=row.code,
        row=row.name.strip() or row.label,
        column=column,
        value=_plain(cell),
        place=cell.place,
    )


def _in_note(table_id: str, name: str, cell: Cell) -> Unchecked:
    return Unchecked(
        table=table_id,
        section=None,
        row_code=None,
        row=None,
        column=name,
        value=_plain(cell),
        place=cell.place,
    )


def _plain(cell: Cell) -> str:
    return cell.figure.plain() if cell.figure is not None else ""


def _said(disclosure: Disclosure, tied: AbstractSet[Cell]) -> dict[_PlaceInText, Unchecked | None]:
    """Return the figures that sentences were read to say by their places; None for what is tied.

    Each counts once, however often it was read.
    """
    figures: dict[_PlaceInText, Unchecked | None] = {}
    for row, column, cell in _cells_said(disclosure):
        key = _place_in_text(cell.place)
        was_tied = key in figures and figures[key] is None
        if was_tied or cell in tied:
            figures[key] = None
        else:
            figures[key] = _in_statement(row, column, cell)
    return figures


def _place_in_text(place: Place) -> _PlaceInText:
    return place.line, place.chars


def _cells_said(disclosure: Disclosure) -> Iterator[tuple[Row, str, Cell]]:
    """Yield the figures that sentences were read to say, but for years and what does not count."""
    if disclosure.template is None:
        return
    uncounted = {item.id: item.uncounted for item in disclosure.template.statements}
    for statement in disclosure.statements.values():
        for row in statement.rows:
            if row.texts.get(MEASURE) == UNREAD:
                continue
            for column, cell in row.cells.items():
                if _counts(cell) and column not in uncounted[statement.id]:
                    yield row, column, cell


def _in_statement(row: Row, column: str, cell: Cell) -> Unchecked:
    return Unchecked(
        table=None,
        section=row.list_id,
        row_code=None,
        row=row.name,
        column=column,
        value=_plain(cell),
        place=cell.place,
    )


def _unread(disclosure: Disclosure, said: AbstractSet[_PlaceInText]) -> list[Unchecked]:
    """Return the figures that nothing reads."""
    units = MULTIPLES
    if disclosure.template is not None:
        units += "".join(disclosure.template.vocabulary.text_units)
    figures: list[Unchecked] = []
    for place in disclosure.unread_figures:
        if _place_in_text(place) not in said:
            section = _section_path(place, disclosure)
            figures.append(_alone(UnreadCell("", "", "", place), section, units))
    figures.extend(_alone(cell, None, units) for cell in disclosure.unread_cells)
    return figures


def _number(printed: str, units: str) -> str:
    """Return a printed number as reports hold it: without separators and unit."""
    number = parse_decimal(printed.rstrip(units))
    return plain_decimal(*number) if number is not None else printed


def _section_path(place: Place, disclosure: Disclosure) -> str | None:
    """Return the path of the section that a place stands in."""
    for section in disclosure.sections:
        first, last = section.lines
        if first <= (place.line or 0) <= last:
            return section.path or section.title
    return None


def _alone(cell: UnreadCell, section: str | None, units: str) -> Unchecked:
    """Return a figure that nothing reads, without the characters of its unit."""
    return Unchecked(
        table=cell.table or None,
        section=section,
        row_code=None,
        row=cell.row or None,
        column=cell.column or None,
        value=_number(cell.place.text, units),
        place=cell.place,
    )
