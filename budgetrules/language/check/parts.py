"""The parts of each kind of record: what may stand behind a dot, or bare inside an instance."""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.core.units import COUNT, PERCENT, UNITS, WAN, YEAR, Unit
from budgetrules.language.check.names import Names, Resolved, mistake
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
    ListType,
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

# What figures of a slot are in whose type names no unit.
_DEFAULT_UNITS = {
    SlotKind.MONEY: WAN,
    SlotKind.PERCENT: PERCENT,
    SlotKind.AREA: WAN,
    SlotKind.NUMBER: WAN,
}
# Words of the language for texts of a row.
_TEXTS_OF_ROW = (
    "level",
    "code",
    "name",
    "last_level",
    "namesake_code",
)


def part(
    names: Names,
    record: Type,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    """Return the part called `name` of a record; None if it has none."""
    if isinstance(record, RowType):
        return _of_row(names, record, value, name)
    if isinstance(record, GroupType) and not name.builtin:
        member = RowType(record.lists)
        return _of_row(names, member, value, name)
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
    """Return the names that may stand behind a dot, for messages."""
    if isinstance(record, RowType | RowsType | CellType | GroupType):
        return _shared_names(names, record.lists)
    if isinstance(record, ListType):
        return names.parts(record.list_id)
    if isinstance(record, TableType):
        return _names_of_sentences(names, record)
    if isinstance(record, SectionType):
        return tuple(_heading_slots(names, record))
    if isinstance(record, FactType):
        lookup = names.declarations.lookups[record.lookup]
        return lookup.columns
    if isinstance(record, ClaimType):
        return tuple(slot for slot, _ in record.slots)
    return ()


def _shared_names(names: Names, lists: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns and keys that all lists have."""
    if not lists:
        return ()
    first, *further = lists
    shared = names.parts(first)
    for other in further:
        parts = names.parts(other)
        shared = tuple(name for name in shared if name in parts)
    return shared


def _names_of_sentences(names: Names, record: TableType) -> tuple[str, ...]:
    """Return the names of a table's sentences, then those of their slots."""
    sentences = _sentences(names, record)
    words = [sentence.id for sentence in sentences]
    for sentence in sentences:
        words.extend(slot for slot, _ in slot_types(sentence))
    return tuple(dict.fromkeys(words))


# ---- rows and cells


def unit_of(
    names: Names,
    list_id: str,
    column_id: str,
) -> Unit:
    """Return the unit a column is read in, for its dimension."""
    symbol = names.template.unit
    column = names.lists[list_id].column(column_id)
    if column is not None and column.unit:
        symbol = column.unit
    return UNITS.get(symbol, WAN)


def _column_of_row(
    names: Names,
    record: RowType,
    row: x.Expression,
    name: Name,
) -> Resolved | None:
    """Return a column by its id; a name column gives a text.

    Raises Unresolved if only some of the row's lists have it.
    """
    column_id = name.value
    kinds: set[ColumnKind] = set()
    lacking: list[str] = []
    for list_id in record.lists:
        column = names.lists[list_id].column(column_id)
        if column is None:
            lacking.append(list_id)
        else:
            kinds.add(column.kind)
    if not kinds:
        return None
    if lacking:
        table = lacking[0]
        allowed = names.columns(table)
        raise mistake("S201", name.span, allowed, column_id, table=table, name=column_id)
    if ColumnKind.LIST in kinds:
        return TextsType(), x.TextOf(row, TextPart.ITEMS, column_id)
    if kinds != {ColumnKind.AMOUNT}:
        return _text(row, TextPart.COLUMN, column_id)
    unit = unit_of(names, record.lists[0], column_id)
    cells = tuple((list_id, (column_id,)) for list_id in record.lists)
    return FigureType(unit), x.CellOf(row, cells)


def _of_row(
    names: Names,
    record: RowType,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    lists = [names.lists[list_id] for list_id in record.lists]
    if name.builtin:
        # A list without levels has no 级次: a filter on levels is then of the pair's other side.
        needs_levels = name.value in ("level", "last_level")
        if needs_levels and not all(rows.levels for rows in lists):
            return None
        return _builtin_of_row(record, value, name.value)
    if all(has_key(rows, name.value) for rows in lists):
        return _text(value, TextPart.KEY, name.value)
    column = _column_of_row(names, record, value, name)
    if column is not None:
        return column
    if all(name.value in rows.levels for rows in lists):
        return record, x.Ancestor(value, name.value)
    return None


def _text(
    record: x.Expression,
    text_part: TextPart,
    name: str = "",
) -> Resolved:
    return TextType(), x.TextOf(record, text_part, name)


def has_key(rows: TableList, name: str) -> bool:
    """Return whether a list has a key of this name."""
    return any(key.id == name for key in rows.keys)


def _builtin_of_row(
    record: RowType,
    value: x.Expression,
    name: str,
) -> Resolved | None:
    if name in _TEXTS_OF_ROW:
        return _text(value, TextPart(name))
    if name == "parent":
        return record, x.Ancestor(value)
    if name == "children":
        return RowsType(record.lists), x.Children(value)
    if name == "same_key":
        return RowsType(record.lists), x.SameKey(value)
    return None


def _of_cell(
    record: CellType,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    if not name.builtin:
        return None
    cells = CellsType(record.lists)
    if name.value == "children":
        return cells, x.ChildCells(value)
    if name.value == "parts":
        return cells, x.PartCells(value)
    return None


# ---- tables and sections


def _of_table(
    names: Names,
    record: TableType,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    """Return a part of a table, one of its sentences, or a slot of one."""
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
        return _text(value, TextPart.TITLE)
    if name == "titled":
        return ConditionType(), x.Titled(value)
    if name == "headed":
        return ConditionType(), x.Headed(value)
    return None


def _sentences(names: Names, record: TableType) -> list[Sentence]:
    """Return the sentences above and below some tables, and the caption that every table has."""
    sentences: list[Sentence] = []
    for table_id in record.tables:
        table = names.table(table_id)
        if table is None:
            continue
        if table.header is not None:
            sentences.append(table.header)
        sentences.extend(table.notes)
        if table.title_wordings:
            sentences.append(table.caption)
    sentences.append(CAPTION)
    return sentences


def _of_section(
    names: Names,
    record: SectionType,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    """Return a slot of the headings of any of the sections.

    Where a heading has none of that name, the slot is not there.
    """
    if name.builtin:
        if name.value == "titled":
            return ConditionType(), x.Titled(value)
        if name.value == "reworded":
            return ConditionType(), x.Reworded(value)
        return None
    kind = _heading_slots(names, record).get(name.value)
    if kind is None:
        return None
    return kind, x.SlotOf(value, name.value)


def _heading_slots(names: Names, record: SectionType) -> dict[str, Type]:
    slots: dict[str, Type] = {}
    for section in names.template.all_sections():
        if section.id in record.sections:
            heading = Sentence(section.id, section.headings)
            slots.update(slot_types(heading))
    return slots


# ---- code entries, facts and claims


def _of_entry(value: x.Expression, name: Name) -> Resolved | None:
    if name.value == "trust":
        return _text(value, TextPart.TRUST)
    if name.value == "all_names":
        return TextsType(), x.TextOf(value, TextPart.NAMES)
    if name.value == "name":
        return _text(value, TextPart.NAME)
    return None


def _of_fact(
    names: Names,
    record: FactType,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    lookup = names.declarations.lookups[record.lookup]
    if name.value not in lookup.columns:
        return None
    return _text(value, TextPart.FACT, name.value)


def _of_claim(
    record: ClaimType,
    value: x.Expression,
    name: Name,
) -> Resolved | None:
    if name.builtin:
        return None
    kind = dict(record.slots).get(name.value)
    if kind is None:
        return None
    return kind, x.SlotOf(value, name.value)


# ---- slots


def slot_types(sentence: Sentence) -> tuple[tuple[str, Type], ...]:
    """Return the type of each slot of a sentence's wordings; the first of a name counts."""
    types: dict[str, Type] = {}
    for wording in sentence.wordings:
        for slot in wording.slots():
            types.setdefault(slot.name, _slot_type(slot))
    return tuple(types.items())


def _slot_type(slot: Slot) -> Type:
    default_unit = _DEFAULT_UNITS.get(slot.kind)
    if default_unit is not None:
        unit = UNITS.get(slot.detail, default_unit)
        return FigureType(unit)
    if slot.kind is SlotKind.YEAR:
        return FigureType(YEAR)
    if slot.kind is SlotKind.COUNT:
        return FigureType(COUNT)
    if slot.kind is SlotKind.DATE:
        return DateType()
    if slot.kind is SlotKind.LIST:
        return TextsType()
    return TextType()
