"""A repeatable table: one printed for each of several things becomes one with all their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.model.disclosure import Claim, ListData, Row, TableData
from budgetrules.recognition.table_titles import caption
from budgetrules.schema.forms import SECTION_SLOT, Table


def with_sheet(before: TableData | None, sheet: TableData, schema: Table) -> TableData:
    """Put one more sheet of a table behind those before it; its rows say what stands over it.

    The sheet's number is a key of theirs: rows of two sheets are never the same row.
    """
    sheet.caption = caption(sheet, schema)
    texts = _texts((sheet.caption, sheet.header))
    number = str(_sheet_count(before) + 1)
    lists: dict[str, ListData] = {}
    for list_id, data in sheet.lists.items():
        earlier = _rows_before(before, list_id)
        for index, row in enumerate(data.rows, len(earlier)):
            row.index = index
            row.texts.update(texts)
            row.texts[SECTION_SLOT] = number
            row.keys[SECTION_SLOT] = number
        rows = [*earlier, *data.rows]
        lists[list_id] = ListData(list_id, rows, _columns(before, data))
    if before is None:
        sheet.lists = lists
        return sheet
    return attrs.evolve(
        before,
        lists=lists,
        notes=[*before.notes, *sheet.notes],
        unread=[*before.unread, *sheet.unread],
    )


def _texts(claims: Iterable[Claim | None]) -> Mapping[str, str]:
    """Return the texts that claims hold, by slot."""
    texts: dict[str, str] = {}
    for claim in claims:
        slots = claim.slots if claim is not None else {}
        for name, value in slots.items():
            if isinstance(value, str):
                texts[name] = value
    return texts


def _sheet_count(table: TableData | None) -> int:
    """Say how many sheets have rows so far."""
    if table is None:
        return 0
    return len({row.texts.get(SECTION_SLOT) for row in table.rows()})


def _rows_before(table: TableData | None, list_id: str) -> Sequence[Row]:
    if table is None or list_id not in table.lists:
        return ()
    return table.lists[list_id].rows


def _columns(table: TableData | None, data: ListData) -> tuple[str, ...]:
    """Return the columns that any sheet prints."""
    before = table.lists.get(data.id) if table is not None else None
    printed = before.columns_present if before is not None else ()
    return tuple(dict.fromkeys((*printed, *data.columns_present)))


def rows_by_sheet(rows: Sequence[Row]) -> list[list[Row]]:
    """Part rows by the sheets they stand on; those of a table printed once stay together."""
    sheets: dict[str, list[Row]] = {}
    for row in rows:
        sheet = row.keys.get(SECTION_SLOT, "")
        sheets.setdefault(sheet, []).append(row)
    return list(sheets.values())
