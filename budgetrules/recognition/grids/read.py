"""Pass 6, read: the tables of the form, those it doesn't know, and the narrative between them."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import fold
from budgetrules.model.disclosure import OtherTable, Problem, TableData, UnreadCell
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.candidate import Reading
from budgetrules.recognition.grids.continuation import is_next
from budgetrules.recognition.grids.draft import Draft, GridPart
from budgetrules.recognition.grids.flatten import flat_cells, is_blank, is_table, printed_rows
from budgetrules.recognition.grids.table import read_table, undrawn_table, unmatched_table
from budgetrules.recognition.grids.undrawn import UndrawnTable, undrawn_tables
from budgetrules.recognition.grids.unread import figures_of_unknown
from budgetrules.recognition.inference.tables import infer_tables
from budgetrules.recognition.narrative.contents import without_contents
from budgetrules.recognition.narrative.headings import is_heading
from budgetrules.schema.forms import Template

_LONGEST_NAME = 40


def read(draft: Draft) -> Draft:
    """Read what was assigned; needs the official names of codes."""
    tables: dict[str, TableData] = {}
    problems: list[Problem] = []
    unread: list[UnreadCell] = []
    used: set[int] = set()
    for table_draft in draft.tables:
        reading = read_table(table_draft, draft)
        tables[table_draft.key] = reading.data
        problems.extend(reading.problems)
        unread.extend(reading.unread)
        used |= reading.lines
    for table, part in draft.unmatched:
        reading = unmatched_table(table, part, draft.template)
        tables.setdefault(table.id, reading.data)
        used |= reading.lines
    drawn = {table_draft.table for table_draft in draft.tables}
    drawn.update(table for table, _ in draft.unmatched)
    for undrawn in undrawn_tables(draft.lines, draft.template, drawn):
        tables[undrawn.table.id] = undrawn_table(undrawn, draft.template)
        problems.append(_undrawn_problem(undrawn))
    for _, part in draft.repeated:
        used |= part.title_lines
    others: list[OtherTable] = []
    unknown = list(_unknown_tables(draft))
    for part in unknown:
        others.append(_other_table(part))
        problems.append(_unknown_problem(part))
    for part in draft.unknown:
        unread.extend(figures_of_unknown(part, _title(part), draft.template.vocabulary))
    result = Reading(
        tables=tuple(tables.values()),
        others=others,
        problems=problems,
        narrative=_narrative(draft, used),
        unread=unread,
        inferred=infer_tables(unknown, draft),
    )
    return attrs.evolve(draft, reading=result)


def _undrawn_problem(undrawn: UndrawnTable) -> Problem:
    """Report a table that the text says to be there, and that nobody drew."""
    details = {"table": undrawn.table.id}
    return Problem(Diagnostic("N154", Severity.ERROR, details), undrawn.place)


def _narrative(draft: Draft, used: set[int]) -> list[RawLine]:
    """Return the lines that no table took, and those in grids that are no table of the form."""
    unused = (line for line in draft.lines if line.number not in used)
    lines = [line for line in unused if not is_page_number(line)]
    for part in draft.unknown:
        lines.extend(line for _, line in flat_cells(part))
    lines.sort(key=_number_of)
    return without_contents(lines, draft.template)


def _number_of(line: RawLine) -> int:
    return line.number


def _unknown_tables(draft: Draft) -> Iterator[GridPart]:
    """Yield the tables that the form doesn't know.

    A sheet that the form has as a section is none, nor is what goes on from it.
    """
    section: GridPart | None = None
    for part in draft.unknown:
        if is_blank(part):
            continue
        goes_on = section is not None and _goes_on(part, section, draft.template)
        if is_heading(fold(_title(part)), draft.template) or goes_on:
            section = part
        elif is_table(part):
            yield part


def _goes_on(
    part: GridPart,
    before: GridPart,
    template: Template,
) -> bool:
    """Whether a part without title stands right behind another one."""
    if part.heading is not None or part.position != before.position + 1:
        return False
    return is_next(part, template)


def _title(part: GridPart) -> str:
    """Return a title over a part, else the one text of its first row, else the name of its
    sheet.
    """
    if part.heading is not None:
        return part.heading.title
    rows = printed_rows(part)
    if rows and len(rows[0]) == 1:
        return rows[0][0]
    return part.grid.place.sheet or ""


def _other_table(part: GridPart) -> OtherTable:
    return OtherTable(_title(part), part.place, printed_rows(part))


def _unknown_problem(part: GridPart) -> Problem:
    """Report a table that the form doesn't know: as a warning where a title calls it a table."""
    severity = Severity.WARNING if part.heading is not None else Severity.NOTE
    first_row = " ".join(printed_rows(part)[0])
    name = _title(part) or first_row[:_LONGEST_NAME]
    return Problem(Diagnostic("N108", severity, {"found": name}), part.place)
