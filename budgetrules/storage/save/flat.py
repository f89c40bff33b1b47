"""Nested values → records of one type a table, as model/plain.py lists them: for CSV, workbooks and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import cast

from budgetrules.model.plain import RECORDS, SCHEMA_VERSION, WHOLE, Object, Value

Records = dict[str, list[Object]]


def flatten(model: Object) -> Records:
    """The records of all documents of a model value, by type; each record has every field of its type."""
    found: Records = {name: [] for name in RECORDS}
    keys: set[str] = set()
    for value in _objects(model["documents"]):
        key = _key(str(value["path"]), keys)
        for name, record in _document(key, value):
            found[name].append({field.name: record.get(field.name) for field in RECORDS[name]})
    return found


def _key(path: str, taken: set[str]) -> str:
    """The document's path; with a number behind it where another one has the same."""
    key, number = path, 1
    while key in taken:
        number += 1
        key = f"{path}#{number}"
    taken.add(key)
    return key


def _document(key: str, value: Object) -> Iterator[tuple[str, Object]]:
    own = {"document": key, "schema_version": SCHEMA_VERSION}
    yield (
        "documents",
        {**own, **{name: held for name, held in value.items() if not isinstance(held, list)}},
    )
    for table in _objects(value["tables"]):
        name = table["id"]
        yield "tables", {**table, "document": key, "table": name, **_place(table["location"])}
        for role in ("header", "caption"):
            if table[role] is not None:
                yield "claims", _claim(key, role, table[role], table=name)
        yield from (
            ("claims", _claim(key, "note", claim, table=name)) for claim in _objects(table["notes"])
        )
        yield from (
            ("unread", {"document": key, "table": name, **_place(place)})
            for place in _objects(table["unread"])
        )
        for item in _objects(table["lists"]):
            yield from _list(key, name, item)
    for item in _objects(value["statements"]):
        yield from _list(key, None, item)
    for number, section in enumerate(_objects(value["sections"])):
        yield from _section(key, number, section)
    if value["whole"] is not None:
        yield from _section(key, WHOLE, cast(Object, value["whole"]))
    for number, other in enumerate(_objects(value["others"])):
        yield "others", {**other, "document": key, "other": number, **_place(other["location"])}
        for row in cast(list[Value], other["rows"]):
            yield "other_rows", {"document": key, "other": number, "cells": row}
    for problem in _objects(value["problems"]):
        yield "problems", {**problem, "document": key, **_place(problem["location"])}
    yield from (
        ("unread", {"document": key, "table": None, **_place(place)})
        for place in _objects(value["unread_figures"])
    )
    yield from (
        ("explanations", {"document": key, "text": text})
        for text in cast(list[Value], value["explanation"])
    )


def _list(key: str, table: Value, item: Object) -> Iterator[tuple[str, Object]]:
    yield "lists", {"document": key, "list": item["id"], "table": table, "columns": item["columns"]}
    for row in _objects(item["rows"]):
        own: Object = {"document": key, "list": item["id"], "row": row["index"]}
        yield "rows", {**own, **row, **_place(row["location"])}
        texts, places = cast(Object, row["texts"]), cast(Object, row["text_locations"])
        for column in dict.fromkeys((*texts, *places)):
            at = _place(places[column]) if column in places else {}
            yield (
                "texts",
                {
                    **own,
                    "column": column,
                    "is_text": column in texts,
                    "text": texts.get(column),
                    "located": column in places,
                    **at,
                },
            )
        for cell in _objects(row["cells"]):
            yield "cells", {**own, **cell, **_place(cell["location"])}


def _section(key: str, number: int, section: Object) -> Iterator[tuple[str, Object]]:
    first, last = cast(list[Value], section["lines"])
    lines = [cast(list[Value], line) for line in cast(list[Value], section["body"])]
    made_up = section["text"] == "".join(str(text) for _, text in lines)
    own: Object = {"document": key, "section": number, "text": None if made_up else section["text"]}
    yield (
        "sections",
        {**section, **own, "first_line": first, "last_line": last, **_place(section["location"])},
    )
    for body, at in zip_longest(lines, cast(list[Value], section["body_locations"])):
        line, text = body or (None, None)
        place = _place(at) if at is not None else {}
        yield (
            "lines",
            {
                "document": key,
                "section": number,
                "number": line,
                "text": text,
                "located": at is not None,
                **place,
            },
        )
    yield from (
        ("claims", _claim(key, "section", claim, section=number))
        for claim in _objects(section["claims"])
    )


def _claim(key: str, role: str, value: Value, table: Value = None, section: Value = None) -> Object:
    claim = cast(Object, value)
    own: Object = {
        "document": key,
        "role": role,
        "table": table,
        "section": section,
        "in_section": claim["section"],
    }
    return {**claim, **own, **_place(claim["location"])}


def _place(value: Value) -> Object:
    place = cast(Object, value)
    start, end = cast(list[Value], place["chars"] or [None, None])
    x0, y0, x1, y1 = cast(list[Value], place["box"] or [None] * 4)
    row, column = cast(list[Value], place["order"] or [None, None])
    where: Object = {name: place[name] for name in ("page", "line", "sheet", "cell")}
    where.update(char_start=start, char_end=end, x0=x0, y0=y0, x1=x1, y1=y1)
    return {**where, "printed": place["text"], "order_row": row, "order_column": column}


def _objects(value: Value) -> list[Object]:
    return cast(list[Object], value)
