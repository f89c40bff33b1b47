"""表, 分栏, 键, 列, 行 → tables, lists, keys, columns and prescribed rows of a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.units import UNITS
from budgetrules.language.forms.wording_syntax import all_alternatives, build_wording
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Key,
    RowLabel,
    Sentence,
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
_OF_STATEMENT = ("required", "fill", "behind", "uncounted")


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
    mistakes: list[Diagnostic]

    def fail(
        self, code: str, clause: tree.Clause, name: str = "", allowed: Iterable[str] = ()
    ) -> None:
        """Note a mistake about a name."""
        words = tuple(allowed)
        nearest = closest(name, words) if words else None
        details = {"name": name} if name else {}
        self.mistakes.append(error_at(clause.span, code, nearest, words, **details))

    def unread(self, clauses: Iterable[tree.Clause]) -> None:
        """Note lines that nothing reads where they stand."""
        for clause in clauses:
            word = of_kind("line")[clause.keyword].zh
            self.mistakes.append(error_at(clause.span, "S121", word=word))

    def wordings(self, texts: Iterable[tree.String]) -> tuple[Wording, ...]:
        """The wordings that texts spell."""
        return tuple(build_wording(text, self.named, self.mistakes) for text in texts)


def build_table(clause: tree.Clause, context: FormContext, header: Sentence | None) -> Table | None:
    """A table with its lists; a table without 分栏 is one list."""
    head = clause.declared
    if head.name is None:
        context.fail("S105", clause)
        return None
    titles = [text.value for text in all_alternatives((*head.texts, *_aliases(head)))]
    notes = tuple(_sentence(child, context) for child in clause.all("sentence"))
    return Table(
        id=head.id(),
        titles=tuple(titles or [head.id()]),
        lists=tuple(_lists(clause, context)),
        required=head.has("required"),
        may_be_empty=head.has("may_be_empty"),
        header=header,
        notes=notes,
        unit=_unit(clause, context),
        side_by_side=head.has("side_by_side"),
        vocabulary=context.vocabulary,
    )


def _lists(clause: tree.Clause, context: FormContext) -> Iterator[TableList]:
    table = clause.declared.id()
    sides = clause.all("list")
    if not sides:
        yield _list(clause, table, "", context)
        return
    context.unread(child for child in clause.children if child.keyword in _OF_LIST)
    for side in sides:
        yield _list(side, table, side.declared.id(), context)


def _aliases(head: tree.Declaration) -> list[tree.String]:
    option = head.option("alias")
    parts = option.parts() if option is not None else ()
    return [part for part in parts if isinstance(part, tree.String)]


def _unit(clause: tree.Clause, context: FormContext) -> str | None:
    words = clause.declared.words("unit_of")
    if not words:
        return None
    if words[0] not in UNITS:
        context.fail("S107", clause, words[0], UNITS)
        return None
    return words[0]


def _sentence(clause: tree.Clause, context: FormContext) -> Sentence:
    """A sentence that may stand below a table: its wordings, and the slot that is its key."""
    head = clause.declared
    context.unread(child for child in clause.children if child.keyword != "wording")
    if any(head.has(name) for name in _OF_STATEMENT):
        context.unread([clause])
    wordings: list[Wording] = []
    for child in clause.all("wording"):
        wordings.extend(context.wordings(child.declared.texts))
    key = head.words("key_column")
    return Sentence(head.id(), tuple(wordings), key[0] if key else None)


# ---- 分栏


def _list(clause: tree.Clause, table: str, side: str, context: FormContext) -> TableList:
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
            rows.extend(_rows(child, None, child.keyword == "row", context))
    whole_columns = [column.id for column in columns if column.part is None]
    _no_duplicates(clause, whole_columns, context)
    _no_duplicates(clause, [row.id for row in rows], context)
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
    """The level of departments and units; nothing where the list has none."""
    words = context.vocabulary.unit_levels
    return next((level for level in levels if level in words), "")


def _total_labels(clause: tree.Clause, context: FormContext) -> Iterator[str]:
    """The words of the total row: the list's, the last line first, then the country's."""
    for child in reversed(clause.all("total")):
        yield from (text.value for text in child.declared.texts)
    yield from context.vocabulary.totals


def _no_duplicates(clause: tree.Clause, ids: Sequence[str], context: FormContext) -> None:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        context.fail("S106", clause, name)


def _key(clause: tree.Clause, context: FormContext) -> Key:
    head = clause.declared
    option = head.option("code_of")
    if option is None:
        return Key(head.id(), False)
    words = list(option.words())
    if words and words[0] in context.codelists:
        return Key(head.id(), True, words[0], tuple(words[1:]))
    if words:
        context.fail("S108", clause, words[0], sorted(context.codelists))
    # Several values begin with the name of a code list; one alone may be the parts of a code.
    parts = words[1:] if len(option.values) > 1 else words
    return Key(head.id(), True, None, tuple(parts))


def _key_columns(key: Key) -> list[Column]:
    if not key.is_code:
        return [Column(key.id, ColumnKind.NAME, ((key.id,),), key=key.id)]
    if not key.parts:
        return [Column(key.id, ColumnKind.CODE, ((key.id,),), key=key.id)]
    return [Column(part, ColumnKind.CODE, ((part,),), key=key.id, part=part) for part in key.parts]


# ---- 列


def _columns(
    clause: tree.Clause, parent: str | None, complete: bool, context: FormContext
) -> Iterator[Column]:
    """A column, and those that are its parts."""
    head = clause.declared
    name = head.id()
    texts = all_alternatives((*head.texts, *_aliases(head)))
    heads = [_steps(text.value) for text in texts] or [_steps(name)]
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
    """The steps of a header path: 本年/基本支出."""
    return tuple(step.strip() for step in text.split("/"))


def _path(heads: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Each step of the first path with what the other paths call it."""
    path = []
    for at, step in enumerate(heads[0]):
        others = [other[at] for other in heads[1:] if at < len(other)]
        path.append((step, *others))
    return tuple(path)


def _column_kind(head: tree.Declaration) -> ColumnKind:
    types = spelled("type")
    if any(types.get(word) == "type_text" for word in head.words("")):
        return ColumnKind.TEXT
    is_name = spelled("builtin").get(head.id()) == "name"
    return ColumnKind.NAME if is_name else ColumnKind.AMOUNT


def _scope(clause: tree.Clause, context: FormContext) -> tuple[str, ...]:
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
    clause: tree.Clause, parent: str | None, complete: bool, context: FormContext
) -> Iterator[RowLabel]:
    """A prescribed row, and those that are its parts."""
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
    labels = [text.value for text in all_alternatives((*head.texts, *_aliases(head)))]
    yield RowLabel(
        id=name,
        labels=tuple(labels or [name]),
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
        known_levels = dict.fromkeys(entry.level for entry in every_entry)
        context.fail("S119", clause, levels[0] if levels else "", known_levels)
    return entries
