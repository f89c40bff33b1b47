"""对于: from the sources of a clause to quantifiers and the scope that they open."""

from __future__ import annotations

from budgetrules.language.check.expressions import condition, resolve
from budgetrules.language.check.names import Names, Scope, Unresolved, mistake
from budgetrules.language.check.types import (
    CellType,
    ColumnType,
    FactType,
    GroupType,
    RowType,
    SectionType,
    TableType,
    TextType,
)
from budgetrules.language.text import tree
from budgetrules.schema import expressions as x
from budgetrules.schema import rules as r

Opened = tuple[r.Quantifier, Scope]


def quantify(source: tree.Source, names: Names) -> Opened:
    """The quantifier of one source of 对于, and the names in force under it. Raises Unresolved."""
    scope = Scope(names)
    variable = source.variable.value if source.variable is not None else ""
    if source.quantifier == "each_pair":
        return _pair(source, scope)
    if source.quantifier == "each_group":
        return _group(source, scope, variable)
    if source.quantifier == "each_table":
        tables = _tables(source, names)
        scope = _bind(scope, variable, "table", TableType(tables))
        return r.EachTable(tables, variable, _where(source, scope)), scope
    if source.quantifier == "each_section":
        sections = _sections(source, names)
        kind, value = SectionType(sections), _bound("section", variable)
        scope = scope.within(kind, value)
        return r.EachSection(sections, variable), scope.bind(
            variable, kind, value
        ) if variable else scope
    if source.quantifier in ("each_row", "each_cell"):
        return _rows_or_cells(source, scope, variable)
    if source.quantifier == "whole_text":
        return r.WholeText(variable), scope.within(SectionType(), _bound("section", variable))
    raise mistake("S220", source.span, {"quantifier": source.quantifier})


def _bind(scope: Scope, variable: str, record: str, kind: RowType | TableType) -> Scope:
    value = _bound(record, variable)
    scope = scope.within(kind, value)
    return scope.bind(variable, kind, value) if variable else scope


def _bound(record: str, variable: str) -> x.Expression:
    """What the quantifier binds: by the author's name for it, if there is one."""
    return x.Variable(variable) if variable else x.Bound(record)


def _where(source: tree.Source, scope: Scope) -> x.Expression | None:
    return condition(source.where, scope) if source.where is not None else None


def _rows_or_cells(source: tree.Source, scope: Scope, variable: str) -> Opened:
    lookups = scope.names.declarations.lookups
    first = source.places[0].steps[0].name.value if source.places else ""
    if source.quantifier == "each_row" and first in lookups:
        value = _bound("fact", variable)
        scope = scope.within(FactType(first), value)
        return r.EachFact(first, variable), scope.bind(
            variable, FactType(first), value
        ) if variable else scope
    lists = _lists(source.places, scope.names, source)
    row = x.Bound("row")
    scope = scope.within(RowType(lists), row)
    if source.quantifier == "each_row":
        scope = scope.bind(variable, RowType(lists), x.Variable(variable)) if variable else scope
        return r.EachRow(lists, variable, _where(source, scope)), scope
    value = _bound("cell", variable)
    scope = scope.within(CellType(lists), value)
    scope = scope.bind(variable, CellType(lists), value) if variable else scope
    return r.EachCell(lists, variable, _where(source, scope)), scope


def _group(source: tree.Source, scope: Scope, variable: str) -> Opened:
    lists = _lists(source.places, scope.names, source)
    member = scope.within(RowType(lists), x.Bound("member"))
    keys = tuple(_key(key.left, member) for key in source.keys)
    if not keys or not variable:
        raise mistake("S221", source.span, {})
    where = condition(source.where, member) if source.where is not None else None
    scope = scope.bind(variable, GroupType(lists), x.Variable(variable))
    for key in keys:
        name = key.name if isinstance(key, x.TextOf) else ""
        if name:
            scope = scope.bind(
                name, TextType(), x.TextOf(x.Variable(variable), x.TextPart.KEY, name)
            )
    return r.EachGroup(lists, variable, keys, where), scope


def _pair(source: tree.Source, scope: Scope) -> Opened:
    if (
        source.variable is None
        or source.other_variable is None
        or not source.other_places
        or not source.keys
    ):
        raise mistake("S221", source.span, {})
    names, ours, theirs = scope.names, source.variable.value, source.other_variable.value
    call = source.other_places[0].steps[0]
    if call.arguments is not None and call.name.value == "columns":
        return _scope_pair(source, scope, call)
    left = _one_list(source.places, names, source)
    right = _one_list(source.other_places, names, source)
    left_scope = scope.within(RowType((left,)), x.Bound("member"))
    right_scope = scope.within(RowType((right,)), x.Bound("member"))
    left_keys = tuple(_key(key.left, left_scope) for key in source.keys)
    right_keys = tuple(_key(key.right or key.left, right_scope) for key in source.keys)
    left_where, right_where = _on_either(source.where, left_scope, right_scope)
    scope = scope.bind(ours, RowType((left,)), x.Variable(ours)).bind(
        theirs, RowType((right,)), x.Variable(theirs)
    )
    for key in left_keys:
        name = key.name if isinstance(key, x.TextOf) else ""
        if name:
            scope = scope.bind(name, TextType(), x.TextOf(x.Bound("pair"), x.TextPart.KEY, name))
    return r.EachPair(
        left, right, ours, theirs, left_keys, right_keys, left_where, right_where
    ), scope


def _on_either(
    where: tree.Expression | None, left: Scope, right: Scope
) -> tuple[x.Expression | None, x.Expression | None]:
    """A filter holds for each side that has the names in it; it must fit at least one."""
    if where is None:
        return None, None
    found: list[x.Expression | None] = []
    mistakes = []
    for scope in (left, right):
        try:
            found.append(condition(where, scope))
        except Unresolved as error:
            mistakes.append(error)
            found.append(None)
    if len(mistakes) == 2:
        raise mistakes[0]
    return found[0], found[1]


def _key(path: tree.Path, scope: Scope) -> x.Expression:
    kind, value = resolve(path, scope)
    if not isinstance(kind, TextType):
        raise mistake("S222", path.span, {"name": path.steps[0].name.value})
    return value


def _scope_pair(source: tree.Source, scope: Scope, call: tree.Step) -> Opened:
    """Rows of a form paired with columns by the scope both are declared with."""
    assert source.variable is not None
    assert source.other_variable is not None
    names, ours, theirs = scope.names, source.variable.value, source.other_variable.value
    row_list = _one_list(source.places, names, source)
    argument = call.arguments[0].value if call.arguments else None
    if not isinstance(argument, tree.Path):
        raise mistake("S221", source.span, {})
    column_list = _one_list((argument,), names, source)
    scopes = names.template.scopes
    columns = {
        scopes.atoms(column.scope): column.id
        for column in names.lists[column_list].amounts()
        if column.scope
    }
    pairs = tuple(
        (row.id, columns[scopes.atoms(row.scope)])
        for row in names.lists[row_list].rows
        if row.scope and scopes.atoms(row.scope) in columns
    )
    scope = scope.bind(ours, RowType((row_list,)), x.Variable(ours)).bind(
        theirs, ColumnType(column_list), x.Variable(theirs)
    )
    return r.ScopePairs(ours, theirs, row_list, column_list, pairs), scope


def _one_list(places: tuple[tree.Path, ...], names: Names, source: tree.Source) -> str:
    lists = _lists(places, names, source)
    if len(lists) != 1:
        raise mistake("S223", source.span, {"count": str(len(lists))})
    return lists[0]


def _lists(places: tuple[tree.Path, ...], names: Names, source: tree.Source) -> tuple[str, ...]:
    found: list[str] = []
    for place in places:
        found.extend(_lists_at(place, names))
    if not found:
        raise mistake("S202", source.span, {"name": ""}, names.lists)
    return tuple(dict.fromkeys(found))


def _lists_at(place: tree.Path, names: Names) -> tuple[str, ...]:
    first = place.steps[0]
    word = ".".join(step.name.value for step in place.steps)
    if first.name.builtin and word == "all_tables":
        return tuple(names.template.lists())
    if first.name.builtin and word == "required_tables":
        return tuple(
            item.id for table in names.template.tables if table.required for item in table.lists
        )
    if first.name.value == "coded_tables":
        return _coded(first, names)
    if word in names.lists:
        return (word,)
    table = names.table(word)
    if table is not None and table.lists:
        return tuple(item.id for item in table.lists)
    raise mistake(
        "S202",
        place.span,
        {"name": word},
        (*names.lists, *(table.id for table in names.template.tables)),
        word,
    )


def _coded(step: tree.Step, names: Names) -> tuple[str, ...]:
    """编码表 or 编码表(功能科目): the lists whose rows have a code, of that code list.

    A form may have none.
    """
    wanted = []
    for argument in step.arguments or ():
        name = argument.value.steps[0].name if isinstance(argument.value, tree.Path) else None
        if name is None or name.value not in names.declarations.codelists:
            raise mistake(
                "S202",
                step.span,
                {"name": name.value if name else ""},
                names.declarations.codelists,
            )
        wanted.append(name.value)
    keys = {item.id: item.code_key() for item in names.template.lists().values()}
    found = tuple(
        id_
        for id_, key in keys.items()
        if key is not None and (not wanted or key.codelist in wanted)
    )
    if not found:
        raise mistake("S224", step.span, {"name": "、".join(wanted)})
    return found


def _tables(source: tree.Source, names: Names) -> tuple[str, ...]:
    found: list[str] = []
    for place in source.places:
        word = place.steps[0].name.value
        if place.steps[0].name.builtin and word in ("all_tables", "required_tables"):
            found.extend(
                table.id
                for table in names.template.tables
                if table.required or word == "all_tables"
            )
        elif place.steps[0].name.builtin and word == "tables_that_may_be_empty":
            found.extend(table.id for table in names.template.tables if table.may_be_empty)
        elif place.steps[0].name.builtin and word == "required_sentences":
            found.extend(item.id for item in names.template.statements if item.required)
        elif names.table(word) is not None:
            found.append(word)
        else:
            raise mistake(
                "S202",
                place.span,
                {"name": word},
                (table.id for table in names.template.tables),
                word,
            )
    return tuple(dict.fromkeys(found))


def _sections(source: tree.Source, names: Names) -> tuple[str, ...]:
    every = names.template.all_sections()
    word = source.places[0].steps[0].name.value if source.places else ""
    if not source.places:
        return tuple(section.id for section in every)
    if word == "required_sections":
        return tuple(section.id for section in every if section.required)
    found = []
    for place in source.places:
        word = place.steps[0].name.value
        if word not in {section.id for section in every}:
            raise mistake(
                "S202", place.span, {"name": word}, (section.id for section in every), word
            )
        found.append(word)
    return tuple(found)
