"""A template's value → the text that declares it: what was inferred becomes a file to correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgetrules.language.text import tree
from budgetrules.language.text.keywords import spell
from budgetrules.language.text.printer import format_file
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Key,
    Optional,
    RowLabel,
    Section,
    Slot,
    SlotKind,
    Table,
    TableList,
    Template,
    Wording,
    WordingPart,
)
from budgetrules.schema.sources import CodeList

_TYPES = {
    SlotKind.ENTITY: "type_entity",
    SlotKind.YEAR: "type_year",
    SlotKind.UNIT: "type_unit",
    SlotKind.TEXT: "type_text",
    SlotKind.ORDINAL: "type_ordinal",
}


def form_text(
    pack: str,
    foundation: str,
    template: Template,
    codelists: Mapping[str, CodeList],
    comments: Sequence[str],
) -> str:
    """Write a pack that builds on another one and declares a template; comments stand above it."""
    version = tree.Option("version", (_name("1"),))
    builds_on = _clause("builds_on", options=[_bare(foundation)])
    head = _clause(
        "pack",
        pack,
        [template.title],
        [version],
        [builds_on],
        comments,
    )
    form = _clause(
        "template",
        template.id,
        [template.title],
        children=list(_of_form(template, codelists)),
    )
    return format_file(tree.File((head, form)))


def _clause(
    keyword: str,
    name: str | None = None,
    texts: Iterable[str] = (),
    options: Iterable[tree.Option] = (),
    children: Iterable[tree.Clause] = (),
    comments: Iterable[str] = (),
) -> tree.Clause:
    """Make a line with what stands under it."""
    declaration = tree.Declaration(
        _name(name) if name is not None else None,
        tuple(tree.String(text) for text in texts),
        tuple(options),
    )
    return tree.Clause(
        keyword=keyword,
        head=declaration,
        children=tuple(children),
        comments=tuple(comments),
    )


def _name(text: str) -> tree.Name:
    return tree.Name(text)


def _names(words: Iterable[str]) -> tuple[tree.Name, ...]:
    return tuple(map(_name, words))


def _bare(word: str) -> tree.Option:
    return tree.Option("", (_name(word),))


def _keyword(word: str) -> tree.Option:
    """Return an option without a keyword whose value is a word of the language."""
    return tree.Option("", (tree.Name(word, True),))


def _of_form(template: Template, codelists: Mapping[str, CodeList]) -> Iterator[tree.Clause]:
    yield _clause("kind", options=[_keyword(template.kind or "budget")])
    yield _clause("unit", options=[_bare(template.unit)])
    if template.least_decimals:
        least = tree.Option("least", (_name(str(template.least_decimals)),))
        yield _clause("decimals", options=[least])
    yield _clause("blank", options=[_keyword("zero")])
    yield _clause("absent_row", options=[_keyword("zero")])
    header = template.tables[0].header if template.tables else None
    if header is not None:
        yield _clause("header", texts=map(wording_text, header.wordings))
    for table in template.tables:
        yield _table(table, template, codelists)
    for section in template.sections:
        yield _section(section)


def _table(
    table: Table,
    template: Template,
    codelists: Mapping[str, CodeList],
) -> tree.Clause:
    gaps = {wording.spelled: wording_text(wording) for wording in table.title_wordings}
    titles = [gaps.get(title, title) for title in table.titles]
    options: list[tree.Option] = []
    if table.required:
        options.append(tree.Option("required"))
    if table.repeatable:
        options.append(tree.Option("repeatable"))
    if table.unit is not None and table.unit != template.unit:
        options.append(tree.Option("unit_of", (_name(table.unit),)))
    children: list[tree.Clause] = []
    for item in table.lists:
        lines = list(_of_list(item, codelists))
        if item.name:
            children.append(_clause("list", item.name, children=lines))
        else:
            children.extend(lines)
    return _clause("table", table.id, titles, options, children)


def _of_list(item: TableList, codelists: Mapping[str, CodeList]) -> Iterator[tree.Clause]:
    for key in item.keys:
        yield _key(key)
    names = [column for column in item.columns if column.kind is ColumnKind.NAME]
    for column in names:
        yield _column(column, ())
    if item.levels:
        yield _clause("levels", options=[tree.Option("", (_names(item.levels),))])
    others = [column for column in item.columns if column.kind is not ColumnKind.NAME]
    yield from _columns(others, None)
    yield from _rows(item.rows, None, codelists)


def _key(key: Key) -> tree.Clause:
    if not key.is_code:
        return _clause("key", key.id, options=[tree.Option("name_column")])
    values: list[tree.OptionValue] = []
    if key.codelist is not None:
        values.append(_name(key.codelist))
    if key.parts and key.codelist is not None:
        # Without a code list the first of its parts would be taken for one.
        values.append(_names(key.parts))
    return _clause("key", key.id, options=[tree.Option("code_of", tuple(values))])


def _columns(columns: Sequence[Column], parent: str | None) -> Iterator[tree.Clause]:
    """Yield the columns that are parts of one, each with its own parts under it."""
    for column in columns:
        if column.parent == parent:
            yield _column(column, _columns(columns, column.id))


def _column(column: Column, parts: Iterable[tree.Clause]) -> tree.Clause:
    heads = ["/".join(head) for head in column.heads]
    options: list[tree.Option] = []
    if column.kind is ColumnKind.TEXT:
        options.append(_keyword("type_text"))
    texts = [] if heads == [column.id] else heads
    return _clause("column", column.id, texts, options, parts)


def _rows(
    rows: Sequence[RowLabel],
    parent: str | None,
    codelists: Mapping[str, CodeList],
) -> Iterator[tree.Clause]:
    """Yield prescribed rows with those under them; those of one code list's level are one line."""
    told: set[tuple[str, str]] = set()
    for row in rows:
        if row.parent != parent:
            continue
        source = _source(row, codelists)
        if source is None:
            inner = _rows(rows, row.id, codelists)
            yield _clause("row", row.id, row.labels, children=inner)
        elif source not in told:
            told.add(source)
            yield _clause("row", options=[tree.Option("from", _names(source))])


def _source(row: RowLabel, codelists: Mapping[str, CodeList]) -> tuple[str, str] | None:
    """Return the code list and level of a row that stands for a code."""
    for name, codelist in codelists.items():
        entry = codelist.entries.get(row.code)
        if entry is not None and entry.level == row.level:
            return name, row.level
    return None


def _section(section: Section) -> tree.Clause:
    headings = map(wording_text, section.headings)
    inner = map(_section, section.sections)
    return _clause("section", section.id, headings, children=inner)


def wording_text(wording: Wording) -> str:
    """Write a wording as it is declared: {name:type} and [what may be absent]."""
    return _parts(wording.parts)


def _parts(parts: Iterable[WordingPart]) -> str:
    return "".join(map(_part, parts))


def _part(part: WordingPart) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Optional):
        ways = "|".join(map(_parts, part.ways))
        return f"[{ways}]"
    return f"{{{part.name}:{_type(part)}}}"


def _type(slot: Slot) -> str:
    if slot.choices:
        return "|".join(slot.choices)
    type_id = _TYPES.get(slot.kind)
    if type_id is not None:
        return spell(type_id, "type", "zh")
    return slot.detail + ("?" if slot.bare else "")
