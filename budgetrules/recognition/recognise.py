"""Which form is this, and what does it say: from lines and grids to a disclosure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Cell, Claim, Disclosure, Problem, TableData
from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.candidate import Candidate
from budgetrules.recognition.grids.candidate import grid_candidates
from budgetrules.recognition.levels import link
from budgetrules.recognition.lines.dump import dump_candidate
from budgetrules.recognition.lines.titles import caption
from budgetrules.recognition.narrative.headings import find_sections, whole_text
from budgetrules.recognition.narrative.statements import read_statements, unread_figures
from budgetrules.schema.forms import CAPTION, Sentence, SlotKind, Template

_YEAR_SLOT = "年"


def build_disclosure(
    raw: RawDocument,
    templates: Sequence[Template],
    *,
    template_id: str | None = None,
    year: int | None = None,
    known_names: Mapping[str, str] | None = None,
) -> Disclosure:
    """Recognise a document by the templates (or by the one named) and read its tables and headings.

    `known_names` gives the official name of a code, which parts two neighbouring texts. A document of no known form has
    template None and says so in its problems.
    """
    found = Disclosure(
        raw.path, raw.sha256, raw.format, None, "", year, {}, problems=list(raw.problems)
    )
    if not raw.lines and not raw.grids:
        return found
    chosen = _choose(raw, templates, template_id, found)
    if chosen is None:
        return found
    template = chosen.template
    found.template = template
    reading = chosen.read(known_names or {})
    narrative = list(reading.narrative)
    tables = {table.id: table for table in reading.tables}
    found.tables = {table.id: tables[table.id] for table in template.tables if table.id in tables}
    found.others.extend(reading.others)
    found.problems.extend(reading.problems)
    _tell_missing(found, template)
    found.sections = find_sections(narrative, template)
    found.whole = whole_text(
        narrative, [row for table in found.tables.values() for row in table.rows()]
    )
    found.statements, problems = read_statements(narrative, found.sections, template)
    found.problems.extend(problems)
    found.unread_figures = unread_figures(narrative, found)
    _tell_narrative(found, template, raw)
    complete(found, template)
    return found


def complete(found: Disclosure, template: Template) -> None:
    """What needs all tables: whose disclosure it is, of which year, and how rows hang together."""
    for table in found.tables.values():
        table.caption = caption(table)
    found.entity = _most(_entities(found, template))
    found.fiscal_year = found.fiscal_year or _year(found, template)
    _link(found, template)


def _choose(
    raw: RawDocument, templates: Sequence[Template], template_id: str | None, found: Disclosure
) -> Candidate | None:
    """The template most of whose tables are found; reasons for every one are kept."""
    if template_id is not None and all(template.id != template_id for template in templates):
        found.problems.append(Problem(Diagnostic("N114", Severity.ERROR, {"name": template_id})))
        return None
    best: Candidate | None = None
    tried = [template for template in templates if template_id in (None, template.id)]
    if raw.grids or raw.drawn:
        candidates: Sequence[Candidate] = grid_candidates(raw, tried)
    else:
        words = "".join(fold(line.text) for line in raw.lines)
        candidates = [dump_candidate(raw, template, words) for template in tried]
    for template, candidate in zip(tried, candidates, strict=True):
        fit = candidate.fit
        found.explanation.append(f"{template.id}：{len(template.tables)} 张表认出 {fit.known} 张")
        found.explanation.extend(f"  {reason}" for reason in fit.reasons)
        if fit.known and (
            best is None or (fit.share, fit.known) > (best.fit.share, best.fit.known)
        ):
            best = candidate
    if best is None or not (best.fit.enough or template_id is not None):
        found.problems.append(Problem(Diagnostic("N105", Severity.ERROR, {})))
        return None
    found.problems.extend(best.fit.problems)
    return best


def _tell_missing(found: Disclosure, template: Template) -> None:
    for table in template.tables:
        if table.required and table.id not in found.tables:
            details = {"table": table.id, "title": table.titles[0]}
            found.problems.append(Problem(Diagnostic("N106", Severity.ERROR, details)))


def _tell_narrative(found: Disclosure, template: Template, raw: RawDocument) -> None:
    """A file of tables in which no prescribed section stands was published beside its narrative: one problem, not one a section."""
    required = {section.id for section in template.all_sections() if section.required}
    alone = raw.tables_only or not found.sections
    if alone and required and not any(section.id in required for section in found.sections):
        found.narrative = False
        found.problems.append(Problem(Diagnostic("N173", Severity.WARNING, {})))


def _claims(found: Disclosure, template: Template) -> list[tuple[Sentence, Claim]]:
    claims: list[tuple[Sentence, Claim]] = []
    for table in found.tables.values():
        schema = template.table(table.id)
        if schema is None:
            continue
        if table.caption is not None:
            claims.append((CAPTION, table.caption))
        if table.header is not None and schema.header is not None:
            claims.append((schema.header, table.header))
        sentences = {sentence.id: sentence for sentence in schema.notes}
        claims.extend((sentences[note.sentence], note) for note in table.notes)
    return claims


def _slots(found: Disclosure, template: Template, kind: SlotKind) -> list[Cell | str]:
    """The values of all slots of a kind, in headers, notes and headings, and in what the narrative says.

    Of the years in the narrative only those named 年 are the year of the disclosure.
    """
    values: list[Cell | str] = []
    for sentence, claim in _claims(found, template):
        names = {
            slot.name
            for wording in sentence.wordings
            for slot in wording.slots()
            if slot.kind is kind
        }
        values.extend(value for name, value in claim.slots.items() if name in names)
    headings = {section.id: section for section in template.all_sections()}
    for data in found.sections:
        names = {
            slot.name
            for wording in headings[data.id or ""].headings
            for slot in wording.slots()
            if slot.kind is kind
        }
        values.extend(value for name, value in data.slots.items() if name in names)
    for statement in template.statements:
        names = {
            slot.name
            for wording in statement.wordings
            for slot in wording.slots()
            if slot.kind is kind
        }
        for row in (
            found.statements[statement.id].rows
            if names and statement.id in found.statements
            else ()
        ):
            values.extend(row.texts[name] for name in names if name in row.texts)
            values.extend(row.cells[name] for name in names & {_YEAR_SLOT} if name in row.cells)
    return values


# What a department calls itself is no name of it.
_OWN = ("本部门", "本单位", "我部门", "我单位", "部门", "单位")


def _entities(found: Disclosure, template: Template) -> list[str]:
    return [
        value
        for value in _slots(found, template, SlotKind.ENTITY)
        if isinstance(value, str) and value not in _OWN
    ]


def _most(values: Sequence[str]) -> str:
    counted = Counter(values)
    return max(counted, key=lambda value: counted[value]) if counted else ""


def _year(found: Disclosure, template: Template) -> int | None:
    years = [
        value.figure.digits
        for value in _slots(found, template, SlotKind.YEAR)
        if isinstance(value, Cell) and value.figure is not None
    ]
    return Counter(years).most_common(1)[0][0] if years else None


def _link(found: Disclosure, template: Template) -> None:
    """Levels and parents, when the names of all units are known."""
    units = {fold(found.entity)} if found.entity else set()
    later: list[tuple[TableData, str]] = []
    lists = template.lists()
    for table in found.tables.values():
        for list_id in table.lists:
            if lists[list_id].code_key() is None and "单位" in lists[list_id].levels:
                later.append((table, list_id))
                continue
            link(table.lists[list_id].rows, lists[list_id], frozenset(units))
            units.update(fold(row.name) for row in table.lists[list_id].rows if row.level == "单位")
    for table, list_id in later:
        link(table.lists[list_id].rows, lists[list_id], frozenset(units))
