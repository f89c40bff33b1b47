"""A document with grids by a template: tables, what was said over and below them, and the narrative between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import fold
from budgetrules.model.disclosure import OtherTable, Place, Problem, TableData
from budgetrules.readers.pages import is_page_number
from budgetrules.recognition.candidate import Fit, Reading
from budgetrules.recognition.grids.assign import Assignment, assign, is_next
from budgetrules.recognition.grids.flatten import flat_lines, is_blank, is_table, printed_rows
from budgetrules.recognition.grids.parts import Part, Stream, find_parts
from budgetrules.recognition.grids.tables import UsedLines, read_table, said_table, unread_table
from budgetrules.recognition.grids.undrawn import undrawn
from budgetrules.recognition.narrative.headings import is_heading
from budgetrules.schema.forms import Template

_FEW = 2
# So many titles of one form settle it, unless those of another are at least a third as many.
_MANY, _HARDLY = 3, 3


def grid_candidates(stream: Stream, templates: Sequence[Template]) -> list[GridCandidate]:
    """What each template makes of the grids of a document, in the order of the templates.

    Where the titles of one form stand, forms with hardly any of theirs are not tried by columns.
    """
    parts = [find_parts(stream, template) for template in templates]
    titles = [len(_titled(held)) for held in parts]
    most = max(titles, default=0)
    return [
        _candidate(stream, held, template)
        if most < _MANY or _HARDLY * count >= most
        else _passed_over(stream, template, count)
        for template, held, count in zip(templates, parts, titles, strict=True)
    ]


def _titled(parts: list[Part]) -> set[str]:
    """The tables over which their prescribed titles stand."""
    headings = (part.heading for part in parts)
    return {
        heading.table.id
        for heading in headings
        if heading is not None and heading.sure and heading.table is not None
    }


def _passed_over(stream: Stream, template: Template, titles: int) -> GridCandidate:
    """A template of which too few titles stand in the document to look further."""
    share = Fraction(titles, 4 * max(1, len(template.tables)))
    reasons = [f"题名相符的只有 {titles} 张，没有再看"]
    fit = Fit(share=share, known=0, enough=False, reasons=reasons)
    return GridCandidate(stream, template, fit, [], Assignment())


def _candidate(stream: Stream, parts: list[Part], template: Template) -> GridCandidate:
    """Weigh the tables found.

    A table whose title only comes near to the prescribed one counts three quarters, one known by
    its columns alone a quarter.
    """
    found = assign(parts, template)
    titled = sum(item.titled for item in found.found) + len(found.unread)
    known = len(found.found) + len(found.unread)
    count = max(1, len(template.tables))
    weight = sum(4 if item.sure else 3 if item.titled else 1 for item in found.found) + 2 * len(
        found.unread
    )
    share = Fraction(weight, 4 * count)
    enough = (
        sum(item.sure for item in found.found) >= _FEW or 3 * titled >= count or 2 * known >= count
    )
    problems = _problems(found)
    fit = Fit(share=share, known=known, enough=enough, problems=problems, reasons=found.reasons)
    return GridCandidate(stream, template, fit, parts, found)


@attrs.frozen(eq=False)
class GridCandidate:
    """A template and the parts of grids that are its tables."""

    stream: Stream
    template: Template
    fit: Fit
    parts: list[Part]
    found: Assignment

    def read(self, official_names: Mapping[str, str]) -> Reading:
        """Read the tables, and as the narrative all lines and grids that belong to none."""
        return _read(self.stream, self.parts, self.found, self.template, official_names)


def _problems(found: Assignment) -> list[Problem]:
    problems = []
    for item in found.found:
        if item.sure:
            continue
        part = item.pieces[0].part
        if part.heading is not None or not part.view.grid.place.sheet:
            title = part.heading.title if part.heading is not None else ""
            details = {"table": item.table.id, "found": title, "title": item.table.titles[0]}
            problems.append(Problem(Diagnostic("N107", Severity.WARNING, details), _place(part)))
    for table, part in found.repeated:
        problems.append(
            Problem(Diagnostic("N112", Severity.ERROR, {"table": table.id}), _place(part))
        )
    for table, part in found.unread:
        problems.append(
            Problem(Diagnostic("N151", Severity.ERROR, {"table": table.id}), _place(part))
        )
    return problems


def _unknown_table(part: Part) -> Problem:
    """Report a table that the form doesn't know: as a warning where a title calls it a table."""
    title, rows = _title(part), printed_rows(part)
    weight = Severity.WARNING if part.heading is not None else Severity.NOTE
    name = title or " ".join(rows[0])[:40]
    return Problem(Diagnostic("N108", weight, {"found": name}), _place(part))


def _title(part: Part) -> str:
    """What stands over a table: its title, else the one text of its first row, else the name of its sheet."""
    if part.heading is not None:
        return part.heading.title
    first = next((row for row in printed_rows(part)), ())
    return first[0] if len(first) == 1 else part.view.grid.place.sheet or ""


def _place(part: Part) -> Place:
    return part.heading.place if part.heading is not None else part.view.grid.place


def _read(
    stream: Stream,
    parts: list[Part],
    found: Assignment,
    template: Template,
    names: Mapping[str, str],
) -> Reading:
    used = UsedLines(stream, parts)
    tables: dict[str, TableData] = {}
    others: list[OtherTable] = []
    problems: list[Problem] = []
    for item_found in found.found:
        data, told = read_table(item_found, template, names, used)
        tables[data.id] = data
        problems.extend(told)
    for table, part in found.unread:
        tables.setdefault(table.id, unread_table(table, part, template, used))
    for item in undrawn(
        stream,
        template,
        [*(item.table for item in found.found), *(table for table, _ in found.unread)],
    ):
        tables[item.table.id] = said_table(item, template)
        problems.append(
            Problem(Diagnostic("N154", Severity.ERROR, {"table": item.table.id}), item.place)
        )
    for _, part in found.repeated:
        used.take_above(part)
    narrative = [
        line
        for at, line in enumerate(stream.lines)
        if at not in used.taken and not is_page_number(line)
    ]
    known: Part | None = None
    for part in found.unknown:
        if is_blank(part):
            continue
        narrative.extend(flat_lines(part))
        goes_on = (
            known is not None
            and parts.index(part) == parts.index(known) + 1
            and is_next(part, template)
        )
        if is_heading(fold(_title(part)), template) or (part.heading is None and goes_on):
            # A sheet that the form has as a section.
            known = part
        elif is_table(part):
            others.append(OtherTable(_title(part), _place(part), printed_rows(part)))
            problems.append(_unknown_table(part))
    narrative.sort(key=lambda line: line.number)
    return Reading(
        tables=list(tables.values()), others=others, problems=problems, narrative=narrative
    )
