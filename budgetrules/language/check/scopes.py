"""口径(…): from names of scopes to the columns of a list that make them up."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.language.check.names import Names, mistake, printed
from budgetrules.language.check.parts import Resolved, unit_of
from budgetrules.language.check.types import FigureType, RowType
from budgetrules.language.text import tree
from budgetrules.schema import expressions as x
from budgetrules.schema.scopes import Atom, ScopeTree


def scope_columns(kind: RowType, row: x.Expression, step: tree.Step, names: Names) -> Resolved:
    """The figure of a row in the columns that cover a scope exactly.

    Raises Unresolved where the list has no such columns.
    """
    arguments = step.arguments or ()
    if len(arguments) != 1:
        count = str(len(arguments))
        raise mistake("S213", step.span, name=printed(step.name), count=count, wanted="1")
    scopes = names.template.scopes
    wanted = _atoms(arguments[0].value, scopes)
    columns: list[tuple[str, tuple[str, ...]]] = []
    for list_id in kind.lists:
        covered = {column.id: column.scope for column in names.lists[list_id].amounts()}
        cover = scopes.cover(wanted, covered)
        if cover is None:
            raise mistake("S215", step.span, table=list_id)
        columns.append((list_id, cover))
    first_list, first_cover = columns[0]
    unit = unit_of(names, first_list, first_cover[0] if first_cover else "")
    return FigureType(unit), x.CellOf(row, tuple(columns))


def _atoms(node: tree.Expression, scopes: ScopeTree) -> frozenset[Atom]:
    if isinstance(node, tree.Operation) and node.operator in ("plus", "minus", "except"):
        left = _atoms(node.operands[0], scopes)
        right = _atoms(node.operands[1], scopes)
        return left | right if node.operator == "plus" else left - right
    return scopes.atoms(tuple(_names(node, scopes)))


def _names(node: tree.Expression, scopes: ScopeTree) -> Iterator[str]:
    """One scope name, or several side by side (财政结转 基本: one an axis)."""
    known_scopes = sorted(scopes.names())
    if isinstance(node, tree.Path) and len(node.steps) == 1:
        name = node.steps[0].name.value
        if name not in known_scopes:
            raise mistake("S216", node.span, known_scopes, name, name=name)
        yield name
    elif isinstance(node, tree.Items | tree.Operation):
        operands = node.values if isinstance(node, tree.Items) else node.operands
        for operand in operands:
            yield from _names(operand, scopes)
    else:
        raise mistake("S216", node.span, known_scopes, name="")
