"""Print the sentences that were read: a table a statement of the form, a row for each time."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.messages.catalogue import printable, text
from budgetrules.model.disclosure import CellKind, Disclosure, ListData, Row
from budgetrules.reporting import wording
from budgetrules.reporting.cell_text import SIGNS, cell_words
from budgetrules.reporting.column_layout import PrintedColumn, table_lines
from budgetrules.reporting.layout import Paint, clip
from budgetrules.schema.forms import SECTION_SLOT, ColumnKind, Statement

# Texts of a sentence may be as long as it is.
_MOST_OF_TEXT = 30


def statement_lines(
    document: Disclosure,
    lang: str,
    paint: Paint,
    width: int | None,
) -> list[str]:
    """Return the sentences of each statement as a table, and those that had to be there."""
    if document.template is None:
        return []
    lines: list[str] = []
    lacking: list[str] = []
    for statement in document.template.statements:
        data = document.statements.get(statement.id)
        if data is not None and data.rows:
            number = text("model.statement", lang, name=statement.id, number=len(data.rows))
            lines.append("  " + printable(number))
            lines += _rows(statement, data, lang, width)
        elif statement.required and document.narrative:
            lacking.append(statement.id)
    if lacking:
        words = text("model.statements.lacking", lang, names=" ".join(lacking))
        lines.append("  " + paint(printable(words), "yellow"))
    if not lines:
        return []
    head = text("model.statements", lang)
    return ["", paint(head, "bold"), *lines]


def _rows(
    statement: Statement,
    data: ListData,
    lang: str,
    width: int | None,
) -> list[str]:
    places = [wording.place_words(row.place, lang) for row in data.rows]
    fixed = [PrintedColumn(text("model.place", lang), places, "left")]
    return table_lines(fixed, list(_columns(statement, data)), width)


def _columns(statement: Statement, data: ListData) -> Iterator[PrintedColumn]:
    """Yield a column for each slot that holds something, in the order of the wordings."""
    for column in statement.rows.columns:
        if column.id == SECTION_SLOT:
            continue
        if column.kind is ColumnKind.AMOUNT:
            cells = [cell_words(row.cells.get(column.id)) for row in data.rows]
            side = "right"
        else:
            cells = [_words(row, column.id) for row in data.rows]
            side = "left"
        if any(cell not in SIGNS.values() for cell in cells):
            yield PrintedColumn(printable(column.id), cells, side)


def _words(row: Row, column: str) -> str:
    words = printable(row.texts.get(column, ""))
    return clip(words, _MOST_OF_TEXT) if words else SIGNS[CellKind.BLANK]
