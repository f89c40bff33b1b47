"""Try templates on a document with grids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Problem
from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.candidate import Fit, Reading
from budgetrules.recognition.grids.draft import Draft, TableDraft
from budgetrules.recognition.grids.likeness import is_like
from budgetrules.recognition.grids.passes import CONTENT, ONCE, TABLES, TITLES, run
from budgetrules.schema.forms import Template

# So many tables under prescribed titles settle the form.
_FEW = 2
# So many titles of one form settle it, unless those of another are at least a third as many.
_MANY, _HARDLY = 3, 3
# So many times as many tables must be like those of the form as are unlike them; one under a
# title near to its own is half unlike.
_MOSTLY = 3
# The weight of a table under its prescribed title, under one near to it, known by its columns
# alone, and of one under its title whose columns fit nothing.
_SURE, _TITLED, _BY_COLUMNS, _UNMATCHED = 4, 3, 1, 2


@attrs.frozen(eq=False)
class GridCandidate:
    """A template tried on the grids of a document."""

    draft: Draft
    fit: Fit

    @property
    def template(self) -> Template:
        """The template that was tried."""
        return self.draft.template

    def read(self, official_names: Mapping[str, str]) -> Reading:
        """Read the tables, and as the narrative all lines and grids that belong to none."""
        named = attrs.evolve(self.draft, official_names=official_names)
        return run(named, CONTENT).reading


def grid_candidates(raw: RawDocument, templates: Sequence[Template]) -> list[GridCandidate]:
    """Try each template on the grids of a document, in the order of the templates.

    Where the titles of one form stand, forms with hardly any of theirs are not tried further.
    """
    numbered = run(Draft(raw=raw), ONCE)
    drafts: list[Draft] = []
    for template in templates:
        draft = attrs.evolve(numbered, template=template)
        drafts.append(run(draft, TITLES))
    counts = [len(_titled(draft)) for draft in drafts]
    most = max(counts, default=0)
    candidates: list[GridCandidate] = []
    for draft, count in zip(drafts, counts, strict=True):
        if most >= _MANY and _HARDLY * count < most:
            fit = _hardly_fits(draft, count)
            candidates.append(GridCandidate(draft, fit))
            continue
        assigned = run(draft, TABLES)
        fit = _weigh(assigned)
        candidates.append(GridCandidate(assigned, fit))
    return candidates


def _titled(draft: Draft) -> set[str]:
    """Return the tables over which their prescribed titles stand."""
    sure = (part.titled for part in draft.parts if part.is_sure)
    return {table.id for table in sure if table is not None}


def _hardly_fits(draft: Draft, titles: int) -> Fit:
    """Say how well a template fits of which too few titles stand in the document to look
    further.
    """
    share = Fraction(titles, _SURE * _table_count(draft.template))
    reason = Message("why.few_titles", {"titles": str(titles)})
    return Fit(
        share=share,
        known=0,
        enough=False,
        reasons=(reason,),
    )


def _table_count(template: Template) -> int:
    return max(1, len(template.tables))


def _weigh(draft: Draft) -> Fit:
    """Say how well a template fits by the tables that were found, each weighed by how sure it
    is.

    A table whose columns or rows were not understood speaks against the form.
    """
    count = _table_count(draft.template)
    # Of a repeatable table its first sheet counts.
    tables = [table for table in draft.tables if not table.sheet]
    like = [table for table in tables if is_like(table)]
    sure = sum(table.sure for table in like)
    titled = sum(table.titled for table in like)
    certain = sum(map(_is_certain, like))
    near = len(like) - certain
    unlike = len(draft.unmatched) + len(tables) - len(like)
    are_enough = sure >= _FEW or 3 * titled >= count or 2 * len(like) >= count
    weight = sum(map(_weight, like)) + len(draft.unmatched) * _UNMATCHED
    return Fit(
        share=Fraction(weight, _SURE * count),
        known=len(draft.tables) + len(draft.unmatched),
        enough=are_enough and 2 * certain >= _MOSTLY * (2 * unlike + near),
        problems=list(_problems(draft)),
        reasons=draft.reasons,
        lacking=tuple(_lacking(draft)),
        strange=tuple(part.title for part in draft.unknown if part.heading is not None),
    )


def _is_certain(table: TableDraft) -> bool:
    """Whether its title, or the name of its sheet, is that of the table."""
    is_named_by_sheet = table.titled and table.parts[0].part.heading is None
    return table.sure or is_named_by_sheet


def _lacking(draft: Draft) -> Iterator[str]:
    """Yield the tables that must be there and are not."""
    found = {table.table.id for table in draft.tables}
    found.update(table.id for table, _ in draft.unmatched)
    for table in draft.template.tables:
        if table.required and table.id not in found:
            yield table.id


def _weight(table: TableDraft) -> int:
    if table.sure:
        return _SURE
    return _TITLED if table.titled else _BY_COLUMNS


def _problems(draft: Draft) -> Iterator[Problem]:
    """Say what is wrong with the tables as such: titles, tables printed twice, columns
    unmatched.
    """
    for table in draft.tables:
        if not table.sure and not draft.template.by_kinds:
            yield from _title_problem(table)
    for repeated, part in draft.repeated:
        details = {"table": repeated.id}
        yield Problem(Diagnostic("N112", Severity.ERROR, details), part.place)
    for unmatched, part in draft.unmatched:
        details = {"table": unmatched.id}
        yield Problem(Diagnostic("N151", Severity.ERROR, details), part.place)


def _title_problem(table: TableDraft) -> Iterator[Problem]:
    """Report a table under no prescribed title, but for one that only a sheet's name tells."""
    part = table.parts[0].part
    if part.heading is None and part.grid.place.sheet:
        return
    form = table.table
    details = {"table": form.id, "found": part.title, "title": form.titles[0]}
    yield Problem(Diagnostic("N107", Severity.WARNING, details), part.place)
