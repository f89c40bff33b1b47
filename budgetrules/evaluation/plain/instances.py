"""Quantifiers: the instances of a block."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

from budgetrules.core.names import fold
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.signatures import Build, Run
from budgetrules.evaluation.unknown import Undecidable, Unknown
from budgetrules.evaluation.values import ABSENT_INDEX, Group
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Row, SectionData
from budgetrules.schema import expressions as x
from budgetrules.schema import rules as r
from budgetrules.schema.forms import SECTION_SLOT, TableList

# An instance, or the reason why a whole list of instances can't be looked at.
Found = Instance | Unknown
Instances = Callable[[DocumentView], Iterable[Found]]


@functools.lru_cache(maxsize=4096)
def instances(quantifier: r.Quantifier, build: Build) -> Instances:
    """Make the instances of a quantifier, once for all the rules that have it."""
    make = _BUILDERS[type(quantifier)](quantifier, build)

    def each(view: DocumentView) -> Iterable[Found]:
        return view.memo(each, lambda: tuple(make(view)))

    return each


def _passes(where: Run | None, instance: Instance) -> bool:
    return where is None or bool(where(instance).possible)


def _named(variable: str, value: object) -> dict[str, object]:
    """Return what the author's variable stands for, if there is one."""
    if not variable:
        return {}
    return {variable: value}


def _filter(where: x.Expression | None, build: Build) -> Run | None:
    if where is None:
        return None
    return build(where)


# The instances that a list gives, by its id and the author's variable. Raises Undecidable.
OfList = Callable[[DocumentView, str, str], Iterable[Instance]]


def _of_lists(of_list: OfList, quantifier: r.EachRow | r.EachCell, build: Build) -> Instances:
    """Make the instances of each list that pass the filter, or why a list can't be looked at."""
    where = _filter(quantifier.where, build)
    variable = quantifier.variable

    def each(view: DocumentView) -> Iterator[Found]:
        for list_id in quantifier.lists:
            try:
                instances_of_list = of_list(view, list_id, variable)
            except Undecidable as error:
                yield error.reason
                continue
            for instance in instances_of_list:
                if _passes(where, instance):
                    yield instance

    return each


def _rows(quantifier: r.EachRow, build: Build) -> Instances:
    return _of_lists(_instances_of_rows, quantifier, build)


def _instances_of_rows(view: DocumentView, list_id: str, variable: str) -> list[Instance]:
    """Make an instance for each row of a list. Raises Undecidable."""

    def make() -> list[Instance]:
        return [
            Instance(
                document=view,
                row=row,
                names=_named(variable, row),
            )
            for row in view.rows(list_id)
        ]

    return view.memo(("instances of rows", list_id, variable), make)


def _cells(quantifier: r.EachCell, build: Build) -> Instances:
    return _of_lists(_instances_of_cells, quantifier, build)


def _instances_of_cells(view: DocumentView, list_id: str, variable: str) -> tuple[Instance, ...]:
    """Make an instance for each cell of a list. Raises Undecidable.

    Rows that are missing although their parts are printed count too.
    """
    rows = view.rows(list_id)
    key = ("instances of cells", list_id, variable)
    return view.memo(key, lambda: tuple(_make_cells(view, list_id, rows, variable)))


def _make_cells(
    view: DocumentView, list_id: str, rows: list[Row], variable: str
) -> Iterator[Instance]:
    schema = view.template.lists()[list_id]
    parts = _parts_by_column(schema, view.columns(list_id))
    derived = {column.id for column in schema.amounts() if column.derived}
    for row in (*rows, *view.missing_wholes(list_id)):
        columns: Iterable[str] = parts if row.index == ABSENT_INDEX else row.cells
        for column in columns:
            if column in derived:
                continue
            cell = view.cell(row, column)
            yield Instance(
                document=view,
                row=row,
                cell=cell,
                column=column,
                parts=parts.get(column, ()),
                names=_named(variable, cell),
            )


def _parts_by_column(schema: TableList, printed: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """List the columns that make up each printed column.

    In the place of a part that a document may leave out, and does, stand those that make it up;
    one that was not found makes the sum unknown.
    """
    parts = {}
    for column in schema.amounts():
        if column.id in printed:
            parts[column.id] = tuple(_printed_parts(schema, column.id, printed))
    return parts


def _printed_parts(schema: TableList, column_id: str, printed: Sequence[str]) -> Iterator[str]:
    for part in schema.parts_of(column_id):
        if part.id in printed or not part.optional:
            yield part.id
        else:
            yield from _printed_parts(schema, part.id, printed)


def _tables(quantifier: r.EachTable, build: Build) -> Instances:
    where = _filter(quantifier.where, build)
    variable = quantifier.variable

    def each(view: DocumentView) -> Iterator[Found]:
        is_said_elsewhere = False
        for table_id in quantifier.tables:
            if table_id in view.disclosure.statements and not view.has_section_of(table_id):
                is_said_elsewhere = True
                continue
            if not view.may_say(table_id):
                continue
            for table, section in view.tables_said(table_id):
                instance = Instance(
                    document=view,
                    table=table,
                    section=section,
                    names=_named(variable, table),
                )
                if _passes(where, instance):
                    yield instance
        if is_said_elsewhere:
            yield Unknown("V120")

    return each


def _sections(quantifier: r.EachSection, build: Build) -> Instances:
    variable = quantifier.variable

    def each(view: DocumentView) -> Iterator[Found]:
        is_elsewhere = False
        for section_id in quantifier.sections:
            sections: list[SectionData | None] = [
                section for section in view.disclosure.sections if section.id == section_id
            ]
            if not sections and not view.disclosure.narrative:
                is_elsewhere = True
                continue
            for section in sections or [None]:
                yield Instance(
                    document=view,
                    section=section,
                    section_id=section_id,
                    names=_named(variable, section),
                )
        if is_elsewhere:
            yield Unknown("V120")

    return each


def _whole_text(quantifier: r.WholeText, build: Build) -> Instances:
    variable = quantifier.variable

    def each(view: DocumentView) -> Iterator[Found]:
        whole = view.disclosure.whole
        yield Instance(
            document=view,
            section=whole,
            names=_named(variable, whole),
        )

    return each


def _facts(quantifier: r.EachFact, build: Build) -> Instances:
    variable = quantifier.variable

    def each(view: DocumentView) -> Iterator[Found]:
        lookup = view.declarations.lookups[quantifier.lookup]
        for values in lookup.rows:
            fact = dict(zip(lookup.columns, values, strict=True))
            yield Instance(
                document=view,
                fact=fact,
                names=_named(variable, fact),
            )

    return each


RowsByKeys = dict[tuple[str, ...], list[Row]]


def _rows_by_keys(
    view: DocumentView, lists: tuple[str, ...], keys: list[Run], where: Run | None
) -> RowsByKeys:
    by_keys: RowsByKeys = {}
    for list_id in lists:
        top = (view.schema(list_id).levels or ("",))[0]
        for instance, row in _instances_of_members(view, list_id):
            if not _passes(where, instance):
                continue
            values = tuple(_key_value(key(instance), view) for key in keys)
            is_total = row.level == top and row.parent is None and not row.code
            if is_total and SECTION_SLOT not in row.keys:
                # The total has no code; it pairs with the other total. Each sheet has its own.
                values = ("",) * len(keys)
            by_keys.setdefault(values, []).append(row)
    return by_keys


def _instances_of_members(view: DocumentView, list_id: str) -> list[tuple[Instance, Row]]:
    """Make an instance for each row of a list that keys and filters of groups and pairs ask about.

    Raises Undecidable.
    """

    def make() -> list[tuple[Instance, Row]]:
        return [
            (
                Instance(
                    document=view,
                    row=row,
                    member=row,
                ),
                row,
            )
            for row in view.records(list_id)
        ]

    return view.memo(("instances of members", list_id), make)


def _key_value(value: object, view: DocumentView) -> str:
    """Return what keys are compared by: a folded text; today's name where a code was renamed."""
    if not isinstance(value, str):
        return ""
    folded = fold(value)
    current = view.declarations.former_names.get(folded)
    return folded if current is None else fold(current.name)


def _groups(quantifier: r.EachGroup, build: Build) -> Instances:
    where = _filter(quantifier.where, build)
    keys = [build(key) for key in quantifier.keys]
    names = [key.name if isinstance(key, x.TextOf) else "" for key in quantifier.keys]

    def each(view: DocumentView) -> Iterator[Found]:
        try:
            by_keys = _rows_by_keys(view, quantifier.lists, keys, where)
        except Undecidable as error:
            yield error.reason
            return
        for rows in by_keys.values():
            first = Instance(
                document=view,
                row=rows[0],
                member=rows[0],
            )
            values = {name: key(first) or "" for name, key in zip(names, keys, strict=True)}
            group = Group(values, rows)
            yield Instance(
                document=view,
                row=rows[0],
                names=_named(quantifier.variable, group),
            )

    return each


def _pairs(quantifier: r.EachPair, build: Build) -> Instances:
    left_where = _filter(quantifier.left_where, build)
    right_where = _filter(quantifier.right_where, build)
    left_keys = [build(key) for key in quantifier.left_keys]
    right_keys = [build(key) for key in quantifier.right_keys]

    def each(view: DocumentView) -> Iterator[Found]:
        if _is_empty(view, quantifier.left) and _is_empty(view, quantifier.right):
            return
        try:
            left = _rows_by_keys(view, (quantifier.left,), left_keys, left_where)
            right = _rows_by_keys(view, (quantifier.right,), right_keys, right_where)
        except Undecidable as error:
            yield error.reason
            return
        for key in left | right:
            yield from _pairs_of_key(quantifier, view, key, left.get(key, []), right.get(key, []))

    return each


def _pairs_of_key(
    quantifier: r.EachPair,
    view: DocumentView,
    key: tuple[str, ...],
    left_rows: list[Row],
    right_rows: list[Row],
) -> Iterator[Found]:
    """Pair the rows of one key in order; where one side has none, its row is absent."""
    for position in range(max(len(left_rows), len(right_rows))):
        left = _row_at(left_rows, position)
        right = _row_at(right_rows, position)
        present = left or right
        try:
            left = left or _absent_row(view, quantifier.left, key, right_rows[0])
            right = right or _absent_row(view, quantifier.right, key, left_rows[0])
        except Undecidable as error:
            yield error.reason
            continue
        names = {quantifier.left_variable: left, quantifier.right_variable: right}
        yield Instance(
            document=view,
            pair=present,
            key=key,
            row=left,
            names=names,
        )


def _is_empty(view: DocumentView, list_id: str) -> bool:
    """Tell whether a list surely has no rows.

    It is an empty table, or a statement of which no sentence went unread.
    """
    try:
        return not view.all_records(list_id, counted=True)
    except Undecidable:
        return False


def _row_at(rows: list[Row], position: int) -> Row | None:
    # A row printed twice pairs with the same partner again; that it stands twice is another rule's
    # finding.
    if not rows:
        return None
    return rows[min(position, len(rows) - 1)]


def _absent_row(view: DocumentView, list_id: str, key: tuple[str, ...], partner: Row) -> Row:
    return view.absent_row(list_id, partner.code or partner.name or "、".join(key))


def _scope_pairs(quantifier: r.ScopePairs, build: Build) -> Instances:
    def each(view: DocumentView) -> Iterator[Found]:
        for label, column in quantifier.pairs:
            try:
                row = view.row_by_label(quantifier.row_list, label)
            except Undecidable as error:
                yield error.reason
                return
            names = {quantifier.row_variable: row, quantifier.column_variable: column}
            yield Instance(
                document=view,
                row=row,
                names=names,
            )

    return each


def _once(quantifier: r.Once, build: Build) -> Instances:
    def each(view: DocumentView) -> Iterator[Found]:
        yield Instance(document=view)

    return each


_BUILDERS: dict[type, Callable[..., Instances]] = {
    r.EachRow: _rows,
    r.EachCell: _cells,
    r.EachTable: _tables,
    r.EachSection: _sections,
    r.WholeText: _whole_text,
    r.EachFact: _facts,
    r.EachGroup: _groups,
    r.EachPair: _pairs,
    r.ScopePairs: _scope_pairs,
    r.Once: _once,
}
