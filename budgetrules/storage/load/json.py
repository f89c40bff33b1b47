"""A written model → the disclosure it was made from: values of `writing.values` taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.units import NUMBER, UNITS
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
from budgetrules.model.plain import SIMPLE, Object, digest
from budgetrules.schema.forms import Template
from budgetrules.storage.load.values import At, Malformed

_DECIMAL = re.compile(r"(-?)(\d{1,400})(?:\.(\d{1,400}))?", re.ASCII)
_Rows = dict[tuple[str, int], Row]


def rebuild(
    value: Object, way: str, templates: Mapping[str, Template], path: str, sha256: str
) -> Disclosure:
    """The disclosure of one document. Raises Malformed.

    As written it has the path and the hash of the file it was read from. If it was changed since, it is a document of its
    own: `path` and `sha256` of the file it stands in, and a problem says so.
    """
    at = At(value, way)
    name = at.part("template").maybe_text()
    template = templates.get(name) if name is not None else None
    found = Disclosure(
        at.part("path").text() or path,
        at.part("sha256").text(),
        at.part("format").text(),
        template,
        at.part("entity").text(),
        at.part("fiscal_year").maybe_integer(),
        {},
    )
    found.problems.extend(_problem(item) for item in at.part("problems").items())
    if not at.part("digest").is_null and at.part("digest").value != digest(value):
        found.problems.append(
            Problem(Diagnostic("N180", Severity.WARNING, {"path": path, "source": found.path}))
        )
        found.path, found.sha256 = path, sha256
    if name is not None and template is None:
        found.problems.append(Problem(Diagnostic("N181", Severity.ERROR, {"name": name})))
    rows: _Rows = {}
    parents: list[tuple[At, Row]] = []
    for item in at.part("tables").items():
        table = _table(item, rows, parents)
        found.tables[table.id] = table
    for item in at.part("statements").items():
        said = _list(item, rows, parents)
        found.statements[said.id] = said
    _attach(rows, parents)
    found.sections.extend(_section(item) for item in at.part("sections").items())
    found.whole = None if at.part("whole").is_null else _section(at.part("whole"))
    found.unread_figures.extend(_place(item) for item in at.part("unread_figures").items())
    found.others.extend(_other(item) for item in at.part("others").items())
    for name, held in _simple("document", at).items():
        setattr(found, name, held)
    found.explanation.extend(item.text() for item in at.part("explanation").items())
    if template is not None:
        _leave_out(found, template)
    return found


def _leave_out(found: Disclosure, template: Template) -> None:
    """Tables and lists that the form does not have (any more) can't be checked; that is told."""
    lists = template.all_lists()
    for table in [*found.tables.values()]:
        for name in [name for name in table.lists if name not in lists]:
            found.problems.append(
                Problem(
                    Diagnostic("N182", Severity.ERROR, {"name": name, "template": template.id}),
                    table.place,
                )
            )
            del table.lists[name]
        if template.table(table.id) is None:
            del found.tables[table.id]
    for name in [name for name in found.statements if name not in lists]:
        found.problems.append(
            Problem(Diagnostic("N182", Severity.ERROR, {"name": name, "template": template.id}))
        )
        del found.statements[name]


def _table(at: At, rows: _Rows, parents: list[tuple[At, Row]]) -> TableData:
    lists = [_list(item, rows, parents) for item in at.part("lists").items()]
    return TableData(
        at.part("id").named(),
        at.part("title").text(),
        at.part("unit").one_of((*UNITS,)),
        at.part("unit_stated").truth(),
        _place(at.part("location")),
        {item.id: item for item in lists},
        None if at.part("header").is_null else _claim(at.part("header")),
        [_claim(item) for item in at.part("notes").items()],
        at.part("number").text(),
        [_place(item) for item in at.part("unread").items()],
        unheaded=tuple(item.text() for item in at.part("unheaded").items()),
        caption=None if at.part("caption").is_null else _claim(at.part("caption")),
        **_simple("table", at),
    )


def _list(at: At, rows: _Rows, parents: list[tuple[At, Row]]) -> ListData:
    name = at.part("id").named()
    columns = tuple(item.part("id").named() for item in at.part("columns").items())
    found = ListData(name, [], columns)
    for item in at.part("rows").items():
        row = _row(item, name)
        if (name, row.index) in rows:
            raise Malformed(item.way, "index", f"{name} {row.index}")
        rows[name, row.index] = row
        found.rows.append(row)
        parents.append((item, row))
    return found


def _row(at: At, name: str) -> Row:
    return Row(
        name,
        at.part("index").integer(),
        {key: held.text() for key, held in at.part("keys").members()},
        at.part("code").maybe_text(),
        at.part("name").text(),
        at.part("label").maybe_text(),
        at.part("level").maybe_text(),
        {item.part("column").named(): _cell(item) for item in at.part("cells").items()},
        _place(at.part("location")),
        {column: held.text() for column, held in at.part("texts").members()},
        {column: _place(held) for column, held in at.part("text_locations").members()},
    )


def _attach(rows: _Rows, written: list[tuple[At, Row]]) -> None:
    """Give rows their parents, and parents their children in order. A row may not stand below itself."""
    children: list[tuple[int, Row]] = []
    for at, row in written:
        above = at.part("parent").maybe_integer()
        if above is None:
            continue
        home = at.part("parent_list").maybe_text() or row.list_id
        if (home, above) not in rows:
            raise Malformed(f"{at.way}.parent", f"{home}: index", above)
        row.parent = rows[home, above]
        children.append((at.part("child").maybe_integer() or 0, row))
    for _, row in sorted(children, key=lambda entry: entry[0]):
        assert row.parent is not None
        row.parent.children.append(row)
    settled: set[int] = set()
    for at, row in written:
        way: dict[int, None] = {}
        current: Row | None = row
        while current is not None and id(current) not in settled:
            if id(current) in way:
                raise Malformed(f"{at.way}.parent", "tree", row.index)
            way[id(current)] = None
            current = current.parent
        settled.update(way)


def _cell(at: At) -> Cell:
    kind = CellKind(at.part("kind").one_of(tuple(kind.value for kind in CellKind)))
    place = _place(at.part("location"))
    return Cell(kind, _figure(at) if kind is CellKind.FIGURE else None, place)


def _figure(at: At) -> Figure:
    value = at.part("value").text()
    match = _DECIMAL.fullmatch(value)
    if match is None:
        raise Malformed(f"{at.way}.value", "decimal", value)
    sign, whole, decimals = match.group(1), match.group(2), match.group(3) or ""
    unit = at.part("unit").maybe_text()
    if unit is not None and unit not in UNITS:
        raise Malformed(f"{at.way}.unit", " | ".join(UNITS), unit)
    rounding = Rounding(at.part("rounding").one_of(tuple(rounding.value for rounding in Rounding)))
    return Figure(
        int(sign + whole + decimals),
        len(decimals),
        UNITS[unit] if unit is not None else NUMBER,
        rounding,
    )


def _section(at: At) -> SectionData:
    first, last = _pair(at.part("lines")) or (0, 0)
    body = []
    for item in at.part("body").items():
        number, text = _two(item)
        body.append((number.integer(), text.text()))
    return SectionData(
        at.part("id").maybe_text(),
        at.part("path").text(),
        at.part("title").text(),
        _place(at.part("location")),
        at.part("text").text(),
        (first, last),
        [_claim(item) for item in at.part("claims").items()],
        _slots(at.part("slots")),
        tuple(body),
        places=tuple(_place(item) for item in at.part("body_locations").items()),
        **_simple("section", at),
    )


def _simple(part: str, at: At) -> dict[str, Any]:
    """The simple fields of a part of the model, by the names they have there."""
    read: dict[str, Callable[[At], object]] = {
        "boolean": At.truth,
        "integer": At.integer,
        "string": At.text,
    }
    return {field.attribute: read[field.type](at.part(field.key)) for field in SIMPLE[part]}


def _claim(at: At) -> Claim:
    return Claim(
        at.part("sentence").named(),
        _slots(at.part("slots")),
        _place(at.part("location")),
        at.part("section").maybe_text(),
        {name: _place(held) for name, held in at.part("slot_locations").members()},
    )


def _slots(at: At) -> dict[str, Cell | str]:
    return {
        name: held.value if isinstance(held.value, str) else _cell(held)
        for name, held in at.members()
    }


def _other(at: At) -> OtherTable:
    rows = tuple(tuple(cell.text() for cell in row.items()) for row in at.part("rows").items())
    return OtherTable(at.part("title").text(), _place(at.part("location")), rows)


def _problem(at: At) -> Problem:
    severity = Severity(at.part("severity").one_of(tuple(severity.value for severity in Severity)))
    details = {name: held.text() for name, held in at.part("details").members()}
    return Problem(
        Diagnostic(at.part("code").named(), severity, details), _place(at.part("location"))
    )


def _place(at: At) -> Place:
    if at.is_null:
        return Place()
    return Place(
        at.part("text").text(),
        at.part("page").maybe_integer(),
        at.part("line").maybe_integer(),
        _pair(at.part("chars")),
        _box(at.part("box")),
        at.part("sheet").maybe_text(),
        at.part("cell").maybe_text(),
        _pair(at.part("order")),
    )


def _two(at: At) -> tuple[At, At]:
    held = [*at.items()]
    if len(held) != 2:
        raise Malformed(at.way, "[ , ]", len(held))
    return held[0], held[1]


def _pair(at: At) -> tuple[int, int] | None:
    if at.is_null:
        return None
    first, last = _two(at)
    return first.integer(), last.integer()


def _box(at: At) -> tuple[float, float, float, float] | None:
    if at.is_null:
        return None
    edges = [
        edge.value
        for edge in at.items()
        if isinstance(edge.value, int | float) and not isinstance(edge.value, bool)
    ]
    if len(edges) != 4:
        raise Malformed(at.way, "[x0, y0, x1, y1]", at.value)
    return edges[0], edges[1], edges[2], edges[3]
