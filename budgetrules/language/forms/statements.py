"""文句 and 分项 under sections → statements: wordings, and the list whose columns are their slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from budgetrules.core.units import COUNT, PERCENT, SQUARE_METRE, WAN, YEAR
from budgetrules.language.forms.tables import FormContext
from budgetrules.language.forms.wording_syntax import build_wording
from budgetrules.language.text import tree
from budgetrules.schema.forms import (
    SECTION_SLOT,
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
    SlotKind.MONEY: WAN.symbol,
    SlotKind.PERCENT: PERCENT.symbol,
    SlotKind.COUNT: COUNT.symbol,
    SlotKind.AREA: SQUARE_METRE.symbol,
    SlotKind.NUMBER: COUNT.symbol,
    SlotKind.YEAR: YEAR.symbol,
}
_SEPARATOR = "；"


def build_statements(clause: tree.Clause, context: FormContext) -> tuple[Statement, ...]:
    """All statements under a template, section by section."""
    return tuple(_below(clause, "", (), context))


def _below(
    clause: tree.Clause, section: str, slots: tuple[str, ...], context: FormContext
) -> Iterator[Statement]:
    """The statements of a section and of those in it; `slots` are those of its repeated heading."""
    for child in clause.children:
        if not isinstance(child.head, tree.Declaration) or child.head.name is None:
            continue
        if child.keyword == "section":
            yield from _below(child, child.head.id(), _heading_slots(child), context)
        elif child.keyword == "sentence":
            for statement in _statement(child, section, "", context):
                yield _with_columns(statement, slots)


def _heading_slots(clause: tree.Clause) -> tuple[str, ...]:
    """The slots of a repeated section's heading: what such a section says has them as columns."""
    head = clause.declared
    if not head.has("repeatable"):
        return ()
    slots: list[Slot] = []
    for text in head.texts:
        # Mistakes in the heading were told where the section itself was made.
        slots.extend(build_wording(text, frozenset(), []).slots())
    return tuple(slot.name for slot in slots if slot.kind is SlotKind.TEXT)


def _with_columns(statement: Statement, slots: tuple[str, ...]) -> Statement:
    """A statement whose list has these slots as columns too."""
    rows = statement.rows
    names = {column.id for column in rows.columns} | {key.id for key in rows.keys}
    more = [_text_column(slot) for slot in slots if slot not in names]
    return attrs.evolve(statement, rows=attrs.evolve(rows, columns=(*rows.columns, *more)))


def _text_column(name: str) -> Column:
    return Column(name, ColumnKind.TEXT, ((name,),))


def _statement(
    clause: tree.Clause, section: str, part_of: str, context: FormContext
) -> Iterator[Statement]:
    """The statement of a sentence or of items, and those of the sentences and items in it."""
    head = clause.declared
    wordings = tuple(_wordings(clause, context))
    if not wordings:
        context.fail("S117", clause, head.id())
        return
    slots = _slots_of(wordings)
    signed = [_signed(line, slots, context) for line in clause.all("let")]
    figures = tuple(item for item in signed if item is not None)
    yield Statement(
        id=head.id(),
        section=section,
        wordings=wordings,
        rows=_rows(head, slots, figures),
        required=head.has("required"),
        signed=figures,
        part_of=part_of,
        separator=_separator(head),
        filled=head.words("fill"),
        behind=" ".join(head.words("behind")),
        uncounted=head.words("uncounted"),
    )
    for child in clause.children:
        if child.declared.name is None:
            continue
        if child.keyword == "sentence":
            yield from _statement(child, section, "", context)
        elif child.keyword == "items":
            yield from _statement(child, section, head.id(), context)


def _wordings(clause: tree.Clause, context: FormContext) -> Iterator[Wording]:
    for line in clause.all("wording"):
        for wording in context.wordings(line.declared.texts):
            yield Wording(_with_words(wording.parts, context.words))


def _slots_of(wordings: Iterable[Wording]) -> list[Slot]:
    """The slots of all wordings, each name once."""
    slots: dict[str, Slot] = {}
    for wording in wordings:
        slots.update((slot.name, slot) for slot in wording.slots())
    return list(slots.values())


def _separator(head: tree.Declaration) -> str:
    """The mark between items, as it was quoted; ； where it was not."""
    option = head.option("separator")
    if option is None:
        return ""
    texts = (value.value for value in option.values if isinstance(value, tree.String))
    return next(texts, _SEPARATOR)


def _with_words(
    parts: tuple[WordingPart, ...], words: Mapping[str, Words]
) -> tuple[WordingPart, ...]:
    """The parts of a wording with word groups as the choices that they allow, the longest first."""
    return tuple(_part_with_words(part, words) for part in parts)


def _part_with_words(part: WordingPart, words: Mapping[str, Words]) -> WordingPart:
    if isinstance(part, OptionalPart):
        return OptionalPart(tuple(_with_words(way, words) for way in part.ways))
    if not isinstance(part, Slot) or part.kind is not SlotKind.WORDS or part.detail not in words:
        return part
    choices = sorted(words[part.detail].signs, key=len, reverse=True)
    return Slot(part.name, SlotKind.CHOICE, part.detail, tuple(choices))


def _signed(clause: tree.Clause, slots: list[Slot], context: FormContext) -> Signed | None:
    """令 变动数 = 带符号(方向, 变动): the figure with the sign of the word."""
    assert isinstance(clause.head, tree.LetHead)
    names = _arguments_of_signed(clause.head.value)
    word = next((slot for slot in slots if names and slot.name == names[0]), None)
    if word is None or word.detail not in context.words:
        context.fail("S118", clause)
        return None
    signs = tuple(context.words[word.detail].signs.items())
    return Signed(clause.head.name.value, word.name, names[1], signs)


def _arguments_of_signed(value: tree.Expression) -> list[str]:
    """The two names in 带符号(word, figure); none where something else is written."""
    if not isinstance(value, tree.Path) or len(value.steps) != 1:
        return []
    step = value.steps[0]
    names = []
    for argument in step.arguments or ():
        if isinstance(argument.value, tree.Path):
            names.append(argument.value.steps[0].name.value)
    is_signed = step.name.value == "signed" and len(names) == 2
    return names if is_signed else []


def _rows(head: tree.Declaration, slots: list[Slot], signed: Iterable[Signed]) -> TableList:
    """The list of a statement: a column a slot, the signed figures, and its section."""
    key = " ".join(head.words("key_column"))
    columns = [_column(slot, key) for slot in slots if slot.kind is not SlotKind.ITEMS]
    units = {column.id: column.unit for column in columns}
    for item in signed:
        unit = units.get(item.figure)
        columns.append(Column(item.id, ColumnKind.AMOUNT, ((item.id,),), unit=unit))
    columns.append(_text_column(SECTION_SLOT))
    return TableList(
        id=head.id(),
        table="",
        name=head.id(),
        keys=(Key(key, False),) if key else (),
        columns=tuple(columns),
    )


def _column(slot: Slot, key: str) -> Column:
    path = ((slot.name,),)
    if slot.kind in _AMOUNTS:
        unit = slot.detail or _AMOUNTS[slot.kind]
        return Column(slot.name, ColumnKind.AMOUNT, path, unit=unit)
    if slot.name == key:
        return Column(slot.name, ColumnKind.NAME, path, key=key)
    kind = ColumnKind.LIST if slot.kind is SlotKind.LIST else ColumnKind.TEXT
    return Column(slot.name, kind, path)
