"""口径(…): from names of scopes to the columns of a list that make them up."""

from __future__ import annotations

from budgetrules.language.check.names import Names, mistake, printed
from budgetrules.language.check.parts import Resolved, unit_of
from budgetrules.language.check.types import FigureType, RowType
from budgetrules.language.text import tree
from budgetrules.schema import expressions as x
from budgetrules.schema.scopes import Atom, ScopeTree


def scope_columns(kind: RowType, row: x.Expression, step: tree.Step, names: Names) -> Resolved:
    """The figure of a row in the columns that cover a scope exactly; a mistake where the list has
    no such columns.
    """
    arguments = step.arguments or ()
    if len(arguments) != 1:
        raise mistake(
            "S213",
            step.span,
            {"name": printed(step.name), "count": str(len(arguments)), "wanted": "1"},
        )
    wanted = _atoms(arguments[0].value, names.template.scopes)
    found = []
    for list_id in kind.lists:
        columns = {column.id: column.scope for column in names.lists[list_id].amounts()}
        cover = names.template.scopes.cover(wanted, columns)
        if cover is None:
            raise mistake("S215", step.span, {"table": list_id})
        found.append((list_id, cover))
    unit = (
        unit_of(names, kind.lists[0], found[0][1][0])
        if found[0][1]
        else unit_of(names, kind.lists[0], "")
    )
    return FigureType(unit), x.CellOf(row, tuple(found))


def _atoms(node: tree.Expression, scopes: ScopeTree) -> frozenset[Atom]:
    if isinstance(node, tree.Operation) and node.operator in ("plus", "minus", "except"):
        left, right = (_atoms(operand, scopes) for operand in node.operands)
        return left | right if node.operator == "plus" else left - right
    return scopes.atoms(tuple(_names(node, scopes)))


def _names(node: tree.Expression, scopes: ScopeTree) -> list[str]:
    """One scope name, or several side by side (财政结转 基本: one an axis)."""
    if isinstance(node, tree.Path) and len(node.steps) == 1:
        name = node.steps[0].name
        if name.value not in scopes.names():
            raise mistake(
                "S216", node.span, {"name": name.value}, sorted(scopes.names()), name.value
            )
        return [name.value]
    if isinstance(node, tree.Items | tree.Operation):
        operands = node.values if isinstance(node, tree.Items) else node.operands
        return [name for operand in operands for name in _names(operand, scopes)]
    raise mistake("S216", node.span, {"name": ""}, sorted(scopes.names()))
