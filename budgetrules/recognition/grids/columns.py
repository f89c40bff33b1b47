"""The values of matching columns: what printed columns say, what they fill, and how they fit."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import attrs

from budgetrules.recognition.lines.segment import Field
from budgetrules.recognition.words import ColumnWords
from budgetrules.schema.forms import ColumnKind, Table

# The headers over a printed column, from the top down, folded.
HeaderPath = tuple[str, ...]
# A column by its list and its id.
FieldKey = tuple[str, str]

_KINDS = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}


@attrs.frozen(eq=False)
class Profile:
    """What the cells of a column below its headers hold, counted: codes, other numbers, texts."""

    codes: int
    numbers: int
    texts: int

    @property
    def is_mostly_text(self) -> bool:
        """Whether more than half of the cells, and more than one, are texts."""
        figures = self.numbers + self.codes
        return self.texts > max(1, figures)

    @property
    def is_mostly_codes(self) -> bool:
        """Whether more than half of the cells are codes."""
        return self.codes > self.texts + self.numbers


@attrs.frozen(eq=False)
class PrintedColumn:
    """A printed column: its headers and what stands below them."""

    path: HeaderPath
    profile: Profile
    words: ColumnWords

    @property
    def leaf(self) -> str:
        """The header right over its cells."""
        return self.path[-1] if self.path else ""

    @property
    def is_aside(self) -> bool:
        """Whether it says nothing of its own: it only numbers or remarks what stands in others."""
        return self.leaf.endswith(self.words.asides)

    @property
    def is_named(self) -> bool:
        """Whether it is headed as a column of names is."""
        return self.leaf.endswith(self.words.names)

    @property
    def is_coded(self) -> bool:
        """Whether it is headed as a column of codes is."""
        return self.leaf.endswith(self.words.codes)

    @property
    def is_under_codes(self) -> bool:
        """Whether any of its headers speaks of codes."""
        headers = "/".join(self.path)
        return any(word in headers for word in self.words.codes)

    @property
    def says_something(self) -> bool:
        """Whether it has a header or figures, and isn't aside: a form should know it."""
        if self.is_aside:
            return False
        return bool(self.path or self.profile.numbers or self.profile.codes)


@attrs.frozen(eq=False)
class PrintedHeader:
    """One way to part a table: the rows above `body` as headers, and the columns they make."""

    body: int
    columns: tuple[PrintedColumn, ...]


@attrs.frozen(eq=False)
class PrintedColumns:
    """What the columns of a part print, whatever table it is: each way to part headers from body.

    There is no way in a grid wider than any form, or without rows.
    """

    width: int = 0
    first: int = 0
    headers: tuple[PrintedHeader, ...] = ()


@attrs.frozen(eq=False)
class Slot:
    """A column of a table to be filled, in one of the repeats in which its list may be printed."""

    repeat: int
    field: Field

    @property
    def is_amount(self) -> bool:
        """Whether it holds figures."""
        return self.field.kind == "amount"

    @property
    def key(self) -> FieldKey:
        """List and column."""
        return self.field.list_id, self.field.column.id


# Cached: it is asked for with every printed column.
@functools.lru_cache(maxsize=256)
def declared_fields(table: Table) -> tuple[Field, ...]:
    """Return the columns of a table in printed order, codes and names apart."""
    fields: list[Field] = []
    for item in table.lists:
        for column in item.columns:
            if column.of_sheet:
                continue
            kind = _KINDS.get(column.kind, "text")
            fields.append(Field(item.id, column, kind))
    return tuple(fields)


def required_amounts(table: Table) -> dict[FieldKey, Field]:
    """Return the columns of amounts that nobody leaves out."""
    required: dict[FieldKey, Field] = {}
    for field in declared_fields(table):
        if field.kind == "amount" and not field.column.optional:
            required[field.list_id, field.column.id] = field
    return required


@attrs.frozen(eq=False, kw_only=True)
class ColumnMatch:
    """Which printed column fills which slot of a table, by the number of the printed column.

    `paths` are the headers of all printed columns, `likeness` how like those that were matched
    are to the declared ones. `body` is the first row below the headers. `points` say how well
    it all fits, from 0 to 100; `extra` are printed columns that the form should have and hasn't;
    `layout` is the table as another layout of it prints it, where that fits better.
    """

    table: Table
    slots: Mapping[int, Slot]
    paths: tuple[HeaderPath, ...]
    likeness: Mapping[int, int]
    body: int
    points: int
    extra: tuple[int, ...] = ()
    layout: Table | None = None

    @property
    def printed_as(self) -> Table:
        """The table in the layout in which it is printed."""
        return self.layout if self.layout is not None else self.table

    @property
    def repeats(self) -> int:
        """How many times the list is printed side by side."""
        repeats = (slot.repeat for slot in self.slots.values())
        return 1 + max(repeats, default=0)

    @property
    def amounts(self) -> list[int]:
        """The printed columns that hold figures."""
        return [at for at, slot in self.slots.items() if slot.is_amount]

    def lacking(self) -> list[Field]:
        """Return the amount columns that the form requires and the grid hasn't."""
        printed = {slot.key for slot in self.slots.values()}
        required = required_amounts(self.printed_as)
        return [field for key, field in required.items() if key not in printed]
