"""文句 and 分项 under sections → statements: wordings, and the list whose columns are their slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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

# The units of slots that are figures and name none.
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
    """Return all statements under a template, section by section."""
    statements = _below(clause, "", (), context)
    return tuple(statements)


def _below(
    clause: tree.Clause,
    section: str,
    slots: tuple[str, ...],
    context: FormContext,
) -> Iterator[Statement]:
    """Yield the statements of a section and of those in it.

    `slots` are those of its repeated heading.
    """
    for child in clause.children:
        head = child.declared
        if head.name is None:
            continue
        if child.keyword == "section":
            yield from _below(child, head.id(), _heading_slots(child), context)
        elif child.keyword == "sentence":
            for statement in _statement(child, section, "", context):
                yield _with_columns(statement, slots)


def _heading_slots(clause: tree.Clause) -> tuple[str, ...]:
    """Return the slots of a repeated section's heading: its statements have them as columns."""
    head = clause.declared
    if not head.has("repeatable"):
        return ()
    names: list[str] = []
    for text in head.texts:
        # Mistakes in the heading are reported where the section itself was made.
        wording = build_wording(text, frozenset(), [])
        for slot in wording.slots():
            if slot.kind is SlotKind.TEXT:
                names.append(slot.name)
    return tuple(names)


def _with_columns(statement: Statement, slots: tuple[str, ...]) -> Statement:
    """Return a statement whose list has these slots as columns too."""
    rows = statement.rows
    taken = {column.id for column in rows.columns}
    taken.update(key.id for key in rows.keys)
    columns = list(rows.columns)
    for slot in slots:
        if slot not in taken:
            columns.append(_text_column(slot))
    wider = attrs.evolve(rows, columns=tuple(columns))
    return attrs.evolve(statement, rows=wider)


def _text_column(name: str) -> Column:
    return Column(name, ColumnKind.TEXT, ((name,),))


def _statement(
    clause: tree.Clause,
    section: str,
    part_of: str,
    context: FormContext,
) -> Iterator[Statement]:
    """Yield the statement of a sentence or of items, and those of the sentences and items in it."""
    head = clause.declared
    wordings = tuple(_wordings(clause, context))
    if not wordings:
        context.fail("S117", clause, head.id())
        return
    slots = _slots_of(wordings)
    signed = tuple(_signed_figures(clause, slots, context))
    yield Statement(
        id=head.id(),
        section=section,
        wordings=wordings,
        rows=_rows(head, slots, signed),
        required=head.has("required"),
        signed=signed,
        part_of=part_of,
        separators=_separators(head),
        filled=head.words("fill"),
        behind=" ".join(head.words("behind")),
        uncounted=head.words("uncounted"),
        zero_if_unsaid=head.words("zero_if_unsaid"),
    )
    for child in clause.children:
        if child.declared.name is None:
            continue
        if child.keyword == "sentence":
            yield from _statement(child, section, "", context)
        elif child.keyword == "items":
            yield from _statement(child, section, head.id(), context)


def _separators(head: tree.Declaration) -> tuple[str, ...]:
    """Return the marks between items, as they were quoted, parted by |; ； where none was."""
    option = head.option("separator")
    if option is None:
        return ()
    marks: list[str] = []
    for part in option.parts():
        if isinstance(part, tree.String):
            marks.extend(filter(None, part.value.split("|")))
    return tuple(marks) or (_SEPARATOR,)


# ---- 写法


def _wordings(clause: tree.Clause, context: FormContext) -> Iterator[Wording]:
    for line in clause.all("wording"):
        for wording in context.wordings(line.declared.texts):
            parts = _with_words(wording.parts, context.words)
            yield Wording(parts)


def _with_words(
    parts: Sequence[WordingPart],
    words: Mapping[str, Words],
) -> tuple[WordingPart, ...]:
    """Return the parts of a wording with word groups as the choices that they allow."""
    return tuple(_part_with_words(part, words) for part in parts)


def _part_with_words(part: WordingPart, words: Mapping[str, Words]) -> WordingPart:
    if isinstance(part, OptionalPart):
        ways = [_with_words(way, words) for way in part.ways]
        return OptionalPart(tuple(ways))
    if not isinstance(part, Slot) or part.kind is not SlotKind.WORDS:
        return part
    group = words.get(part.detail)
    if group is None:
        return part
    # The longest first: 减少了 before 减少.
    choices = sorted(group.signs, key=len, reverse=True)
    return Slot(part.name, SlotKind.CHOICE, part.detail, tuple(choices))


def _slots_of(wordings: Iterable[Wording]) -> list[Slot]:
    """Return the slots of all wordings, each name once; the last of a name counts."""
    slots: dict[str, Slot] = {}
    for wording in wordings:
        for slot in wording.slots():
            slots[slot.name] = slot
    return list(slots.values())


# ---- 带符号


def _signed_figures(
    clause: tree.Clause,
    slots: list[Slot],
    context: FormContext,
) -> Iterator[Signed]:
    """Yield what 令 变动数 = 带符号(方向, 变动) says: the figure with the sign of the word."""
    slots_by_name = {slot.name: slot for slot in slots}
    for line in clause.all("let"):
        assert isinstance(line.head, tree.LetHead)
        names = _arguments_of_signed(line.head.value)
        word = slots_by_name.get(names[0]) if names else None
        if word is None or word.detail not in context.words:
            context.fail("S118", line)
            continue
        group = context.words[word.detail]
        yield Signed(
            id=line.head.name.value,
            word=word.name,
            figure=names[1],
            signs=tuple(group.signs.items()),
        )


def _arguments_of_signed(value: tree.Expression) -> list[str]:
    """Return the two names in 带符号(word, figure); none where something else is written."""
    if not isinstance(value, tree.Path) or len(value.steps) != 1:
        return []
    step = value.steps[0]
    if step.name.value != "signed":
        return []
    names = []
    for argument in step.arguments or ():
        if isinstance(argument.value, tree.Path):
            first_step = argument.value.steps[0]
            names.append(first_step.name.value)
    return names if len(names) == 2 else []


# ---- the list of a statement


def _rows(
    head: tree.Declaration,
    slots: list[Slot],
    signed: Iterable[Signed],
) -> TableList:
    """Return the list of a statement: a column a slot, the signed figures, and its section."""
    key = " ".join(head.words("key_column"))
    columns = []
    for slot in slots:
        if slot.kind is not SlotKind.ITEMS:
            columns.append(_column(slot, key))
    units = {column.id: column.unit for column in columns}
    for item in signed:
        column = Column(
            id=item.id,
            kind=ColumnKind.AMOUNT,
            path=((item.id,),),
            unit=units.get(item.figure),
        )
        columns.append(column)
    columns.append(_text_column(SECTION_SLOT))
    return TableList(
        id=head.id(),
        table="",
        name=head.id(),
        keys=(Key(key, is_code=False),) if key else (),
        columns=tuple(columns),
    )


def _column(slot: Slot, key: str) -> Column:
    path = ((slot.name,),)
    default_unit = _AMOUNTS.get(slot.kind)
    if default_unit is not None:
        unit = slot.detail or default_unit
        return Column(slot.name, ColumnKind.AMOUNT, path, unit=unit)
    if slot.name == key:
        return Column(slot.name, ColumnKind.NAME, path, key=key)
    if slot.kind is SlotKind.LIST:
        return Column(slot.name, ColumnKind.LIST, path)
    return Column(slot.name, ColumnKind.TEXT, path)
