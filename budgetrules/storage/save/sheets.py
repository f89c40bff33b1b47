"""Lists as people read them: a line a row, an amount column a column. Flat formats that people open hold these.

The first three columns are the number of the row, its code and its name; then come other texts, then amounts. What a
sheet shows of a cell is what stands in the document: the number with its decimals, nothing, a dash, or what is unreadable.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import attrs

from budgetrules.model.plain import Object
from budgetrules.storage.save.flat import Records

FIXED = ("行号", "编码", "名称")
DASH = "—"


@attrs.frozen
class Sheet:
    """One list: its document's key, its id, a title, the ids of its text and amount columns, and its lines as shown."""

    document: str
    list: str
    title: str
    unit: str
    texts: tuple[str, ...]
    amounts: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def heads(self) -> tuple[str, ...]:
        """A name for each column; no two are the same."""
        found: list[str] = []
        for name in (*FIXED, *self.texts, *self.amounts):
            number, head = 1, name
            while head in found:
                number += 1
                head = f"{name}_{number}"
            found.append(head)
        return tuple(found)


def take_sheets(records: Records) -> list[Sheet]:
    """A sheet for each list of each table. The values it shows are taken out of the cell records: they stand once."""
    tables = {(record["document"], record["table"]): record for record in records["tables"]}
    rows = _grouped(records["rows"])
    texts, cells = _grouped(records["texts"]), _grouped(records["cells"])
    found = []
    for item in records["lists"]:
        if item["table"] is None:
            continue
        key = (str(item["document"]), str(item["list"]))
        table = tables[item["document"], item["table"]]
        found.append(
            _sheet(key, item, table, rows.get(key, []), texts.get(key, []), cells.get(key, []))
        )
    return found


def _grouped(records: list[Object]) -> dict[tuple[str, str], list[Object]]:
    found: dict[tuple[str, str], list[Object]] = {}
    for record in records:
        found.setdefault((str(record["document"]), str(record["list"])), []).append(record)
    return found


def _sheet(
    key: tuple[str, str],
    item: Object,
    table: Object,
    rows: list[Object],
    texts: list[Object],
    cells: list[Object],
) -> Sheet:
    names = {row["row"]: str(row["name"] or "") for row in rows}
    words = {
        (text["row"], str(text["column"])): str(text["text"] or "")
        for text in texts
        if text["is_text"]
    }
    shown_texts = dict.fromkeys(
        column for (row, column), word in words.items() if word and word != names.get(row)
    )
    declared = [str(column["id"]) for column in cast(list[Object], item["columns"])]
    amounts = tuple(dict.fromkeys((*declared, *(str(cell["column"]) for cell in cells))))
    shown = {(cell["row"], str(cell["column"])): _shown(cell) for cell in cells}
    for cell in cells:
        cell["value"] = None
    lines = [
        (
            str(row["row"]),
            str(row["code"] or ""),
            names[row["row"]],
            *(words.get((row["row"], column), "") for column in shown_texts),
            *(shown.get((row["row"], column), "") for column in amounts),
        )
        for row in rows
    ]
    title = " ".join(dict.fromkeys((key[1], str(table["title"] or ""))))
    return Sheet(*key, title, str(table["unit"] or ""), tuple(shown_texts), amounts, tuple(lines))


def _shown(cell: Object) -> str:
    kind = cell["kind"]
    if kind == "figure":
        return str(cell["value"])
    return DASH if kind == "dash" else str(cell["printed"] or "") if kind == "unreadable" else ""


def numbered(sheets: list[Sheet]) -> Iterator[tuple[str, Sheet]]:
    """A short name for each sheet; where there are several documents, it begins with the document's number."""
    documents = list(dict.fromkeys(sheet.document for sheet in sheets))
    for sheet in sheets:
        prefix = f"{documents.index(sheet.document) + 1}-" if len(documents) > 1 else ""
        yield prefix + sheet.list, sheet
