"""Records, a record type a table → nested plain values: the way of `flatten` back.

What a record lacks is null. Whether it holds the right thing is not asked here but by `decode`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.model.plain import SIMPLE, WHOLE, Object, Value
from budgetrules.storage.place_columns import from_columns
from budgetrules.storage.records import Records


def _simple(part: str) -> tuple[str, ...]:
    return tuple(field.key for field in SIMPLE[part])


# The fields that a document, table … takes from its record as they are.
_DOCUMENT = (
    "path",
    "sha256",
    "format",
    "template",
    "kind",
    "entity",
    "fiscal_year",
    "digest",
    *_simple("document"),
)
_TABLE = ("number", "title", "unit", "unit_stated", *_simple("table"), "unheaded")
_ROW = ("level", "label", "code", "name", "parent", "parent_list", "child", "keys")
_CELL = ("column", "kind", "value", "unit", "rounding")
_SECTION = ("id", "path", "title", *_simple("section"))
_PROBLEM = ("code", "severity", "message", "details")
_UNREAD_CELL = ("table", "row", "column")

# The records of one document.
_Own = Mapping[str, list[Object]]
_Groups = defaultdict[Value, list[Object]]
_Values = defaultdict[Value, list[Value]]


def unflatten(records: Records) -> tuple[list[Object], list[str]]:
    """Return the documents in their order, and a name for each record that belongs to none of
    them.
    """
    by_document: dict[str, _Groups] = {}
    for name, all_records in records.items():
        by_document[name] = _grouped(all_records, "document")
    strays = list(_strays_of_no_document(by_document))
    documents: list[Object] = []
    for record in records["documents"]:
        key = record.get("document")
        own: dict[str, list[Object]] = {}
        for name, groups in by_document.items():
            own[name] = groups[key]
        documents.append(_document(record, own))
        strays += _strays(own)
    return documents, strays


def _strays_of_no_document(by_document: Mapping[str, _Groups]) -> Iterator[str]:
    """Documents that records name and that have no record of their own."""
    documents = by_document["documents"]
    for name, groups in by_document.items():
        for key in groups:
            if key not in documents:
                yield f"{name} {key}"


def _grouped(records: Sequence[Object], name: str) -> _Groups:
    """Records by the value of one of their fields."""
    groups: _Groups = defaultdict(list)
    for record in records:
        groups[record.get(name)].append(record)
    return groups


def _owned(records: Sequence[Object], name: str) -> _Groups:
    """Records by their owner; those without one are left out."""
    groups = _grouped(records, name)
    groups.pop(None, None)
    return groups


def _values(records: Sequence[Object], name: str) -> set[Value]:
    """Return the values of one of their fields, and None, which stands for no owner."""
    return {record.get(name) for record in records} | {None}


def _strays(own: _Own) -> Iterator[str]:
    """Records whose list, row, table or section has no record of its own."""
    tables = _values(own["tables"], "table")
    sections = _values(own["sections"], "section")
    lists: set[Value] = set()
    for record in own["lists"]:
        if record.get("table") in tables:
            lists.add(record.get("list"))
        else:
            list_id = record.get("list")
            yield f"lists {list_id}"
    yield from _stray_rows(own, lists)
    others = {record.get("other") for record in own["others"]}
    for record in own["other_rows"]:
        if record.get("other") not in others:
            yield f"other_rows {record.get('other')}"
    for name in ("claims", "lines", "unread"):
        for record in own[name]:
            table = record.get("table")
            section = record.get("section")
            if table not in tables or section not in sections:
                yield f"{name} {table or section}"


def _stray_rows(own: _Own, lists: set[Value]) -> Iterator[str]:
    """Yield rows of no list, texts and cells of no row."""
    rows: set[tuple[Value, Value]] = set()
    for record in own["rows"]:
        list_id = record.get("list")
        row = record.get("row")
        if list_id in lists:
            rows.add((list_id, row))
        else:
            yield f"rows {list_id} {row}"
    for name in ("texts", "cells"):
        for record in own[name]:
            list_id = record.get("list")
            row = record.get("row")
            if (list_id, row) not in rows:
                column = record.get("column")
                yield f"{name} {list_id} {row} {column}"


@attrs.frozen
class _Parts:
    """The records that tables and sections of a document own, grouped by their owner."""

    table_claims: _Groups
    section_claims: _Groups
    lines: _Groups
    unread: _Groups
    lists: _Values


def _document(record: Object, own: _Own) -> Object:
    parts = _Parts(
        table_claims=_owned(own["claims"], "table"),
        section_claims=_owned(own["claims"], "section"),
        lines=_owned(own["lines"], "section"),
        unread=_grouped(own["unread"], "table"),
        lists=_lists(own),
    )
    sections: list[Value] = []
    whole: Object | None = None
    for section in own["sections"]:
        number = section.get("section")
        lines = parts.lines[number]
        if number != WHOLE:
            claims = parts.section_claims[number]
            sections.append(_section(section, claims, lines))
        elif whole is None:
            whole = _section(section, [], lines)
    others: list[Value] = []
    other_rows = _owned(own["other_rows"], "other")
    for other in own["others"]:
        rows = other_rows[other.get("other")]
        others.append(_other(other, rows))
    return {
        **_taken(record, *_DOCUMENT),
        "tables": [_table(table, parts) for table in own["tables"]],
        "statements": parts.lists[None],
        "sections": sections,
        "whole": whole,
        "unread_figures": [from_columns(place) for place in parts.unread[None]],
        "unread_cells": [_located(cell, _UNREAD_CELL) for cell in own["unread_cells"]],
        "others": others,
        "problems": [_located(problem, _PROBLEM) for problem in own["problems"]],
        "explanation": [text.get("text") for text in own["explanations"]],
    }


def _table(record: Object, parts: _Parts) -> Object:
    name = record.get("table")
    claims: _Values = defaultdict(list)
    for claim in parts.table_claims[name]:
        role = claim.get("role")
        claims[role].append(_claim(claim))
    return {
        "id": name,
        **_taken(record, *_TABLE),
        "location": from_columns(record),
        "header": claims["header"][0] if claims["header"] else None,
        "caption": claims["caption"][0] if claims["caption"] else None,
        "notes": claims["note"],
        "unread": [from_columns(place) for place in parts.unread[name]],
        "lists": parts.lists[name],
    }


def _lists(own: _Own) -> _Values:
    """Return the lists of each table, in the order written; those of the table None are
    statements.
    """
    rows = _grouped(own["rows"], "list")
    texts = _grouped(own["texts"], "list")
    cells = _grouped(own["cells"], "list")
    lists: _Values = defaultdict(list)
    for record in own["lists"]:
        name = record.get("list")
        row_texts = _grouped(texts[name], "row")
        row_cells = _grouped(cells[name], "row")
        values: list[Value] = []
        for row in rows[name]:
            number = row.get("row")
            value = _row(row, row_texts[number], row_cells[number])
            values.append(value)
        item: Object = {
            "id": name,
            "columns": record.get("columns"),
            "unknown_columns": record.get("unknown_columns"),
            "rows": values,
        }
        lists[record.get("table")].append(item)
    return lists


def _row(
    record: Object,
    text_records: list[Object],
    cells: list[Object],
) -> Object:
    texts: Object = {}
    places: Object = {}
    for text in text_records:
        column = str(text.get("column"))
        if text.get("is_text"):
            texts[column] = text.get("text") or ""
        if text.get("located"):
            places[column] = from_columns(text)
    return {
        "index": record.get("row"),
        **_taken(record, *_ROW),
        "texts": texts,
        "text_locations": places,
        "location": from_columns(record),
        "cells": [_located(cell, _CELL) for cell in cells],
    }


def _section(
    record: Object,
    claims: list[Object],
    lines: list[Object],
) -> Object:
    text = record.get("text")
    if text is None:
        # Its lines make it up.
        text = "".join(_text(line) for line in lines)
    body: list[Value] = []
    places: list[Value] = []
    for line in lines:
        number = line.get("number")
        if number is not None:
            line_text = line.get("text") or ""
            body.append([number, line_text])
        if line.get("located"):
            places.append(from_columns(line))
    return {
        **_taken(record, *_SECTION),
        "location": from_columns(record),
        "lines": [record.get("first_line"), record.get("last_line")],
        "text": text,
        "body": body,
        "body_locations": places,
        "slots": record.get("slots"),
        "claims": [_claim(claim) for claim in claims],
    }


def _text(line: Object) -> str:
    return str(line.get("text") or "")


def _other(record: Object, rows: list[Object]) -> Object:
    return {
        "title": record.get("title"),
        "location": from_columns(record),
        "rows": [row.get("cells") for row in rows],
    }


def _claim(record: Object) -> Object:
    return {
        "sentence": record.get("sentence"),
        "section": record.get("in_section"),
        "location": from_columns(record),
        **_taken(record, "slots", "slot_locations"),
    }


def _located(record: Object, names: Sequence[str]) -> Object:
    return {**_taken(record, *names), "location": from_columns(record)}


def _taken(record: Object, *names: str) -> Object:
    return {name: record.get(name) for name in names}
