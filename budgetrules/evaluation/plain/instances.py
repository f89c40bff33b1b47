"""Quantifiers: the instances of a block, each a frame that binds its records."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from budgetrules.core.names import fold
from budgetrules.evaluation.plain.signatures import Build, Frame, Run
from budgetrules.evaluation.view import ABSENT_INDEX, DocumentView, Group, Unknowable
from budgetrules.model.disclosure import Row, SectionData
from budgetrules.schema import rules as r

# An instance, or the reason why a whole list of instances can't be looked at.
Instances = Callable[[DocumentView], Iterable[Frame | Unknowable]]


@functools.lru_cache(maxsize=4096)
def instances(quantifier: r.Quantifier, build: Build) -> Instances:
    """The instances that a quantifier makes of a document; made once for all the rules that have it."""
    make = _BUILDERS[type(quantifier)](quantifier, build)

    def each(doc: DocumentView) -> Iterable[Frame | Unknowable]:
        return doc.once(each, lambda: tuple(make(doc)))

    return each


def _passes(where: Run | None, frame: Frame) -> bool:
    return where is None or bool(where(frame).possible)


def _rows(quantifier: r.EachRow, build: Build) -> Instances:
    where = build(quantifier.where) if quantifier.where is not None else None
    variable = quantifier.variable or "row"

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        for list_id in quantifier.lists:
            try:
                rows = doc.rows(list_id)
            except Unknowable as reason:
                yield reason
                continue
            for row in rows:
                frame = {"doc": doc, "row": row, variable: row}
                if _passes(where, frame):
                    yield frame

    return each


def _cells(quantifier: r.EachCell, build: Build) -> Instances:
    where = build(quantifier.where) if quantifier.where is not None else None
    variable = quantifier.variable or "cell"

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        lists = doc.template.lists()
        for list_id in quantifier.lists:
            try:
                rows = doc.rows(list_id)
            except Unknowable as reason:
                yield reason
                continue
            item, printed = lists[list_id], doc.columns(list_id)
            # Parts that a document may leave out, and does, make up nothing; one that was not found makes the sum unknown.
            parts = {
                column.id: tuple(
                    part.id
                    for part in item.parts_of(column.id)
                    if part.id in printed or not part.optional
                )
                for column in item.amounts()
                if column.id in printed
            }
            derived = {column.id for column in item.amounts() if column.derived}
            for row in (*rows, *doc.missing_wholes(list_id)):
                for column in parts if row.index == ABSENT_INDEX else row.cells:
                    if column in derived:
                        continue
                    cell = doc.cell(row, column)
                    frame = {
                        "doc": doc,
                        "row": row,
                        "column": column,
                        "parts": parts.get(column, ()),
                        "cell": cell,
                        variable: cell,
                    }
                    if _passes(where, frame):
                        yield frame

    return each


def _tables(quantifier: r.EachTable, build: Build) -> Instances:
    where = build(quantifier.where) if quantifier.where is not None else None
    variable = quantifier.variable or "table"

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        told = False
        for table_id in quantifier.tables:
            if not doc.has_section_of(table_id) and table_id in doc.disclosure.statements:
                told = True
                continue
            if not doc.may_say(table_id):
                continue
            for table, section in doc.tables_said(table_id):
                frame = {"doc": doc, "table": table, variable: table, "section": section}
                if _passes(where, frame):
                    yield frame
        if told:
            yield Unknowable("V120")

    return each


def _sections(quantifier: r.EachSection, build: Build) -> Instances:
    variable = quantifier.variable or "section"

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        elsewhere = False
        for section_id in quantifier.sections:
            held: list[SectionData | None] = [
                item for item in doc.disclosure.sections if item.id == section_id
            ]
            if not held and not doc.disclosure.narrative:
                elsewhere = True
                continue
            for section in held or [None]:
                yield {"doc": doc, "section": section, "section_id": section_id, variable: section}
        if elsewhere:
            yield Unknowable("V120")

    return each


def _whole(quantifier: r.WholeText, build: Build) -> Instances:
    variable = quantifier.variable or "section"

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        whole = doc.disclosure.whole
        yield {"doc": doc, "section": whole, variable: whole}

    return each


def _facts(quantifier: r.EachFact, build: Build) -> Instances:
    variable = quantifier.variable or "fact"

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        lookup = doc.declarations.lookups[quantifier.lookup]
        for values in lookup.rows:
            fact = dict(zip(lookup.columns, values, strict=True))
            yield {"doc": doc, "fact": fact, variable: fact}

    return each


Keyed = dict[tuple[str, ...], list[Row]]


def _keyed(doc: DocumentView, lists: tuple[str, ...], keys: list[Run], where: Run | None) -> Keyed:
    found: Keyed = {}
    for list_id in lists:
        top = (doc.schema(list_id).levels or ("",))[0]
        for row in doc.records(list_id):
            frame = {"doc": doc, "row": row, "member": row}
            if not _passes(where, frame):
                continue
            values = tuple(_key_value(key(frame)) for key in keys)
            # The total has no code; it pairs with the other total.
            key_of_row = (
                ("",) * len(keys)
                if row.level == top and row.parent is None and not row.code
                else values
            )
            found.setdefault(key_of_row, []).append(row)
    return found


def _key_value(value: object) -> str:
    return fold(value) if isinstance(value, str) else ""


def _groups(quantifier: r.EachGroup, build: Build) -> Instances:
    where = build(quantifier.where) if quantifier.where is not None else None
    keys = [build(key) for key in quantifier.keys]
    names = [getattr(key, "part", "").partition(":")[2] for key in quantifier.keys]

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        try:
            found = _keyed(doc, quantifier.lists, keys, where)
        except Unknowable as reason:
            yield reason
            return
        for rows in found.values():
            first = {"doc": doc, "row": rows[0], "member": rows[0]}
            values = {name: key(first) or "" for name, key in zip(names, keys, strict=True)}
            yield {
                "doc": doc,
                "row": rows[0],
                "group": rows,
                quantifier.variable: Group(values, rows),
            }

    return each


def _pairs(quantifier: r.EachPair, build: Build) -> Instances:
    left_where = build(quantifier.left_where) if quantifier.left_where is not None else None
    right_where = build(quantifier.right_where) if quantifier.right_where is not None else None
    left_keys = [build(key) for key in quantifier.left_keys]
    right_keys = [build(key) for key in quantifier.right_keys]

    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        if _is_nothing(doc, quantifier.left) and _is_nothing(doc, quantifier.right):
            return
        try:
            left = _keyed(doc, (quantifier.left,), left_keys, left_where)
            right = _keyed(doc, (quantifier.right,), right_keys, right_where)
        except Unknowable as reason:
            yield reason
            return
        for key in [*left, *(key for key in right if key not in left)]:
            if not any(key) and key not in left and key not in right:
                continue
            ours, theirs = left.get(key, []), right.get(key, [])
            for position in range(max(len(ours), len(theirs))):
                try:
                    a = _at(ours, position) or _missing(doc, quantifier.left, key, theirs[0])
                    b = _at(theirs, position) or _missing(doc, quantifier.right, key, ours[0])
                except Unknowable as reason:
                    yield reason
                    continue
                known_row = _at(ours, position) or _at(theirs, position)
                yield {
                    "doc": doc,
                    "pair": known_row,
                    "row": a,
                    quantifier.left_variable: a,
                    quantifier.right_variable: b,
                }

    return each


def _is_nothing(doc: DocumentView, list_id: str) -> bool:
    """Whether a list surely has no rows: an empty table, or a statement of which no sentence is left that was not understood."""
    try:
        return not doc.all_records(list_id, counted=True)
    except Unknowable:
        return False


def _at(rows: list[Row], position: int) -> Row | None:
    # A row printed twice pairs with the same partner again; that it stands twice is another rule's finding.
    return rows[min(position, len(rows) - 1)] if rows else None


def _missing(doc: DocumentView, list_id: str, key: tuple[str, ...], partner: Row) -> Row:
    return doc.absent_row(list_id, partner.code or partner.name or "、".join(key))


def _scope_pairs(quantifier: r.ScopePairs, build: Build) -> Instances:
    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        for label, column in quantifier.pairs:
            try:
                row = doc.row_by_label(quantifier.row_list, label)
            except Unknowable as reason:
                yield reason
                return
            yield {
                "doc": doc,
                "row": row,
                quantifier.row_variable: row,
                quantifier.column_variable: column,
            }

    return each


def _once(quantifier: r.Once, build: Build) -> Instances:
    def each(doc: DocumentView) -> Iterator[Frame | Unknowable]:
        yield {"doc": doc}

    return each


_BUILDERS: dict[type, Callable[..., Instances]] = {
    r.EachRow: _rows,
    r.EachCell: _cells,
    r.EachTable: _tables,
    r.EachSection: _sections,
    r.WholeText: _whole,
    r.EachFact: _facts,
    r.EachGroup: _groups,
    r.EachPair: _pairs,
    r.ScopePairs: _scope_pairs,
    r.Once: _once,
}
