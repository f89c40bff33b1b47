"""Records and collections: what rows, cells, tables and claims an expression stands for."""

from __future__ import annotations

import operator
from typing import Any

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.doubts import ask_columns_known
from budgetrules.evaluation.plain.filters import build_filter, split_by_member
from budgetrules.evaluation.plain.signatures import Build, Builder, Run
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.values import ABSENT_INDEX, AbsentTable, Group, row_key
from budgetrules.model.disclosure import Cell, Claim, Row, TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.forms import CAPTION
from budgetrules.schema.sources import CodeEntry

NO_ENTRY = CodeEntry(
    code="",
    parent="",
    level="",
    names=(),
    trust="",
)


def _bound(node: x.Bound, build: Build) -> Run:
    return operator.attrgetter(node.record)


def _variable(node: x.Variable, build: Build) -> Run:
    name = node.name
    return lambda instance: instance.names[name]


def _row_at(node: x.RowAt, build: Build) -> Run:
    list_id = node.list_id
    by = node.by
    if by == "label" and isinstance(node.value, x.Text):
        label = node.value.value
        return lambda instance: instance.document.row_by_label(list_id, label)
    if by == "total" and isinstance(node.value, x.Text):
        word = node.value.value
        return lambda instance: instance.document.total_row(list_id, word)
    value = build(node.value)

    def at_key(instance: Instance) -> Row:
        key = value(instance)
        view = instance.document
        if key is None:
            return view.total_row(list_id, "")
        return view.row_by_key(list_id, key)

    return at_key


def _ancestor(node: x.Ancestor, build: Build) -> Run:
    row_of = build(node.row)
    level = node.level

    def parent(instance: Instance) -> Row | None:
        row: Row | None = row_of(instance)
        if row is None:
            return None
        return row.parent

    def above(instance: Instance) -> Row | None:
        row: Row | None = row_of(instance)
        while row is not None and row.level != level:
            row = row.parent
        return row

    return above if level else parent


def _table_of(node: x.TableOf, build: Build) -> Run:
    table = node.table
    return lambda instance: instance.document.table(table)


def _claim_of(node: x.ClaimOf, build: Build) -> Run:
    table_of = build(node.table)
    sentence = node.sentence

    def claim(instance: Instance) -> Claim | None:
        table: TableData | AbsentTable = table_of(instance)
        if isinstance(table, AbsentTable):
            return None
        if table.header is not None and table.header.sentence == sentence:
            return table.header
        if sentence == CAPTION.id:
            return table.caption
        return next((note for note in table.notes if note.sentence == sentence), None)

    return claim


def _entry_of(node: x.EntryOf, build: Build) -> Run:
    codelist = node.codelist
    code_of = build(node.code)

    def entry(instance: Instance) -> CodeEntry:
        entries = instance.document.declarations.codelists[codelist].entries
        return entries.get(code_of(instance), NO_ENTRY)

    return entry


def _rows_of(node: x.RowsOf, build: Build) -> Run:
    list_id = node.list_id
    counted = node.counted
    own, other = split_by_member(node.where)
    own_filter = build_filter(own, build)
    other_filter = build_filter(other, build)
    section = None
    if node.section is not None:
        section = build(node.section)

    def own_rows(instance: Instance) -> list[Row]:
        rows = instance.document.all_records(list_id, counted=counted)
        return own_filter(rows, instance)

    def rows_in_section(instance: Instance, home: Any) -> list[Row]:
        view = instance.document
        if home is not None and view.may_lack(list_id, home):
            raise Undecidable("V114", name=list_id, section=home.title)
        return own_filter(view.said_in(list_id, home), instance)

    def matching_rows(instance: Instance) -> list[Row]:
        if section is None:
            rows = instance.document.memo(own_rows, lambda: own_rows(instance))
        else:
            rows = rows_in_section(instance, section(instance))
        return other_filter(rows, instance)

    return matching_rows


def _group_rows(node: x.GroupRows, build: Build) -> Run:
    group_of = build(node.group)
    filtered = build_filter(node.where, build)

    def rows(instance: Instance) -> list[Row]:
        group = group_of(instance)
        members = group.rows if isinstance(group, Group) else group
        return filtered(members, instance)

    return rows


def _children(node: x.Children, build: Build) -> Run:
    row_of = build(node.row)
    return lambda instance: row_of(instance).children


def _same_key(node: x.SameKey, build: Build) -> Run:
    row_of = build(node.row)

    def same(instance: Instance) -> list[Row]:
        row: Row = row_of(instance)
        candidates = instance.document.rows_by_key(row.list_id, row_key(row))
        return [other for other in candidates if _are_namesakes(row, other)]

    return same


def _are_namesakes(row: Row, other: Row) -> bool:
    return other.level == row.level and other.keys == row.keys and other.parent is row.parent


def _child_cells(node: x.ChildCells, build: Build) -> Run:
    cell = build(node.cell)

    def cells(instance: Instance) -> Weighted:
        row = _row_of_cell(instance, cell)
        column = instance.column
        assert column is not None
        return [(1, child.cells[column]) for child in row.children if column in child.cells]

    return cells


def _row_of_cell(instance: Instance, cell: Run) -> Row:
    """Return the row of the cell that an instance binds. Raises Undecidable where the cell does."""
    cell(instance)
    assert instance.row is not None
    return instance.row


def _part_cells(node: x.PartCells, build: Build) -> Run:
    cell = build(node.cell)

    def cells(instance: Instance) -> Weighted:
        row = _row_of_cell(instance, cell)
        view = instance.document
        is_printed = row.index != ABSENT_INDEX
        columns = [column for column in instance.parts if is_printed or column in row.cells]
        parts = [(1, view.cell(row, column)) for column in columns]
        assert instance.column is not None
        ask_columns_known(view, row, instance.column, parts)
        return parts

    return cells


def is_there(value: Any) -> bool:
    """Tell whether a record, a text or a collection is there and not empty."""
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
    x.Bound: _bound,
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
