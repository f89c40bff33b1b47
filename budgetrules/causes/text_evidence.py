"""What texts say of a root: names that lists differ in belong to the row that is wrong, and tell which of several it is."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.causes.code_tree import entries_of, lacks_beside
from budgetrules.causes.operands import distinct, is_made
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.root_values import Advice, Root
from budgetrules.causes.structure import Failed
from budgetrules.core.names import fold
from budgetrules.evaluation.truth import Comparison, Mismatch
from budgetrules.model.disclosure import Cell, Row
from budgetrules.schema import expressions as x


def with_texts(
    found: list[Root], left: list[Failed], locator: Locator
) -> tuple[list[Root], list[Failed]]:
    """What texts say of the rows a root is about belongs to it: lists that differ in their names, words of their direction."""
    rest = []
    for item in left:
        at = next((at for at, root in enumerate(found) if _belongs(item, root, locator)), None)
        if at is None and (told := _told_apart(item, found, locator)) is not None:
            found[told[0]] = told[1]
        elif at is None:
            rest.append(item)
        elif _is_sign(item):
            # The word tells the error, the figures only that there is one.
            found[at] = Root(item, None, (found[at].leader, *found[at].follows))
        else:
            found[at] = attrs.evolve(found[at], follows=(*found[at].follows, item))
    return found, rest


def _told_apart(item: Failed, found: Sequence[Root], locator: Locator) -> tuple[int, Root] | None:
    """The root, by its number, in which a list of names tells which of several equally likely figures is wrong."""
    names = _differing(item)
    for at, root in enumerate(found):
        for cell, value in root.advice.others if root.advice is not None and names else ():
            row = locator.spot(cell).row
            if row is not None and names <= {fold(row.name)}:
                follows = (*root.follows, item)
                return at, Root(root.leader, cell, follows, Advice(value, 1 + len(follows), 0))
    return None


def _belongs(item: Failed, root: Root, locator: Locator) -> bool:
    names = _differing(item)
    if _is_sign(item):
        row = item.outcome.instance.row
        return root.lead is not None and locator.spot(root.lead).row is row
    if not names:
        return False
    about = _rows_about(root, locator)
    return names <= _names_of(about, locator) or all(
        any(lacks_beside(name, row, locator) for row in about) for name in names
    )


def _is_sign(item: Failed) -> bool:
    condition = item.outcome.check.condition
    return isinstance(condition, x.CompareTexts) and condition.operator.of_signs


def _differing(item: Failed) -> frozenset[str]:
    """The names that two lists don't share, or the one that a text looks for among the rows and doesn't find."""
    grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
    row = item.outcome.instance.row
    if (
        isinstance(grounds, Comparison)
        and all(is_made(cell) for cell in distinct(grounds))
        and isinstance(row, Row)
    ):
        return frozenset({fold(row.name)})
    if not isinstance(grounds, Mismatch):
        return frozenset()
    printed, expected = (
        {fold(name) for name in (text or "").split("、") if name}
        for text in (grounds.printed, grounds.expected)
    )
    return frozenset(printed ^ expected)


def _names_of(rows: Sequence[Row], locator: Locator) -> set[str]:
    """The names of rows; of one that lacks those that its code has."""
    named = {fold(row.name) for row in rows if row.name}
    for row in rows:
        entry = entries_of(row.list_id, locator).get(row.code or "") if is_absent(row) else None
        named.update(map(fold, entry.names if entry is not None else ()))
    return named


def _rows_about(root: Root, locator: Locator) -> list[Row]:
    alike = [item for item in root.follows if item.outcome.check is root.leader.outcome.check]
    rows = [row for item in (root.leader, *alike) for row in item.outcome.instance.rows()]
    spot = locator.spot(root.lead) if root.lead is not None else None
    if isinstance(cell := root.leader.outcome.instance.cell, Cell):
        rows.extend(held for held in (locator.spot(cell).row,) if held is not None)
    numbers = root.leader.numbers
    for other in distinct(numbers) if numbers is not None else ():
        rows.extend(row for row in (locator.spot(other).row,) if is_absent(row) and row is not None)
    return [*rows, spot.row] if spot is not None and spot.row is not None else rows
