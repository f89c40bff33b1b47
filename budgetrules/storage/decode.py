"""Nested plain values → the disclosure they were made from: the way of `encode` back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeGuard

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import NUMBER, UNITS, Unit
from budgetrules.model.disclosure import (
    UNKNOWN_PLACE,
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
from budgetrules.model.plain import SIMPLE, Object, Value, digest
from budgetrules.schema.forms import Template
from budgetrules.storage.cursor import JsonCursor
from budgetrules.storage.errors import Malformed, error

_Box = tuple[float, float, float, float]

_DECIMAL = re.compile(r"(-?)(\d{1,400})(?:\.(\d{1,400}))?", re.ASCII)
_UNIT_SYMBOLS = tuple(UNITS)
_CELL_KINDS = tuple(kind.value for kind in CellKind)
_ROUNDINGS = tuple(rounding.value for rounding in Rounding)
_SEVERITIES = tuple(severity.value for severity in Severity)


def document_of(
    value: Object,
    where: str,
    templates: Mapping[str, Template],
    path: str,
    sha256: str,
) -> Disclosure:
    """Return the disclosure of one document. Raises Malformed.

    As written it has the path and the hash of the file it was read from. If it was changed since,
    it is a document of its own: it has `path` and `sha256` of the file it stands in, and a problem
    says so.
    """
    cursor = JsonCursor(value, where)
    template_id = cursor["template"].text_or_none()
    template = templates.get(template_id) if template_id is not None else None
    document = Disclosure(
        path=cursor["path"].text() or path,
        sha256=cursor["sha256"].text(),
        format=cursor["format"].text(),
        template=template,
        entity=cursor["entity"].text(),
        fiscal_year=cursor["fiscal_year"].integer_or_none(),
        tables={},
    )
    problems = cursor["problems"].items()
    document.problems.extend(map(_problem, problems))
    if _was_changed(cursor["digest"], value):
        details = {"path": path, "source": document.path}
        changed = Diagnostic("N180", Severity.WARNING, details)
        document.problems.append(Problem(changed))
        document.path, document.sha256 = path, sha256
    if template_id is not None and template is None:
        document.problems.append(error("N181", name=template_id))
    _read_lists(cursor, document)
    sections = cursor["sections"].items()
    document.sections.extend(map(_section, sections))
    whole = cursor["whole"]
    document.whole = None if whole.is_null else _section(whole)
    unread_figures = cursor["unread_figures"].items()
    document.unread_figures.extend(map(_place, unread_figures))
    unread_cells = cursor["unread_cells"].items()
    document.unread_cells.extend(map(_unread_cell, unread_cells))
    others = cursor["others"].items()
    document.others.extend(map(_other, others))
    for name, simple_value in _simple("document", cursor).items():
        setattr(document, name, simple_value)
    document.explanation.extend(cursor["explanation"].texts())
    if template is not None:
        _leave_out_unknown(document, template)
    return document


def _was_changed(written_digest: JsonCursor, value: Object) -> bool:
    if written_digest.is_null:
        return False
    return written_digest.value != digest(value)


def _leave_out_unknown(document: Disclosure, template: Template) -> None:
    """Take out tables and lists that the form does not have (any more), and say so."""
    known_lists = template.all_lists()
    for table in list(document.tables.values()):
        for name in _unknown(table.lists, known_lists):
            document.problems.append(_unknown_list(name, template, table.place))
            del table.lists[name]
        if template.table(table.id) is None:
            del document.tables[table.id]
    for name in _unknown(document.statements, known_lists):
        document.problems.append(_unknown_list(name, template, UNKNOWN_PLACE))
        del document.statements[name]


_Lists = dict[str, ListData]


def _unknown(lists: _Lists, known: Collection[str]) -> list[str]:
    return [name for name in lists if name not in known]


def _unknown_list(name: str, template: Template, place: Place) -> Problem:
    return error("N182", place, name=name, template=template.id)


# The list of a row and its index there.
_Address = tuple[str, int]
_Source = tuple[JsonCursor, Row]


class _Rows:
    """The rows read so far: by address, and each with the value it was read from."""

    def __init__(self) -> None:
        self.by_address: dict[_Address, Row] = {}
        self.sources: list[_Source] = []

    def add(self, source: JsonCursor, row: Row) -> None:
        """Take a row in. Raises Malformed if its list has one of that index."""
        address = (row.list_id, row.index)
        if address in self.by_address:
            found = f"{row.list_id} {row.index}"
            raise Malformed(source.path, "index", found)
        self.by_address[address] = row
        self.sources.append((source, row))


def _read_lists(cursor: JsonCursor, document: Disclosure) -> None:
    """Read tables and statements; their rows may hang below those of another list."""
    rows = _Rows()
    for item in cursor["tables"].items():
        table = _table(item, rows)
        document.tables[table.id] = table
    for item in cursor["statements"].items():
        statement = _list(item, rows)
        document.statements[statement.id] = statement
    _attach(rows)
    _refuse_circles(rows)


def _table(cursor: JsonCursor, rows: _Rows) -> TableData:
    lists: _Lists = {}
    for item in cursor["lists"].items():
        own_list = _list(item, rows)
        lists[own_list.id] = own_list
    return TableData(
        id=cursor["id"].required_text(),
        title=cursor["title"].text(),
        unit=cursor["unit"].one_of(_UNIT_SYMBOLS),
        unit_stated=cursor["unit_stated"].boolean(),
        place=_place(cursor["location"]),
        lists=lists,
        header=_claim_or_none(cursor["header"]),
        notes=list(map(_claim, cursor["notes"].items())),
        number=cursor["number"].text(),
        unread=list(map(_place, cursor["unread"].items())),
        unheaded=tuple(cursor["unheaded"].texts()),
        caption=_claim_or_none(cursor["caption"]),
        **_simple("table", cursor),
    )


def _list(cursor: JsonCursor, rows: _Rows) -> ListData:
    name = cursor["id"].required_text()
    columns: list[str] = []
    for item in cursor["columns"].items():
        columns.append(item["id"].required_text())
    own_rows: list[Row] = []
    for item in cursor["rows"].items():
        row = _row(item, name)
        rows.add(item, row)
        own_rows.append(row)
    unknown = tuple(cursor["unknown_columns"].texts())
    return ListData(name, own_rows, tuple(columns), unknown)


def _row(cursor: JsonCursor, list_id: str) -> Row:
    index = cursor["index"].integer()
    keys = _texts(cursor["keys"])
    code = cursor["code"].text_or_none()
    name = cursor["name"].text()
    label = cursor["label"].text_or_none()
    level = cursor["level"].text_or_none()
    cells: dict[str, Cell] = {}
    for item in cursor["cells"].items():
        column = item["column"].required_text()
        cells[column] = _cell(item)
    return Row(
        list_id=list_id,
        index=index,
        keys=keys,
        code=code,
        name=name,
        label=label,
        level=level,
        cells=cells,
        place=_place(cursor["location"]),
        texts=_texts(cursor["texts"]),
        text_places=_places(cursor["text_locations"]),
    )


def _attach(rows: _Rows) -> None:
    """Give rows their parents, and parents their children in order."""
    children: list[tuple[int, Row]] = []
    for source, row in rows.sources:
        parent_index = source["parent"].integer_or_none()
        if parent_index is None:
            continue
        parent_list = source["parent_list"].text_or_none() or row.list_id
        parent = rows.by_address.get((parent_list, parent_index))
        if parent is None:
            raise Malformed(f"{source.path}.parent", f"{parent_list}: index", parent_index)
        row.parent = parent
        child_number = source["child"].integer_or_none()
        children.append((child_number or 0, row))
    for _, row in sorted(children, key=_child_number):
        if row.parent is not None:
            row.parent.children.append(row)


def _child_number(child: tuple[int, Row]) -> int:
    return child[0]


def _refuse_circles(rows: _Rows) -> None:
    """Raise Malformed if a row stands below itself."""
    settled: set[_Address] = set()
    for source, row in rows.sources:
        passed: set[_Address] = set()
        for above in _upwards(row):
            address = (above.list_id, above.index)
            if address in settled:
                break
            if address in passed:
                raise Malformed(f"{source.path}.parent", "tree", row.index)
            passed.add(address)
        settled |= passed


def _upwards(row: Row) -> Iterator[Row]:
    """Yield the row, its parent, and so on."""
    above: Row | None = row
    while above is not None:
        yield above
        above = above.parent


def _cell(cursor: JsonCursor) -> Cell:
    kind_name = cursor["kind"].one_of(_CELL_KINDS)
    kind = CellKind(kind_name)
    place = _place(cursor["location"])
    figure = _figure(cursor) if kind is CellKind.FIGURE else None
    return Cell(kind, figure, place)


def _figure(cursor: JsonCursor) -> Figure:
    value = cursor["value"].text()
    match = _DECIMAL.fullmatch(value)
    if match is None:
        raise Malformed(f"{cursor.path}.value", "decimal", value)
    sign, whole, decimals = match.groups("")
    unit = _unit(cursor["unit"])
    rounding_name = cursor["rounding"].one_of(_ROUNDINGS)
    rounding = Rounding(rounding_name)
    digits = int(sign + whole + decimals)
    return Figure(digits, len(decimals), unit, rounding)


def _unit(cursor: JsonCursor) -> Unit:
    symbol = cursor.text_or_none()
    if symbol is None:
        return NUMBER
    if symbol not in UNITS:
        raise Malformed(cursor.path, " | ".join(UNITS), symbol)
    return UNITS[symbol]


def _section(cursor: JsonCursor) -> SectionData:
    lines = _pair(cursor["lines"]) or (0, 0)
    body: list[tuple[int, str]] = []
    for item in cursor["body"].items():
        number, text = _two(item)
        body.append((number.integer(), text.text()))
    return SectionData(
        id=cursor["id"].text_or_none(),
        path=cursor["path"].text(),
        title=cursor["title"].text(),
        place=_place(cursor["location"]),
        text=cursor["text"].text(),
        lines=lines,
        claims=list(map(_claim, cursor["claims"].items())),
        slots=_slots(cursor["slots"]),
        body=tuple(body),
        places=tuple(map(_place, cursor["body_locations"].items())),
        **_simple("section", cursor),
    )


_Read = Callable[[JsonCursor], object]
_READ_SIMPLE: dict[str, _Read] = {
    "boolean": JsonCursor.boolean,
    "integer": JsonCursor.integer,
    "string": JsonCursor.text,
}


def _simple(part: str, cursor: JsonCursor) -> dict[str, Any]:
    """Return the simple fields of a part of the model, by the names they have there."""
    values: dict[str, Any] = {}
    for field in SIMPLE[part]:
        read = _READ_SIMPLE[field.type]
        member = cursor[field.key]
        values[field.attribute] = read(member)
    return values


def _claim_or_none(cursor: JsonCursor) -> Claim | None:
    return None if cursor.is_null else _claim(cursor)


def _claim(cursor: JsonCursor) -> Claim:
    return Claim(
        sentence=cursor["sentence"].required_text(),
        slots=_slots(cursor["slots"]),
        place=_place(cursor["location"]),
        section=cursor["section"].text_or_none(),
        slot_places=_places(cursor["slot_locations"]),
    )


def _slots(cursor: JsonCursor) -> dict[str, Cell | str]:
    slots: dict[str, Cell | str] = {}
    for name, slot in cursor.members():
        value = slot.value
        if isinstance(value, str):
            slots[name] = value
        else:
            slots[name] = _cell(slot)
    return slots


def _texts(cursor: JsonCursor) -> dict[str, str]:
    return {name: text.text() for name, text in cursor.members()}


def _unread_cell(cursor: JsonCursor) -> UnreadCell:
    return UnreadCell(
        table=cursor["table"].text(),
        row=cursor["row"].text(),
        column=cursor["column"].text(),
        place=_place(cursor["location"]),
    )


def _other(cursor: JsonCursor) -> OtherTable:
    rows: list[tuple[str, ...]] = []
    for row in cursor["rows"].items():
        rows.append(tuple(row.texts()))
    title = cursor["title"].text()
    place = _place(cursor["location"])
    return OtherTable(title, place, tuple(rows))


def _problem(cursor: JsonCursor) -> Problem:
    severity = Severity(cursor["severity"].one_of(_SEVERITIES))
    details = _texts(cursor["details"])
    code = cursor["code"].required_text()
    diagnostic = Diagnostic(code, severity, details)
    return Problem(diagnostic, _place(cursor["location"]))


def _place(cursor: JsonCursor) -> Place:
    if cursor.is_null:
        return UNKNOWN_PLACE
    return Place(
        text=cursor["text"].text(),
        page=cursor["page"].integer_or_none(),
        line=cursor["line"].integer_or_none(),
        chars=_pair(cursor["chars"]),
        box=_box(cursor["box"]),
        sheet=cursor["sheet"].text_or_none(),
        cell=cursor["cell"].text_or_none(),
        order=_pair(cursor["order"]),
    )


def _places(cursor: JsonCursor) -> dict[str, Place]:
    return {name: _place(place) for name, place in cursor.members()}


def _two(cursor: JsonCursor) -> tuple[JsonCursor, JsonCursor]:
    items = list(cursor.items())
    if len(items) != 2:
        raise Malformed(cursor.path, "[ , ]", len(items))
    return items[0], items[1]


def _pair(cursor: JsonCursor) -> tuple[int, int] | None:
    if cursor.is_null:
        return None
    first, last = _two(cursor)
    return first.integer(), last.integer()


def _box(cursor: JsonCursor) -> _Box | None:
    if cursor.is_null:
        return None
    edges: list[float] = []
    for item in cursor.items():
        if _is_number(item.value):
            edges.append(item.value)
    if len(edges) != 4:
        raise Malformed(cursor.path, "[x0, y0, x1, y1]", cursor.value)
    left, top, right, bottom = edges
    return left, top, right, bottom


def _is_number(value: Value) -> TypeGuard[int | float]:
    if isinstance(value, bool):
        return False
    return isinstance(value, int | float)
