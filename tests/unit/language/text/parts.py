"""Parts of trees by hand: positions don't count, so none is given."""

from __future__ import annotations

from budgetrules.core.spans import Span
from budgetrules.language.text import tree


def place(text: str, column: int = 0) -> Span:
    """Where a text stands that begins at a column of the first line."""
    return Span("t.rules", 1, column, column + len(text))


def path(*names: str) -> tree.Path:
    """Names parted by dots."""
    return tree.Path(tuple(tree.Step(tree.Name(name)) for name in names))


def text(value: str) -> tree.String:
    """A quoted text."""
    return tree.String(value)


def operation(operator: str, *operands: tree.Expression) -> tree.Operation:
    """An operator with its operands."""
    return tree.Operation(operator, operands)


A, B, C = path("甲"), path("乙"), path("丙")
ONE = tree.Number("1")
EQUAL = operation("=", A, ONE)
