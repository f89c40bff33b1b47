"""Tell whether a table that was found is the form's: its columns, its rows and its codes."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.recognition.grids.cells import GridCell
from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.draft import GridPart, TableDraft, TablePart
from budgetrules.recognition.lines.segment import bare_label, layout
from budgetrules.schema.forms import Table

# Points that the columns of a form's own table have.
_LEAST_POINTS = 75
# Of so many printed rows, names or codes something can be told.
_FEWEST = 4
# The digits of codes: 类, 款 and 项.
_LENGTHS = (3, 5, 7)


def is_like(table: TableDraft) -> bool:
    """Whether columns, rows and codes of a table are such as the form has."""
    return all(_is_like(part) for part in table.parts)


def is_part_like(part: GridPart, match: ColumnMatch) -> bool:
    """Whether a part would be like the table of a match, which it is not assigned to yet."""
    table_part = TablePart(
        part=part,
        grid=part.grid,
        first=match.body,
        last=part.last,
        match=match,
    )
    return _is_like(table_part)


def _is_like(part: TablePart) -> bool:
    if part.match.points < _LEAST_POINTS:
        return False
    form = part.match.layout or part.match.table
    return _has_names(part, form) and _has_codes(part, form)


def _has_names(part: TablePart, form: Table) -> bool:
    """Whether the names of rows are those prescribed; where a list has none, none is printed."""
    names = list(_names(part, form))
    if not any(item.keys for item in form.lists):
        return _text_rows(part) < _FEWEST
    labels = layout(form).labels
    known = sum(bare_label(name, form.vocabulary) in labels for name in names)
    return len(names) < _FEWEST or 4 * known >= 3 * len(names)


def _names(part: TablePart, form: Table) -> Iterator[str]:
    """Yield the names of rows with figures in the lists of a part whose rows are prescribed."""
    prescribed = {item.id for item in form.lists if item.rows}
    for at, slot in part.match.slots.items():
        field = slot.field
        if field.list_id not in prescribed or field.kind not in ("text", "coded"):
            continue
        for cell in _cells(part, at):
            if not cell.text.is_number:
                yield cell.text.words


def _cells(part: TablePart, at: int) -> Iterator[GridCell]:
    """Yield the cells with text of a printed column."""
    for row in range(part.first, part.last):
        cell = part.grid.cell(row, at)
        if cell is not None and cell.text.words:
            yield cell


def _text_rows(part: TablePart) -> int:
    """Count the rows that begin with a text."""
    count = 0
    for row in range(part.first, part.last):
        cells = part.grid.printed[row]
        count += bool(len(cells) > 1 and not cells[0].text.is_number)
    return count


def _has_codes(part: TablePart, form: Table) -> bool:
    """Whether what stands in the one column of codes are codes of the form's lists.

    A list of codes without any is none; codes of units have other lengths.
    """
    for item in form.lists:
        if item.code_key() is None:
            continue
        fields = {at: slot.field for at, slot in part.match.slots.items()}
        own = {at: field for at, field in fields.items() if field.list_id == item.id}
        coded = [at for at, field in own.items() if field.kind == "code"]
        if len(coded) == 1 and not _are_codes(list(_cells(part, coded[0]))):
            return False
        named = [at for at, field in own.items() if field.kind == "coded"]
        if named and not coded and not _begin_with_codes(list(_cells(part, named[0]))):
            return False
    return True


def _are_codes(cells: list[GridCell]) -> bool:
    numbers = [cell for cell in cells if cell.text.has_digit]
    fitting = sum(len(_digits(cell)) in _LENGTHS for cell in numbers)
    return 4 * fitting >= 3 * len(numbers)


def _begin_with_codes(cells: list[GridCell]) -> bool:
    coded = sum(cell.text.words[:3].isdigit() for cell in cells)
    return len(cells) < _FEWEST or 2 * coded >= len(cells)


def _digits(cell: GridCell) -> str:
    return "".join(filter(str.isdigit, cell.text.words))


def holds_numbers(part: GridPart, body: int, at: int) -> bool:
    """Whether a column holds numbers that are no codes."""
    for row in range(body, part.last):
        cell = part.grid.cell(row, at)
        if cell is not None and cell.text.is_number and not cell.text.is_code:
            return True
    return False
