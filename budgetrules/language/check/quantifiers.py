"""对于: from the sources of a clause to quantifiers and the scope that they open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from budgetrules.language.check.expressions import condition, resolve
from budgetrules.language.check.names import Names, Scope, Unresolved, mistake, printed
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

Opened = tuple[r.Quantifier, Scope]
# The parts that words of the language stand for behind 属于.
_TABLE_WORDS = (
    "all_tables",
    "required_tables",
    "tables_that_may_be_empty",
    "required_sentences",
)


def quantify(source: tree.Source, names: Names) -> Opened:
    """The quantifier of one source of 对于, and the names in force under it. Raises Unresolved."""
    return _QUANTIFIERS[source.quantifier](source, Scope(names))


def _author_name(source: tree.Source) -> str:
    """The author's name for what is quantified over, or nothing."""
    return source.variable.value if source.variable is not None else ""


def _bound(record: str, variable: str) -> x.Expression:
    """What the quantifier binds: by the author's name for it, if there is one."""
    return x.Variable(variable) if variable else x.Bound(record)


def _opened(scope: Scope, source: tree.Source, kind: Type, record: str) -> Scope:
    """The scope inside a quantifier over records of one kind."""
    variable = _author_name(source)
    value = _bound(record, variable)
    inner = scope.within(kind, value)
    return inner.bind(variable, kind, value) if variable else inner


def _where(source: tree.Source, scope: Scope) -> x.Expression | None:
    return condition(source.where, scope) if source.where is not None else None


def _each_table(source: tree.Source, scope: Scope) -> Opened:
    tables = _tables(source, scope.names)
    inner = _opened(scope, source, TableType(tables), "table")
    return r.EachTable(tables, _author_name(source), _where(source, inner)), inner


def _each_section(source: tree.Source, scope: Scope) -> Opened:
    sections = _sections(source, scope.names)
    inner = _opened(scope, source, SectionType(sections), "section")
    return r.EachSection(sections, _author_name(source)), inner


def _whole_text(source: tree.Source, scope: Scope) -> Opened:
    variable = _author_name(source)
    inner = scope.within(SectionType(), _bound("section", variable))
    return r.WholeText(variable), inner


def _each_row(source: tree.Source, scope: Scope) -> Opened:
    """Rows of lists, or lines of a lookup."""
    variable = _author_name(source)
    place = source.places[0].steps[0].name.value if source.places else ""
    if place in scope.names.declarations.lookups:
        inner = _opened(scope, source, FactType(place), "fact")
        return r.EachFact(place, variable), inner
    lists = _lists(source.places, scope.names, source)
    kind = RowType(lists)
    inner = scope.within(kind, x.Bound("row"))
    if variable:
        inner = inner.bind(variable, kind, x.Variable(variable))
    return r.EachRow(lists, variable, _where(source, inner)), inner


def _each_cell(source: tree.Source, scope: Scope) -> Opened:
    lists = _lists(source.places, scope.names, source)
    inside_row = scope.within(RowType(lists), x.Bound("row"))
    inner = _opened(inside_row, source, CellType(lists), "cell")
    return r.EachCell(lists, _author_name(source), _where(source, inner)), inner


def _each_group(source: tree.Source, scope: Scope) -> Opened:
    variable = _author_name(source)
    lists = _lists(source.places, scope.names, source)
    member = scope.within(RowType(lists), x.Bound("member"))
    keys = tuple(_key(key.left, member) for key in source.keys)
    if not keys or not variable:
        raise mistake("S221", source.span)
    where = _where(source, member)
    group = x.Variable(variable)
    inner = scope.bind(variable, GroupType(lists), group)
    return r.EachGroup(lists, variable, keys, where), _with_keys(inner, keys, group)


def _with_keys(scope: Scope, keys: tuple[x.Expression, ...], record: x.Expression) -> Scope:
    """The scope with the keys of a group or pair by their names."""
    for key in keys:
        if isinstance(key, x.TextOf) and key.name:
            text = x.TextOf(record, x.TextPart.KEY, key.name)
            scope = scope.bind(key.name, TextType(), text)
    return scope


# ---- 每对


def _each_pair(source: tree.Source, scope: Scope) -> Opened:
    has_sides = source.variable is not None and source.other_variable is not None
    if not has_sides or not source.other_places or not source.keys:
        raise mistake("S221", source.span)
    call = source.other_places[0].steps[0]
    if call.arguments is not None and call.name.value == "columns":
        return _scope_pair(source, scope, call)
    names = scope.names
    ours, theirs = _both_names(source)
    left = _one_list(source.places, names, source)
    right = _one_list(source.other_places, names, source)
    left_scope = scope.within(RowType((left,)), x.Bound("member"))
    right_scope = scope.within(RowType((right,)), x.Bound("member"))
    left_keys = tuple(_key(key.left, left_scope) for key in source.keys)
    right_keys = tuple(_key(key.right or key.left, right_scope) for key in source.keys)
    left_where, right_where = _on_either(source.where, left_scope, right_scope)
    inner = scope.bind(ours, RowType((left,)), x.Variable(ours))
    inner = inner.bind(theirs, RowType((right,)), x.Variable(theirs))
    pair = r.EachPair(
        left=left,
        right=right,
        left_variable=ours,
        right_variable=theirs,
        left_keys=left_keys,
        right_keys=right_keys,
        left_where=left_where,
        right_where=right_where,
    )
    return pair, _with_keys(inner, left_keys, x.Bound("pair"))


def _both_names(source: tree.Source) -> tuple[str, str]:
    assert source.variable is not None
    assert source.other_variable is not None
    return source.variable.value, source.other_variable.value


def _on_either(
    where: tree.Expression | None, left: Scope, right: Scope
) -> tuple[x.Expression | None, x.Expression | None]:
    """A filter holds for each side that has the names in it; it must fit at least one."""
    if where is None:
        return None, None
    on_left, left_error = _fitting(where, left)
    on_right, right_error = _fitting(where, right)
    if left_error is not None and right_error is not None:
        raise left_error
    return on_left, on_right


def _fitting(where: tree.Expression, scope: Scope) -> tuple[x.Expression | None, Unresolved | None]:
    try:
        return condition(where, scope), None
    except Unresolved as error:
        return None, error


def _key(path: tree.Path, scope: Scope) -> x.Expression:
    kind, value = resolve(path, scope)
    if not isinstance(kind, TextType):
        raise mistake("S222", path.span, name=printed(path.steps[0].name))
    return value


def _scope_pair(source: tree.Source, scope: Scope, call: tree.Step) -> Opened:
    """Rows of a form paired with columns by the scope both are declared with."""
    names = scope.names
    ours, theirs = _both_names(source)
    row_list = _one_list(source.places, names, source)
    argument = call.arguments[0].value if call.arguments else None
    if not isinstance(argument, tree.Path):
        raise mistake("S221", source.span)
    column_list = _one_list((argument,), names, source)
    pairs = tuple(_pairs_of_one_scope(row_list, column_list, names))
    inner = scope.bind(ours, RowType((row_list,)), x.Variable(ours))
    inner = inner.bind(theirs, ColumnType(column_list), x.Variable(theirs))
    return r.ScopePairs(ours, theirs, row_list, column_list, pairs), inner


def _pairs_of_one_scope(row_list: str, column_list: str, names: Names) -> Iterator[tuple[str, str]]:
    """Each row of a list and the column of another that cover the same scope."""
    scopes = names.template.scopes
    columns = {}
    for column in names.lists[column_list].amounts():
        if column.scope:
            columns[scopes.atoms(column.scope)] = column.id
    for row in names.lists[row_list].rows:
        column_id = columns.get(scopes.atoms(row.scope)) if row.scope else None
        if column_id is not None:
            yield row.id, column_id


# ---- places


def _one_list(places: tuple[tree.Path, ...], names: Names, source: tree.Source) -> str:
    lists = _lists(places, names, source)
    if len(lists) != 1:
        raise mistake("S223", source.span, count=str(len(lists)))
    return lists[0]


def _lists(places: tuple[tree.Path, ...], names: Names, source: tree.Source) -> tuple[str, ...]:
    lists: list[str] = []
    for place in places:
        lists.extend(_lists_at(place, names))
    if not lists:
        raise mistake("S202", source.span, names.lists, name="")
    return tuple(dict.fromkeys(lists))


def _lists_at(place: tree.Path, names: Names) -> Iterable[str]:
    first = place.steps[0]
    word = ".".join(step.name.value for step in place.steps)
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
    shown = ".".join(printed(step.name) for step in place.steps)
    raise mistake("S202", place.span, (*names.lists, *names.table_ids()), shown, name=shown)


def _lists_of_required_tables(names: Names) -> Iterator[str]:
    for table in names.template.tables:
        if table.required:
            yield from (rows.id for rows in table.lists)


def _coded(step: tree.Step, names: Names) -> tuple[str, ...]:
    """编码表 or 编码表(功能科目): the lists whose rows have a code, of that code list.

    Raises Unresolved where a form has none.
    """
    codelists = [_codelist(argument.value, step, names) for argument in step.arguments or ()]
    lists = []
    for list_id, rows in names.template.lists().items():
        key = rows.code_key()
        if key is not None and (not codelists or key.codelist in codelists):
            lists.append(list_id)
    if not lists:
        raise mistake("S224", step.span, name="、".join(codelists))
    return tuple(lists)


def _codelist(node: tree.Expression, step: tree.Step, names: Names) -> str:
    name = node.steps[0].name.value if isinstance(node, tree.Path) else ""
    if name not in names.declarations.codelists:
        raise mistake("S202", step.span, names.declarations.codelists, name=name)
    return name


def _tables(source: tree.Source, names: Names) -> tuple[str, ...]:
    """The tables or sentences that are quantified over, by their ids."""
    tables: list[str] = []
    for place in source.places:
        name = place.steps[0].name
        if name.builtin and name.value in _TABLE_WORDS:
            tables.extend(_tables_of_word(name.value, names))
        elif names.table(name.value) is not None:
            tables.append(name.value)
        else:
            word = printed(name)
            raise mistake("S202", place.span, names.table_ids(), word, name=word)
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
    every_section = names.template.all_sections()
    ids = [section.id for section in every_section]
    if not source.places:
        return tuple(ids)
    if source.places[0].steps[0].name.value == "required_sections":
        return tuple(section.id for section in every_section if section.required)
    sections = []
    for place in source.places:
        name = place.steps[0].name
        if name.value not in ids:
            word = printed(name)
            raise mistake("S202", place.span, ids, word, name=word)
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
