"""Filters of rows: what asks of the row alone is asked once a document."""

from __future__ import annotations

from budgetrules.schema import expressions as x

_MEMBER = x.Bound("member")


def split_by_member(where: x.Expression | None) -> tuple[x.Expression | None, x.Expression | None]:
    """Split a filter in two that hold together.

    The first asks only for texts of the row itself, which nothing else decides; the second is the
    rest.
    """
    if where is None:
        return None, None
    if isinstance(where, x.All):
        parts = where.conditions
    else:
        parts = (where,)
    own = tuple(part for part in parts if _is_own(part))
    rest = tuple(part for part in parts if part not in own)
    return _all_of(own), _all_of(rest)


def _all_of(parts: tuple[x.Expression, ...]) -> x.Expression | None:
    if not parts:
        return None
    if len(parts) > 1:
        return x.All(parts)
    return parts[0]


def _is_own(node: x.Expression) -> bool:
    """Whether the texts of the row alone decide a condition.

    Figures may be unreadable, so they wait their turn.
    """
    if isinstance(node, x.All | x.Any):
        return all(map(_is_own, node.conditions))
    if isinstance(node, x.Not):
        return _is_own(node.condition)
    if isinstance(node, x.CompareTexts):
        return not node.operator.of_signs and _is_own(node.left) and _is_own(node.right)
    if isinstance(node, x.Has):
        return isinstance(node.value, x.TextOf) and _is_own(node.value)
    if isinstance(node, x.TextOf):
        return node.record == _MEMBER
    if isinstance(node, x.Texts):
        return all(map(_is_own, node.values))
    return isinstance(node, x.Text)
