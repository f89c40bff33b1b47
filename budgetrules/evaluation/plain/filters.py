"""Filters of rows: what asks of the row alone is asked once a document."""

from __future__ import annotations

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.signatures import Build, Filter
from budgetrules.evaluation.plain.texts import agreement, row_text
from budgetrules.model.disclosure import Row
from budgetrules.schema import expressions as x

_MEMBER = x.Bound("member")


def build_filter(where: x.Expression | None, build: Build) -> Filter:
    """Make the filter that keeps the rows a condition may hold for; without one it keeps all."""
    if where is None:
        return _all_rows
    if isinstance(where, x.CompareTexts) and not where.operator.of_signs:
        text = where.left
        if isinstance(text, x.TextOf) and text.record == _MEMBER and _is_given(where.right):
            return _rows_with_text(where, text, build)
    holds = build(where)

    def matching(rows: list[Row], instance: Instance) -> list[Row]:
        return [row for row in rows if holds(instance.with_member(row)).possible]

    return matching


def _all_rows(rows: list[Row], instance: Instance) -> list[Row]:
    return rows


def _is_given(text: x.Expression) -> bool:
    """Tell whether a text is the same for every row that a filter comes to."""
    if isinstance(text, x.TextOf):
        return isinstance(text.record, x.Bound | x.Variable) and text.record != _MEMBER
    return isinstance(text, x.Text)


def _rows_with_text(where: x.CompareTexts, text: x.TextOf, build: Build) -> Filter:
    """Keep the rows whose text agrees with a given one, which is then asked for only once.

    Most filters are of this kind, and most rows fail them: nobody asks why they do.
    """
    given_text = build(where.right)
    text_of_row = row_text(text.part)
    name = text.name
    agrees = agreement(where.operator)

    def with_text(rows: list[Row], instance: Instance) -> list[Row]:
        if not rows:
            return []
        given = given_text(instance)
        if given is None:
            return []
        matching: list[Row] = []
        for row in rows:
            printed = text_of_row(row, name, instance.document)
            if printed is not None and agrees(printed, given):
                matching.append(row)
        return matching

    return with_text


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
    """Tell whether the texts of the row alone decide a condition.

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
