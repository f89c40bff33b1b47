"""文句 and 分项 under sections → statements: wordings, and the list whose columns are their slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.language.forms.sources import head_of, words_of
from budgetrules.language.forms.tables import FormContext
from budgetrules.language.forms.wording_syntax import build_wording
from budgetrules.language.text import tree
from budgetrules.schema.forms import (
    Column,
    ColumnKind,
    Key,
    Signed,
    Slot,
    SlotKind,
    Statement,
    TableList,
    Wording,
    WordingPart,
)
from budgetrules.schema.forms import Optional as OptionalPart
from budgetrules.schema.sources import Words

_AMOUNTS = {
    SlotKind.MONEY: "万元",
    SlotKind.PERCENT: "%",
    SlotKind.COUNT: "个",
    SlotKind.AREA: "平方米",
    SlotKind.NUMBER: "个",
    SlotKind.YEAR: "年",
}
# The column that tells rows of a repeated section apart: all that one section says has one value in
# it.
SECTION_COLUMN = "所在节"


@attrs.frozen
class TextContext:
    """What statements may name besides what tables may: word groups with their signs."""

    form: FormContext
    words: Mapping[str, Words]


def build_statements(clause: tree.Clause, context: TextContext) -> tuple[Statement, ...]:
    """All statements under a template, section by section."""
    return tuple(_below(clause, "", (), context))


def _below(
    clause: tree.Clause, section: str, slots: tuple[str, ...], context: TextContext
) -> Iterator[Statement]:
    for child in clause.children:
        name = head_of(child).name if isinstance(child.head, tree.Declaration) else None
        if child.keyword == "section" and name is not None:
            yield from _below(child, name.value, _heading_slots(child), context)
        elif child.keyword == "sentence" and name is not None and clause.keyword != "table":
            for statement in _statement(child, name.value, section, "", context):
                yield _with_columns(statement, slots)


def _heading_slots(clause: tree.Clause) -> tuple[str, ...]:
    """The slots of a repeated section's heading: what such a section says has them as columns."""
    head = head_of(clause)
    if head.option("repeatable") is None:
        return ()
    wordings = [build_wording(text, frozenset(), []) for text in head.texts]
    return tuple(
        slot.name for wording in wordings for slot in wording.slots() if slot.kind is SlotKind.TEXT
    )


def _with_columns(statement: Statement, slots: tuple[str, ...]) -> Statement:
    held = {column.id for column in statement.rows.columns} | {
        key.id for key in statement.rows.keys
    }
    more = tuple(Column(slot, ColumnKind.TEXT, ((slot,),)) for slot in slots if slot not in held)
    return attrs.evolve(
        statement, rows=attrs.evolve(statement.rows, columns=(*statement.rows.columns, *more))
    )


def _statement(
    clause: tree.Clause, name: str, section: str, part_of: str, context: TextContext
) -> Iterator[Statement]:
    head = head_of(clause)
    texts = [text for line in clause.all("wording") for text in head_of(line).texts]
    wordings = tuple(
        _with_words(build_wording(text, context.form.named, context.form.mistakes), context.words)
        for text in texts
    )
    if not wordings:
        context.form.mistakes.append(
            Diagnostic("S117", Severity.ERROR, {"name": name}, clause.span)
        )
        return
    slots = list({slot.name: slot for wording in wordings for slot in wording.slots()}.values())
    key = " ".join(words_of(head.option("key_column")))
    signed = tuple(_signed(line, slots, context) for line in clause.all("let"))
    found = [item for item in signed if item is not None]
    separator = head.option("separator")
    yield Statement(
        name,
        section,
        wordings,
        _rows(name, slots, key, found),
        head.option("required") is not None,
        tuple(found),
        part_of,
        next((value.value for value in separator.values if isinstance(value, tree.String)), "；")
        if separator
        else "",
        words_of(head.option("fill")),
        " ".join(words_of(head.option("behind"))),
        words_of(head.option("uncounted")),
    )
    for child in clause.children:
        inner = head_of(child).name if isinstance(child.head, tree.Declaration) else None
        if inner is not None and child.keyword == "sentence":
            yield from _statement(child, inner.value, section, "", context)
        elif inner is not None and child.keyword == "items":
            yield from _statement(child, inner.value, section, name, context)


def _with_words(wording: Wording, words: Mapping[str, Words]) -> Wording:
    """Word groups become the choices they allow, the longest word first."""

    def put(parts: tuple[WordingPart, ...]) -> tuple[WordingPart, ...]:
        found: list[WordingPart] = []
        for part in parts:
            if isinstance(part, OptionalPart):
                found.append(OptionalPart(tuple(put(way) for way in part.ways)))
            elif isinstance(part, Slot) and part.kind is SlotKind.WORDS and part.detail in words:
                choices = tuple(sorted(words[part.detail].signs, key=len, reverse=True))
                found.append(Slot(part.name, SlotKind.CHOICE, part.detail, choices))
            else:
                found.append(part)
        return tuple(found)

    return Wording(put(wording.parts))


def _signed(clause: tree.Clause, slots: list[Slot], context: TextContext) -> Signed | None:
    """令 变动数 = 带符号(方向, 变动): the figure with the sign of the word."""
    head = clause.head
    value = head.value if isinstance(head, tree.LetHead) else None
    step = value.steps[0] if isinstance(value, tree.Path) and len(value.steps) == 1 else None
    names = (
        [
            argument.value.steps[0].name.value
            for argument in (step.arguments or ())
            if isinstance(argument.value, tree.Path)
        ]
        if step
        else []
    )
    word = next((slot for slot in slots if names and slot.name == names[0]), None)
    if (
        step is None
        or step.name.value != "signed"
        or len(names) != 2
        or word is None
        or word.detail not in context.words
    ):
        context.form.mistakes.append(Diagnostic("S118", Severity.ERROR, {}, clause.span))
        return None
    assert isinstance(head, tree.LetHead)
    return Signed(
        head.name.value, word.name, names[1], tuple(context.words[word.detail].signs.items())
    )


def _rows(name: str, slots: list[Slot], key: str, signed: list[Signed]) -> TableList:
    columns = [_column(slot, key) for slot in slots if slot.kind is not SlotKind.ITEMS]
    units = {column.id: column.unit for column in columns}
    columns += [
        Column(item.id, ColumnKind.AMOUNT, ((item.id,),), unit=units.get(item.figure))
        for item in signed
    ]
    columns.append(Column(SECTION_COLUMN, ColumnKind.TEXT, ((SECTION_COLUMN,),)))
    keys = (Key(key, False),) if key else ()
    return TableList(name, "", name, keys, tuple(columns))


def _column(slot: Slot, key: str) -> Column:
    if slot.kind in _AMOUNTS:
        return Column(
            slot.name, ColumnKind.AMOUNT, ((slot.name,),), unit=slot.detail or _AMOUNTS[slot.kind]
        )
    if slot.name == key:
        return Column(slot.name, ColumnKind.NAME, ((slot.name,),), key=key)
    return Column(
        slot.name,
        ColumnKind.LIST if slot.kind is SlotKind.LIST else ColumnKind.TEXT,
        ((slot.name,),),
    )
