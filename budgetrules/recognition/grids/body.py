"""Read the rows below a header: which are rows of the table, which notes, which headers again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.recognition.grids.caption import is_caption_row
from budgetrules.recognition.grids.cells import CaptionLine, GridCell, GridRows
from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.draft import TablePart
from budgetrules.recognition.grids.headers import is_column_numbers
from budgetrules.recognition.levels import join_code
from budgetrules.recognition.lines.rows import PrintedCell, PrintedRow
from budgetrules.recognition.lines.segment import Field, bare_label, is_code, layout
from budgetrules.recognition.words import column_words, folded_words
from budgetrules.schema.forms import Template

_LONG_NOTE = 36


@attrs.frozen(eq=False)
class Body:
    """What stands below a header: rows, repeat by repeat, and notes."""

    rows: tuple[PrintedRow, ...]
    notes: tuple[CaptionLine, ...]


def read_body(
    part: TablePart,
    template: Template,
    official_names: Mapping[str, str],
    amounts: Mapping[GridCell, str],
) -> Body:
    """Read the body of a part.

    `official_names` holds the name of each code, `amounts` what stands for cells that don't print
    all of their decimals.
    """
    grid, match = part.grid, part.match
    chosen, notes = _chosen_rows(part, template)
    rows: list[PrintedRow] = []
    for repeat in range(match.repeats):
        fields = _fields_of(match, repeat)
        reader = _RowReader(grid, match, fields, amounts)
        printed = filter(_says_anything, map(reader.row, chosen))
        rows.extend(_joined(printed, official_names))
    return Body(tuple(rows), tuple(notes))


def _says_anything(row: PrintedRow) -> bool:
    return any(cell.text for cell in row.cells)


def _chosen_rows(part: TablePart, template: Template) -> tuple[list[int], list[CaptionLine]]:
    """Return the rows of the table, and the notes among them."""
    grid, match = part.grid, part.match
    words = column_words(template.vocabulary)
    chosen: list[int] = []
    notes: list[CaptionLine] = []
    for row in range(part.first, part.last):
        cells = grid.printed[row]
        if not cells or is_column_numbers(grid, row, words):
            continue
        if _is_header(cells, match):
            continue
        if _is_note(cells, match):
            notes.append(grid.row_line(row))
        elif _has_number(cells) or not is_caption_row(grid, row, template):
            chosen.append(row)
    return chosen, notes


def _has_number(cells: Sequence[GridCell]) -> bool:
    return any(cell.text.is_number for cell in cells)


def _is_header(cells: Sequence[GridCell], match: ColumnMatch) -> bool:
    """Whether a row is a header once more: every word of it stands over its column."""
    return all(_is_in_header(cell, match) for cell in cells)


def _is_in_header(cell: GridCell, match: ColumnMatch) -> bool:
    if cell.column >= len(match.paths) or cell.text.is_number:
        return False
    return cell.text.folded in match.paths[cell.column]


def _is_note(cells: Sequence[GridCell], match: ColumnMatch) -> bool:
    """Whether a row is one text that is no label: a sentence, or a text under the amounts."""
    only = cells[0]
    if len(cells) > 1 or only.text.is_number:
        return False
    text = only.text.folded
    vocabulary = match.table.vocabulary
    if text.startswith(folded_words(vocabulary.note_beginnings)):
        return True
    labels = layout(match.table).labels
    if bare_label(text, vocabulary) in labels or is_code(text):
        return False
    if len(text) > _LONG_NOTE or text.endswith(("。", *vocabulary.table)):
        return True
    amounts = match.amounts
    covered = sum(at in only.columns for at in amounts)
    return 2 * covered > len(amounts) > 0


def _fields_of(match: ColumnMatch, repeat: int) -> dict[int, Field]:
    """Return the fields of one repeat, from left to right."""
    fields: dict[int, Field] = {}
    for at in sorted(match.slots):
        slot = match.slots[at]
        if slot.repeat == repeat:
            fields[at] = slot.field
    return fields


@attrs.frozen(eq=False)
class _RowReader:
    """Reads rows in the columns of one repeat."""

    grid: GridRows
    match: ColumnMatch
    fields: Mapping[int, Field]
    amounts: Mapping[GridCell, str]

    def row(self, row: int) -> PrintedRow:
        """Return the row as printed; a merged cell fills the first of its columns."""
        covering = self.grid.covering[row]
        present = self._present_lists(row)
        seen: set[GridCell] = set()
        cells: list[PrintedCell] = []
        for at, field in self.fields.items():
            cell = covering.get(at)
            text = ""
            if cell is not None and cell not in seen:
                seen.add(cell)
                text = self._text(cell, row, at, present)
            place = self.grid.place_of(row, at, text)
            cells.append(PrintedCell(field, text, place))
        return PrintedRow(tuple(cells))

    def _present_lists(self, row: int) -> set[str]:
        """Return the lists that have a text of their own in a row."""
        covering = self.grid.covering[row]
        present: set[str] = set()
        for at, field in self.fields.items():
            cell = covering.get(at)
            if cell is not None and cell.row == row and cell.text.lines:
                present.add(field.list_id)
        return present

    def _text(
        self,
        cell: GridCell,
        row: int,
        at: int,
        present: set[str],
    ) -> str:
        """Say what a cell says in a row and column; an amount stands in its first row only."""
        field = self.fields[at]
        begins = cell.row == row
        if field.kind == "amount":
            return self.amounts.get(cell, cell.text.amount) if begins else ""
        # A code or name merged over rows belongs to each of them that says something.
        if not begins and field.list_id not in present:
            return ""
        if self._runs_on(cell) or self._is_code_header(cell, at, field):
            return ""
        return cell.text.words

    def _runs_on(self, cell: GridCell) -> bool:
        """Whether a label is merged over this repeat's amounts: its own are in the last repeat."""
        if self.match.repeats == 1:
            return False
        for at, field in self.fields.items():
            if field.kind == "amount" and at in cell.columns:
                return True
        return False

    def _is_code_header(
        self,
        cell: GridCell,
        at: int,
        field: Field,
    ) -> bool:
        """Whether 类, 款, 项 are printed in place of a code, as in the row of the total."""
        if field.kind != "code":
            return False
        text = cell.text.folded
        part = fold(field.column.part or "")
        return text == part or text in self.match.paths[at]


def _joined(rows: Iterable[PrintedRow], official_names: Mapping[str, str]) -> list[PrintedRow]:
    """Put rows that hold nothing but the end of the name above them into the rows above."""
    joined: list[PrintedRow] = []
    for row in rows:
        longer: PrintedRow | None = None
        if joined:
            longer = _with_rest(joined[-1], row, official_names)
        if longer is not None:
            joined[-1] = longer
        else:
            joined.append(row)
    return joined


def _with_rest(
    row: PrintedRow,
    rest: PrintedRow,
    official_names: Mapping[str, str],
) -> PrintedRow | None:
    """Return the row with more of its name, if the rest is what the code list says comes next in
    it.
    """
    at = _only_printed(rest)
    if at is None:
        return None
    added = rest.cells[at]
    name = row.cells[at].text
    if added.field.kind != "text" or not name:
        return None
    code = _code_of(row, added.field.list_id)
    official = fold(official_names.get(code, ""))
    longer = name + added.text
    if fold(name) == official or not official.startswith(fold(longer)):
        return None
    cells = list(row.cells)
    cells[at] = attrs.evolve(cells[at], text=longer)
    return PrintedRow(tuple(cells))


def _only_printed(row: PrintedRow) -> int | None:
    """Return the number of the one cell of a row that says something."""
    printed: list[int] = []
    for at, cell in enumerate(row.cells):
        if cell.text:
            printed.append(at)
    return printed[0] if len(printed) == 1 else None


def _code_of(row: PrintedRow, list_id: str) -> str:
    """Return the code of a list's row."""
    parts: list[str] = []
    for cell in row.cells:
        field = cell.field
        if field.kind == "code" and field.list_id == list_id:
            parts.append(cell.text)
    return join_code(parts)
