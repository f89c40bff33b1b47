"""The rows of a table as drawn → printed rows, and the rows that are none: notes below them, headers said again."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.raw import RawCell
from budgetrules.recognition.grids.captions import Entry, is_caption, row_entry
from budgetrules.recognition.grids.columns import ColumnMap
from budgetrules.recognition.grids.headers import is_column_numbers
from budgetrules.recognition.grids.view import View, is_number, number_words, words
from budgetrules.recognition.levels import join_code
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field, bare_label, is_code, layout
from budgetrules.schema.forms import Template

_NOTE_WORDS = ("注:", "备注:", "说明:", "注.", "注、")
_LONG_NOTE = 36


@attrs.frozen(eq=False)
class Body:
    """What stands below a header: rows, stretch by stretch, and notes."""

    rows: tuple[PrintedRow, ...]
    notes: tuple[Entry, ...]


def read_body(
    view: View,
    first: int,
    last: int,
    columns: ColumnMap,
    template: Template,
    known: Mapping[str, str],
    amounts: Mapping[int, str],
) -> Body:
    """The rows from `first` to `last`. `known` gives the official name of a code, `amounts` what stands for amount cells
    (by identity) that don't print all of their decimals."""
    chosen: list[int] = []
    notes: list[Entry] = []
    for row in range(first, last):
        held = view.held(row)
        if not held or is_column_numbers(view, row) or _is_header(held, columns):
            continue
        if _is_note(held, columns):
            notes.append(row_entry(view, row))
        elif any(is_number(words(cell.text)) for cell in held) or not is_caption(
            row_entry(view, row), template
        ):
            chosen.append(row)
    found: list[PrintedRow] = []
    for stretch in range(columns.stretches):
        fields = {
            at: field for at, (held_in, field) in columns.fields.items() if held_in == stretch
        }
        rows = [_row(view, row, fields, columns, amounts) for row in chosen]
        found.extend(_joined([row for row in rows if any(cell.text for cell in row.cells)], known))
    return Body(tuple(found), tuple(notes))


def _is_header(held: list[RawCell], columns: ColumnMap) -> bool:
    """A header said again: every word of the row stands over its column."""
    return all(
        cell.column < len(columns.paths)
        and fold(text := words(cell.text)) in columns.paths[cell.column]
        and not is_number(text)
        for cell in held
    )


def _is_note(held: list[RawCell], columns: ColumnMap) -> bool:
    """One text alone in its row that is no label: a sentence, or one that runs under the amounts."""
    if len(held) > 1 or is_number(words(held[0].text)):
        return False
    text = fold(words(held[0].text))
    if text.startswith(_NOTE_WORDS):
        return True
    plan = layout(columns.table)
    if bare_label(text) in plan.labels or is_code(text):
        return False
    under = range(held[0].column, held[0].column + held[0].column_span)
    amounts = [at for at, (_, field) in columns.fields.items() if field.kind == "amount"]
    over_amounts = sum(at in under for at in amounts)
    return (
        len(text) > _LONG_NOTE
        or text.endswith(("。", "表"))
        or (len(amounts) > 0 and 2 * over_amounts > len(amounts))
    )


def _row(
    view: View,
    row: int,
    fields: Mapping[int, Field],
    columns: ColumnMap,
    amounts: Mapping[int, str],
) -> PrintedRow:
    cells = []
    told: set[int] = set()
    own = {
        field.list_id
        for at, field in fields.items()
        if (cell := view.cell(row, at)) and cell.row == row and cell.text.strip()
    }
    for at in sorted(fields):
        field, cell = fields[at], view.cell(row, at)
        text = ""
        if cell is not None and id(cell) not in told:
            told.add(id(cell))
            if field.kind == "amount":
                text = amounts.get(id(cell), number_words(cell.text)) if cell.row == row else ""
            elif cell.row == row or field.list_id in own:
                # A code or name merged over several rows belongs to each of them that says something.
                text = "" if _runs_on(cell, fields, columns) else words(cell.text)
                if field.kind == "code" and fold(text) in (
                    *columns.paths[at],
                    fold(field.column.part or ""),
                ):
                    # 类, 款, 项 printed in the row of the total.
                    text = ""
        cells.append(PrintedCell(field, text, view.place(row, at, text)))
    return PrintedRow(tuple(cells))


def _runs_on(cell: RawCell, fields: Mapping[int, Field], columns: ColumnMap) -> bool:
    """Whether a label that is merged over several stretches runs over this one's amounts: they stand in the last one."""
    if columns.stretches == 1:
        return False
    over = range(cell.column, cell.column + cell.column_span)
    return any(field.kind == "amount" and at in over for at, field in fields.items())


def _joined(rows: list[PrintedRow], known: Mapping[str, str]) -> list[PrintedRow]:
    """Rows that hold nothing but the end of the name above them are no rows of their own."""
    found: list[PrintedRow] = []
    for row in rows:
        if found and (longer := _with_rest(found[-1], row, known)) is not None:
            found[-1] = longer
        else:
            found.append(row)
    return found


def _with_rest(row: PrintedRow, rest: PrintedRow, known: Mapping[str, str]) -> PrintedRow | None:
    """The row with more of its name, if `rest` holds nothing but what the code list says comes next in it."""
    held = [cell for cell in rest.cells if cell.text]
    if len(held) != 1 or held[0].field.kind != "text":
        return None
    at = rest.cells.index(held[0])
    name = row.cells[at].text
    own = [cell for cell in row.cells if cell.field.list_id == held[0].field.list_id]
    code = join_code([cell.text for cell in own if cell.field.kind == "code"])
    official = fold(known.get(code, ""))
    if not name or fold(name) == official or not official.startswith(fold(name + held[0].text)):
        return None
    cells = (
        *row.cells[:at],
        attrs.evolve(row.cells[at], text=name + held[0].text),
        *row.cells[at + 1 :],
    )
    return PrintedRow(cells)
