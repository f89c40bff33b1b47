"""What was understood of a document as plain values: the model JSON, and what flat formats are made from.

Layout, in fixed order (model.schema.json): `{profile, schema_version, documents: [document]}`.

- document: `path, sha256, format, template, kind, entity, fiscal_year, narrative, digest, tables, statements, sections,
  whole, unread_figures, others, problems, explanation`, the last empty without `--explain`; whole is everything outside
  the columns of amounts as one section
- table: `id, number, title, unit, unit_stated, titled, unheaded, location, header, caption, notes, unread, lists`
- list (and what a statement of the narrative says): `id, columns, rows`; column: `id, header, kind`
- row: `index, level, label, code, name, parent, parent_list, child, keys, texts, text_locations, location, cells`, where
  parent is the index of the row above it, in the list parent_list or, if that is null, in its own, and child its number
  among the rows below that
- cell: `column, kind, value, unit, rounding, location`, where kind is figure, blank, dash, absent or unreadable, and
  value the number as printed without separators, null if there is none
- section: `id, path, title, titled, prescribed, opens, is_sheet, repeated, location, lines, text, body,
  body_locations, slots, claims`
- claim: `sentence, section, location, slots, slot_locations` with cells or texts by name
- other (a table that the form doesn't know): `title, location, rows`
- problem: `code, severity, message, details, location`
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetrules.messages.catalogue import text
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    ListData,
    OtherTable,
    Place,
    Problem,
    Row,
    SectionData,
    TableData,
)
from budgetrules.model.plain import (
    PROFILE,
    SCHEMA_VERSION,
    Object,
    Value,
    digest,
    place_value,
    simple_values,
)
from budgetrules.schema.forms import TableList


def model_value(documents: list[Disclosure], lang: str, explain: bool = False) -> Object:
    """All documents as one object; messages of problems in `lang`."""
    return whole_value([document_value(document, lang, explain) for document in documents])


def whole_value(documents: list[Object]) -> Object:
    """The object that holds documents."""
    return {"profile": PROFILE, "schema_version": SCHEMA_VERSION, "documents": [*documents]}


def document_value(document: Disclosure, lang: str, explain: bool = False) -> Object:
    """One document."""
    lists = document.template.all_lists() if document.template else {}
    value: Object = {
        # A name that is no Unicode can't stand in any of the formats.
        "path": document.path.encode("utf-8", "backslashreplace").decode(),
        "sha256": document.sha256 or None,
        "format": document.format or None,
        "template": document.template.id if document.template else None,
        "kind": document.template.kind if document.template else None,
        "entity": document.entity or None,
        "fiscal_year": document.fiscal_year,
        **simple_values("document", document),
        "digest": None,
        "tables": [_table(table, lists) for table in document.tables.values()],
        "statements": [_list(item, lists.get(item.id)) for item in document.statements.values()],
        "sections": [_section(section) for section in document.sections],
        "whole": _section(document.whole) if document.whole else None,
        "unread_figures": [place_value(place) for place in document.unread_figures],
        "others": [_other(other) for other in document.others],
        "problems": [_problem(problem, lang) for problem in document.problems],
        "explanation": [*document.explanation] if explain else [],
    }
    value["digest"] = digest(value)
    return value


def _table(table: TableData, lists: dict[str, TableList]) -> Object:
    return {
        "id": table.id,
        "number": table.number or None,
        "title": table.title,
        "unit": table.unit,
        "unit_stated": table.unit_stated,
        **simple_values("table", table),
        "unheaded": [*table.unheaded],
        "location": place_value(table.place),
        "header": _claim(table.header) if table.header else None,
        "caption": _claim(table.caption) if table.caption else None,
        "notes": [_claim(note) for note in table.notes],
        "unread": [place_value(place) for place in table.unread],
        "lists": [_list(item, lists.get(item.id)) for item in table.lists.values()],
    }


def _list(item: ListData, spec: TableList | None) -> Object:
    parents = {id(row.parent): row.parent for row in item.rows if row.parent}
    numbers = {
        id(child): number
        for above in parents.values()
        for number, child in enumerate(above.children)
    }
    columns: list[Value] = []
    for name in item.columns_present:
        column = spec.column(name) if spec else None
        header: list[Value] = [step[0] for step in column.path if step] if column else []
        columns.append(
            {"id": name, "header": header, "kind": column.kind.value if column else None}
        )
    return {
        "id": item.id,
        "columns": columns,
        "rows": [_row(row, numbers.get(id(row))) for row in item.rows],
    }


def _row(row: Row, number: int | None) -> Object:
    above = row.parent
    return {
        "index": row.index,
        "level": row.level,
        "label": row.label,
        "code": row.code,
        "name": row.name,
        "parent": above.index if above else None,
        "parent_list": above.list_id if above and above.list_id != row.list_id else None,
        "child": number,
        "keys": {**row.keys},
        "texts": {**row.texts},
        "text_locations": _places(row.text_places),
        "location": place_value(row.place),
        "cells": [{"column": name, **_cell(cell)} for name, cell in row.cells.items()],
    }


def _cell(cell: Cell) -> Object:
    figure = cell.figure if cell.kind is CellKind.FIGURE else None
    return {
        "kind": cell.kind.value,
        "value": figure.plain() if figure else None,
        "unit": figure.unit.symbol or None if figure else None,
        "rounding": figure.rounding.value if figure else None,
        "location": place_value(cell.place),
    }


def _section(section: SectionData) -> Object:
    return {
        "id": section.id,
        "path": section.path,
        "title": section.title,
        **simple_values("section", section),
        "location": place_value(section.place),
        "lines": [*section.lines],
        "text": section.text,
        "body": [[number, line] for number, line in section.body],
        "body_locations": [place_value(place) for place in section.places],
        "slots": _slots(section.slots),
        "claims": [_claim(claim) for claim in section.claims],
    }


def _claim(claim: Claim) -> Object:
    return {
        "sentence": claim.sentence,
        "section": claim.section,
        "location": place_value(claim.place),
        "slots": _slots(claim.slots),
        "slot_locations": _places(claim.slot_places),
    }


def _slots(slots: Mapping[str, Cell | str]) -> Object:
    return {name: _cell(slot) if isinstance(slot, Cell) else slot for name, slot in slots.items()}


def _places(places: Mapping[str, Place]) -> Object:
    return {name: place_value(place) for name, place in places.items()}


def _other(other: OtherTable) -> Object:
    return {
        "title": other.title,
        "location": place_value(other.place),
        "rows": [[*row] for row in other.rows],
    }


def _problem(problem: Problem, lang: str) -> Object:
    diagnostic = problem.diagnostic
    details: Object = {**diagnostic.details}
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": text(diagnostic.code, lang, **diagnostic.details),
        "details": details,
        "location": place_value(problem.place),
    }
