"""表, 分栏, 键, 列, 行 → tables, lists, keys, columns and prescribed rows of a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest, fold
from budgetrules.core.units import UNITS
from budgetrules.language.forms.wording_syntax import all_alternatives, build_wording
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled
from budgetrules.schema.cues import CueWords
from budgetrules.schema.forms import (
    SECTION_SLOT,
    Column,
    ColumnKind,
    Key,
    RowLabel,
    Sentence,
    SlotKind,
    Table,
    TableList,
    Wording,
)
from budgetrules.schema.scopes import ScopeTree
from budgetrules.schema.sources import CodeEntry, CodeList, Words
from budgetrules.schema.vocabulary import Vocabulary

# What stands in a list, and in a table that is one list.
_OF_LIST = ("key", "column", "row", "partial", "levels", "total")
# Options of sentences that only sentences of the narrative have.
_OF_STATEMENT = ("required", "fill", "behind", "uncounted", "zero_if_unsaid")

# What begins a gap, or a stretch that may be absent, in a title; and what a gap there may hold.
_OPENS_GAP = frozenset("{[")
_OF_TITLE = (
    SlotKind.YEAR,
    SlotKind.ENTITY,
    SlotKind.TEXT,
    SlotKind.ORDINAL,
    SlotKind.CHOICE,
)


@attrs.frozen(kw_only=True)
class FormContext:
    """What the parts of a template may name, and where mistakes go.

    `named` are the words that a slot of a wording may be of: word groups, code lists, items.
    """

    scopes: ScopeTree
    codelists: Mapping[str, CodeList]
    words: Mapping[str, Words]
    named: frozenset[str]
    vocabulary: Vocabulary
    cues: CueWords
    mistakes: list[Diagnostic]

    def fail(
        self,
        code: str,
        clause: tree.Clause,
        name: str = "",
        allowed: Iterable[str] = (),
    ) -> None:
        """Note a mistake about a name."""
        words = tuple(allowed)
        nearest = closest(name, words) if words else None
        details = {"name": name} if name else {}
        mistake = error_at(clause.span, code, nearest, words, **details)
        self.mistakes.append(mistake)

    def unread(self, clauses: Iterable[tree.Clause]) -> None:
        """Note lines that nothing reads where they stand."""
        for clause in clauses:
            word = of_kind("line")[clause.keyword].zh
            mistake = error_at(clause.span, "S121", word=word)
            self.mistakes.append(mistake)

    def wordings(self, texts: Iterable[tree.String]) -> tuple[Wording, ...]:
        """Return the wordings that texts spell."""
        wordings = [build_wording(text, self.named, self.mistakes) for text in texts]
        return tuple(wordings)


def build_table(
    clause: tree.Clause,
    context: FormContext,
    header: Sentence | None,
) -> Table | None:
    """Return a table with its lists; a table without 分栏 is one list."""
    head = clause.declared
    if head.name is None:
        context.fail("S105", clause)
        return None
    notes = [_sentence(child, context) for child in clause.all("sentence")]
    titles, title_wordings = _titles(head, context)
    lists = tuple(_lists(clause, head.id(), context))
    is_repeatable = head.has("repeatable")
    layouts = [_layout(child, lists, context) for child in clause.all("layout")]
    if layouts:
        layouts.insert(0, lists)
        lists = tuple(_in_any_layout(item, layouts) for item in lists)
    if is_repeatable:
        slots = _slots_of_sheet(header, title_wordings)
        lists = tuple(_with_slots(item, slots) for item in lists)
    return Table(
        id=head.id(),
        titles=titles or (head.id(),),
        lists=lists,
        required=head.has("required"),
        may_be_empty=head.has("may_be_empty"),
        header=header,
        notes=tuple(notes),
        unit=_unit(clause, context),
        side_by_side=head.has("side_by_side"),
        title_has=tuple(_words_of(clause, "title_has")),
        title_lacks=tuple(chain.from_iterable(_words_of(clause, "title_lacks"))),
        vocabulary=context.vocabulary,
        title_wordings=title_wordings,
        repeatable=is_repeatable,
        layouts=tuple(layouts),
    )


def _words_of(clause: tree.Clause, keyword: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each text of such lines, which | parts, as they are compared."""
    for child in clause.all(keyword):
        for text in child.declared.texts:
            yield tuple(fold(word) for word in text.value.split("|"))


def _titles(
    head: tree.Declaration,
    context: FormContext,
) -> tuple[tuple[str, ...], tuple[Wording, ...]]:
    """Return the titles of a table as they are spelled, and the wordings of those with gaps."""
    titles: list[str] = []
    wordings: list[Wording] = []
    for text in _ways_to_print(head):
        if _OPENS_GAP.isdisjoint(text.value):
            titles.append(text.value)
            continue
        (wording,) = context.wordings((text,))
        for slot in wording.slots():
            if slot.kind not in _OF_TITLE:
                mistake = error_at(text.span, "S123", name=slot.name)
                context.mistakes.append(mistake)
        wordings.append(wording)
        titles.append(wording.spelled)
    return tuple(titles), tuple(wordings)


def _lists(clause: tree.Clause, table: str, context: FormContext) -> Iterator[TableList]:
    """Yield the lists under a table or one of its layouts."""
    sides = clause.all("list")
    if not sides:
        yield _list(clause, table, "", context)
        return
    context.unread(child for child in clause.children if child.keyword in _OF_LIST)
    for side in sides:
        yield _list(side, table, side.declared.id(), context)


def _slots_of_sheet(header: Sentence | None, titles: Sequence[Wording]) -> list[str]:
    """Return what tells sheets of a table apart: the texts that its head line and title hold."""
    slots: dict[str, None] = {}
    wordings = [*titles, *(header.wordings if header is not None else ())]
    for wording in wordings:
        for slot in wording.slots():
            if slot.kind in (SlotKind.TEXT, SlotKind.ENTITY, SlotKind.CHOICE):
                slots[slot.name] = None
    return list(slots)


def _with_slots(item: TableList, slots: Iterable[str]) -> TableList:
    """Return a list whose rows also say what stands over their sheet."""
    columns = list(item.columns)
    for slot in (*slots, SECTION_SLOT):
        if item.column(slot) is None:
            column = Column(slot, ColumnKind.TEXT, ((slot,),), optional=True, of_sheet=True)
            columns.append(column)
    return attrs.evolve(item, columns=tuple(columns))


# ---- 版式


def _layout(
    clause: tree.Clause,
    lists: Sequence[TableList],
    context: FormContext,
) -> tuple[TableList, ...]:
    """Return the lists of a table as another layout prints them: other keys and columns.

    Rows, levels and what a column means are those of the table.
    """
    by_id = {item.id: item for item in lists}
    for item in _lists(clause, lists[0].table, context):
        form = by_id.get(item.id)
        if form is None:
            context.fail("S125", clause, item.name or item.id, by_id)
            continue
        columns = tuple(_columns_of_layout(item, form, clause, context))
        by_id[item.id] = attrs.evolve(form, keys=item.keys, columns=columns)
    return tuple(by_id.values())


def _in_any_layout(item: TableList, layouts: Sequence[tuple[TableList, ...]]) -> TableList:
    """Return a list as rules see it: what only some layouts print may lack."""
    printed: list[set[str]] = []
    for lists in layouts:
        in_layout = next(other for other in lists if other.id == item.id)
        printed.append({column.id for column in in_layout.columns})
    columns: list[Column] = []
    for column in item.columns:
        is_always_there = column.key is not None or all(column.id in ids for ids in printed)
        columns.append(attrs.evolve(column, optional=column.optional or not is_always_there))
    return attrs.evolve(item, columns=tuple(columns))


def _columns_of_layout(
    item: TableList,
    form: TableList,
    clause: tree.Clause,
    context: FormContext,
) -> Iterator[Column]:
    """Yield the columns of a layout, each with what the table says of it."""
    keys = {key.id for key in form.keys}
    for column in item.columns:
        if column.key is not None:
            if column.key not in keys:
                context.fail("S125", clause, column.key, keys)
            yield column
            continue
        of_form = form.column(column.id)
        if of_form is None:
            context.fail("S125", clause, column.id, [known.id for known in form.columns])
            continue
        yield attrs.evolve(
            of_form,
            path=column.path,
            heads=column.heads,
            optional=column.optional,
            unit=column.unit or of_form.unit,
        )


def _printed_as(head: tree.Declaration) -> tuple[str, ...]:
    """Return the ways to print a column head or a row label."""
    return tuple(way.value for way in _ways_to_print(head))


def _ways_to_print(head: tree.Declaration) -> list[tree.String]:
    """Return the ways to print a title, a column head or a row label: its texts, then 别名."""
    texts = list(head.texts)
    option = head.option("alias")
    if option is not None:
        texts.extend(part for part in option.parts() if isinstance(part, tree.String))
    return all_alternatives(texts)


def _unit(clause: tree.Clause, context: FormContext) -> str | None:
    words = clause.declared.words("unit_of")
    if not words:
        return None
    symbol = words[0]
    if symbol not in UNITS:
        context.fail("S107", clause, symbol, UNITS)
        return None
    return symbol


def _sentence(clause: tree.Clause, context: FormContext) -> Sentence:
    """Return a sentence that may stand below a table: its wordings, and which slot is its key."""
    head = clause.declared
    context.unread(child for child in clause.children if child.keyword != "wording")
    if any(head.has(name) for name in _OF_STATEMENT):
        context.unread([clause])
    wordings: list[Wording] = []
    for child in clause.all("wording"):
        wordings.extend(context.wordings(child.declared.texts))
    key_words = head.words("key_column")
    key = key_words[0] if key_words else None
    return Sentence(head.id(), tuple(wordings), key)


# ---- 分栏


def _list(
    clause: tree.Clause,
    table: str,
    side: str,
    context: FormContext,
) -> TableList:
    keys: list[Key] = []
    columns: list[Column] = []
    rows: list[RowLabel] = []
    for child in clause.children:
        if child.keyword == "key":
            key = _key(child, context)
            keys.append(key)
            columns.extend(_key_columns(key))
        elif child.keyword == "column":
            columns.extend(_columns(child, None, True, context))
        elif child.keyword in ("row", "partial"):
            is_complete = child.keyword == "row"
            rows.extend(_rows(child, None, is_complete, context))
    column_ids = [column.id for column in columns if column.part is None]
    row_ids = [row.id for row in rows]
    _no_duplicates(clause, column_ids, context)
    _no_duplicates(clause, row_ids, context)
    line = clause.first("levels")
    levels = line.declared.every_word() if line is not None else ()
    return TableList(
        id=f"{table}.{side}" if side else table,
        table=table,
        name=side,
        keys=tuple(keys),
        columns=tuple(columns),
        rows=tuple(rows),
        levels=levels,
        total_labels=tuple(_total_labels(clause, context)),
        unit_level=_unit_level(levels, context),
    )


def _unit_level(levels: Sequence[str], context: FormContext) -> str:
    """Return the level of departments and units; nothing where the list has none."""
    for level in levels:
        if level in context.vocabulary.unit_levels:
            return level
    return ""


def _total_labels(clause: tree.Clause, context: FormContext) -> Iterator[str]:
    """Yield the words of the total row: the list's, the last line first, then the country's."""
    for child in reversed(clause.all("total")):
        for text in child.declared.texts:
            yield text.value
    yield from context.vocabulary.totals


def _no_duplicates(
    clause: tree.Clause,
    ids: Sequence[str],
    context: FormContext,
) -> None:
    twice = {name for name in ids if ids.count(name) > 1}
    for name in sorted(twice):
        context.fail("S106", clause, name)


def _key(clause: tree.Clause, context: FormContext) -> Key:
    head = clause.declared
    option = head.option("code_of")
    if option is None:
        return Key(head.id(), is_code=False)
    words = option.words()
    codelist: str | None = None
    parts = words
    if words and words[0] in context.codelists:
        codelist, *behind = words
        parts = tuple(behind)
    elif words:
        context.fail("S108", clause, words[0], sorted(context.codelists))
        # Several values begin with the name of a code list; one alone may be the parts of a code.
        if len(option.values) > 1:
            parts = words[1:]
    return Key(
        head.id(),
        is_code=True,
        codelist=codelist,
        parts=parts,
    )


def _key_columns(key: Key) -> Iterator[Column]:
    """Yield the columns in which a key is printed: a code perhaps in a column a part."""
    if key.is_code and key.parts:
        for part in key.parts:
            yield Column(part, ColumnKind.CODE, ((part,),), key=key.id, part=part)
        return
    kind = ColumnKind.CODE if key.is_code else ColumnKind.NAME
    yield Column(key.id, kind, ((key.id,),), key=key.id)


# ---- 列


def _columns(
    clause: tree.Clause,
    parent: str | None,
    complete: bool,
    context: FormContext,
) -> Iterator[Column]:
    """Yield a column, and those that are its parts."""
    head = clause.declared
    name = head.id()
    heads = [_steps(text) for text in _printed_as(head)]
    if not heads:
        heads = [_steps(name)]
    yield Column(
        id=name,
        kind=_column_kind(head),
        path=_path(heads),
        parent=parent,
        complete=complete,
        scope=_scope(clause, context),
        unit=_unit(clause, context),
        optional=head.has("may_lack"),
        derived=head.has("derived"),
        heads=tuple(heads),
    )
    for child in clause.children:
        if child.keyword in ("column", "partial"):
            is_complete = complete and child.keyword == "column"
            yield from _columns(child, name, is_complete, context)


def _steps(text: str) -> tuple[str, ...]:
    """Return the steps of a header path: 本年/基本支出."""
    return tuple(step.strip() for step in text.split("/"))


def _path(heads: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return each step of the first path with what the other paths call it."""
    first, *further = heads
    path = []
    for at, step in enumerate(first):
        names = [step]
        for other in further:
            if at < len(other):
                names.append(other[at])
        path.append(tuple(names))
    return tuple(path)


def _column_kind(head: tree.Declaration) -> ColumnKind:
    types = spelled("type")
    for word in head.words(""):
        if types.get(word) == "type_text":
            return ColumnKind.TEXT
    is_name = spelled("builtin").get(head.id()) == "name"
    return ColumnKind.NAME if is_name else ColumnKind.AMOUNT


def _scope(clause: tree.Clause, context: FormContext) -> tuple[str, ...]:
    """Return the scopes that a column or row is declared with."""
    declared = context.scopes.names()
    scopes = []
    for name in clause.declared.words("in_scope"):
        if name in declared:
            scopes.append(name)
        else:
            context.fail("S109", clause, name, sorted(declared))
    return tuple(scopes)


# ---- 行


def _rows(
    clause: tree.Clause,
    parent: str | None,
    complete: bool,
    context: FormContext,
) -> Iterator[RowLabel]:
    """Yield a prescribed row, and those that are its parts."""
    head = clause.declared
    if head.has("from"):
        for entry in _entries_of_level(clause, context):
            yield RowLabel(
                id=entry.code,
                labels=entry.names,
                parent=parent,
                complete=complete,
                code=entry.code,
                level=entry.level,
            )
        return
    name = head.id()
    yield RowLabel(
        id=name,
        labels=_printed_as(head) or (name,),
        parent=parent,
        complete=complete,
        scope=_scope(clause, context),
    )
    for child in clause.children:
        if child.keyword in ("row", "partial"):
            is_complete = complete and child.keyword == "row"
            yield from _rows(child, name, is_complete, context)


def _entries_of_level(clause: tree.Clause, context: FormContext) -> list[CodeEntry]:
    """行 自 功能科目 类: the codes of that level, each a row labelled by its names."""
    context.unread(clause.children)
    name, *levels = clause.declared.words("from") or ("",)
    codelist = context.codelists.get(name)
    if codelist is None:
        context.fail("S108", clause, name, sorted(context.codelists))
        return []
    every_entry = codelist.entries.values()
    entries = [entry for entry in every_entry if entry.level in levels]
    if not entries:
        level = levels[0] if levels else ""
        every_level = dict.fromkeys(entry.level for entry in every_entry)
        context.fail("S119", clause, level, every_level)
    return entries
