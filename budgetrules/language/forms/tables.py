"""表, 分栏, 键, 列, 行 → tables, lists, keys, columns and prescribed rows of a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.core.units import UNITS
from budgetrules.language.forms.sources import head_of, words_of
from budgetrules.language.forms.wording_syntax import alternatives, build_wording
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled
from budgetrules.schema.forms import Column, ColumnKind, Key, RowLabel, Sentence, Table, TableList
from budgetrules.schema.list_ids import ListId, parse_list_id
from budgetrules.schema.scopes import ScopeTree
from budgetrules.schema.sources import CodeList
from budgetrules.schema.vocabulary import Vocabulary


@attrs.frozen
class FormContext:
    """What the parts of a template may name, and where mistakes go."""

    scopes: ScopeTree
    codelists: Mapping[str, CodeList]
    named: frozenset[str]
    vocabulary: Vocabulary
    mistakes: list[Diagnostic]

    def unread(self, clauses: Iterable[tree.Clause]) -> None:
        """Note lines that nothing reads where they stand."""
        for clause in clauses:
            details = {"word": of_kind("line")[clause.keyword].zh}
            self.mistakes.append(Diagnostic("S121", Severity.ERROR, details, clause.span))

    def fail(
        self, code: str, clause: tree.Clause, name: str, allowed: tuple[str, ...] = ()
    ) -> None:
        """Note a mistake about a name."""
        suggestion = closest(name, allowed) if allowed else None
        self.mistakes.append(
            Diagnostic(code, Severity.ERROR, {"name": name}, clause.span, suggestion, allowed)
        )


# What stands in a list, and in a table that is one list.
_OF_LIST = ("key", "column", "row", "partial", "levels", "total")
# Options of sentences that only sentences of the narrative have.
_OF_STATEMENT = ("required", "fill", "behind", "uncounted")


def build_table(clause: tree.Clause, context: FormContext, header: Sentence | None) -> Table | None:
    """A table with its lists; a table without 分栏 is one list."""
    head = head_of(clause)
    if head.name is None:
        context.mistakes.append(Diagnostic("S105", Severity.ERROR, {}, clause.span))
        return None
    name = head.name.value
    sides = clause.all("list")
    if sides:
        context.unread(child for child in clause.children if child.keyword in _OF_LIST)
        lists = [_list(side, str(ListId(name, _name(side))), name, context) for side in sides]
    else:
        lists = [_list(clause, name, name, context)]
    titles = [part.value for text in (*head.texts, *_aliases(head)) for part in alternatives(text)]
    return Table(
        name,
        tuple(titles or (name,)),
        tuple(lists),
        head.option("required") is not None,
        head.option("may_be_empty") is not None,
        header,
        tuple(_sentence(child, context) for child in clause.all("sentence")),
        _unit(clause, head, context),
        head.option("side_by_side") is not None,
    )


def _aliases(head: tree.Declaration) -> list[tree.String]:
    option = head.option("alias")
    values = option.values if option is not None else ()
    found: list[tree.String] = []
    for value in values:
        found.extend(
            part
            for part in (value if isinstance(value, tuple) else (value,))
            if isinstance(part, tree.String)
        )
    return found


def _name(clause: tree.Clause) -> str:
    name = head_of(clause).name
    return name.value if name is not None else ""


def _unit(clause: tree.Clause, head: tree.Declaration, context: FormContext) -> str | None:
    words = words_of(head.option("unit_of"))
    if words and words[0] not in UNITS:
        context.fail("S107", clause, words[0], tuple(UNITS))
        return None
    return words[0] if words else None


def _sentence(clause: tree.Clause, context: FormContext) -> Sentence:
    """A sentence that may stand below a table: its wordings, and the slot that is its key."""
    context.unread(child for child in clause.children if child.keyword != "wording")
    if any(head_of(clause).option(name) is not None for name in _OF_STATEMENT):
        context.unread([clause])
    texts = [text for child in clause.all("wording") for text in head_of(child).texts]
    key = words_of(head_of(clause).option("key_column"))
    return Sentence(
        _name(clause),
        tuple(build_wording(text, context.named, context.mistakes) for text in texts),
        key[0] if key else None,
    )


def _list(clause: tree.Clause, list_id: str, table: str, context: FormContext) -> TableList:
    keys: list[Key] = []
    columns: list[Column] = []
    rows: list[RowLabel] = []
    levels: tuple[str, ...] = ()
    totals = context.vocabulary.totals
    for child in clause.children:
        head = head_of(child)
        if child.keyword == "key":
            key = _key(child, context)
            keys.append(key)
            columns.extend(_key_columns(key))
        elif child.keyword == "column":
            columns.extend(_columns(child, None, True, context))
        elif child.keyword in ("row", "partial"):
            rows.extend(_rows(child, None, child.keyword == "row", context))
        elif child.keyword == "levels":
            levels = tuple(word for option in head.options for word in words_of(option))
        elif child.keyword == "total":
            totals = (*(text.value for text in head.texts), *totals)
    _no_duplicates(clause, [column.id for column in columns if column.part is None], context)
    _no_duplicates(clause, [row.id for row in rows], context)
    return TableList(
        list_id,
        table,
        parse_list_id(list_id).side,
        tuple(keys),
        tuple(columns),
        tuple(rows),
        levels,
        totals,
    )


def _no_duplicates(clause: tree.Clause, ids: list[str], context: FormContext) -> None:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        context.fail("S106", clause, name)


def _key(clause: tree.Clause, context: FormContext) -> Key:
    head = head_of(clause)
    option = head.option("code_of")
    if option is None:
        return Key(_name(clause), False)
    words = list(words_of(option))
    codelist = words.pop(0) if words and words[0] in context.codelists else None
    if codelist is None and words and len(option.values) > 1:
        context.fail("S108", clause, words.pop(0), tuple(sorted(context.codelists)))
    elif codelist is None and words:
        context.fail("S108", clause, words[0], tuple(sorted(context.codelists)))
    return Key(_name(clause), True, codelist, tuple(words))


def _key_columns(key: Key) -> list[Column]:
    if not key.is_code:
        return [Column(key.id, ColumnKind.NAME, ((key.id,),), key=key.id)]
    if not key.parts:
        return [Column(key.id, ColumnKind.CODE, ((key.id,),), key=key.id)]
    return [Column(part, ColumnKind.CODE, ((part,),), key=key.id, part=part) for part in key.parts]


def _columns(
    clause: tree.Clause, parent: str | None, complete: bool, context: FormContext
) -> list[Column]:
    head = head_of(clause)
    name = _name(clause)
    texts = [part for text in (*head.texts, *_aliases(head)) for part in alternatives(text)] or [
        tree.String(name, span=clause.span)
    ]
    path: tuple[tuple[str, ...], ...] = tuple((step.strip(),) for step in texts[0].value.split("/"))
    for other in texts[1:]:
        steps = other.value.split("/")
        path = tuple(
            (*words, steps[at].strip()) if at < len(steps) else words
            for at, words in enumerate(path)
        )
    kind = ColumnKind.NAME if spelled("builtin").get(name) == "name" else ColumnKind.AMOUNT
    bare = words_of(next((option for option in head.options if not option.keyword), None))
    if any(spelled("type").get(word) == "type_text" for word in bare):
        kind = ColumnKind.TEXT
    scope = _scope(clause, head, context)
    optional, derived = (head.option(word) is not None for word in ("may_lack", "derived"))
    heads = tuple(tuple(step.strip() for step in text.value.split("/")) for text in texts)
    unit = _unit(clause, head, context)
    found = [
        Column(
            name,
            kind,
            path,
            parent,
            complete,
            scope,
            unit,
            optional=optional,
            derived=derived,
            heads=heads,
        )
    ]
    for child in clause.children:
        if child.keyword in ("column", "partial"):
            found.extend(_columns(child, name, complete and child.keyword == "column", context))
    return found


def _scope(clause: tree.Clause, head: tree.Declaration, context: FormContext) -> tuple[str, ...]:
    names = words_of(head.option("in_scope"))
    known = context.scopes.names()
    for name in names:
        if name not in known:
            context.fail("S109", clause, name, tuple(sorted(known)))
    return tuple(name for name in names if name in known)


def _rows(
    clause: tree.Clause, parent: str | None, complete: bool, context: FormContext
) -> list[RowLabel]:
    head = head_of(clause)
    if head.option("from") is not None:
        return _rows_of_codes(clause, parent, complete, context)
    name = _name(clause)
    labels = tuple(
        part.value for text in (*head.texts, *_aliases(head)) for part in alternatives(text)
    ) or (name,)
    found = [RowLabel(name, labels, parent, complete, _scope(clause, head, context))]
    for child in clause.children:
        if child.keyword in ("row", "partial"):
            found.extend(_rows(child, name, complete and child.keyword == "row", context))
    return found


def _rows_of_codes(
    clause: tree.Clause, parent: str | None, complete: bool, context: FormContext
) -> list[RowLabel]:
    """行 自 功能科目 类: a row for each code of that level, labelled by its names."""
    context.unread(clause.children)
    words = words_of(head_of(clause).option("from"))
    codelist = context.codelists.get(words[0]) if words else None
    entries = (
        [entry for entry in codelist.entries.values() if entry.level in words[1:]]
        if codelist is not None
        else []
    )
    if codelist is None:
        context.fail("S108", clause, words[0] if words else "", tuple(sorted(context.codelists)))
    elif not entries:
        levels = tuple(dict.fromkeys(entry.level for entry in codelist.entries.values()))
        context.fail("S119", clause, words[1] if len(words) > 1 else "", levels)
    return [
        RowLabel(entry.code, entry.names, parent, complete, (), entry.code, entry.level)
        for entry in entries
    ]
