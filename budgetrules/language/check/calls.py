"""Functions of the language: what 求和, 个数, 名单, 百分比 … take and give."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from budgetrules.core.units import COUNT, NUMBER, PERCENT, Unit, same_dimension
from budgetrules.language.check.names import Resolved, Scope, Unresolved, mistake, printed
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


@attrs.frozen
class _Call:
    """A call being resolved: its step, its arguments, and how to resolve them."""

    step: tree.Step
    arguments: tuple[tree.Argument, ...]
    scope: Scope
    resolve: Resolver

    def argument(self, at: int = 0) -> Resolved:
        """Resolve an argument."""
        argument = self.arguments[at]
        return self.resolve(argument.value, self.scope)

    def unfit(self) -> Unresolved:
        """Make the mistake of an argument that the function can't take."""
        name = printed(self.step.name)
        return mistake("S214", self.step.span, name=name)


def resolve_call(
    step: tree.Step,
    scope: Scope,
    resolve: Resolver,
) -> Resolved:
    """Resolve a call such as 求和(…). Raises Unresolved."""
    name = printed(step.name)
    function = _FUNCTIONS.get(step.name.value)
    if function is None:
        allowed = spellings(_FUNCTIONS, "builtin")
        raise mistake("S212", step.span, allowed, name, name=name)
    wanted, result_of = function
    arguments = step.arguments or ()
    if len(arguments) != wanted:
        raise mistake(
            "S213",
            step.span,
            name=name,
            count=str(len(arguments)),
            wanted=str(wanted),
        )
    call = _Call(step, arguments, scope, resolve)
    return result_of(call)


# ---- functions of a collection


def _sum(call: _Call) -> Resolved:
    kind, value = _filtered(call)
    if isinstance(kind, CellsType):
        unit = call.scope.names.unit()
        return FigureType(unit), x.SumOf(value)
    if isinstance(kind, PerRowType) and isinstance(kind.value, FigureType):
        return kind.value, value
    raise call.unfit()


def _count(call: _Call) -> Resolved:
    count = FigureType(COUNT)
    kind, value = _filtered(call)
    if isinstance(kind, PerRowType) and isinstance(value, x.SumOf):
        return count, x.CountOf(value.collection)
    if isinstance(kind, TextsType):
        return count, x.CountOf(value, distinct=True)
    if isinstance(kind, ListType | RowsType | GroupType | CellsType):
        return count, x.CountOf(value)
    raise call.unfit()


def _names(call: _Call) -> Resolved:
    kind, value = _filtered(call)
    if not isinstance(kind, PerRowType) or not isinstance(kind.value, TextType):
        raise call.unfit()
    if not isinstance(value, x.SumOf) or value.value is None:
        raise call.unfit()
    return TextsType(), x.NamesOf(value.collection, value.value)


def _all_same(call: _Call) -> Resolved:
    kind, value = _filtered(call)
    if isinstance(kind, TextsType | CellsType):
        return ConditionType(), x.AllSame(value)
    if not isinstance(kind, PerRowType):
        raise call.unfit()
    if not isinstance(value, x.SumOf) or value.value is None:
        raise call.unfit()
    if isinstance(kind.value, FigureType):
        return ConditionType(), x.AllSame(value)
    texts = x.NamesOf(value.collection, value.value)
    return ConditionType(), x.AllSame(texts)


def _filtered(call: _Call) -> Resolved:
    """Resolve the collection that is the first argument, with its 其中 put on it."""
    kind, value = call.argument()
    where = call.arguments[0].where
    if where is None:
        return kind, value
    lists = _lists_of(kind)
    if not lists:
        raise call.unfit()
    condition = _condition_on_member(call, where, lists)
    if isinstance(value, x.SumOf):
        collection = _with_filter(value.collection, condition)
        return kind, attrs.evolve(value, collection=collection)
    return kind, _with_filter(value, condition)


def _condition_on_member(
    call: _Call,
    where: tree.Expression,
    lists: tuple[str, ...],
) -> x.Expression:
    # Inside the filter a name means the part of the row looked at, even where a pair is made by a
    # key of that name.
    hidden: set[str] = set()
    for list_id in lists:
        hidden.update(call.scope.names.parts(list_id))
    outer = call.scope.without(hidden)
    inner = outer.within(RowType(lists), x.Bound("member"))
    kind, condition = call.resolve(where, inner)
    if not isinstance(kind, ConditionType):
        raise mistake("S205", where.span)
    return condition


def _with_filter(collection: x.Expression, where: x.Expression) -> x.Expression:
    if isinstance(collection, x.RowsOf):
        return attrs.evolve(collection, where=where)
    return x.GroupRows(collection, where)


def _lists_of(kind: Type) -> tuple[str, ...]:
    if isinstance(kind, ListType):
        return (kind.list_id,)
    if isinstance(kind, PerRowType | RowsType | GroupType):
        return kind.lists
    return ()


# ---- functions of figures, texts and dates


def _share(call: _Call) -> Resolved:
    part_unit, part = _addable(call, 0)
    whole_unit, whole = _addable(call, 1)
    if not same_dimension(part_unit, whole_unit):
        raise mistake(
            "S203",
            call.step.span,
            left=part_unit.symbol,
            right=whole_unit.symbol,
        )
    return FigureType(PERCENT), x.Share(part, whole)


def _addable(call: _Call, at: int) -> tuple[Unit, x.Expression]:
    """Resolve an argument that must be a figure, and no share itself."""
    kind, value = call.argument(at)
    if not isinstance(kind, FigureType):
        raise call.unfit()
    if isinstance(value, x.Share):
        raise mistake("S207", call.step.span)
    return kind.unit, value


def _decimals(call: _Call) -> Resolved:
    kind, value = call.argument()
    if isinstance(kind, CellType):
        value = x.ThisCell(value)
    elif not isinstance(kind, FigureType):
        raise call.unfit()
    return FigureType(COUNT), x.DecimalsOf(value)


def _last_digits(call: _Call) -> Resolved:
    kind, value = call.argument()
    if not isinstance(kind, TextType):
        raise call.unfit()
    count = call.arguments[1].value
    if not isinstance(count, tree.Number):
        raise call.unfit()
    return TextType(), x.LastDigits(value, int(count.text))


def _days(call: _Call) -> Resolved:
    first_kind, first = call.argument(0)
    last_kind, last = call.argument(1)
    if not isinstance(first_kind, DateType):
        raise call.unfit()
    if not isinstance(last_kind, DateType):
        raise call.unfit()
    return FigureType(NUMBER), x.Days(first, last)


# ---- functions of a table


def _empty(call: _Call) -> Resolved:
    table = _table(call)
    return ConditionType(), x.Empty(table)


def _all_zero(call: _Call) -> Resolved:
    table = _table(call)
    return ConditionType(), x.Empty(table, or_zero=True)


def _table(call: _Call) -> x.Expression:
    """Resolve an argument that is a table, or a list of one."""
    kind, value = call.argument()
    if isinstance(kind, ListType):
        list_id = parse_list_id(kind.list_id)
        # Tables of other documents are looked up nowhere: the check comes to unknown.
        return x.TableOf(list_id.own_table or list_id.document)
    if not isinstance(kind, TableType):
        raise call.unfit()
    return value


# Each function by its id: how many arguments it takes, and what resolves it.
_FUNCTIONS: dict[str, tuple[int, Callable[[_Call], Resolved]]] = {
    "sum": (1, _sum),
    "count": (1, _count),
    "number_of": (1, _count),
    "names": (1, _names),
    "percent": (2, _share),
    "decimals_of": (1, _decimals),
    "is_empty": (1, _empty),
    "all_zero": (1, _all_zero),
    "last_digits": (2, _last_digits),
    "all_same": (1, _all_same),
    "days": (2, _days),
}
