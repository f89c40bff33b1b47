"""The parts of each kind of record: what may stand behind a dot, and what a bare name means inside
an instance.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetrules.core.spans import Span
from budgetrules.core.units import COUNT, UNITS, YEAR, Unit
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
from budgetrules.schema.forms import CAPTION, ColumnKind, Sentence, SlotKind

Resolved = tuple[Type, x.Expression]


def part(names: Names, record: Type, value: x.Expression, name: Name) -> Resolved | None:
    """The part called `name` of a record; None if it has none."""
    if isinstance(record, RowType):
        return _of_row(names, record, value, name)
    if isinstance(record, CellType):
        return _of_cell(names, record, value, name)
    if isinstance(record, GroupType):
        return _of_row(names, RowType(record.lists), value, name) if not name.builtin else None
    if isinstance(record, TableType):
        return _of_table(names, record, value, name)
    if isinstance(record, SectionType):
        return _of_section(names, record, value, name)
    if isinstance(record, EntryType):
        return _of_entry(value, name)
    if isinstance(record, FactType):
        columns = names.declarations.lookups[record.lookup].columns
        return (
            (TextType(), x.TextOf(value, TextPart.FACT, name.value))
            if name.value in columns
            else None
        )
    if isinstance(record, ClaimType | SectionType):
        kinds = dict(record.slots if isinstance(record, ClaimType) else heading_slots(names))
        return (
            (kinds[name.value], x.SlotOf(value, name.value))
            if name.value in kinds and not name.builtin
            else None
        )
    return None


def part_names(names: Names, record: Type) -> tuple[str, ...]:
    """The names that may stand behind a dot, for messages."""
    if isinstance(record, RowType | CellType | GroupType):
        shared = [_names_of_list(names, item) for item in record.lists]
        return (
            tuple(name for name in shared[0] if all(name in other for other in shared))
            if shared
            else ()
        )
    if isinstance(record, TableType):
        sentences = _sentences(names, record)
        slots = (name for sentence in sentences for name, _ in slot_types(sentence))
        return tuple(dict.fromkeys((*(sentence.id for sentence in sentences), *slots)))
    if isinstance(record, SectionType):
        return tuple(_heading_slots(names, record))
    if isinstance(record, FactType):
        return names.declarations.lookups[record.lookup].columns
    if isinstance(record, ClaimType | SectionType):
        return tuple(
            slot
            for slot, _ in (record.slots if isinstance(record, ClaimType) else heading_slots(names))
        )
    return ()


def unit_of(names: Names, list_id: str, column_id: str) -> Unit:
    """The unit a column is read in, for its dimension."""
    column = names.lists[list_id].column(column_id)
    return UNITS.get((column.unit if column else None) or names.template.unit, UNITS["万元"])


def columns_named(names: Names, lists: Iterable[str], name: Name, span: Span) -> Resolved | None:
    """A column by its id, in every one of the lists; a name column gives a text."""
    found = [(item, names.lists[item].column(name.value)) for item in lists]
    if not any(column for _, column in found):
        return None
    lacking = [item for item, column in found if column is None]
    if lacking:
        raise mistake(
            "S201",
            span,
            {"table": lacking[0], "name": name.value},
            names.columns(lacking[0]),
            name.value,
        )
    if any(column is not None and column.kind is ColumnKind.LIST for _, column in found):
        return TextsType(), x.TextOf(x.Variable(""), TextPart.ITEMS, name.value)
    if any(column is not None and column.kind is not ColumnKind.AMOUNT for _, column in found):
        return TextType(), x.TextOf(x.Variable(""), TextPart.COLUMN, name.value)
    item = found[0][0]
    return FigureType(unit_of(names, item, name.value)), x.CellOf(
        x.Variable(""), tuple((list_id, (name.value,)) for list_id, _ in found)
    )


def _of_row(names: Names, record: RowType, value: x.Expression, name: Name) -> Resolved | None:
    if name.builtin:
        # A list without levels has no 级次: a filter on levels then belongs to the other side of a
        # pair.
        if name.value in ("level", "last_level") and not all(
            names.lists[item].levels for item in record.lists
        ):
            return None
        return _builtin_of_row(record, value, name.value)
    if all(any(key.id == name.value for key in names.lists[item].keys) for item in record.lists):
        return TextType(), x.TextOf(value, TextPart.KEY, name.value)
    found = columns_named(names, record.lists, name, name.span)
    if found is not None:
        kind, node = found
        if isinstance(node, x.CellOf):
            return kind, x.CellOf(value, node.columns)
        assert isinstance(node, x.TextOf)
        return kind, x.TextOf(value, node.part, node.name)
    if all(name.value in names.lists[item].levels for item in record.lists):
        return record, x.Ancestor(value, name.value)
    return None


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


def _of_cell(names: Names, record: CellType, value: x.Expression, name: Name) -> Resolved | None:
    if name.builtin and name.value == "children":
        return CellsType(record.lists), x.ChildCells(value)
    if name.builtin and name.value == "parts":
        return CellsType(record.lists), x.PartCells(value)
    return None


def _of_table(names: Names, record: TableType, value: x.Expression, name: Name) -> Resolved | None:
    if name.builtin and name.value in ("title", "name"):
        return TextType(), x.TextOf(value, TextPart.TITLE)
    if name.builtin and name.value == "titled":
        return ConditionType(), x.Titled(value)
    if name.builtin and name.value == "headed":
        return ConditionType(), x.Headed(value)
    for sentence in _sentences(names, record):
        claim = x.ClaimOf(value, sentence.id)
        if sentence.id == name.value:
            return ClaimType(sentence.id, slot_types(sentence)), claim
        kinds = dict(slot_types(sentence))
        if name.value in kinds:
            return kinds[name.value], x.SlotOf(claim, name.value)
    return None


def _of_section(
    names: Names, record: SectionType, value: x.Expression, name: Name
) -> Resolved | None:
    """A slot of the headings of any of the sections: where a heading has none of that name, it is
    not there.
    """
    if name.builtin:
        return (ConditionType(), x.Titled(value)) if name.value == "titled" else None
    kind = _heading_slots(names, record).get(name.value)
    return (kind, x.SlotOf(value, name.value)) if kind is not None else None


def _heading_slots(names: Names, record: SectionType) -> dict[str, Type]:
    found: dict[str, Type] = {}
    for section in names.template.all_sections():
        if section.id in record.sections:
            found.update(slot_types(Sentence(section.id, section.headings)))
    return found


def _of_entry(value: x.Expression, name: Name) -> Resolved | None:
    if name.value == "trust":
        return TextType(), x.TextOf(value, TextPart.TRUST)
    if name.value == "all_names":
        return TextsType(), x.TextOf(value, TextPart.NAMES)
    if name.value == "name":
        return TextType(), x.TextOf(value, TextPart.NAME)
    return None


def _sentences(names: Names, record: TableType) -> list[Sentence]:
    found = []
    for table_id in record.tables:
        table = names.table(table_id)
        if table is not None:
            found.extend([*([table.header] if table.header else []), *table.notes])
    return [*found, CAPTION]


def slot_types(sentence: Sentence) -> tuple[tuple[str, Type], ...]:
    """The type of each slot of a sentence's wordings."""
    found: dict[str, Type] = {}
    for wording in sentence.wordings:
        for slot in wording.slots():
            found.setdefault(slot.name, _slot_type(slot.kind, slot.detail))
    return tuple(found.items())


def heading_slots(names: Names) -> tuple[tuple[str, Type], ...]:
    """The type of each slot of the headings of sections."""
    headings = [Sentence(section.id, section.headings) for section in names.template.all_sections()]
    return tuple({name: kind for heading in headings for name, kind in slot_types(heading)}.items())


def _slot_type(kind: SlotKind, detail: str) -> Type:
    if kind in (SlotKind.MONEY, SlotKind.PERCENT, SlotKind.AREA, SlotKind.NUMBER):
        return FigureType(
            UNITS.get(detail, UNITS["%"] if kind is SlotKind.PERCENT else UNITS["万元"])
        )
    if kind is SlotKind.YEAR:
        return FigureType(YEAR)
    if kind is SlotKind.COUNT:
        return FigureType(COUNT)
    if kind is SlotKind.DATE:
        return DateType()
    return TextsType() if kind is SlotKind.LIST else TextType()


def _names_of_list(names: Names, list_id: str) -> tuple[str, ...]:
    item = names.lists[list_id]
    return (*(column.id for column in item.columns), *(key.id for key in item.keys))
