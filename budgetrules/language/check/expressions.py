"""Expressions of the tree → expressions whose names, types and units are checked."""

from __future__ import annotations

from budgetrules.core.operators import EQUAL, OPERATORS, TEXT_OPERATORS
from budgetrules.core.units import NUMBER, UNITS, YEAR, same_dimension
from budgetrules.language.check.calls import resolve_call
from budgetrules.language.check.names import Scope, Unresolved, mistake, printed
from budgetrules.language.check.parts import Resolved, part, part_names
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

# What messages call types that have no name of their own.
_DESCRIPTIONS = {
    TextType: "文字",
    TextsType: "名单",
    DateType: "日期",
    ConditionType: "条件",
}
_RECORD, _PLAIN_NUMBER = "记录", "数"


def resolve(node: tree.Expression, scope: Scope) -> Resolved:
    """The type and the checked form of an expression. Raises Unresolved at the first mistake."""
    if isinstance(node, tree.Number):
        symbol = "%" if node.percent else node.unit
        return FigureType(UNITS[symbol] if symbol else NUMBER), x.Constant(node.text, symbol)
    if isinstance(node, tree.String):
        return TextType(), x.Text(node.value)
    if isinstance(node, tree.Items):
        return _items(node, scope)
    if isinstance(node, tree.Path):
        return _path(node, scope)
    return _operation(node, scope)


def condition(node: tree.Expression, scope: Scope) -> x.Expression:
    """An expression that must be a condition."""
    kind, value = resolve(node, scope)
    if not isinstance(kind, ConditionType):
        raise mistake("S205", node.span)
    return value


def figure(node: tree.Expression, scope: Scope) -> tuple[FigureType, x.Expression]:
    """An expression that must be a figure."""
    kind, value = resolve(node, scope)
    if isinstance(kind, CellType):
        return FigureType(UNITS[scope.names.template.unit]), x.ThisCell(value)
    if not isinstance(kind, FigureType):
        raise mistake("S204", node.span, what=describe(kind))
    return kind, value


def _items(node: tree.Items, scope: Scope) -> Resolved:
    resolved = [resolve(value, scope) for value in node.values]
    if len(resolved) == 1:
        return resolved[0]
    return TextsType(), x.Texts(tuple(value for _, value in resolved))


# ---- operators


def _operation(node: tree.Operation, scope: Scope) -> Resolved:
    operator = node.operator
    if operator in ("plus", "minus"):
        return _sum(node, scope)
    if operator == "times":
        return _product(node, scope)
    if operator == "neg":
        kind, value = figure(node.operands[0], scope)
        return kind, x.Plus(x.Constant("0"), value, -1)
    return ConditionType(), _condition(node, scope)


def _condition(node: tree.Operation, scope: Scope) -> x.Expression:
    operator = node.operator
    if operator in ("and", "or", "not", "iff"):
        return _logic(operator, [condition(item, scope) for item in node.operands])
    if operator in ("has", "lacks"):
        present = x.Has(resolve(node.operands[0], scope)[1])
        return present if operator == "has" else x.Not(present)
    if operator == "exists":
        if not scope.records:
            raise mistake("S237", node.span)
        return x.Has(scope.records[0][1])
    if operator == "prints_zero":
        return x.PrintsZero(figure(node.operands[0], scope)[1])
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


def _sum(node: tree.Operation, scope: Scope) -> Resolved:
    left_kind, left = figure(node.operands[0], scope)
    right_kind, right = figure(node.operands[1], scope)
    if isinstance(left, x.Share) or isinstance(right, x.Share):
        raise mistake("S207", node.span)
    _same_dimension(node, left_kind, right_kind)
    kind = right_kind if left_kind.unit == NUMBER else left_kind
    return kind, x.Plus(left, right, 1 if node.operator == "plus" else -1)


def _same_dimension(node: tree.Operation, left: FigureType, right: FigureType) -> None:
    """Raise Unresolved where two figures can't be added or compared."""
    if not same_dimension(left.unit, right.unit):
        raise mistake("S203", node.span, left=_unit(left), right=_unit(right))


def _product(node: tree.Operation, scope: Scope) -> Resolved:
    """A whole number of times a figure: a side of a comparison stays a sum of figures."""
    factor = node.operands[0]
    kind, value = figure(node.operands[1], scope)
    if isinstance(value, x.Share):
        raise mistake("S207", node.span)
    if not isinstance(factor, tree.Number) or not factor.text.isdigit():
        raise mistake("S228", factor.span)
    return kind, x.Times(int(factor.text), value)


def _comparison(node: tree.Operation, scope: Scope) -> x.Expression:
    """A comparison of figures or of texts, or a membership."""
    left_kind, left = resolve(node.operands[0], scope)
    right_kind, right = resolve(node.operands[1], scope)
    operator = node.operator
    if operator == "in" and isinstance(right_kind, CodelistType):
        return x.InCodelist(left, right_kind.codelist)
    is_text = _is_text(left_kind)
    if operator == "in" and isinstance(node.operands[1], tree.Items) and not is_text:
        return _is_one_of(node.operands[0], node.operands[1], scope)
    are_texts = is_text and _is_text(right_kind)
    if are_texts and operator in TEXT_OPERATORS:
        return x.CompareTexts(operator, left, right)
    if is_text or _is_text(right_kind):
        raise _incomparable(node, left_kind, right_kind)
    left_figure, left = figure(node.operands[0], scope)
    right_figure, right = figure(node.operands[1], scope)
    if operator not in OPERATORS:
        raise _incomparable(node, left_kind, right_kind)
    _same_dimension(node, left_figure, right_figure)
    _no_bare_amount(node, left, right_figure)
    _no_bare_amount(node, right, left_figure)
    return x.Compare(operator, left, right)


def _is_one_of(item: tree.Expression, items: tree.Items, scope: Scope) -> x.Expression:
    """A figure that is one of several."""
    choices = [figure(choice, scope)[1] for choice in items.values]
    left = figure(item, scope)[1]
    return x.Any(tuple(x.Compare(EQUAL.name, left, choice) for choice in choices))


def _incomparable(node: tree.Operation, left: Type, right: Type) -> Unresolved:
    return mistake("S208", node.span, left=describe(left), right=describe(right))


def _no_bare_amount(node: tree.Operation, value: x.Expression, other: FigureType) -> None:
    """Raise Unresolved where an amount of money is compared with a number that has no unit."""
    if not isinstance(value, x.Constant) or value.unit or other.unit.dimension != "money":
        return
    # Zero is zero in any unit.
    if value.text.strip("0."):
        raise mistake("S229", node.span, number=value.text)


def _is_text(kind: Type) -> bool:
    return isinstance(kind, TextType | TextsType | DateType)


def _unit(kind: FigureType) -> str:
    return kind.unit.symbol or _PLAIN_NUMBER


# ---- paths


def _path(node: tree.Path, scope: Scope) -> Resolved:
    first, rest = node.steps[0], node.steps[1:]
    if first.arguments is not None:
        resolved = resolve_call(first, scope, resolve)
    else:
        resolved, rest = _first(first, rest, scope)
    for step in rest:
        resolved = _next(resolved, step, scope)
    return resolved


def _first(
    step: tree.Step, rest: tuple[tree.Step, ...], scope: Scope
) -> tuple[Resolved, tuple[tree.Step, ...]]:
    """What the first steps of a path name, and the steps behind them."""
    names, name = scope.names, step.name
    if name.value in scope.variables and not name.builtin:
        return _indexed(scope.variables[name.value], step, scope), rest
    if name.value in names.others:
        # A slot may be called as a document is: 上年.表5 speaks of the document, 上年 of the slot.
        listed = _list(step, rest, scope)
        if listed is not None:
            return listed
    of_record = _part_of_record(name, scope)
    if of_record is not None:
        is_cell = name.builtin and name.value == "this_cell"
        return (of_record if is_cell else _indexed(of_record, step, scope)), rest
    listed = _list(step, rest, scope)
    if listed is not None:
        return listed
    declared = _declared(name, scope)
    if declared is not None:
        return _indexed(declared, step, scope), rest
    shown = (step, *rest[:1]) if name.value in names.others else (step,)
    word = ".".join(printed(item.name) for item in shown)
    raise mistake("S202", step.span, _visible(scope), word, name=word)


def _part_of_record(name: tree.Name, scope: Scope) -> Resolved | None:
    """A part of the innermost record that has one of this name; 本格 is the cell itself."""
    for kind, value in scope.records:
        if name.builtin and name.value == "this_cell" and isinstance(kind, CellType):
            return kind, value
        of_record = part(scope.names, kind, value, name)
        if of_record is not None:
            return of_record
    return None


def _list(
    step: tree.Step, rest: tuple[tree.Step, ...], scope: Scope
) -> tuple[Resolved, tuple[tree.Step, ...]] | None:
    """A list by its name: 表2, 表1.收入; of another document 上年.表2, 上年.表1.收入."""
    steps = (step, *rest)
    for count in range(min(3, len(steps)), 0, -1):
        list_id = ".".join(item.name.value for item in steps[:count])
        if list_id in scope.names.lists:
            rows = x.RowsOf(list_id, section=_section_around(list_id, scope))
            resolved = _indexed((ListType(list_id), rows), steps[count - 1], scope)
            return resolved, steps[count:]
    return None


def _section_around(list_id: str, scope: Scope) -> x.Expression | None:
    """Inside 每节, what sections of that kind say is what this one says."""
    statements = scope.names.template.statements
    home = next((item.section for item in statements if item.id == list_id), "")
    for kind, value in scope.records:
        if isinstance(kind, SectionType) and home in kind.sections:
            return value
    return None


def _declared(name: tree.Name, scope: Scope) -> Resolved | None:
    """What a name stands for that the language or a pack declares."""
    if name.builtin:
        return _builtin(name.value)
    declared = scope.names.declarations
    if scope.names.table(name.value):
        return TableType((name.value,)), x.TableOf(name.value)
    if name.value in declared.codelists:
        return CodelistType(name.value), x.Text(name.value)
    parameter = declared.parameters.get(name.value)
    if parameter is None:
        return None
    kind = _parameter_type(parameter.kind)
    unit = kind.unit.symbol if isinstance(kind, FigureType) else None
    return kind, x.ParameterOf(name.value, unit)


def _builtin(name: str) -> Resolved | None:
    if name == "entity":
        return TextType(), x.EntityName()
    if name in ("year_start", "year_end"):
        return DateType(), x.YearDay(last=name == "year_end")
    if name == "budget_year":
        return FigureType(YEAR), x.ParameterOf("budget_year", YEAR.symbol)
    return None


def _parameter_type(kind: str) -> Type:
    type_id = spelled("type").get(kind, f"type_{kind}")
    if type_id == "type_text":
        return TextType()
    if type_id == "type_list":
        return TextsType()
    if type_id == "type_date":
        return DateType()
    return FigureType(UNITS.get(kind, NUMBER))


def _indexed(resolved: Resolved, step: tree.Step, scope: Scope) -> Resolved:
    """Apply `["key"]` to a list, table or code list."""
    if not step.index:
        return resolved
    kind, _ = resolved
    key_kind, key = resolve(step.index[0], scope)
    if isinstance(kind, CodelistType):
        return EntryType(kind.codelist), x.EntryOf(kind.codelist, key)
    if not isinstance(kind, ListType) or not _is_text(key_kind):
        raise mistake("S209", step.span, name=printed(step.name))
    rows = scope.names.lists[kind.list_id]
    row = x.RowAt(rows.id, "key", key)
    if isinstance(key, x.Text):
        row = _row_named(rows, key, step.index[0])
    return RowType((rows.id,)), row


def _row_named(rows: TableList, key: x.Text, node: tree.Expression) -> x.RowAt:
    """The row that a text names: a prescribed one, the total, else the one with that key."""
    label = next((row.id for row in rows.rows if key.value in (row.id, *row.labels)), None)
    if label is not None:
        return x.RowAt(rows.id, "label", x.Text(label))
    if key.value in (*rows.total_labels, *rows.levels[:1]):
        return x.RowAt(rows.id, "total", key)
    if rows.rows and not rows.code_key():
        prescribed = [row.id for row in rows.rows]
        raise mistake("S210", node.span, prescribed, key.value, table=rows.id, name=key.value)
    return x.RowAt(rows.id, "key", key)


def _next(before: Resolved, step: tree.Step, scope: Scope) -> Resolved:
    """What a step behind a dot comes to."""
    kind, value = before
    names = scope.names
    if step.dynamic:
        return _dynamic(before, step, scope)
    if step.arguments is not None and step.name.value == "scope_of" and isinstance(kind, RowType):
        return scope_columns(kind, value, step, names)
    if isinstance(kind, ListType | RowsType | GroupType):
        lists = (kind.list_id,) if isinstance(kind, ListType) else kind.lists
        of_member = part(names, RowType(lists), x.Bound("member"), step.name)
        if of_member is not None:
            rows = x.GroupRows(value) if isinstance(kind, GroupType) else value
            return PerRowType(lists, of_member[0]), x.SumOf(rows, of_member[1])
    of_record = part(names, kind, value, step.name)
    if of_record is not None:
        return _indexed(of_record, step, scope)
    word = printed(step.name)
    record = describe(kind)
    allowed = part_names(names, kind)
    raise mistake("S201", step.span, allowed, word, record=record, name=word, table=record)


def _dynamic(before: Resolved, step: tree.Step, scope: Scope) -> Resolved:
    """A column chosen by a variable: 表2["合计"].[乙]."""
    kind, value = before
    bound = scope.variables.get(step.name.value)
    if not isinstance(kind, RowType) or bound is None or not isinstance(bound[0], ColumnType):
        raise mistake("S211", step.span, name=printed(step.name))
    return FigureType(UNITS[scope.names.template.unit]), x.CellAt(value, bound[1])


def _visible(scope: Scope) -> list[str]:
    """Every name that could stand here, the nearest first."""
    names = scope.names
    visible = [*scope.variables]
    for kind, _ in scope.records:
        visible.extend(part_names(names, kind))
    declared = names.declarations
    return [*visible, *names.lists, *declared.codelists, *declared.parameters, *declared.lookups]


def describe(kind: Type) -> str:
    """A type in the words of a message."""
    if isinstance(kind, RowType | CellType | CellsType | RowsType | GroupType):
        return _first_three(kind.lists)
    if isinstance(kind, ListType):
        return kind.list_id
    if isinstance(kind, TableType):
        return _first_three(kind.tables)
    if isinstance(kind, ClaimType):
        return kind.sentence
    if isinstance(kind, FigureType):
        return _unit(kind)
    return _DESCRIPTIONS.get(type(kind), _RECORD)


def _first_three(words: tuple[str, ...]) -> str:
    return "、".join(words[:3]) + ("…" if len(words) > 3 else "")
