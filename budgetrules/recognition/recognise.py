"""Recognise which form a document is, and read it by that: lines and grids → a disclosure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from budgetrules.core.names import fold
from budgetrules.messages.message import Message, Words, joined
from budgetrules.model.disclosure import Cell, Claim, Disclosure, ListData, Problem, TableData
from budgetrules.model.problems import error, note, warning
from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.candidate import Candidate
from budgetrules.recognition.claims.coded import coded_amounts
from budgetrules.recognition.grids.candidate import grid_candidates
from budgetrules.recognition.grids.titles import tables_named
from budgetrules.recognition.inference.presumed import presumed_problems
from budgetrules.recognition.levels import link
from budgetrules.recognition.lines.dump import dump_candidate
from budgetrules.recognition.narrative.read import read_narrative
from budgetrules.recognition.narrative.section_text import whole_text
from budgetrules.recognition.sheets import rows_by_sheet, with_sheet
from budgetrules.recognition.stated_unit import take_stated_unit
from budgetrules.recognition.table_titles import caption
from budgetrules.recognition.words import says_amount
from budgetrules.schema.claims import ITEMS
from budgetrules.schema.forms import YEAR_SLOT, Sentence, SlotKind, TableList, Template, Wording

Value = Cell | str


@attrs.frozen(eq=False)
class _Choice:
    """The candidate that fits best, if one fits well enough, and what is said of all of them."""

    candidate: Candidate | None
    explanation: list[Words]
    problems: list[Problem]


def build_disclosure(
    raw: RawDocument,
    templates: Sequence[Template],
    *,
    template_id: str | None = None,
    year: int | None = None,
    known_names: Mapping[str, str] | None = None,
) -> Disclosure:
    """Recognise a document by the templates (or by the one named) and read it.

    `known_names` gives the official name of a code, which parts two neighbouring texts. A document
    of no known form has template None and says so in its problems.
    """
    disclosure = Disclosure(
        path=raw.path,
        sha256=raw.sha256,
        format=raw.format,
        template=None,
        entity="",
        fiscal_year=year,
        tables={},
        problems=list(raw.problems),
    )
    if not raw.lines and not raw.grids:
        return disclosure
    choice = _choose(raw, templates, template_id)
    disclosure.explanation.extend(choice.explanation)
    disclosure.problems.extend(choice.problems)
    if choice.candidate is not None:
        _read(raw, choice.candidate, known_names or {}, disclosure)
    return disclosure


def _read(
    raw: RawDocument,
    candidate: Candidate,
    official_names: Mapping[str, str],
    disclosure: Disclosure,
) -> None:
    """Read the content of a document by the candidate chosen into its disclosure."""
    template = candidate.template
    reading = candidate.read(official_names)
    if template.by_kinds:
        take_stated_unit(reading.tables)
    narrative = read_narrative(reading.narrative, template, reading.sections, reading.unread)
    disclosure.template = template
    disclosure.tables = in_printed_order(reading.tables, template)
    disclosure.others.extend(reading.others)
    disclosure.inferred.extend(reading.inferred)
    disclosure.sections = narrative.sections
    disclosure.statements = narrative.statements
    disclosure.unread_figures = narrative.unread_figures
    disclosure.unread_cells = narrative.unread_cells
    disclosure.whole = whole_text(reading.narrative, disclosure.tables.values())
    disclosure.problems.extend(reading.problems)
    disclosure.problems.extend(_missing_tables(disclosure, template))
    disclosure.problems.extend(narrative.problems)
    if _is_without_narrative(disclosure, template, raw):
        disclosure.narrative = False
        disclosure.problems.append(warning("N173"))
    complete(disclosure, template)
    disclosure.problems.extend(presumed_problems(disclosure, template))


def in_printed_order(tables: Iterable[TableData], template: Template) -> dict[str, TableData]:
    """Put tables in the order of the form, each under its id."""
    by_id: dict[str, TableData] = {}
    for table in tables:
        schema = template.table(table.id)
        if schema is not None and schema.repeatable:
            by_id[table.id] = with_sheet(by_id.get(table.id), table, schema)
        else:
            by_id[table.id] = table
    return {table.id: by_id[table.id] for table in template.tables if table.id in by_id}


def complete(disclosure: Disclosure, template: Template) -> None:
    """Fill in what needs all tables: entity, fiscal year, and how rows hang together."""
    for table in disclosure.tables.values():
        _state_unit(table, template)
        if table.caption is None:
            table.caption = caption(table, template.table(table.id))
    disclosure.entity = _entity(disclosure, template)
    disclosure.fiscal_year = disclosure.fiscal_year or _year(disclosure, template)
    _link(disclosure, template)
    shown = disclosure.statements.get(ITEMS)
    if template.cues.cues and (shown is None or not shown.rows):
        disclosure.statements[ITEMS] = coded_amounts(disclosure, template)


def _state_unit(table: TableData, template: Template) -> None:
    """Let the header of a table say its unit wherever the table prints it."""
    schema = template.table(table.id)
    if schema is None or schema.header is None or not table.unit_stated:
        return
    for name in _slot_names(schema.header.wordings, SlotKind.UNIT):
        if table.header is None:
            table.header = Claim(schema.header.id, {name: table.unit}, table.place)
        table.header.slots.setdefault(name, table.unit)


def _choose(raw: RawDocument, templates: Sequence[Template], template_id: str | None) -> _Choice:
    """Choose the template most of whose tables are found; reasons are kept for each one.

    Where none fits well, the tables are read by their kinds.
    """
    tried = [template for template in templates if template_id in (None, template.id)]
    if template_id is not None:
        return _choose_named(raw, tried, template_id)
    known = _candidates(raw, [template for template in tried if not template.by_kinds])
    explanation = list(_explained(known))
    ranked = sorted(known, key=_rank, reverse=True)
    undescribed = [template for template in tried if template.by_kinds]
    fitting = [candidate for candidate in ranked if _fits(candidate, undescribed)]
    if fitting:
        explanation.append(_chosen(ranked, fitting[0]))
        return _Choice(fitting[0], explanation, list(fitting[0].fit.problems))
    by_kinds = _candidates(raw, undescribed)
    explanation.extend(_explained(by_kinds))
    best = max(by_kinds, key=_rank, default=None)
    if best is None or not _says_something(best, raw):
        return _Choice(None, explanation, [error("N105")])
    explanation.append(_chosen(ranked, best))
    return _Choice(best, explanation, [_nearest_form(ranked), *best.fit.problems])


def _says_something(candidate: Candidate, raw: RawDocument) -> bool:
    """Whether a document can be read without a form: by its tables, its words, or by codes."""
    if candidate.fit.known or says_budget(raw, candidate.template):
        return True
    inferred = candidate.read({}).inferred
    return any(table.is_nested for table in inferred)


def _choose_named(
    raw: RawDocument,
    tried: Sequence[Template],
    template_id: str,
) -> _Choice:
    """Take the template that was asked for, if any of its tables is there."""
    if not tried:
        return _Choice(None, [], [error("N114", name=template_id)])
    (candidate,) = _candidates(raw, tried)
    explanation = list(_explained((candidate,)))
    if not candidate.fit.known and not says_budget(raw, candidate.template):
        return _Choice(None, explanation, [error("N105")])
    return _Choice(candidate, explanation, list(candidate.fit.problems))


def _fits(candidate: Candidate, undescribed: Sequence[Template]) -> bool:
    """Whether a form fits well enough.

    It doesn't where it lacks most of its tables, nor where it lacks some while others of their
    kinds stand under titles that it doesn't know: that is another form.
    """
    fit = candidate.fit
    if not (fit.known and fit.enough):
        return False
    if not fit.lacking or not undescribed:
        return True
    required = sum(table.required for table in candidate.template.tables)
    if 2 * len(fit.lacking) > required:
        return False
    return not any(_is_of_kind(title, undescribed) for title in fit.strange)


def _is_of_kind(title: str, undescribed: Sequence[Template]) -> bool:
    return any(tables_named(title, template) for template in undescribed)


def _explained(candidates: Sequence[Candidate]) -> Iterator[Words]:
    """Say how well each candidate fits, and why."""
    for candidate in candidates:
        yield _summary(candidate)
        for reason in candidate.fit.reasons:
            yield joined("  ", reason)


def _rank(candidate: Candidate) -> tuple[bool, Fraction, int]:
    """Order candidates by how well they fit."""
    fit = candidate.fit
    return fit.enough, fit.share, fit.known


def _chosen(ranked: Sequence[Candidate], chosen: Candidate) -> Message:
    """Say which template was chosen, and which came next."""
    others = [item for item in ranked if item is not chosen and item.fit.known]
    slots = {"template": chosen.template.id}
    if not others:
        return Message("why.chosen", slots)
    second = others[0]
    slots["second"] = second.template.id
    slots["share"] = _percent(second.fit.share)
    return Message("why.chosen_before", slots)


def _percent(share: Fraction) -> str:
    return f"{100 * share.numerator // share.denominator}%"


def _nearest_form(ranked: Sequence[Candidate]) -> Problem:
    """Note that no form fits, and which one comes nearest."""
    nearest = next((item for item in ranked if item.fit.known), None)
    if nearest is None:
        return note("N158")
    template = nearest.template
    return note("N159", form=template.id, share=_percent(nearest.fit.share))


def says_budget(raw: RawDocument, template: Template) -> bool:
    """Whether a text without tables is one of a budget: an amount, and what it is of."""
    if not template.by_kinds:
        return False
    words = template.vocabulary.budget_words
    for line in raw.lines:
        text = fold(line.text)
        if any(word in text for word in words) and says_amount(text, template.vocabulary):
            return True
    return False


def _summary(candidate: Candidate) -> Message:
    """Say how many tables of a template were recognised."""
    template = candidate.template
    slots = {
        "template": template.id,
        "tables": str(len(template.tables)),
        "found": str(candidate.fit.known),
    }
    return Message("why.template", slots)


def _candidates(raw: RawDocument, templates: Sequence[Template]) -> Sequence[Candidate]:
    if raw.grids or raw.drawn:
        return grid_candidates(raw, templates)
    words = "".join(fold(line.text) for line in raw.lines)
    return [dump_candidate(raw, template, words) for template in templates]


def _missing_tables(disclosure: Disclosure, template: Template) -> Iterator[Problem]:
    for table in template.tables:
        if table.required and table.id not in disclosure.tables:
            yield error("N106", table=table.id, title=table.titles[0])


def _is_without_narrative(disclosure: Disclosure, template: Template, raw: RawDocument) -> bool:
    """Tell a file of tables that was published beside its narrative: no prescribed section.

    That is one problem of the document, not one of each section.
    """
    if disclosure.sections and not raw.tables_only:
        return False
    required = {section.id for section in template.all_sections() if section.required}
    present = {section.id for section in disclosure.sections}
    return bool(required) and required.isdisjoint(present)


def _entity(disclosure: Disclosure, template: Template) -> str:
    """Choose the name that stands most often where the form has one of the entity."""
    own_names = template.vocabulary.own_names
    counted: Counter[str] = Counter()
    for value in _values(disclosure, template, SlotKind.ENTITY):
        if isinstance(value, str) and value not in own_names:
            counted[value] += 1
    # Of names as frequent the first one counts, as `most_common` keeps their order.
    if not counted:
        return ""
    return counted.most_common(1)[0][0]


def _year(disclosure: Disclosure, template: Template) -> int | None:
    """Choose the year that stands most often where the form has one."""
    counted: Counter[int] = Counter()
    for value in _values(disclosure, template, SlotKind.YEAR):
        if isinstance(value, Cell) and value.figure is not None:
            counted[value.figure.digits] += 1
    if not counted:
        return None
    return counted.most_common(1)[0][0]


def _values(disclosure: Disclosure, template: Template, kind: SlotKind) -> Iterator[Value]:
    """Yield the values of all slots of a kind, of tables first, then headings and statements."""
    for sentence, claim in _claims(disclosure, template):
        yield from _of_kind(claim.slots, sentence.wordings, kind)
    headings = {section.id: section.headings for section in template.all_sections()}
    for data in disclosure.sections:
        yield from _of_kind(data.slots, headings[data.id or ""], kind)
    yield from _stated(disclosure, template, kind)


def _claims(disclosure: Disclosure, template: Template) -> Iterator[tuple[Sentence, Claim]]:
    """Yield what captions, headers and notes of tables claim, each with its sentence."""
    for table in disclosure.tables.values():
        schema = template.table(table.id)
        if schema is None:
            continue
        if table.caption is not None:
            yield schema.caption, table.caption
        if table.header is not None and schema.header is not None:
            yield schema.header, table.header
        sentences = {sentence.id: sentence for sentence in schema.notes}
        for claim in table.notes:
            yield sentences[claim.sentence], claim


def _of_kind(
    slots: Mapping[str, Value], wordings: Sequence[Wording], kind: SlotKind
) -> Iterator[Value]:
    names = _slot_names(wordings, kind)
    for name, value in slots.items():
        if name in names:
            yield value


def _slot_names(wordings: Sequence[Wording], kind: SlotKind) -> tuple[str, ...]:
    """List the slots of a kind, each once, in the order of the wordings."""
    names: dict[str, None] = {}
    for wording in wordings:
        names.update((slot.name, None) for slot in wording.slots() if slot.kind is kind)
    return tuple(names)


def _stated(disclosure: Disclosure, template: Template, kind: SlotKind) -> Iterator[Value]:
    """Yield the values in statements; of their years only those called 年 are the document's."""
    for statement in template.statements:
        data = disclosure.statements.get(statement.id)
        names = _slot_names(statement.wordings, kind)
        if data is None or not names:
            continue
        for row in data.rows:
            for name in names:
                if name in row.texts:
                    yield row.texts[name]
                if name == YEAR_SLOT and name in row.cells:
                    yield row.cells[name]


def _link(disclosure: Disclosure, template: Template) -> None:
    """Find levels and parents of rows, in lists that name units once all units are known."""
    units = {fold(disclosure.entity)} if disclosure.entity else set()
    later: list[tuple[TableData, str]] = []
    lists = template.lists()
    for table in disclosure.tables.values():
        for list_id, data in table.lists.items():
            item = lists[list_id]
            if item.code_key() is None and item.unit_level in item.levels:
                later.append((table, list_id))
                continue
            _link_list(data, item, frozenset(units))
            if item.unit_level:
                units.update(fold(row.name) for row in data.rows if row.level == item.unit_level)
    for table, list_id in later:
        _link_list(table.lists[list_id], lists[list_id], frozenset(units))


def _link_list(data: ListData, item: TableList, units: frozenset[str]) -> None:
    """Link the rows of a list, those of each sheet of a repeatable table by themselves."""
    for rows in rows_by_sheet(data.rows):
        link(rows, item, units)
