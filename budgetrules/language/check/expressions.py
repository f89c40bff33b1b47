"""Expressions of the tree → expressions whose names, types and units are checked."""

from __future__ import annotations

from budgetrules.core.operators import EQUAL, OPERATORS, TEXT_OPERATORS
from budgetrules.core.units import NUMBER, UNITS, YEAR, same_dimension
from budgetrules.language.check.calls import resolve_call
from budgetrules.language.check.names import Scope, mistake, printed
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
from budgetrules.schema import expressions as x


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
        raise mistake("S205", node.span, {})
    return value


def figure(node: tree.Expression, scope: Scope) -> tuple[FigureType, x.Expression]:
    """An expression that must be a figure."""
    kind, value = resolve(node, scope)
    if isinstance(kind, CellType):
        kind, value = FigureType(UNITS[scope.names.template.unit]), x.ThisCell(value)
    if not isinstance(kind, FigureType):
        raise mistake("S204", node.span, {"what": describe(kind)})
    return kind, value


def _items(node: tree.Items, scope: Scope) -> Resolved:
    resolved = [resolve(value, scope) for value in node.values]
    if len(resolved) == 1:
        return resolved[0]
    return TextsType(), x.Texts(tuple(value for _, value in resolved))


# ---- operators


def _operation(node: tree.Operation, scope: Scope) -> Resolved:
    operator, operands = node.operator, node.operands
    if operator in ("plus", "minus"):
        return _sum(node, scope)
    if operator == "times":
        return _product(node, scope)
    if operator == "neg":
        kind, value = figure(operands[0], scope)
        return kind, x.Plus(x.Constant("0"), value, -1)
    if operator in ("and", "or"):
        parts = tuple(condition(item, scope) for item in operands)
        return ConditionType(), x.All(parts) if operator == "and" else x.Any(parts)
    if operator == "not":
        return ConditionType(), x.Not(condition(operands[0], scope))
    if operator == "iff":
        return ConditionType(), x.Iff(condition(operands[0], scope), condition(operands[1], scope))
    if operator in ("has", "lacks"):
        held = x.Has(resolve(operands[0], scope)[1])
        return ConditionType(), held if operator == "has" else x.Not(held)
    if operator == "exists":
        if not scope.records:
            raise mistake("S237", node.span, {})
        return ConditionType(), x.Has(scope.records[0][1])
    if operator == "prints_zero":
        return ConditionType(), x.PrintsZero(figure(operands[0], scope)[1])
    if operator == "without":
        return ConditionType(), without(node, scope)
    if operator in OPERATORS or operator in TEXT_OPERATORS:
        return ConditionType(), _comparison(node, scope)
    raise mistake("S206", node.span, {"operator": operator})


def _sum(node: tree.Operation, scope: Scope) -> Resolved:
    (left_kind, left), (right_kind, right) = (figure(item, scope) for item in node.operands)
    for side in (left, right):
        if isinstance(side, x.Share):
            raise mistake("S207", node.span, {})
    if not same_dimension(left_kind.unit, right_kind.unit):
        raise mistake("S203", node.span, {"left": _unit(left_kind), "right": _unit(right_kind)})
    kind = right_kind if left_kind.unit == NUMBER else left_kind
    return kind, x.Plus(left, right, 1 if node.operator == "plus" else -1)


def _product(node: tree.Operation, scope: Scope) -> Resolved:
    """A whole number of times a figure: a side of a comparison stays a sum of figures."""
    factor, (kind, value) = node.operands[0], figure(node.operands[1], scope)
    if isinstance(value, x.Share):
        raise mistake("S207", node.span, {})
    if not isinstance(factor, tree.Number) or not factor.text.isdigit():
        raise mistake("S228", factor.span, {})
    return kind, x.Times(int(factor.text), value)


def _comparison(node: tree.Operation, scope: Scope) -> x.Expression:
    (left_kind, left), (right_kind, right) = (resolve(item, scope) for item in node.operands)
    operator = node.operator
    if isinstance(right_kind, CodelistType) and operator == "in":
        return x.InCodelist(left, right_kind.codelist)
    if operator == "in" and isinstance(node.operands[1], tree.Items) and not _is_text(left_kind):
        choices = [figure(item, scope)[1] for item in node.operands[1].values]
        left = figure(node.operands[0], scope)[1]
        return x.Any(tuple(x.Compare(EQUAL.name, left, choice) for choice in choices))
    if _is_text(left_kind) or _is_text(right_kind):
        are_texts = _is_text(left_kind) and _is_text(right_kind)
        if operator not in TEXT_OPERATORS or not are_texts:
            raise mistake(
                "S208", node.span, {"left": describe(left_kind), "right": describe(right_kind)}
            )
        return x.CompareTexts(operator, left, right)
    left_figure, left = figure(node.operands[0], scope)
    right_figure, right = figure(node.operands[1], scope)
    if operator not in OPERATORS:
        raise mistake(
            "S208", node.span, {"left": describe(left_kind), "right": describe(right_kind)}
        )
    if not same_dimension(left_figure.unit, right_figure.unit):
        raise mistake("S203", node.span, {"left": _unit(left_figure), "right": _unit(right_figure)})
    for constant, other in ((left, right_figure), (right, left_figure)):
        if (
            isinstance(constant, x.Constant)
            and not constant.unit
            and other.unit.dimension == "money"
            and constant.text.strip("0.")
        ):
            raise mistake("S229", node.span, {"number": constant.text})
    return x.Compare(operator, left, right)


def _is_text(kind: Type) -> bool:
    return isinstance(kind, TextType | TextsType | DateType)


def _unit(kind: FigureType) -> str:
    return kind.unit.symbol or "数"


# ---- paths


def _path(node: tree.Path, scope: Scope) -> Resolved:
    first, rest = node.steps[0], node.steps[1:]
    if first.arguments is not None:
        found = resolve_call(first, scope, resolve)
    else:
        found, rest = _first(first, rest, scope)
    for step in rest:
        found = _next(found, step, scope)
    return found


def _first(
    step: tree.Step, rest: tuple[tree.Step, ...], scope: Scope
) -> tuple[Resolved, tuple[tree.Step, ...]]:
    names, name = scope.names, step.name
    if name.value in scope.variables and not name.builtin:
        return _indexed(scope.variables[name.value], step, scope), rest
    if name.value in names.others:
        # A slot may be called as a document is: 上年.表5 speaks of the document, 上年 alone of the slot.
        found = _list(step, rest, scope)
        if found is not None:
            return found
    for kind, value in scope.records:
        if name.builtin and name.value == "this_cell" and isinstance(kind, CellType):
            return (kind, value), rest
        held = part(names, kind, value, name)
        if held is not None:
            return _indexed(held, step, scope), rest
    found = _list(step, rest, scope)
    if found is not None:
        return found
    declared = _declared(name, scope)
    if declared is None:
        said = ".".join(
            printed(item.name)
            for item in ((step, *rest[:1]) if name.value in names.others else (step,))
        )
        raise mistake("S202", step.span, {"name": said}, _visible(scope), said)
    return _indexed(declared, step, scope), rest


def _list(
    step: tree.Step, rest: tuple[tree.Step, ...], scope: Scope
) -> tuple[Resolved, tuple[tree.Step, ...]] | None:
    """A list by its name: 表2, 表1.收入; of another document 上年.表2, 上年.表1.收入."""
    steps = (step, *rest)
    for count in range(min(3, len(steps)), 0, -1):
        list_id = ".".join(item.name.value for item in steps[:count])
        if list_id in scope.names.lists:
            rows = x.RowsOf(list_id, section=_section_around(list_id, scope))
            return _indexed((ListType(list_id), rows), steps[count - 1], scope), steps[count:]
    return None


def _section_around(list_id: str, scope: Scope) -> x.Expression | None:
    """Inside 每节, what sections of that kind say is what this one says."""
    home = next(
        (item.section for item in scope.names.template.statements if item.id == list_id), ""
    )
    return next(
        (
            value
            for kind, value in scope.records
            if isinstance(kind, SectionType) and home in kind.sections
        ),
        None,
    )


def _declared(name: tree.Name, scope: Scope) -> Resolved | None:
    names, declared = scope.names, scope.names.declarations
    if name.builtin:
        if name.value == "entity":
            return TextType(), x.EntityName()
        if name.value in ("year_start", "year_end"):
            return DateType(), x.YearDay(last=name.value == "year_end")
        if name.value == "budget_year":
            return FigureType(YEAR), x.ParameterOf("budget_year", YEAR.symbol)
        return None
    if names.table(name.value):
        return TableType((name.value,)), x.TableOf(name.value)
    if name.value in declared.codelists:
        return CodelistType(name.value), x.Text(name.value)
    if name.value in declared.parameters:
        kind = _parameter_type(declared.parameters[name.value].kind)
        return kind, x.ParameterOf(
            name.value, kind.unit.symbol if isinstance(kind, FigureType) else None
        )
    return None


def _parameter_type(kind: str) -> Type:
    if kind in ("text", "文字"):
        return TextType()
    if kind in ("list", "名单"):
        return TextsType()
    if kind in ("date", "日期"):
        return DateType()
    return FigureType(UNITS.get(kind, NUMBER))


def _indexed(found: Resolved, step: tree.Step, scope: Scope) -> Resolved:
    """Apply `["key"]` to a list, table or code list."""
    if not step.index:
        return found
    kind, _ = found
    key_kind, key = resolve(step.index[0], scope)
    if isinstance(kind, CodelistType):
        return EntryType(kind.codelist), x.EntryOf(kind.codelist, key)
    if not isinstance(kind, ListType) or not _is_text(key_kind):
        raise mistake("S209", step.span, {"name": printed(step.name)})
    item = scope.names.lists[kind.list_id]
    if isinstance(key, x.Text):
        label = next((row.id for row in item.rows if key.value in (row.id, *row.labels)), None)
        if label is not None:
            return RowType((item.id,)), x.RowAt(item.id, "label", x.Text(label))
        if key.value in item.total_labels or (item.levels and key.value == item.levels[0]):
            return RowType((item.id,)), x.RowAt(item.id, "total", key)
        if item.rows and not item.code_key():
            prescribed = [row.id for row in item.rows]
            raise mistake(
                "S210",
                step.index[0].span,
                {"table": item.id, "name": key.value},
                prescribed,
                key.value,
            )
    return RowType((item.id,)), x.RowAt(item.id, "key", key)


def _next(found: Resolved, step: tree.Step, scope: Scope) -> Resolved:
    kind, value = found
    names = scope.names
    if step.dynamic:
        return _dynamic(found, step, scope)
    if step.arguments is not None and step.name.value == "scope_of" and isinstance(kind, RowType):
        return scope_columns(kind, value, step, names)
    if isinstance(kind, ListType | RowsType | GroupType):
        lists = (kind.list_id,) if isinstance(kind, ListType) else kind.lists
        held = part(names, RowType(lists), x.Bound("member"), step.name)
        if held is not None:
            rows = x.GroupRows(value) if isinstance(kind, GroupType) else value
            return PerRowType(lists, held[0]), x.SumOf(rows, held[1])
    held = part(names, kind, value, step.name)
    if held is None:
        details = {"record": describe(kind), "name": printed(step.name)}
        raise mistake(
            "S201",
            step.span,
            {**details, "table": describe(kind)},
            part_names(names, kind),
            step.name.value,
        )
    return _indexed(held, step, scope)


def _dynamic(found: Resolved, step: tree.Step, scope: Scope) -> Resolved:
    kind, value = found
    bound = scope.variables.get(step.name.value)
    if not isinstance(kind, RowType) or bound is None or not isinstance(bound[0], ColumnType):
        raise mistake("S211", step.span, {"name": printed(step.name)})
    return FigureType(UNITS[scope.names.template.unit]), x.CellAt(value, bound[1])


def _visible(scope: Scope) -> list[str]:
    names = scope.names
    found = [*scope.variables]
    for kind, _ in scope.records:
        found.extend(part_names(names, kind))
    declared = names.declarations
    return [*found, *names.lists, *declared.codelists, *declared.parameters, *declared.lookups]


def describe(kind: Type) -> str:
    """A type in the words of a message."""
    if isinstance(kind, RowType | CellType | CellsType | RowsType | GroupType):
        return "、".join(kind.lists[:3]) + ("…" if len(kind.lists) > 3 else "")
    if isinstance(kind, ListType):
        return kind.list_id
    if isinstance(kind, TableType):
        return "、".join(kind.tables[:3]) + ("…" if len(kind.tables) > 3 else "")
    if isinstance(kind, ClaimType):
        return kind.sentence
    if isinstance(kind, FigureType):
        return kind.unit.symbol or "数"
    return {
        "TextType": "文字",
        "TextsType": "名单",
        "DateType": "日期",
        "ConditionType": "条件",
    }.get(type(kind).__name__, "记录")
