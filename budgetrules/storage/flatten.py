"""Nested plain values → records, a record type a table, as `model.plain.RECORDS` lists them.

Every function yields the name of a record type and a record; fields the type doesn't have are
dropped, and those a record lacks are null. `unflatten` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import cast

from budgetrules.model.plain import RECORDS, SCHEMA_VERSION, WHOLE, Object, Value
from budgetrules.storage.place_columns import to_columns
from budgetrules.storage.records import Records, field_types, no_records

_FIELDS = {name: tuple(field_types(name)) for name in RECORDS}
_Typed = tuple[str, Object]


def flatten(model: Object) -> Records:
    """Return the records of all documents by type; each record has every field of its type."""
    records = no_records()
    keys: set[str] = set()
    for document in _objects(model["documents"]):
        path = str(document["path"])
        key = _key(path, keys)
        for name, record in _document(key, document):
            fields = _FIELDS[name]
            full_record = {field: record.get(field) for field in fields}
            records[name].append(full_record)
    return records


def _key(path: str, taken: set[str]) -> str:
    """Return the document's path; with a number behind it where another one has the same."""
    key, number = path, 1
    while key in taken:
        number += 1
        key = f"{path}#{number}"
    taken.add(key)
    return key


def _document(key: str, document: Object) -> Iterator[_Typed]:
    yield "documents", {**document, "document": key, "schema_version": SCHEMA_VERSION}
    for table in _objects(document["tables"]):
        yield from _table(key, table)
    for statement in _objects(document["statements"]):
        yield from _list(key, None, statement)
    for number, section in enumerate(_objects(document["sections"])):
        yield from _section(key, number, section)
    if document["whole"] is not None:
        yield from _section(key, WHOLE, cast(Object, document["whole"]))
    for number, other in enumerate(_objects(document["others"])):
        yield from _other(key, number, other)
    for problem in _objects(document["problems"]):
        yield "problems", _located(problem, {"document": key})
    for place in _array(document["unread_figures"]):
        yield "unread", _unread(key, None, place)
    for cell in _objects(document["unread_cells"]):
        yield "unread_cells", _located(cell, {"document": key})
    for text in _array(document["explanation"]):
        yield "explanations", {"document": key, "text": text}


def _table(key: str, table: Object) -> Iterator[_Typed]:
    name = table["id"]
    own: Object = {"document": key, "table": name}
    yield "tables", _located(table, own)
    for role in ("header", "caption"):
        claim = table[role]
        if claim is not None:
            yield "claims", _claim(key, role, claim, table=name)
    for note in _array(table["notes"]):
        yield "claims", _claim(key, "note", note, table=name)
    for place in _array(table["unread"]):
        yield "unread", _unread(key, name, place)
    for item in _objects(table["lists"]):
        yield from _list(key, name, item)


def _list(key: str, table: Value, item: Object) -> Iterator[_Typed]:
    name = item["id"]
    of_list: Object = {"document": key, "list": name}
    columns: Object = {key: item[key] for key in ("columns", "unknown_columns")}
    yield "lists", {**of_list, "table": table, **columns}
    for row in _objects(item["rows"]):
        own: Object = {**of_list, "row": row["index"]}
        yield "rows", _located(row, own)
        for text in _texts(row):
            yield "texts", {**text, **own}
        for cell in _objects(row["cells"]):
            yield "cells", _located(cell, own)


def _texts(row: Object) -> Iterator[Object]:
    """Yield a record for each column of which the row has a text, a place, or both."""
    texts = cast(Object, row["texts"])
    places = cast(Object, row["text_locations"])
    for column in dict.fromkeys((*texts, *places)):
        record: Object = {
            "column": column,
            "is_text": column in texts,
            "text": texts.get(column),
            "located": column in places,
        }
        if column in places:
            record.update(to_columns(places[column]))
        yield record


def _section(key: str, number: int, section: Object) -> Iterator[_Typed]:
    own: Object = {"document": key, "section": number}
    first_line, last_line = _array(section["lines"])
    body = _array(section["body"])
    lines = [_array(line) for line in body]
    record = _located(section, own)
    record.update(first_line=first_line, last_line=last_line)
    if _is_made_up_by(lines, section["text"]):
        record["text"] = None
    yield "sections", record
    # A section may have more lines than places, or the other way round.
    places = _array(section["body_locations"])
    for line, place in zip_longest(lines, places):
        line_number, text = line or (None, None)
        located = place is not None
        record = {
            **own,
            "number": line_number,
            "text": text,
            "located": located,
        }
        if located:
            record.update(to_columns(place))
        yield "lines", record
    for claim in _array(section["claims"]):
        yield "claims", _claim(key, "section", claim, section=number)


def _is_made_up_by(lines: list[list[Value]], text: Value) -> bool:
    """Whether a section's text is that of its lines, one after the other."""
    line_texts = [str(line_text) for _, line_text in lines]
    return text == "".join(line_texts)


def _claim(
    key: str,
    role: str,
    value: Value,
    *,
    table: Value = None,
    section: Value = None,
) -> Object:
    claim = cast(Object, value)
    own: Object = {
        "document": key,
        "role": role,
        "table": table,
        "section": section,
        "in_section": claim["section"],
    }
    return _located(claim, own)


def _other(key: str, number: int, other: Object) -> Iterator[_Typed]:
    own: Object = {"document": key, "other": number}
    yield "others", _located(other, own)
    for row in _array(other["rows"]):
        yield "other_rows", {**own, "cells": row}


def _located(value: Object, own: Object) -> Object:
    """Return the record of a value: its fields, `own` in their place, and the columns of its
    location.
    """
    columns = to_columns(value["location"])
    return {**value, **own, **columns}


def _unread(key: str, table: Value, place: Value) -> Object:
    return {"document": key, "table": table, **to_columns(place)}


def _objects(value: Value) -> list[Object]:
    return cast(list[Object], value)


def _array(value: Value) -> list[Value]:
    return cast(list[Value], value)
