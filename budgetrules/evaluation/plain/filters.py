"""Filters of rows: what a condition asks of the row alone is asked once a document, not once an instance."""

from __future__ import annotations

from budgetrules.schema import expressions as x


def by_member(where: x.Expression | None) -> tuple[x.Expression | None, x.Expression | None]:
    """A filter as two that hold together: the part about texts of the row itself, which nothing else decides, and the rest."""
    if where is None:
        return None, None
    parts = where.conditions if isinstance(where, x.All) else (where,)
    own = tuple(part for part in parts if _is_own(part))
    return _all(own), _all(tuple(part for part in parts if part not in own))


def _all(parts: tuple[x.Expression, ...]) -> x.Expression | None:
    return x.All(parts) if len(parts) > 1 else parts[0] if parts else None


def _is_own(node: x.Expression) -> bool:
    """Whether a condition can be decided by the texts of the row alone. Figures may be unreadable, so they wait their turn."""
    if isinstance(node, x.All | x.Any):
        return all(map(_is_own, node.conditions))
    if isinstance(node, x.Not):
        return _is_own(node.condition)
    if isinstance(node, x.CompareTexts):
        return not node.operator.of_signs and _is_own(node.left) and _is_own(node.right)
    if isinstance(node, x.Has):
        return isinstance(node.value, x.TextOf) and _is_own(node.value)
    if isinstance(node, x.TextOf):
        return node.record == x.Variable("member")
    return isinstance(node, x.Text | x.Texts) and all(map(_is_own, getattr(node, "values", ())))
