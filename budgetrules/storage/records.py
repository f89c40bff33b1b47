"""Records: what flat formats hold, a record type a table, as `model.plain.RECORDS` lists them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.model.plain import RECORDS, Object

# The columns that every sheet begins with: number of the row, code, name. Their heads are those of
# the catalogue.
FIXED = ("sheet.number", "sheet.code", "sheet.name")
Records = dict[str, list[Object]]


@attrs.frozen(kw_only=True)
class LoadedSheet:
    """A sheet as loaded: its list, the ids of its columns, and its lines without the heads."""

    name: str
    document: str
    list_id: str
    texts: Sequence[str]
    amounts: Sequence[str]
    lines: Sequence[Sequence[str]]

    @property
    def first_amount(self) -> int:
        """The number of its first amount column, from 0."""
        return len(FIXED) + len(self.texts)


@attrs.frozen
class Loaded:
    """What a file of records holds: its records, its sheets, and the version of its layout."""

    records: Records
    sheets: Sequence[LoadedSheet]
    version: str


def no_records() -> Records:
    """Return a place for the records of each type."""
    records: Records = {}
    for name in RECORDS:
        records[name] = []
    return records


def field_types(name: str) -> dict[str, str]:
    """Return the fields of a record type with their types."""
    return {field.name: field.type for field in RECORDS[name]}
