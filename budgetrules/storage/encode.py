"""A disclosure as nested plain values: the model JSON, and what flat formats are made from.

Layout, in fixed order (model.schema.json): `{profile, schema_version, documents: [document]}`.

- document: `path, sha256, format, template, kind, entity, fiscal_year, narrative, digest, tables,
  statements, sections, whole, unread_figures, unread_cells, others, problems, explanation`, the
  last empty without `--explain`; whole is everything outside the columns of amounts as one section
- table: `id, number, title, unit, unit_stated, titled, unheaded, location, header, caption, notes,
  unread, lists`
- list (and what a statement of the narrative says): `id, columns, rows`;
  column: `id, header, kind`
- row: `index, level, label, code, name, parent, parent_list, child, keys, texts, text_locations,
  location, cells`, where parent is the index of the row above it, in the list parent_list or, if
  that is null, in its own, and child its number among the rows below that
- cell: `column, kind, value, unit, rounding, location`, where kind is figure, blank, dash, absent,
  unreadable or unsaid, and value the number as printed without separators, null if there is none
- section: `id, path, title, titled, prescribed, reworded, opens, is_sheet, repeated, location,
  lines, text, body, body_locations, slots, claims`
- claim: `sentence, section, location, slots, slot_locations` with cells or texts by name
- other (a table that the form doesn't know): `title, location, rows`
- unread cell (a figure in a cell that nothing reads): `table, row, column, location`
- problem: `code, severity, message, details, location`

`decode` makes the disclosure of them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetrules.messages.catalogue import text
from budgetrules.messages.message import words_in
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
    UnreadCell,
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
from budgetrules.schema.forms import TableList, Template

# The lists of the form by id, and the list and index of a row.
_Specs = Mapping[str, TableList]
_Address = tuple[str, int]


def model_value(documents: list[Disclosure], lang: str, explain: bool = False) -> Object:
    """Return all documents as one object; messages of problems in `lang`."""
    values = [document_value(document, lang, explain) for document in documents]
    return whole_value(values)


def whole_value(documents: list[Object]) -> Object:
    """Return the object that holds documents."""
    return {"profile": PROFILE, "schema_version": SCHEMA_VERSION, "documents": [*documents]}


def document_value(document: Disclosure, lang: str, explain: bool = False) -> Object:
    """Return one document."""
    template = document.template
    lists = template.all_lists() if template is not None else {}
    tables: list[Value] = []
    for table in document.tables.values():
        tables.append(_table(table, lists))
    value: Object = {
        # A name that is no Unicode can't stand in any of the formats.
        "path": document.path.encode("utf-8", "backslashreplace").decode(),
        "sha256": document.sha256 or None,
        "format": document.format or None,
        "template": template.id if template is not None else None,
        "kind": _kind_of(template),
        "entity": document.entity or None,
        "fiscal_year": document.fiscal_year,
        **simple_values("document", document),
        "digest": None,
        "tables": tables,
        "statements": _lists(document.statements, lists),
        "sections": [_section(section) for section in document.sections],
        "whole": _section(document.whole) if document.whole else None,
        "unread_figures": [place_value(place) for place in document.unread_figures],
        "unread_cells": [_unread_cell(cell) for cell in document.unread_cells],
        "others": [_other(other) for other in document.others],
        "problems": [_problem(problem, lang) for problem in document.problems],
        "explanation": _explanation(document, lang) if explain else [],
    }
    value["digest"] = digest(value)
    return value


def _explanation(document: Disclosure, lang: str) -> list[Value]:
    """Return the lines that say why tables were recognised or weren't, in a language."""
    return [words_in(reason, lang) for reason in document.explanation]


def _table(table: TableData, lists: _Specs) -> Object:
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
        "lists": _lists(table.lists, lists),
    }


def _kind_of(template: Template | None) -> str | None:
    """Return whether a document is a budget or final accounts, where its form says so."""
    if template is None:
        return None
    return template.kind or None


_Items = Mapping[str, ListData]


def _lists(items: _Items, specs: _Specs) -> list[Value]:
    values: list[Value] = []
    for item in items.values():
        spec = specs.get(item.id)
        values.append(_list(item, spec))
    return values


def _list(item: ListData, spec: TableList | None) -> Object:
    child_numbers = _child_numbers(item.rows)
    columns: list[Value] = []
    for name in item.columns_present:
        columns.append(_column(name, spec))
    rows: list[Value] = []
    for row in item.rows:
        child_number = child_numbers.get(_address(row))
        rows.append(_row(row, child_number))
    unknown: list[Value] = list(item.unknown_columns)
    return {"id": item.id, "columns": columns, "unknown_columns": unknown, "rows": rows}


def _column(name: str, spec: TableList | None) -> Object:
    column = spec.column(name) if spec is not None else None
    if column is None:
        return {"id": name, "header": [], "kind": None}
    header: list[Value] = []
    for step in column.path:
        if step:
            header.append(step[0])
    return {"id": name, "header": header, "kind": column.kind.value}


def _address(row: Row) -> _Address:
    return row.list_id, row.index


def _child_numbers(rows: Sequence[Row]) -> dict[_Address, int]:
    """Return the number of each row among the children of its parent."""
    parents: dict[_Address, Row] = {}
    for row in rows:
        if row.parent is not None:
            parents[_address(row.parent)] = row.parent
    numbers: dict[_Address, int] = {}
    for parent in parents.values():
        for number, child in enumerate(parent.children):
            numbers[_address(child)] = number
    return numbers


def _row(row: Row, child_number: int | None) -> Object:
    parent = row.parent
    parent_index, parent_list = None, None
    if parent is not None:
        parent_index = parent.index
        if parent.list_id != row.list_id:
            parent_list = parent.list_id
    cells: list[Value] = []
    for name, cell in row.cells.items():
        cells.append({"column": name, **_cell(cell)})
    return {
        "index": row.index,
        "level": row.level,
        "label": row.label,
        "code": row.code,
        "name": row.name,
        "parent": parent_index,
        "parent_list": parent_list,
        "child": child_number,
        "keys": {**row.keys},
        "texts": {**row.texts},
        "text_locations": _places(row.text_places),
        "location": place_value(row.place),
        "cells": cells,
    }


def _cell(cell: Cell) -> Object:
    value, unit, rounding = None, None, None
    figure = cell.figure if cell.kind is CellKind.FIGURE else None
    if figure is not None:
        value = figure.plain()
        unit = figure.unit.symbol or None
        rounding = figure.rounding.value
    return {
        "kind": cell.kind.value,
        "value": value,
        "unit": unit,
        "rounding": rounding,
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
    values: Object = {}
    for name, slot in slots.items():
        if isinstance(slot, Cell):
            values[name] = _cell(slot)
        else:
            values[name] = slot
    return values


def _places(places: Mapping[str, Place]) -> Object:
    return {name: place_value(place) for name, place in places.items()}


def _unread_cell(cell: UnreadCell) -> Object:
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "location": place_value(cell.place),
    }


def _other(other: OtherTable) -> Object:
    return {
        "title": other.title,
        "location": place_value(other.place),
        "rows": [[*row] for row in other.rows],
    }


def _problem(problem: Problem, lang: str) -> Object:
    diagnostic = problem.diagnostic
    details = diagnostic.details
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": text(diagnostic.code, lang, **details),
        "details": {**details},
        "location": place_value(problem.place),
    }
