"""What the condition of a check asks, where causes must know."""

from __future__ import annotations

from budgetrules.core.operators import TextOperator
from budgetrules.schema import expressions as x


def asks_for(condition: x.Expression, kind: type) -> bool:
    """Return whether a condition asks if there is something of a kind: 有 上级, 有 空表说明."""
    if not isinstance(condition, x.Has):
        return False
    return isinstance(condition.value, kind)


def counts_decimals(condition: x.Expression) -> bool:
    """Return whether a condition compares how many decimals a figure is printed with."""
    if not isinstance(condition, x.Compare):
        return False
    return isinstance(condition.left, x.DecimalsOf)


def text_operator(condition: x.Expression) -> TextOperator | None:
    """Return how a condition compares texts; None for any other."""
    if not isinstance(condition, x.CompareTexts):
        return None
    return condition.operator
