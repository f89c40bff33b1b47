"""Functions of the language: 求和 个数 数目 名单 百分比 小数位 为空 末位 天数 全部相同."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from budgetrules.core.units import COUNT, NUMBER, PERCENT, UNITS, same_dimension
from budgetrules.language.check.names import Scope, mistake, printed
from budgetrules.language.check.parts import Resolved
from budgetrules.language.check.types import (
    CellsType,
    CellType,
    ConditionType,
    DateType,
    FigureType,
    GroupType,
    ListType,
    PerRowType,
    RowsType,
    RowType,
    TableType,
    TextsType,
    TextType,
    Type,
)
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import spellings
from budgetrules.schema import expressions as x
from budgetrules.schema.list_ids import parse_list_id

Resolver = Callable[[tree.Expression, Scope], Resolved]


def resolve_call(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    """A call such as 求和(…). Raises Unresolved."""
    handler = _CALLS.get(step.name.value)
    if handler is None:
        raise mistake(
            "S212",
            step.span,
            {"name": printed(step.name)},
            spellings(_CALLS, "builtin"),
            step.name.value,
        )
    least, most, function = handler
    arguments = step.arguments or ()
    if not least <= len(arguments) <= most:
        raise mistake(
            "S213",
            step.span,
            {"name": printed(step.name), "count": str(len(arguments)), "wanted": str(least)},
        )
    return function(step, scope, resolve)


def _sum(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = _filtered(step, scope, resolve)
    if isinstance(kind, CellsType):
        return FigureType(UNITS[scope.names.template.unit]), x.SumOf(value)
    if isinstance(kind, PerRowType) and isinstance(kind.value, FigureType):
        return kind.value, value
    raise mistake("S214", step.span, {"name": printed(step.name)})


def _count(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = _filtered(step, scope, resolve)
    if isinstance(kind, PerRowType) and isinstance(value, x.SumOf):
        return FigureType(COUNT), x.CountOf(value.collection)
    if isinstance(kind, ListType | RowsType | GroupType | CellsType | TextsType):
        return FigureType(COUNT), x.CountOf(value, isinstance(kind, TextsType))
    raise mistake("S214", step.span, {"name": printed(step.name)})


def _names(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = _filtered(step, scope, resolve)
    if (
        isinstance(kind, PerRowType)
        and isinstance(kind.value, TextType)
        and isinstance(value, x.SumOf)
        and value.value
    ):
        return TextsType(), x.NamesOf(value.collection, value.value)
    raise mistake("S214", step.span, {"name": printed(step.name)})


def _filtered(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    """The collection that is the first argument, its 其中 put on it."""
    argument = (step.arguments or ())[0]
    kind, value = resolve(argument.value, scope)
    if argument.where is None:
        return kind, value
    lists = _lists_of(kind)
    if not lists:
        raise mistake("S214", step.span, {"name": printed(step.name)})
    # Inside the filter a name means the part of the row looked at, even where a pair is made by a
    # key of that name.
    names = {name for item in lists for name in scope.names.parts(item)}
    inner = scope.without(names).within(RowType(lists), x.Bound("member"))
    where_kind, where = resolve(argument.where, inner)
    if not isinstance(where_kind, ConditionType):
        raise mistake("S205", argument.where.span, {})
    if isinstance(value, x.SumOf):
        return kind, attrs.evolve(value, collection=_with_filter(value.collection, where))
    return kind, _with_filter(value, where)


def _with_filter(collection: x.Expression, where: x.Expression) -> x.Expression:
    if isinstance(collection, x.RowsOf):
        return attrs.evolve(collection, where=where)
    return x.GroupRows(collection, where)


def _lists_of(kind: Type) -> tuple[str, ...]:
    if isinstance(kind, ListType):
        return (kind.list_id,)
    return kind.lists if isinstance(kind, PerRowType | RowsType | GroupType) else ()


def _share(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    sides = []
    for argument in step.arguments or ():
        kind, value = resolve(argument.value, scope)
        if not isinstance(kind, FigureType):
            raise mistake("S214", step.span, {"name": printed(step.name)})
        if isinstance(value, x.Share):
            raise mistake("S207", step.span, {})
        sides.append((kind, value))
    if not same_dimension(sides[0][0].unit, sides[1][0].unit):
        raise mistake(
            "S203", step.span, {"left": sides[0][0].unit.symbol, "right": sides[1][0].unit.symbol}
        )
    return FigureType(PERCENT), x.Share(sides[0][1], sides[1][1])


def _decimals(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = resolve((step.arguments or ())[0].value, scope)
    if isinstance(kind, CellType):
        value = x.ThisCell(value)
    elif not isinstance(kind, FigureType):
        raise mistake("S214", step.span, {"name": printed(step.name)})
    return FigureType(COUNT), x.DecimalsOf(value)


def _empty(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = resolve((step.arguments or ())[0].value, scope)
    if isinstance(kind, ListType):
        list_id = parse_list_id(kind.list_id)
        # Tables of other documents are looked up nowhere: the check comes to unknown.
        return ConditionType(), x.Empty(x.TableOf(list_id.own_table or list_id.document))
    if not isinstance(kind, TableType):
        raise mistake("S214", step.span, {"name": printed(step.name)})
    return ConditionType(), x.Empty(value)


def _all_zero(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = _empty(step, scope, resolve)
    assert isinstance(value, x.Empty)
    return kind, x.Empty(value.table, or_zero=True)


def _last_digits(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    text, count = (step.arguments or ())[0].value, (step.arguments or ())[1].value
    kind, value = resolve(text, scope)
    if not isinstance(kind, TextType) or not isinstance(count, tree.Number):
        raise mistake("S214", step.span, {"name": printed(step.name)})
    return TextType(), x.LastDigits(value, int(count.text))


def _all_same(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    kind, value = _filtered(step, scope, resolve)
    if isinstance(kind, PerRowType) and isinstance(value, x.SumOf) and value.value is not None:
        return ConditionType(), x.AllSame(
            value
            if isinstance(kind.value, FigureType)
            else x.NamesOf(value.collection, value.value)
        )
    if isinstance(kind, TextsType | CellsType):
        return ConditionType(), x.AllSame(value)
    raise mistake("S214", step.span, {"name": printed(step.name)})


def _days(step: tree.Step, scope: Scope, resolve: Resolver) -> Resolved:
    sides = [resolve(argument.value, scope) for argument in step.arguments or ()]
    if not all(isinstance(kind, DateType) for kind, _ in sides):
        raise mistake("S214", step.span, {"name": printed(step.name)})
    return FigureType(NUMBER), x.Days(sides[0][1], sides[1][1])


_CALLS: dict[str, tuple[int, int, Callable[[tree.Step, Scope, Resolver], Resolved]]] = {
    "sum": (1, 1, _sum),
    "count": (1, 1, _count),
    "number_of": (1, 1, _count),
    "names": (1, 1, _names),
    "percent": (2, 2, _share),
    "decimals_of": (1, 1, _decimals),
    "is_empty": (1, 1, _empty),
    "all_zero": (1, 1, _all_zero),
    "last_digits": (2, 2, _last_digits),
    "all_same": (1, 1, _all_same),
    "days": (2, 2, _days),
}
