"""The parts of each kind of record: what may stand behind a dot, or bare inside an instance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.spans import Span
from budgetrules.core.units import COUNT, PERCENT, UNITS, WAN, YEAR, Unit
from budgetrules.language.check.names import Names, mistake
from budgetrules.language.check.types import (
    CellsType,
    CellType,
    ClaimType,
    ConditionType,
    DateType,
    EntryType,
    FactType,
    FigureType,
    GroupType,
    RowsType,
    RowType,
    SectionType,
    TableType,
    TextsType,
    TextType,
    Type,
)
from budgetrules.language.text.tree import Name
from budgetrules.schema import expressions as x
from budgetrules.schema.expressions import TextPart
from budgetrules.schema.forms import CAPTION, ColumnKind, Sentence, Slot, SlotKind, TableList

Resolved = tuple[Type, x.Expression]
# What figures of a slot are in whose type names no unit.
_DEFAULT_UNITS = {
    SlotKind.MONEY: WAN,
    SlotKind.PERCENT: PERCENT,
    SlotKind.AREA: WAN,
    SlotKind.NUMBER: WAN,
}


def part(names: Names, record: Type, value: x.Expression, name: Name) -> Resolved | None:
    """The part called `name` of a record; None if it has none."""
    if isinstance(record, RowType):
        return _of_row(names, record, value, name)
    if isinstance(record, GroupType) and not name.builtin:
        return _of_row(names, RowType(record.lists), value, name)
    if isinstance(record, CellType):
        return _of_cell(record, value, name)
    if isinstance(record, TableType):
        return _of_table(names, record, value, name)
    if isinstance(record, SectionType):
        return _of_section(names, record, value, name)
    if isinstance(record, EntryType):
        return _of_entry(value, name)
    if isinstance(record, FactType):
        return _of_fact(names, record, value, name)
    if isinstance(record, ClaimType):
        return _of_claim(record, value, name)
    return None


def part_names(names: Names, record: Type) -> tuple[str, ...]:
    """The names that may stand behind a dot, for messages."""
    if isinstance(record, RowType | CellType | GroupType):
        return _shared_names(names, record.lists)
    if isinstance(record, TableType):
        return _names_of_sentences(names, record)
    if isinstance(record, SectionType):
        return tuple(_heading_slots(names, record))
    if isinstance(record, FactType):
        return names.declarations.lookups[record.lookup].columns
    if isinstance(record, ClaimType):
        return tuple(slot for slot, _ in record.slots)
    return ()


def _shared_names(names: Names, lists: Sequence[str]) -> tuple[str, ...]:
    """The names of columns and keys that all lists have."""
    if not lists:
        return ()
    first, *others = (names.parts(list_id) for list_id in lists)
    return tuple(name for name in first if all(name in other for other in others))


def _names_of_sentences(names: Names, record: TableType) -> tuple[str, ...]:
    sentences = _sentences(names, record)
    words = [sentence.id for sentence in sentences]
    for sentence in sentences:
        words.extend(name for name, _ in slot_types(sentence))
    return tuple(dict.fromkeys(words))


def unit_of(names: Names, list_id: str, column_id: str) -> Unit:
    """The unit a column is read in, for its dimension."""
    column = names.lists[list_id].column(column_id)
    own = column.unit if column is not None else None
    return UNITS.get(own or names.template.unit, WAN)


def columns_named(names: Names, lists: Iterable[str], name: Name, span: Span) -> Resolved | None:
    """A column by its id, in every one of the lists; a name column gives a text."""
    columns = {list_id: names.lists[list_id].column(name.value) for list_id in lists}
    kinds = {column.kind for column in columns.values() if column is not None}
    if not kinds:
        return None
    lacking = next((list_id for list_id, column in columns.items() if column is None), None)
    if lacking is not None:
        allowed = names.columns(lacking)
        raise mistake("S201", span, allowed, name.value, table=lacking, name=name.value)
    record = x.Variable("")
    if ColumnKind.LIST in kinds:
        return TextsType(), x.TextOf(record, TextPart.ITEMS, name.value)
    if kinds != {ColumnKind.AMOUNT}:
        return TextType(), x.TextOf(record, TextPart.COLUMN, name.value)
    unit = unit_of(names, next(iter(columns)), name.value)
    cells = tuple((list_id, (name.value,)) for list_id in columns)
    return FigureType(unit), x.CellOf(record, cells)


def _of_row(names: Names, record: RowType, value: x.Expression, name: Name) -> Resolved | None:
    lists = [names.lists[list_id] for list_id in record.lists]
    if name.builtin:
        # A list without levels has no 级次: a filter on levels is then of the pair's other side.
        needs_levels = name.value in ("level", "last_level")
        if needs_levels and not all(rows.levels for rows in lists):
            return None
        return _builtin_of_row(record, value, name.value)
    if all(_has_key(rows, name.value) for rows in lists):
        return TextType(), x.TextOf(value, TextPart.KEY, name.value)
    named = columns_named(names, record.lists, name, name.span)
    if named is not None:
        kind, node = named
        if isinstance(node, x.CellOf):
            return kind, x.CellOf(value, node.columns)
        assert isinstance(node, x.TextOf)
        return kind, attrs.evolve(node, record=value)
    if all(name.value in rows.levels for rows in lists):
        return record, x.Ancestor(value, name.value)
    return None


def _has_key(rows: TableList, name: str) -> bool:
    return any(key.id == name for key in rows.keys)


def _builtin_of_row(record: RowType, value: x.Expression, name: str) -> Resolved | None:
    if name in ("level", "code", "name", "last_level", "namesake_code"):
        return TextType(), x.TextOf(value, TextPart(name))
    if name == "parent":
        return record, x.Ancestor(value)
    if name == "children":
        return RowsType(record.lists), x.Children(value)
    if name == "same_key":
        return RowsType(record.lists), x.SameKey(value)
    return None


def _of_cell(record: CellType, value: x.Expression, name: Name) -> Resolved | None:
    if name.builtin and name.value == "children":
        return CellsType(record.lists), x.ChildCells(value)
    if name.builtin and name.value == "parts":
        return CellsType(record.lists), x.PartCells(value)
    return None


def _of_table(names: Names, record: TableType, value: x.Expression, name: Name) -> Resolved | None:
    if name.builtin:
        of_table = _builtin_of_table(value, name.value)
        if of_table is not None:
            return of_table
    for sentence in _sentences(names, record):
        claim = x.ClaimOf(value, sentence.id)
        slots = slot_types(sentence)
        if sentence.id == name.value:
            return ClaimType(sentence.id, slots), claim
        kind = dict(slots).get(name.value)
        if kind is not None:
            return kind, x.SlotOf(claim, name.value)
    return None


def _builtin_of_table(value: x.Expression, name: str) -> Resolved | None:
    if name in ("title", "name"):
        return TextType(), x.TextOf(value, TextPart.TITLE)
    if name == "titled":
        return ConditionType(), x.Titled(value)
    if name == "headed":
        return ConditionType(), x.Headed(value)
    return None


def _of_section(
    names: Names, record: SectionType, value: x.Expression, name: Name
) -> Resolved | None:
    """A slot of the headings of any of the sections.

    Where a heading has none of that name, the slot is not there.
    """
    if name.builtin:
        return (ConditionType(), x.Titled(value)) if name.value == "titled" else None
    kind = _heading_slots(names, record).get(name.value)
    return (kind, x.SlotOf(value, name.value)) if kind is not None else None


def _heading_slots(names: Names, record: SectionType) -> dict[str, Type]:
    slots: dict[str, Type] = {}
    for section in names.template.all_sections():
        if section.id in record.sections:
            slots.update(slot_types(Sentence(section.id, section.headings)))
    return slots


def _of_entry(value: x.Expression, name: Name) -> Resolved | None:
    if name.value == "trust":
        return TextType(), x.TextOf(value, TextPart.TRUST)
    if name.value == "all_names":
        return TextsType(), x.TextOf(value, TextPart.NAMES)
    if name.value == "name":
        return TextType(), x.TextOf(value, TextPart.NAME)
    return None


def _of_fact(names: Names, record: FactType, value: x.Expression, name: Name) -> Resolved | None:
    if name.value not in names.declarations.lookups[record.lookup].columns:
        return None
    return TextType(), x.TextOf(value, TextPart.FACT, name.value)


def _of_claim(record: ClaimType, value: x.Expression, name: Name) -> Resolved | None:
    kind = dict(record.slots).get(name.value)
    if kind is None or name.builtin:
        return None
    return kind, x.SlotOf(value, name.value)


def _sentences(names: Names, record: TableType) -> list[Sentence]:
    """The sentences above and below some tables, and the caption that every table has."""
    sentences: list[Sentence] = []
    for table_id in record.tables:
        table = names.table(table_id)
        if table is None:
            continue
        if table.header is not None:
            sentences.append(table.header)
        sentences.extend(table.notes)
    return [*sentences, CAPTION]


def slot_types(sentence: Sentence) -> tuple[tuple[str, Type], ...]:
    """The type of each slot of a sentence's wordings."""
    kinds: dict[str, Type] = {}
    for wording in sentence.wordings:
        for slot in wording.slots():
            kinds.setdefault(slot.name, _slot_type(slot))
    return tuple(kinds.items())


def _slot_type(slot: Slot) -> Type:
    if slot.kind in _DEFAULT_UNITS:
        return FigureType(UNITS.get(slot.detail, _DEFAULT_UNITS[slot.kind]))
    if slot.kind is SlotKind.YEAR:
        return FigureType(YEAR)
    if slot.kind is SlotKind.COUNT:
        return FigureType(COUNT)
    if slot.kind is SlotKind.DATE:
        return DateType()
    return TextsType() if slot.kind is SlotKind.LIST else TextType()
