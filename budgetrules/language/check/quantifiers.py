"""对于: from the sources of a clause to quantifiers and the scope that they open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from budgetrules.language.check.expressions import condition, resolve
from budgetrules.language.check.names import (
    Names,
    Scope,
    Unresolved,
    mistake,
    printed,
    unknown,
)
from budgetrules.language.check.types import (
    CellType,
    ColumnType,
    FactType,
    GroupType,
    RowType,
    SectionType,
    TableType,
    TextType,
    Type,
)
from budgetrules.language.text import tree
from budgetrules.schema import expressions as x
from budgetrules.schema import rules as r

# A quantifier, and the names in force under it.
Opened = tuple[r.Quantifier, Scope]
# Words of the language that stand for tables or sentences behind 属于.
_TABLE_WORDS = (
    "all_tables",
    "required_tables",
    "tables_that_may_be_empty",
    "required_sentences",
)


def quantify(source: tree.Source, names: Names) -> Opened:
    """Return the quantifier of one source of 对于, and the names in force under it.

    Raises Unresolved.
    """
    open_quantifier = _QUANTIFIERS[source.quantifier]
    return open_quantifier(source, Scope(names))


def _author_name(source: tree.Source) -> str:
    """Return the author's name for what is quantified over, or nothing."""
    return source.variable.value if source.variable is not None else ""


def _bound(record: str, variable: str) -> x.Expression:
    """Return what the quantifier binds: by the author's name for it, if there is one."""
    return x.Variable(variable) if variable else x.Bound(record)


def _inside(
    source: tree.Source,
    scope: Scope,
    kind: Type,
    record: str,
) -> Scope:
    """Return the scope inside a quantifier over records of one kind."""
    variable = _author_name(source)
    value = _bound(record, variable)
    inner = scope.within(kind, value)
    if variable:
        inner = inner.bind(variable, kind, value)
    return inner


def _where(source: tree.Source, scope: Scope) -> x.Expression | None:
    if source.where is None:
        return None
    return condition(source.where, scope)


# ---- one record an instance


def _each_table(source: tree.Source, scope: Scope) -> Opened:
    tables = _tables(source, scope.names)
    inner = _inside(source, scope, TableType(tables), "table")
    where = _where(source, inner)
    return r.EachTable(tables, _author_name(source), where), inner


def _each_section(source: tree.Source, scope: Scope) -> Opened:
    sections = _sections(source, scope.names)
    inner = _inside(source, scope, SectionType(sections), "section")
    return r.EachSection(sections, _author_name(source)), inner


def _whole_text(source: tree.Source, scope: Scope) -> Opened:
    variable = _author_name(source)
    text = _bound("section", variable)
    inner = scope.within(SectionType(), text)
    return r.WholeText(variable), inner


def _each_row(source: tree.Source, scope: Scope) -> Opened:
    """Open a quantifier over the rows of lists, or the lines of a lookup."""
    names = scope.names
    variable = _author_name(source)
    if source.places:
        place = _first_word(source.places[0])
        if place in names.declarations.lookups:
            inner = _inside(source, scope, FactType(place), "fact")
            return r.EachFact(place, variable), inner
    lists = _lists(source.places, names, source)
    kind = RowType(lists)
    inner = scope.within(kind, x.Bound("row"))
    if variable:
        inner = inner.bind(variable, kind, x.Variable(variable))
    where = _where(source, inner)
    return r.EachRow(lists, variable, where), inner


def _each_cell(source: tree.Source, scope: Scope) -> Opened:
    lists = _lists(source.places, scope.names, source)
    inside_row = scope.within(RowType(lists), x.Bound("row"))
    inner = _inside(source, inside_row, CellType(lists), "cell")
    where = _where(source, inner)
    return r.EachCell(lists, _author_name(source), where), inner


# ---- 每组


def _each_group(source: tree.Source, scope: Scope) -> Opened:
    variable = _author_name(source)
    lists = _lists(source.places, scope.names, source)
    member = scope.within(RowType(lists), x.Bound("member"))
    keys = tuple(_keys([key.left for key in source.keys], member))
    if not keys or not variable:
        raise mistake("S221", source.span)
    where = _where(source, member)
    group = x.Variable(variable)
    inner = scope.bind(variable, GroupType(lists), group)
    inner = _with_keys(inner, keys, group)
    return r.EachGroup(lists, variable, keys, where), inner


def _keys(paths: Iterable[tree.Path], scope: Scope) -> Iterator[x.Expression]:
    """Yield the texts by which rows are grouped or paired. Raises Unresolved for what is none."""
    for path in paths:
        kind, value = resolve(path, scope)
        if not isinstance(kind, TextType):
            name = printed(path.steps[0].name)
            raise mistake("S222", path.span, name=name)
        yield value


def _with_keys(
    scope: Scope,
    keys: tuple[x.Expression, ...],
    record: x.Expression,
) -> Scope:
    """Return the scope with the keys of a group or pair by their names."""
    for key in keys:
        if isinstance(key, x.TextOf) and key.name:
            text = x.TextOf(record, x.TextPart.KEY, key.name)
            scope = scope.bind(key.name, TextType(), text)
    return scope


# ---- 每对


@attrs.frozen
class _Sides:
    """The two sides of a pair: the author's names for them, and the lists they are of."""

    left_variable: str
    right_variable: str
    left_list: str
    right_list: str


def _each_pair(source: tree.Source, scope: Scope) -> Opened:
    if source.variable is None or source.other_variable is None:
        raise mistake("S221", source.span)
    if not source.other_places or not source.keys:
        raise mistake("S221", source.span)
    call = source.other_places[0].steps[0]
    by_scope = call.arguments is not None and call.name.value == "columns"
    left_list = _one_list(source.places, scope.names, source)
    right_places = source.other_places
    if by_scope:
        right_places = _columns_argument(call, source)
    right_list = _one_list(right_places, scope.names, source)
    sides = _Sides(
        left_variable=source.variable.value,
        right_variable=source.other_variable.value,
        left_list=left_list,
        right_list=right_list,
    )
    if by_scope:
        return _scope_pairs(sides, scope)
    return _row_pairs(source, sides, scope)


def _row_pairs(
    source: tree.Source,
    sides: _Sides,
    scope: Scope,
) -> Opened:
    """Open a quantifier over the rows of two lists that agree in their keys."""
    left = RowType((sides.left_list,))
    right = RowType((sides.right_list,))
    left_scope = scope.within(left, x.Bound("member"))
    right_scope = scope.within(right, x.Bound("member"))
    left_paths = [key.left for key in source.keys]
    right_paths = [key.right or key.left for key in source.keys]
    left_keys = tuple(_keys(left_paths, left_scope))
    right_keys = tuple(_keys(right_paths, right_scope))
    left_where, right_where = _on_either(source.where, left_scope, right_scope)
    pair = r.EachPair(
        left=sides.left_list,
        right=sides.right_list,
        left_variable=sides.left_variable,
        right_variable=sides.right_variable,
        left_keys=left_keys,
        right_keys=right_keys,
        left_where=left_where,
        right_where=right_where,
    )
    inner = _with_sides(scope, sides, left, right)
    inner = _with_keys(inner, left_keys, x.Bound("pair"))
    return pair, inner


def _with_sides(
    scope: Scope,
    sides: _Sides,
    left: Type,
    right: Type,
) -> Scope:
    """Return the scope with both sides of a pair by the author's names."""
    left_row = x.Variable(sides.left_variable)
    right_row = x.Variable(sides.right_variable)
    scope = scope.bind(sides.left_variable, left, left_row)
    return scope.bind(sides.right_variable, right, right_row)


def _on_either(
    where: tree.Expression | None,
    left: Scope,
    right: Scope,
) -> tuple[x.Expression | None, x.Expression | None]:
    """Return the filter of each side: it holds where its names fit, and must fit at least one."""
    if where is None:
        return None, None
    on_left = _fitting(where, left)
    on_right = _fitting(where, right)
    if isinstance(on_left, Unresolved):
        if isinstance(on_right, Unresolved):
            raise on_left
        return None, on_right
    if isinstance(on_right, Unresolved):
        return on_left, None
    return on_left, on_right


def _fitting(where: tree.Expression, scope: Scope) -> x.Expression | Unresolved:
    """Return the condition, or the mistake that it is in this scope."""
    try:
        return condition(where, scope)
    except Unresolved as error:
        return error


def _columns_argument(call: tree.Step, source: tree.Source) -> tuple[tree.Path]:
    """Return what 列(…) names."""
    if not call.arguments:
        raise mistake("S221", source.span)
    argument = call.arguments[0].value
    if not isinstance(argument, tree.Path):
        raise mistake("S221", source.span)
    return (argument,)


def _scope_pairs(sides: _Sides, scope: Scope) -> Opened:
    """Open a quantifier over the rows of a form and the columns declared with the same scope."""
    pairs = tuple(_pairs_of_one_scope(sides, scope.names))
    row = RowType((sides.left_list,))
    column = ColumnType(sides.right_list)
    inner = _with_sides(scope, sides, row, column)
    quantifier = r.ScopePairs(
        row_variable=sides.left_variable,
        column_variable=sides.right_variable,
        row_list=sides.left_list,
        column_list=sides.right_list,
        pairs=pairs,
    )
    return quantifier, inner


def _pairs_of_one_scope(sides: _Sides, names: Names) -> Iterator[tuple[str, str]]:
    """Yield each row of a list and the column of another that cover the same scope."""
    scopes = names.template.scopes
    columns = {}
    for column in names.lists[sides.right_list].amounts():
        if column.scope:
            covered = scopes.atoms(column.scope)
            columns[covered] = column.id
    for row in names.lists[sides.left_list].rows:
        if not row.scope:
            continue
        column_id = columns.get(scopes.atoms(row.scope))
        if column_id is not None:
            yield row.id, column_id


# ---- lists behind 属于


def _first_word(place: tree.Path) -> str:
    return place.steps[0].name.value


def _one_list(
    places: Iterable[tree.Path],
    names: Names,
    source: tree.Source,
) -> str:
    lists = _lists(places, names, source)
    if len(lists) != 1:
        raise mistake("S223", source.span, count=str(len(lists)))
    return lists[0]


def _lists(
    places: Iterable[tree.Path],
    names: Names,
    source: tree.Source,
) -> tuple[str, ...]:
    lists: list[str] = []
    for place in places:
        lists.extend(_lists_at(place, names))
    if not lists:
        raise unknown(source.span, names.lists, "")
    return tuple(dict.fromkeys(lists))


def _lists_at(place: tree.Path, names: Names) -> Iterable[str]:
    """Return the lists that a place names: a list, those of a table, or by a word for several."""
    first = place.steps[0]
    words = [step.name.value for step in place.steps]
    word = ".".join(words)
    if first.name.builtin and word == "all_tables":
        return names.template.lists()
    if first.name.builtin and word == "required_tables":
        return _lists_of_required_tables(names)
    if first.name.value == "coded_tables":
        return _coded(first, names)
    if word in names.lists:
        return (word,)
    table = names.table(word)
    if table is not None and table.lists:
        return [rows.id for rows in table.lists]
    allowed = (*names.lists, *names.table_ids())
    shown = [printed(step.name) for step in place.steps]
    raise unknown(place.span, allowed, ".".join(shown))


def _lists_of_required_tables(names: Names) -> Iterator[str]:
    for table in names.template.tables:
        if table.required:
            yield from (rows.id for rows in table.lists)


def _coded(step: tree.Step, names: Names) -> tuple[str, ...]:
    """编码表 or 编码表(功能科目): the lists whose rows have a code, of that code list.

    Raises Unresolved where a form has none.
    """
    codelists = []
    for argument in step.arguments or ():
        codelist = _codelist(argument.value, step, names)
        codelists.append(codelist)
    lists = []
    for list_id, rows in names.template.lists().items():
        key = rows.code_key()
        if key is None:
            continue
        if not codelists or key.codelist in codelists:
            lists.append(list_id)
    if not lists:
        raise mistake("S224", step.span, name="、".join(codelists))
    return tuple(lists)


def _codelist(
    node: tree.Expression,
    step: tree.Step,
    names: Names,
) -> str:
    declared = names.declarations.codelists
    name = _first_word(node) if isinstance(node, tree.Path) else ""
    if name not in declared:
        raise unknown(step.span, declared, name)
    return name


# ---- tables, sentences and sections behind 属于


def _tables(source: tree.Source, names: Names) -> tuple[str, ...]:
    """Return the ids of the tables or sentences that are quantified over."""
    tables: list[str] = []
    for place in source.places:
        name = place.steps[0].name
        if name.builtin and name.value in _TABLE_WORDS:
            tables.extend(_tables_of_word(name.value, names))
        elif names.table(name.value) is not None:
            tables.append(name.value)
        else:
            raise unknown(place.span, names.table_ids(), printed(name))
    return tuple(dict.fromkeys(tables))


def _tables_of_word(word: str, names: Names) -> list[str]:
    template = names.template
    if word == "required_sentences":
        return [item.id for item in template.statements if item.required]
    if word == "required_tables":
        return [table.id for table in template.tables if table.required]
    if word == "tables_that_may_be_empty":
        return [table.id for table in template.tables if table.may_be_empty]
    return list(names.table_ids())


def _sections(source: tree.Source, names: Names) -> tuple[str, ...]:
    """Return the ids of the sections that are quantified over; all where none is named."""
    every_section = names.template.all_sections()
    ids = tuple(section.id for section in every_section)
    if not source.places:
        return ids
    if _first_word(source.places[0]) == "required_sections":
        required = [section.id for section in every_section if section.required]
        return tuple(required)
    sections = []
    for place in source.places:
        name = place.steps[0].name
        if name.value not in ids:
            raise unknown(place.span, ids, printed(name))
        sections.append(name.value)
    return tuple(sections)


_QUANTIFIERS: dict[str, Callable[[tree.Source, Scope], Opened]] = {
    "each_row": _each_row,
    "each_cell": _each_cell,
    "each_table": _each_table,
    "each_section": _each_section,
    "each_group": _each_group,
    "each_pair": _each_pair,
    "whole_text": _whole_text,
}
