"""Records of one type a table → nested values, as `writing.flat` took them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from budgetrules.model.plain import PLACE_FIELDS, SIMPLE, WHOLE, Object, Value

_SIMPLE = {part: [field.key for field in fields] for part, fields in SIMPLE.items()}
Records = Mapping[str, Sequence[Object]]


def unflatten(records: Records) -> tuple[list[Object], list[str]]:
    """The documents that records make up, in their order, and the records that belong to none of what is there.

    What a record lacks is null; whether it holds the right thing is not asked here.
    """
    grouped = {name: _by(held, "document") for name, held in records.items()}
    keys = [record.get("document") for record in records["documents"]]
    own = [{name: held[key] for name, held in grouped.items()} for key in keys]
    documents = [
        _document(record, held) for record, held in zip(records["documents"], own, strict=True)
    ]
    strays = [f"{name} {key}" for name, held in grouped.items() for key in held if key not in keys]
    return documents, [*strays, *(stray for held in own for stray in _strays(held))]


def _by(records: Sequence[Object], name: str) -> defaultdict[Value, list[Object]]:
    """Records by what one of their fields holds."""
    found: defaultdict[Value, list[Object]] = defaultdict(list)
    for record in records:
        found[record.get(name)].append(record)
    return found


def _strays(own: Mapping[str, list[Object]]) -> Iterator[str]:
    """Records of lists, rows, tables and sections that have no record of their own."""
    tables = {record.get("table") for record in own["tables"]} | {None}
    lists = {record.get("list") for record in own["lists"] if record.get("table") in tables}
    rows = {
        (record.get("list"), record.get("row"))
        for record in own["rows"]
        if record.get("list") in lists
    }
    sections = {record.get("section") for record in own["sections"]} | {None}
    yield from (
        f"lists {record.get('list')}"
        for record in own["lists"]
        if record.get("table") not in tables
    )
    yield from (
        f"rows {record.get('list')} {record.get('row')}"
        for record in own["rows"]
        if record.get("list") not in lists
    )
    for name in ("texts", "cells"):
        for record in own[name]:
            if (record.get("list"), record.get("row")) not in rows:
                yield f"{name} {record.get('list')} {record.get('row')} {record.get('column')}"
    others = {record.get("other") for record in own["others"]}
    yield from (
        f"other_rows {record.get('other')}"
        for record in own["other_rows"]
        if record.get("other") not in others
    )
    for name in ("claims", "lines", "unread"):
        for record in own[name]:
            if record.get("table") not in tables or record.get("section") not in sections:
                yield f"{name} {record.get('table') or record.get('section')}"


def _document(record: Object, own: Mapping[str, list[Object]]) -> Object:
    lists = _lists(own)
    names = ("path", "sha256", "format", "template", "kind", "entity", "fiscal_year", "digest")
    unread = _by(own["unread"], "table")
    return {
        **_taken(record, *names, *_SIMPLE["document"]),
        "tables": [
            _table(table, lists, _of(own["claims"], "table", table), unread[table.get("table")])
            for table in own["tables"]
        ],
        "statements": [item for table, item in lists if table is None],
        "sections": [
            _section(
                section,
                _of(own["claims"], "section", section),
                _of(own["lines"], "section", section),
            )
            for section in own["sections"]
            if section.get("section") != WHOLE
        ],
        "whole": next(
            (
                _section(section, [], _of(own["lines"], "section", section))
                for section in own["sections"]
                if section.get("section") == WHOLE
            ),
            None,
        ),
        "unread_figures": [_place(place) for place in unread[None]],
        "others": [
            _other(other, _of(own["other_rows"], "other", other)) for other in own["others"]
        ],
        "problems": [
            {
                **_taken(problem, "code", "severity", "message", "details"),
                "location": _place(problem),
            }
            for problem in own["problems"]
        ],
        "explanation": [text.get("text") for text in own["explanations"]],
    }


def _of(records: list[Object], name: str, owner: Object) -> list[Object]:
    return [
        record
        for record in records
        if record.get(name) is not None and record.get(name) == owner.get(name)
    ]


def _table(
    record: Object, lists: list[tuple[Value, Object]], claims: list[Object], unread: list[Object]
) -> Object:
    said = {
        role: [_claim(claim) for claim in claims if claim.get("role") == role]
        for role in ("header", "caption", "note")
    }
    return {
        "id": record.get("table"),
        **_taken(record, "number", "title", "unit", "unit_stated", *_SIMPLE["table"], "unheaded"),
        "location": _place(record),
        **{role: said[role][0] if said[role] else None for role in ("header", "caption")},
        "notes": [*said["note"]],
        "unread": [_place(place) for place in unread],
        "lists": [
            item for table, item in lists if table is not None and table == record.get("table")
        ],
    }


def _lists(own: Mapping[str, list[Object]]) -> list[tuple[Value, Object]]:
    """Each list with the table it belongs to, in the order written."""
    rows, texts, cells = (_by(own[name], "list") for name in ("rows", "texts", "cells"))
    found: list[tuple[Value, Object]] = []
    for record in own["lists"]:
        name = record.get("list")
        texts_of, cells_of = _by(texts[name], "row"), _by(cells[name], "row")
        built: list[Value] = [
            _row(row, texts_of[row.get("row")], cells_of[row.get("row")]) for row in rows[name]
        ]
        found.append(
            (record.get("table"), {"id": name, "columns": record.get("columns"), "rows": built})
        )
    return found


def _row(record: Object, texts: list[Object], cells: list[Object]) -> Object:
    return {
        "index": record.get("row"),
        **_taken(
            record, "level", "label", "code", "name", "parent", "parent_list", "child", "keys"
        ),
        "texts": {
            str(text.get("column")): text.get("text") or "" for text in texts if text.get("is_text")
        },
        "text_locations": {
            str(text.get("column")): _place(text) for text in texts if text.get("located")
        },
        "location": _place(record),
        "cells": [
            {
                **_taken(cell, "column", "kind", "value", "unit", "rounding"),
                "location": _place(cell),
            }
            for cell in cells
        ],
    }


def _section(record: Object, claims: list[Object], lines: list[Object]) -> Object:
    text = record.get("text")
    return {
        **_taken(record, "id", "path", "title", *_SIMPLE["section"]),
        "location": _place(record),
        "lines": [record.get("first_line"), record.get("last_line")],
        "text": text
        if text is not None
        else "".join(str(line.get("text") or "") for line in lines),
        "body": [
            [line.get("number"), line.get("text") or ""]
            for line in lines
            if line.get("number") is not None
        ],
        "body_locations": [_place(line) for line in lines if line.get("located")],
        "slots": record.get("slots"),
        "claims": [_claim(claim) for claim in claims],
    }


def _other(record: Object, rows: list[Object]) -> Object:
    return {
        "title": record.get("title"),
        "location": _place(record),
        "rows": [row.get("cells") for row in rows],
    }


def _claim(record: Object) -> Object:
    return {
        "sentence": record.get("sentence"),
        "section": record.get("in_section"),
        "location": _place(record),
        **_taken(record, "slots", "slot_locations"),
    }


def _place(record: Object) -> Object:
    part = {name: record.get(name) for name in PLACE_FIELDS}
    chars: list[Value] = [part["char_start"], part["char_end"]]
    order: list[Value] = [part["order_row"], part["order_column"]]
    box: list[Value] = [part[name] for name in ("x0", "y0", "x1", "y1")]
    return {
        "page": part["page"],
        "line": part["line"],
        "chars": None if None in chars else chars,
        "box": None if None in box else box,
        "sheet": part["sheet"],
        "cell": part["cell"],
        "text": part["printed"],
        "order": None if None in order else order,
    }


def _taken(record: Object, *names: str) -> Object:
    return {name: record.get(name) for name in names}
