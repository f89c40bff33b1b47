"""Expressions of the tree → expressions whose names, types and units are checked."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.core.operators import EQUAL, OPERATORS, TEXT_OPERATORS
from budgetrules.core.units import NUMBER, UNITS, YEAR, same_dimension
from budgetrules.language.check.calls import resolve_call
from budgetrules.language.check.names import (
    Names,
    Resolved,
    Scope,
    Unresolved,
    mistake,
    printed,
    unknown,
)
from budgetrules.language.check.parts import part, part_names
from budgetrules.language.check.scopes import scope_columns
from budgetrules.language.check.texts import without
from budgetrules.language.check.types import (
    CellsType,
    CellType,
    ClaimType,
    CodelistType,
    ColumnType,
    ConditionType,
    DateType,
    EntryType,
    FigureType,
    GroupType,
    ListType,
    PerRowType,
    RowsType,
    RowType,
    SectionType,
    TableType,
    TextsType,
    TextType,
    Type,
)
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import spelled
from budgetrules.schema import expressions as x
from budgetrules.schema.forms import TableList
from budgetrules.schema.names import own_name

# What messages call types that have no name of their own.
_DESCRIPTIONS = {
    TextType: own_name("kind_text"),
    TextsType: own_name("kind_texts"),
    DateType: own_name("kind_date"),
    ConditionType: own_name("kind_condition"),
}
_RECORD, _PLAIN_NUMBER = own_name("kind_record"), own_name("kind_number")


def resolve(node: tree.Expression, scope: Scope) -> Resolved:
    """Return the type and the checked form of an expression.

    Raises Unresolved at the first mistake.
    """
    if isinstance(node, tree.Number):
        return _number(node)
    if isinstance(node, tree.String):
        return TextType(), x.Text(node.value)
    if isinstance(node, tree.Items):
        return _items(node, scope)
    if isinstance(node, tree.Path):
        return _path(node, scope)
    return _operation(node, scope)


def condition(node: tree.Expression, scope: Scope) -> x.Expression:
    """Resolve an expression that must be a condition."""
    kind, value = resolve(node, scope)
    if not isinstance(kind, ConditionType):
        raise mistake("S205", node.span)
    return value


def figure(node: tree.Expression, scope: Scope) -> tuple[FigureType, x.Expression]:
    """Resolve an expression that must be a figure; a cell is the figure in it."""
    kind, value = resolve(node, scope)
    if isinstance(kind, CellType):
        unit = scope.names.unit()
        return FigureType(unit), x.ThisCell(value)
    if not isinstance(kind, FigureType):
        raise mistake("S204", node.span, what=describe(kind))
    return kind, value


def _number(node: tree.Number) -> Resolved:
    symbol = "%" if node.percent else node.unit
    unit = UNITS[symbol] if symbol else NUMBER
    return FigureType(unit), x.Constant(node.text, symbol)


def _items(node: tree.Items, scope: Scope) -> Resolved:
    """Resolve a list in brackets; one alone is what it holds."""
    resolved = [resolve(value, scope) for value in node.values]
    if len(resolved) == 1:
        return resolved[0]
    texts = tuple(value for _, value in resolved)
    return TextsType(), x.Texts(texts)


# ---- operators


def _operation(node: tree.Operation, scope: Scope) -> Resolved:
    operator = node.operator
    if operator in ("plus", "minus"):
        return _sum(node, scope)
    if operator == "times":
        return _product(node, scope)
    if operator == "neg":
        kind, value = figure(node.operands[0], scope)
        zero = x.Constant("0")
        return kind, x.Plus(zero, value, -1)
    return ConditionType(), _condition(node, scope)


def _condition(node: tree.Operation, scope: Scope) -> x.Expression:
    operator = node.operator
    if operator in ("and", "or", "not", "iff"):
        conditions = [condition(item, scope) for item in node.operands]
        return _logic(operator, conditions)
    if operator == "has":
        return _presence(node, scope)
    if operator == "lacks":
        return x.Not(_presence(node, scope))
    if operator == "exists":
        return _existence(node, scope)
    if operator == "prints_zero":
        _, value = figure(node.operands[0], scope)
        return x.PrintsZero(value)
    if operator == "without":
        return without(node, scope)
    if operator in OPERATORS or operator in TEXT_OPERATORS:
        return _comparison(node, scope)
    raise mistake("S206", node.span, operator=operator)


def _logic(operator: str, conditions: list[x.Expression]) -> x.Expression:
    if operator == "and":
        return x.All(tuple(conditions))
    if operator == "or":
        return x.Any(tuple(conditions))
    if operator == "not":
        return x.Not(conditions[0])
    return x.Iff(conditions[0], conditions[1])


def _presence(node: tree.Operation, scope: Scope) -> x.Expression:
    _, value = resolve(node.operands[0], scope)
    return x.Has(value)


def _existence(node: tree.Operation, scope: Scope) -> x.Expression:
    """存在: the record that 对于 has come to is there."""
    if not scope.records:
        raise mistake("S237", node.span)
    _, innermost = scope.records[0]
    return x.Has(innermost)


def _sum(node: tree.Operation, scope: Scope) -> Resolved:
    left_kind, left = figure(node.operands[0], scope)
    right_kind, right = figure(node.operands[1], scope)
    if isinstance(left, x.Share) or isinstance(right, x.Share):
        raise mistake("S207", node.span)
    _need_one_dimension(node, left_kind, right_kind)
    kind = left_kind
    if left_kind.unit == NUMBER:
        kind = right_kind
    sign = 1 if node.operator == "plus" else -1
    return kind, x.Plus(left, right, sign)


def _need_one_dimension(
    node: tree.Operation,
    left: FigureType,
    right: FigureType,
) -> None:
    """Raise Unresolved where two figures can't be added or compared."""
    if same_dimension(left.unit, right.unit):
        return
    raise mistake(
        "S203",
        node.span,
        left=_symbol(left),
        right=_symbol(right),
    )


def _product(node: tree.Operation, scope: Scope) -> Resolved:
    """Resolve a whole number of times a figure: a side of a comparison stays a sum of figures."""
    factor = node.operands[0]
    kind, value = figure(node.operands[1], scope)
    if isinstance(value, x.Share):
        raise mistake("S207", node.span)
    if not isinstance(factor, tree.Number) or not factor.text.isdigit():
        raise mistake("S228", factor.span)
    return kind, x.Times(int(factor.text), value)


def _comparison(node: tree.Operation, scope: Scope) -> x.Expression:
    """Resolve a comparison of figures or of texts, or a membership."""
    operator = node.operator
    left_node, right_node = node.operands
    left_kind, left = resolve(left_node, scope)
    right_kind, right = resolve(right_node, scope)
    left_is_text = _is_text(left_kind)
    right_is_text = _is_text(right_kind)
    if operator == "in" and isinstance(right_kind, CodelistType):
        return x.InCodelist(left, right_kind.codelist)
    if operator == "in" and isinstance(right_node, tree.Items) and not left_is_text:
        return _is_one_of(left_node, right_node, scope)
    if left_is_text and right_is_text and operator in TEXT_OPERATORS:
        return x.CompareTexts(operator, left, right)
    if left_is_text or right_is_text:
        raise _incomparable(node, left_kind, right_kind)
    left_figure, left = figure(left_node, scope)
    right_figure, right = figure(right_node, scope)
    if operator not in OPERATORS:
        raise _incomparable(node, left_kind, right_kind)
    _need_one_dimension(node, left_figure, right_figure)
    _need_unit(node, left, right_figure)
    _need_unit(node, right, left_figure)
    return x.Compare(operator, left, right)


def _is_one_of(
    item: tree.Expression,
    items: tree.Items,
    scope: Scope,
) -> x.Expression:
    """Resolve the condition that a figure is one of several."""
    choices = [figure(choice, scope) for choice in items.values]
    _, left = figure(item, scope)
    equalities = [x.Compare(EQUAL.name, left, choice) for _, choice in choices]
    return x.Any(tuple(equalities))


def _incomparable(
    node: tree.Operation,
    left: Type,
    right: Type,
) -> Unresolved:
    return mistake(
        "S208",
        node.span,
        left=describe(left),
        right=describe(right),
    )


def _need_unit(
    node: tree.Operation,
    value: x.Expression,
    other: FigureType,
) -> None:
    """Raise Unresolved where an amount of money is compared with a number that has no unit."""
    if other.unit.dimension != "money":
        return
    if not isinstance(value, x.Constant) or value.unit:
        return
    # Zero is zero in any unit.
    if value.text.strip("0."):
        raise mistake("S229", node.span, number=value.text)


def _is_text(kind: Type) -> bool:
    return isinstance(kind, TextType | TextsType | DateType)


def _symbol(kind: FigureType) -> str:
    return kind.unit.symbol or _PLAIN_NUMBER


# ---- paths


# What the first steps of a path come to, and the steps behind them.
_Start = tuple[Resolved, tuple[tree.Step, ...]]


def _path(node: tree.Path, scope: Scope) -> Resolved:
    first = node.steps[0]
    rest = node.steps[1:]
    if first.arguments is not None:
        resolved = resolve_call(first, scope, resolve)
    else:
        resolved, rest = _start(first, rest, scope)
    for step in rest:
        resolved = _next(resolved, step, scope)
    return resolved


def _start(
    step: tree.Step,
    rest: tuple[tree.Step, ...],
    scope: Scope,
) -> _Start:
    """Resolve the first steps of a path.

    A variable hides a part of the record, which hides a list, which hides what a pack declares.
    Raises Unresolved if they name nothing.
    """
    name = step.name
    if name.value in scope.variables and not name.builtin:
        variable = scope.variables[name.value]
        return _indexed(variable, step, scope), rest
    of_document = name.value in scope.names.documents
    if of_document:
        # A slot may be called as a document is: 上年.表5 speaks of the document, 上年 of the slot.
        listed = _list(step, rest, scope)
        if listed is not None:
            return listed
    if _is_this_cell(name):
        this_cell = _this_cell(scope)
        if this_cell is not None:
            return this_cell, rest
    of_record = _part_of_record(name, scope)
    if of_record is not None:
        return _indexed(of_record, step, scope), rest
    listed = _list(step, rest, scope)
    if listed is not None:
        return listed
    declared = _declared(name, scope)
    if declared is not None:
        return _indexed(declared, step, scope), rest
    word = printed(name)
    if of_document and rest:
        word = f"{word}.{printed(rest[0].name)}"
    raise unknown(step.span, _visible(scope), word)


def _is_this_cell(name: tree.Name) -> bool:
    return name.builtin and name.value == "this_cell"


def _this_cell(scope: Scope) -> Resolved | None:
    """本格: the cell that 对于 has come to."""
    for kind, value in scope.records:
        if isinstance(kind, CellType):
            return kind, value
    return None


def _part_of_record(name: tree.Name, scope: Scope) -> Resolved | None:
    """Return a part of the innermost record that has one of this name."""
    for kind, value in scope.records:
        of_record = part(scope.names, kind, value, name)
        if of_record is not None:
            return of_record
    return None


def _list(
    step: tree.Step,
    rest: tuple[tree.Step, ...],
    scope: Scope,
) -> _Start | None:
    """Return a list by its name: 表2, 表1.收入; of another document 上年.表2, 上年.表1.收入."""
    steps = (step, *rest)
    longest = min(3, len(steps))
    for count in range(longest, 0, -1):
        words = [item.name.value for item in steps[:count]]
        list_id = ".".join(words)
        if list_id in scope.names.lists:
            rows = x.RowsOf(list_id, section=_section_around(list_id, scope))
            listed = (ListType(list_id), rows)
            last_step = steps[count - 1]
            return _indexed(listed, last_step, scope), steps[count:]
    return None


def _section_around(list_id: str, scope: Scope) -> x.Expression | None:
    """Return the section of 每节 that holds such sentences: only what it says itself counts."""
    home = ""
    for statement in scope.names.template.statements:
        if statement.id == list_id:
            home = statement.section
            break
    for kind, value in scope.records:
        if isinstance(kind, SectionType) and home in kind.sections:
            return value
    return None


def _declared(name: tree.Name, scope: Scope) -> Resolved | None:
    """Return what a name stands for that the language or a pack declares."""
    if name.builtin:
        return _builtin(name.value)
    word = name.value
    declared = scope.names.declarations
    if scope.names.table(word) is not None:
        return TableType((word,)), x.TableOf(word)
    if word in declared.codelists:
        return CodelistType(word), x.Text(word)
    parameter = declared.parameters.get(word)
    if parameter is None:
        return None
    kind = _parameter_type(parameter.kind)
    unit = kind.unit.symbol if isinstance(kind, FigureType) else None
    return kind, x.ParameterOf(word, unit)


def _builtin(name: str) -> Resolved | None:
    if name == "entity":
        return TextType(), x.EntityName()
    if name == "year_start":
        return DateType(), x.YearDay()
    if name == "year_end":
        return DateType(), x.YearDay(last=True)
    if name == "budget_year":
        year = x.ParameterOf("budget_year", YEAR.symbol)
        return FigureType(YEAR), year
    return None


def _parameter_type(kind: str) -> Type:
    type_id = spelled("type").get(kind, f"type_{kind}")
    if type_id == "type_text":
        return TextType()
    if type_id == "type_list":
        return TextsType()
    if type_id == "type_date":
        return DateType()
    unit = UNITS.get(kind, NUMBER)
    return FigureType(unit)


def _indexed(
    resolved: Resolved,
    step: tree.Step,
    scope: Scope,
) -> Resolved:
    """Apply `["key"]` to a list, table or code list."""
    if not step.index:
        return resolved
    kind, _ = resolved
    key_node = step.index[0]
    key_kind, key = resolve(key_node, scope)
    if isinstance(kind, CodelistType):
        return EntryType(kind.codelist), x.EntryOf(kind.codelist, key)
    if not isinstance(kind, ListType) or not _is_text(key_kind):
        raise mistake("S209", step.span, name=printed(step.name))
    rows = scope.names.lists[kind.list_id]
    row = x.RowAt(rows.id, "key", key)
    if isinstance(key, x.Text):
        row = _row_named(rows, key, key_node)
    return RowType((rows.id,)), row


def _row_named(
    rows: TableList,
    key: x.Text,
    node: tree.Expression,
) -> x.RowAt:
    """Return the row that a text names: a prescribed one, the total, else the one with that key."""
    word = key.value
    for row in rows.rows:
        if word == row.id or word in row.labels:
            return x.RowAt(rows.id, "label", x.Text(row.id))
    top_level = rows.levels[:1]
    if word in rows.total_labels or word in top_level:
        return x.RowAt(rows.id, "total", key)
    if rows.rows and not rows.code_key():
        prescribed = [row.id for row in rows.rows]
        raise mistake("S210", node.span, prescribed, word, table=rows.id, name=word)
    return x.RowAt(rows.id, "key", key)


def _next(
    before: Resolved,
    step: tree.Step,
    scope: Scope,
) -> Resolved:
    """Return what a step behind a dot comes to."""
    kind, value = before
    names = scope.names
    if step.dynamic:
        return _dynamic(before, step, scope)
    if isinstance(kind, RowType) and _asks_for_scope(step):
        return scope_columns(kind, value, step, names)
    if isinstance(kind, ListType | RowsType | GroupType):
        of_each = _part_of_each(kind, value, step, names)
        if of_each is not None:
            return of_each
    of_record = part(names, kind, value, step.name)
    if of_record is not None:
        return _indexed(of_record, step, scope)
    word = printed(step.name)
    record = describe(kind)
    raise mistake(
        "S201",
        step.span,
        part_names(names, kind),
        word,
        record=record,
        name=word,
        table=record,
    )


def _asks_for_scope(step: tree.Step) -> bool:
    return step.arguments is not None and step.name.value == "scope_of"


def _part_of_each(
    kind: ListType | RowsType | GroupType,
    value: x.Expression,
    step: tree.Step,
    names: Names,
) -> Resolved | None:
    """Return a part of each row of a collection: 表1.支出.预算数."""
    lists = (kind.list_id,) if isinstance(kind, ListType) else kind.lists
    member = x.Bound("member")
    of_member = part(names, RowType(lists), member, step.name)
    if of_member is None:
        return None
    part_kind, part_value = of_member
    if isinstance(kind, GroupType):
        value = x.GroupRows(value)
    return PerRowType(lists, part_kind), x.SumOf(value, part_value)


def _dynamic(
    before: Resolved,
    step: tree.Step,
    scope: Scope,
) -> Resolved:
    """Return a column chosen by a variable: 表2["合计"].[乙]."""
    kind, row = before
    variable = scope.variables.get(step.name.value)
    if isinstance(kind, RowType) and variable is not None:
        variable_kind, column = variable
        if isinstance(variable_kind, ColumnType):
            unit = scope.names.unit()
            return FigureType(unit), x.CellAt(row, column)
    raise mistake("S211", step.span, name=printed(step.name))


def _visible(scope: Scope) -> Iterator[str]:
    """Yield every name that could stand here, the nearest first."""
    names = scope.names
    yield from scope.variables
    for kind, _ in scope.records:
        yield from part_names(names, kind)
    yield from names.lists
    yield from names.declarations.codelists
    yield from names.declarations.parameters
    yield from names.declarations.lookups


# ---- types in messages


def describe(kind: Type) -> str:
    """Return a type in the words of a message."""
    if isinstance(kind, RowType | CellType | CellsType | RowsType | GroupType):
        return _first_three(kind.lists)
    if isinstance(kind, ListType):
        return kind.list_id
    if isinstance(kind, TableType):
        return _first_three(kind.tables)
    if isinstance(kind, ClaimType):
        return kind.sentence
    if isinstance(kind, FigureType):
        return _symbol(kind)
    return _DESCRIPTIONS.get(type(kind), _RECORD)


def _first_three(words: tuple[str, ...]) -> str:
    shown = "、".join(words[:3])
    return f"{shown}…" if len(words) > 3 else shown
