"""Attach text mismatches to the root they follow from.

Names in which lists differ belong to the row that is wrong, and tell which of several it is; a word
for the direction of a change belongs to the figure of its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import lacks_beside, names_of_code
from budgetrules.causes.conditions import text_operator
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import Advice, FailedCheck, Root, folded_names
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row


def explain(case: Case) -> Iterator[Root]:
    """Yield each root that texts belong to, with these texts."""
    texts = list(filter(_is_evidence, case.open_checks))
    if not texts:
        return
    locator = case.locator
    # Kept by number: a text changes a root, and the next one looks at the changed root.
    roots = [_about(root, locator) for root in case.roots]
    changed: dict[int, Root] = {}
    for item in texts:
        belonging = _root_with(item, roots, locator)
        if belonging is not None:
            number, root = belonging
            changed[number] = root
            roots[number] = _about(root, locator)
    yield from changed.values()


CAUSE = Cause("text evidence", explain)


@attrs.frozen(eq=False)
class _About:
    """A root, the rows that it is about, and the folded names of these rows."""

    root: Root
    rows: tuple[Row, ...]
    names: frozenset[str]

    def names_all(self, names: frozenset[str], locator: Locator) -> bool:
        """Return whether these are names of the rows, or of rows missing above or below them."""
        if names <= self.names:
            return True
        return all(self._lacks_beside(name, locator) for name in names)

    def _lacks_beside(self, name: str, locator: Locator) -> bool:
        return any(lacks_beside(name, row, locator) for row in self.rows)


def _root_with(
    item: FailedCheck,
    roots: Sequence[_About],
    locator: Locator,
) -> tuple[int, Root] | None:
    """Return the root that a text belongs to with the text in it, and the number of that root."""
    names = _differing_names(item)
    for number, about in enumerate(roots):
        root = about.root
        if _is_direction(item):
            if _is_of_suspect(item, root, locator):
                # The word tells the error, the figures only that there is one.
                return number, Root(spokesman=item, follows=root.checks)
        elif about.names_all(names, locator):
            return number, root.with_more((item,))
    if not names:
        return None
    for number, about in enumerate(roots):
        told_apart = _told_apart(item, names, about.root, locator)
        if told_apart is not None:
            return number, told_apart
    return None


def _is_of_suspect(item: FailedCheck, root: Root, locator: Locator) -> bool:
    """Return whether a check is about the row of the figure that a root calls wrong."""
    if root.suspect is None:
        return False
    return locator.address(root.suspect).row is item.row


def _told_apart(
    item: FailedCheck,
    names: frozenset[str],
    root: Root,
    locator: Locator,
) -> Root | None:
    """Return the root with the one of its equally likely figures that a list of names tells of."""
    if root.advice is None:
        return None
    for other in root.advice.alternatives:
        row = locator.address(other.cell).row
        if row is not None and names <= {fold(row.name)}:
            follows = (*root.follows, item)
            mended = 1 + len(follows)
            return Root(
                spokesman=root.spokesman,
                suspect=other.cell,
                follows=follows,
                advice=Advice(value=other.value, mended=mended),
            )
    return None


def _is_direction(item: FailedCheck) -> bool:
    """Return whether a check compares a word for the direction of a change with the figures."""
    operator = text_operator(item.condition)
    return operator is not None and operator.of_signs


def _is_evidence(item: FailedCheck) -> bool:
    return _is_direction(item) or bool(_differing_names(item))


def _differing_names(item: FailedCheck) -> frozenset[str]:
    """Return the names that two lists don't share, or the one that a text looks for in vain."""
    if item.only_counts and item.row is not None:
        return frozenset({fold(item.row.name)})
    texts = item.mismatch
    if texts is None:
        return frozenset()
    printed = folded_names(texts.printed)
    expected = folded_names(texts.expected)
    return frozenset(printed ^ expected)


def _about(root: Root, locator: Locator) -> _About:
    rows = tuple(_rows_about(root, locator))
    names = {fold(row.name) for row in rows if row.name}
    for row in rows:
        if is_absent(row):
            names.update(names_of_code(row, locator))
    return _About(root, rows, frozenset(names))


def _rows_about(root: Root, locator: Locator) -> Iterator[Row]:
    """Yield the rows of the instances of the spokesman's check, then of what it calls wrong."""
    spokesman = root.spokesman
    for item in root.checks:
        if item.outcome.check is spokesman.outcome.check:
            yield from item.rows
    if spokesman.outcome.instance.cell is not None:
        yield from locator.rows_of((spokesman.outcome.instance.cell,))
    yield from filter(is_absent, locator.rows_of(spokesman.printed_cells))
    if root.suspect is not None:
        yield from locator.rows_of((root.suspect,))
