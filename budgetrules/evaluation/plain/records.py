"""Records and collections: which rows, cells, tables, claims and entries an expression stands for."""

from __future__ import annotations

from typing import Any

from budgetrules.evaluation.plain.filters import by_member
from budgetrules.evaluation.plain.signatures import Build, Builder, Frame, Run
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.view import (
    ABSENT_INDEX,
    AbsentTable,
    DocumentView,
    Group,
    Unknowable,
    row_key,
)
from budgetrules.model.disclosure import Cell, Claim, Row, TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.forms import CAPTION
from budgetrules.schema.sources import CodeEntry

NO_ENTRY = CodeEntry("", "", "", (), "")


def _variable(node: x.Variable, build: Build) -> Run:
    name = node.name
    return lambda frame: frame[name]


def _row_at(node: x.RowAt, build: Build) -> Run:
    list_id, by = node.list_id, node.by
    if by == "label" and isinstance(node.value, x.Text):
        label = node.value.value
        return lambda frame: frame["doc"].row_by_label(list_id, label)
    if by == "total" and isinstance(node.value, x.Text):
        word = node.value.value
        return lambda frame: frame["doc"].total_row(list_id, word)
    value = build(node.value)

    def at_key(frame: Frame) -> Row:
        key = value(frame)
        doc: DocumentView = frame["doc"]
        return doc.total_row(list_id, "") if key is None else doc.row_by_key(list_id, key)

    return at_key


def _ancestor(node: x.Ancestor, build: Build) -> Run:
    row, level = build(node.row), node.level

    def above(frame: Frame) -> Row | None:
        found: Row | None = row(frame)
        if not level:
            return found.parent if found else None
        while found is not None and found.level != level:
            found = found.parent
        return found

    return above


def _table_of(node: x.TableOf, build: Build) -> Run:
    table = node.table
    return lambda frame: frame["doc"].table(table)


def _claim_of(node: x.ClaimOf, build: Build) -> Run:
    table, sentence = build(node.table), node.sentence

    def claim(frame: Frame) -> Claim | None:
        found: TableData | AbsentTable = table(frame)
        if isinstance(found, AbsentTable):
            return None
        if found.header is not None and found.header.sentence == sentence:
            return found.header
        if sentence == CAPTION.id:
            return found.caption
        return next((note for note in found.notes if note.sentence == sentence), None)

    return claim


def _entry_of(node: x.EntryOf, build: Build) -> Run:
    codelist, code = node.codelist, build(node.code)

    def entry(frame: Frame) -> CodeEntry:
        return frame["doc"].declarations.codelists[codelist].entries.get(code(frame), NO_ENTRY)  # type: ignore[no-any-return]

    return entry


def _rows_of(node: x.RowsOf, build: Build) -> Run:
    list_id, counted = node.list_id, node.counted
    own, other = by_member(node.where)
    own_where = build(own) if own is not None else None
    where = build(other) if other is not None else None
    section = build(node.section) if node.section is not None else None

    def all_rows(frame: Frame) -> list[Row]:
        held = frame["doc"].all_records(list_id, counted=counted)
        return held if own_where is None else _matching(held, own_where, frame)

    def rows(frame: Frame) -> list[Row]:
        doc: DocumentView = frame["doc"]
        if section is None:
            held = doc.once(all_rows, lambda: all_rows(frame))
        else:
            home = section(frame)
            if home is not None and doc.may_lack(list_id, home):
                raise Unknowable("V114", name=list_id, section=home.title)
            held = doc.said_in(list_id, home)
            held = held if own_where is None else _matching(held, own_where, frame)
        return held if where is None else _matching(held, where, frame)

    return rows


def _group_rows(node: x.GroupRows, build: Build) -> Run:
    group = build(node.group)
    where = build(node.where) if node.where is not None else None

    def rows(frame: Frame) -> list[Row]:
        held = group(frame)
        members = held.rows if isinstance(held, Group) else held
        return members if where is None else _matching(members, where, frame)

    return rows


def _matching(rows: list[Row], where: Run, frame: Frame) -> list[Row]:
    inner = dict(frame)
    found = []
    for row in rows:
        inner["member"] = row
        if where(inner).possible:
            found.append(row)
    return found


def _children(node: x.Children, build: Build) -> Run:
    row = build(node.row)
    return lambda frame: row(frame).children


def _same_key(node: x.SameKey, build: Build) -> Run:
    row = build(node.row)

    def same(frame: Frame) -> list[Row]:
        this: Row = row(frame)
        found = frame["doc"].rows_by_key(this.list_id, row_key(this))
        return [
            other
            for other in found
            if other.level == this.level and other.keys == this.keys and other.parent is this.parent
        ]

    return same


def _child_cells(node: x.ChildCells, build: Build) -> Run:
    cell = build(node.cell)

    def cells(frame: Frame) -> Weighted:
        cell(frame)
        row: Row = frame["row"]
        column: str = frame["column"]
        return [(1, child.cells[column]) for child in row.children if column in child.cells]

    return cells


def _part_cells(node: x.PartCells, build: Build) -> Run:
    cell = build(node.cell)

    def cells(frame: Frame) -> Weighted:
        cell(frame)
        row: Row = frame["row"]
        parts = (
            column for column in frame["parts"] if column in row.cells or row.index != ABSENT_INDEX
        )
        return [(1, frame["doc"].cell(row, column)) for column in parts]

    return cells


def is_there(value: Any) -> bool:
    """Whether a record, a text or a collection is there and not empty."""
    if value is None or value is NO_ENTRY or isinstance(value, AbsentTable):
        return False
    if isinstance(value, Row):
        return value.index != ABSENT_INDEX
    if isinstance(value, Cell):
        return value.has_figure
    if isinstance(value, list | tuple | str):
        return len(value) > 0
    return True


BUILDERS: dict[type, Builder] = {
    x.Variable: _variable,
    x.RowAt: _row_at,
    x.Ancestor: _ancestor,
    x.TableOf: _table_of,
    x.ClaimOf: _claim_of,
    x.EntryOf: _entry_of,
    x.RowsOf: _rows_of,
    x.GroupRows: _group_rows,
    x.Children: _children,
    x.SameKey: _same_key,
    x.ChildCells: _child_cells,
    x.PartCells: _part_cells,
}
