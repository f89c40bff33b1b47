"""What the condition of a check asks, where causes must know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetrules.core.operators import TextOperator
from budgetrules.schema import expressions as x


def asks_for(condition: x.Expression, kind: type) -> bool:
    """Return whether a condition asks if there is something of a kind: 有 上级, 有 空表说明."""
    if not isinstance(condition, x.Has):
        return False
    return isinstance(condition.value, kind)


def judges_words(guards: Iterable[x.Expression]) -> bool:
    """Return whether a check holds figures against a word that is printed: 若 比较 属于 ("大于").

    Where it fails the word may as well be wrong.
    """
    return any(any(map(_asks_of_word, _parts(guard))) for guard in guards)


def _parts(condition: x.Expression) -> tuple[x.Expression, ...]:
    return condition.conditions if isinstance(condition, x.All) else (condition,)


def _asks_of_word(condition: x.Expression) -> bool:
    if not isinstance(condition, x.CompareTexts) or not isinstance(condition.left, x.TextOf):
        return False
    is_written_in_rule = isinstance(condition.right, x.Text | x.Texts)
    return is_written_in_rule and condition.left.part is x.TextPart.COLUMN


def asks_above(condition: x.Expression) -> bool:
    """Return whether a condition asks for the row above: 有 上级."""
    if not isinstance(condition, x.Has):
        return False
    above = condition.value
    return isinstance(above, x.Ancestor) and not above.level


def counts_decimals(condition: x.Expression) -> bool:
    """Return whether a condition compares how many decimals a figure is printed with."""
    if not isinstance(condition, x.Compare):
        return False
    return isinstance(condition.left, x.DecimalsOf)


def is_one_of_many(condition: x.Expression) -> bool:
    """Return whether a text is to be one of those in a collection: none of them is due there."""
    if not isinstance(condition, x.CompareTexts) or condition.operator.of_lists:
        return False
    return isinstance(condition.right, x.NamesOf)


def is_written_in_rule(condition: x.Expression) -> bool:
    """Return whether the texts of the left side stand in the rule or are given to it."""
    if not isinstance(condition, x.CompareTexts):
        return False
    return isinstance(condition.left, x.Text | x.Texts | x.ParameterOf)


def text_operator(condition: x.Expression) -> TextOperator | None:
    """Return how a condition compares texts; None for any other."""
    if not isinstance(condition, x.CompareTexts):
        return None
    return condition.operator


def words_of(node: object) -> Iterator[str]:
    """Yield every text in an expression, among them the ids of the lists it names."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple | list):
        for part in node:
            yield from words_of(part)
    else:
        for field in getattr(type(node), "__attrs_attrs__", ()):
            yield from words_of(getattr(node, field.name))
