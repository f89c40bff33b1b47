"""What was understood of a document as JSON.

Layout, in fixed order: `{schema_version, documents: [document]}`.

- document: `path, sha256, format, template, kind, entity, fiscal_year, tables, other_tables, sections, problems, explanation`, the
  last empty without `--explain`
- table: `id, number, title, unit, unit_stated, location, header, notes, lists`
- list: `id, columns, rows`; column: `id, header, kind`
- row: `index, level, label, code, name, parent, keys, texts, location, cells`, where parent is the index of the row
  above it in the same list
- cell: `column, kind, value, unit, location`, where kind is figure, blank, dash, absent or unreadable, and value the
  number as printed without separators, null if there is none
- other table, one that the form doesn't know: `title, location, rows`, the rows as lists of what their cells say
- section: `id, path, title, location, text, claims`; claim: `sentence, location, slots` with cells or texts by name
"""

from __future__ import annotations

import json

from budgetrules.model.disclosure import Cell, CellKind, Claim, Disclosure, ListData, OtherTable, Row, SectionData, TableData
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.values import SCHEMA_VERSION, Value, place_value, problem_value
from budgetrules.schema.forms import TableList


def render(documents: list[Disclosure], lang: str, explain: bool, options: FormatOptions) -> str:
    """All documents as one object, indented."""
    values: list[Value] = [_document(document, lang, explain) for document in documents]
    return json.dumps({"schema_version": SCHEMA_VERSION, "documents": values}, ensure_ascii=False, indent=2) + "\n"


def _document(document: Disclosure, lang: str, explain: bool) -> dict[str, Value]:
    lists = document.template.lists() if document.template else {}
    return {
        "path": document.path,
        "sha256": document.sha256 or None,
        "format": document.format or None,
        "template": document.template.id if document.template else None,
        "kind": document.template.kind if document.template else None,
        "entity": document.entity or None,
        "fiscal_year": document.fiscal_year,
        "tables": [_table(table, lists) for table in document.tables.values()],
        "other_tables": [_other(table) for table in document.others],
        "sections": [_section(section) for section in document.sections],
        "problems": [problem_value(problem, lang) for problem in document.problems],
        "explanation": [*document.explanation] if explain else [],
    }


def _table(table: TableData, lists: dict[str, TableList]) -> dict[str, Value]:
    return {
        "id": table.id,
        "number": table.number or None,
        "title": table.title,
        "unit": table.unit,
        "unit_stated": table.unit_stated,
        "location": place_value(table.place),
        "header": _claim(table.header) if table.header else None,
        "notes": [_claim(note) for note in table.notes],
        "lists": [_list(item, lists.get(item.id)) for item in table.lists.values()],
    }


def _list(item: ListData, spec: TableList | None) -> dict[str, Value]:
    columns: list[Value] = []
    for name in item.columns_present:
        column = spec.column(name) if spec else None
        header: list[Value] = [step[0] for step in column.path if step] if column else []
        columns.append({"id": name, "header": header, "kind": column.kind.value if column else None})
    return {"id": item.id, "columns": columns, "rows": [_row(row) for row in item.rows]}


def _row(row: Row) -> dict[str, Value]:
    return {
        "index": row.index,
        "level": row.level,
        "label": row.label,
        "code": row.code,
        "name": row.name,
        "parent": row.parent.index if row.parent else None,
        "keys": {**row.keys},
        "texts": {**row.texts},
        "location": place_value(row.place),
        "cells": [{"column": name, **_cell(cell)} for name, cell in row.cells.items()],
    }


def _cell(cell: Cell) -> dict[str, Value]:
    figure = cell.figure if cell.kind is CellKind.FIGURE else None
    return {
        "kind": cell.kind.value,
        "value": figure.plain() if figure else None,
        "unit": figure.unit.symbol or None if figure else None,
        "location": place_value(cell.place),
    }


def _other(table: OtherTable) -> dict[str, Value]:
    rows: list[Value] = [[*row] for row in table.rows]
    return {"title": table.title or None, "location": place_value(table.place), "rows": rows}


def _section(section: SectionData) -> dict[str, Value]:
    return {
        "id": section.id,
        "path": section.path,
        "title": section.title,
        "location": place_value(section.place),
        "text": section.text,
        "claims": [_claim(claim) for claim in section.claims],
    }


def _claim(claim: Claim) -> dict[str, Value]:
    slots: dict[str, Value] = {name: _cell(slot) if isinstance(slot, Cell) else slot for name, slot in claim.slots.items()}
    return {"sentence": claim.sentence, "location": place_value(claim.place), "slots": slots}
