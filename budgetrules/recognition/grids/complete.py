"""Complete a match by what stands below the headers: columns that have no header of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetrules.recognition.grids.columns import PrintedColumn, Slot
from budgetrules.recognition.lines.segment import Field
from budgetrules.schema.forms import Column, ColumnKind, Table, TableList


def complete(
    aligned: Mapping[int, Slot],
    columns: Sequence[PrintedColumn],
    table: Table,
    repeats: int,
) -> dict[int, Slot]:
    """Add, left of each list's amounts, further columns of codes and that of the name.

    Where a list has codes and none of its columns does, they stand in the cells of the names.
    """
    slots = dict(aligned)
    for item in table.lists:
        for repeat in range(repeats):
            _Completion(
                slots,
                columns,
                item,
                repeat,
            ).run()
    return slots


class _Completion:
    """Completes the columns of one list in one repeat, among the slots of all."""

    def __init__(
        self,
        slots: dict[int, Slot],
        columns: Sequence[PrintedColumn],
        item: TableList,
        repeat: int,
    ) -> None:
        self.slots = slots
        self.columns = columns
        self.item = item
        self.repeat = repeat
        self.code_columns = _columns_of_kind(item, ColumnKind.CODE)
        self.name_columns = _columns_of_kind(item, ColumnKind.NAME)

    def run(self) -> None:
        """Add what can be told by the place and the content of columns."""
        first_amount = self._first_amount()
        if first_amount is None:
            return
        free = self._free(first_amount)
        if self.code_columns:
            self._add_codes(free)
        if self.name_columns:
            self._add_name(free)
        if self.code_columns:
            self._take_codes_from_names()

    def _own(self) -> dict[int, Field]:
        """Return the printed columns that are matched with the list, from left to right."""
        own: dict[int, Field] = {}
        for at in sorted(self.slots):
            slot = self.slots[at]
            if self._is_own(slot):
                own[at] = slot.field
        return own

    def _is_own(self, slot: Slot) -> bool:
        list_id = slot.field.list_id
        return slot.repeat == self.repeat and list_id == self.item.id

    def _first_amount(self) -> int | None:
        """Return the first column of amounts of the list."""
        for at, field in self._own().items():
            if field.kind == "amount":
                return at
        return None

    def _free(self, first_amount: int) -> list[int]:
        """Return the columns matched with nothing between the list before and the amounts."""
        begin = 0
        for at, slot in self.slots.items():
            if at < first_amount and not self._is_own(slot):
                begin = max(begin, at + 1)
        free: list[int] = []
        for at in range(begin, first_amount):
            column = self.columns[at]
            if at not in self.slots and not column.is_aside:
                free.append(at)
        return free

    def _add_codes(self, free: Sequence[int]) -> None:
        """Take columns with codes in them for parts of the code, more than are declared even."""
        for at in free:
            if _holds_codes(self.columns[at]):
                self._put(at, self.code_columns[0], "code")

    def _add_name(self, free: Sequence[int]) -> None:
        """Take the last column without numbers for the name, if no other one is."""
        fields = self._own().values()
        if any(field.column in self.name_columns for field in fields):
            return
        for at in reversed(free):
            profile = self.columns[at].profile
            if at not in self.slots and not profile.numbers:
                self._put(at, self.name_columns[0], "text")
                return

    def _take_codes_from_names(self) -> None:
        """Without a column of codes, take the name for one that holds a code in front of it."""
        own = self._own()
        if any(field.kind == "code" for field in own.values()):
            return
        name_column = self.item.name_column()
        for at, field in own.items():
            if field.column == name_column:
                self._put(at, field.column, "coded")

    def _put(
        self,
        at: int,
        column: Column,
        kind: str,
    ) -> None:
        """Take a printed column for one of the list."""
        field = Field(self.item.id, column, kind)
        self.slots[at] = Slot(self.repeat, field)


def _columns_of_kind(item: TableList, kind: ColumnKind) -> list[Column]:
    return [column for column in item.columns if column.kind is kind]


def _holds_codes(column: PrintedColumn) -> bool:
    """Whether codes stand in a column, or nothing but numbers under a header of codes."""
    if column.is_under_codes and not column.profile.texts:
        return True
    return column.profile.is_mostly_codes
