"""Complete a match by what stands below the headers: columns that have no header of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.recognition.grids.columns import PrintedColumn, Slot
from budgetrules.recognition.lines.segment import Field
from budgetrules.schema.forms import Column, ColumnKind, Table, TableList


def complete(
    aligned: Mapping[int, Slot], columns: Sequence[PrintedColumn], table: Table, repeats: int
) -> dict[int, Slot]:
    """Add, left of each list's amounts, further columns of codes and that of the name.

    Where a list has codes and none of its columns does, they stand in the cells of the names.
    """
    slots = dict(aligned)
    for item in table.lists:
        for repeat in range(repeats):
            slots.update(_completed(_ListColumns(item, repeat, slots, columns)))
    return slots


@attrs.frozen(eq=False)
class _ListColumns:
    """The printed columns of one list in one repeat, among all that are matched so far."""

    item: TableList
    repeat: int
    slots: Mapping[int, Slot]
    columns: Sequence[PrintedColumn]

    @property
    def own(self) -> list[int]:
        """The printed columns that are matched with the list, from left to right."""
        return [
            at
            for at, slot in sorted(self.slots.items(), key=lambda pair: pair[0])
            if slot.repeat == self.repeat and slot.field.list_id == self.item.id
        ]

    def free(self, own: Sequence[int], first_amount: int) -> list[int]:
        """The columns matched with nothing between the list before and the amounts."""
        before = [at for at in self.slots if at < first_amount and at not in own]
        begin = max(before, default=-1) + 1
        return [
            at
            for at in range(begin, first_amount)
            if at not in self.slots and not self.columns[at].is_aside
        ]

    def slot(self, column: Column, kind: str) -> Slot:
        """The slot of a column of the list."""
        return Slot(self.repeat, Field(self.item.id, column, kind))


def _completed(printed: _ListColumns) -> dict[int, Slot]:
    """The slots to be added to those of a list, or to stand for them."""
    own = printed.own
    amounts = [at for at in own if printed.slots[at].is_amount]
    if not amounts:
        return {}
    free = printed.free(own, amounts[0])
    codes = list(_columns_of_kind(printed.item, ColumnKind.CODE))
    names = list(_columns_of_kind(printed.item, ColumnKind.NAME))
    added: dict[int, Slot] = {}
    if codes:
        held = [at for at in free if _holds_codes(printed.columns[at])]
        added.update((at, printed.slot(codes[0], "code")) for at in held)
    if names and not any(printed.slots[at].field.column in names for at in own):
        unnamed = [at for at in free if at not in added and _may_be_names(printed.columns[at])]
        if unnamed:
            added[unnamed[-1]] = printed.slot(names[0], "text")
    if codes and not _has_codes(printed, own, added):
        added.update(_coded_names(printed, own, added))
    return added


def _columns_of_kind(item: TableList, kind: ColumnKind) -> Iterator[Column]:
    return (column for column in item.columns if column.kind is kind)


def _holds_codes(column: PrintedColumn) -> bool:
    """Whether codes stand in a column, or nothing but numbers under a header of codes."""
    profile = column.profile
    return (column.is_under_codes and not profile.texts) or profile.is_mostly_codes


def _may_be_names(column: PrintedColumn) -> bool:
    return not column.profile.numbers


def _has_codes(printed: _ListColumns, own: Sequence[int], added: Mapping[int, Slot]) -> bool:
    """Whether the list has a column of codes."""
    slots = [*(printed.slots[at] for at in own), *added.values()]
    return any(slot.field.kind == "code" for slot in slots)


def _coded_names(
    printed: _ListColumns, own: Sequence[int], added: Mapping[int, Slot]
) -> dict[int, Slot]:
    """The columns of the name, as such that hold a code in front of it."""
    name = printed.item.name_column()
    slots = {**{at: printed.slots[at] for at in own}, **added}
    return {
        at: printed.slot(slot.field.column, "coded")
        for at, slot in slots.items()
        if slot.field.column == name
    }
