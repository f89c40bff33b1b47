"""口径(…): from names of scopes to the columns of a list that make them up."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.language.check.names import Names, Resolved, mistake, printed
from budgetrules.language.check.parts import unit_of
from budgetrules.language.check.types import FigureType, RowType
from budgetrules.language.text import tree
from budgetrules.schema import expressions as x
from budgetrules.schema.scopes import Atom, ScopeTree

# What joins scopes to one, or takes a scope out of another.
_JOINING = ("plus", "minus", "except")


def scope_columns(
    kind: RowType,
    row: x.Expression,
    step: tree.Step,
    names: Names,
) -> Resolved:
    """Return the figure of a row in the columns that cover a scope exactly.

    Raises Unresolved where the list has no such columns.
    """
    arguments = step.arguments or ()
    if len(arguments) != 1:
        raise mistake(
            "S213",
            step.span,
            name=printed(step.name),
            count=str(len(arguments)),
            wanted="1",
        )
    wanted = _atoms(arguments[0].value, names.template.scopes)
    columns = []
    for list_id in kind.lists:
        cover = _cover(list_id, wanted, names)
        if cover is None:
            raise mistake("S215", step.span, table=list_id)
        columns.append((list_id, cover))
    first_list, first_cover = columns[0]
    first_column = first_cover[0] if first_cover else ""
    unit = unit_of(names, first_list, first_column)
    return FigureType(unit), x.CellOf(row, tuple(columns))


def _cover(
    list_id: str,
    wanted: frozenset[Atom],
    names: Names,
) -> tuple[str, ...] | None:
    """Return the columns of a list that together are the wanted scope; None if there are none."""
    declared = {}
    for column in names.lists[list_id].amounts():
        declared[column.id] = column.scope
    return names.template.scopes.cover(wanted, declared)


def _atoms(node: tree.Expression, scopes: ScopeTree) -> frozenset[Atom]:
    """Return the undivided combinations of scopes that an argument of 口径 covers."""
    if not isinstance(node, tree.Operation) or node.operator not in _JOINING:
        named = _names(node, scopes)
        return scopes.atoms(tuple(named))
    left, right = node.operands
    left_atoms = _atoms(left, scopes)
    right_atoms = _atoms(right, scopes)
    if node.operator == "plus":
        return left_atoms | right_atoms
    return left_atoms - right_atoms


def _names(node: tree.Expression, scopes: ScopeTree) -> Iterator[str]:
    """Yield one scope name, or several side by side (财政结转 基本: one an axis)."""
    if isinstance(node, tree.Path) and len(node.steps) == 1:
        yield _scope_name(node, scopes)
    elif isinstance(node, tree.Items):
        for value in node.values:
            yield from _names(value, scopes)
    elif isinstance(node, tree.Operation):
        for operand in node.operands:
            yield from _names(operand, scopes)
    else:
        raise mistake("S216", node.span, sorted(scopes.names()), name="")


def _scope_name(path: tree.Path, scopes: ScopeTree) -> str:
    """Return the name that a path of one step is. Raises Unresolved if no scope is so called."""
    name = path.steps[0].name.value
    declared = scopes.names()
    if name not in declared:
        raise mistake("S216", path.span, sorted(declared), name, name=name)
    return name
