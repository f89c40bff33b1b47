"""Attach text mismatches to the root they follow from.

Names in which lists differ belong to the row that is wrong, and tell which of several it is; a word
for the direction of a change belongs to the figure of its row.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import lacks_beside, names_of_code
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import Advice, FailedCheck, Root, folded_names
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row
from budgetrules.schema import expressions as x


def explain(case: Case) -> Iterator[Root]:
    """Yield each root that texts belong to, with these texts."""
    texts = [item for item in case.open_checks if _is_direction(item) or _differing_names(item)]
    if not texts:
        return
    locator = case.locator
    # Kept by number: a text changes a root, and the next one looks at the changed root.
    about = {number: _about(root, locator) for number, root in enumerate(case.roots)}
    changed: dict[int, Root] = {}
    for item in texts:
        found = _root_with(item, about, locator)
        if found is not None:
            number, root = found
            changed[number] = root
            about[number] = _about(root, locator)
    yield from changed.values()


CAUSE = Cause("text evidence", explain)


@attrs.frozen(eq=False)
class _About:
    """A root, the rows that it is about, and the folded names of these rows."""

    root: Root
    rows: tuple[Row, ...]
    names: frozenset[str]

    def names_all(self, names: frozenset[str], locator: Locator) -> bool:
        """Whether these are names of the rows, or of rows lacking directly above or below them."""
        if names <= self.names:
            return True
        return all(any(lacks_beside(name, row, locator) for row in self.rows) for name in names)


def _root_with(
    item: FailedCheck, about: dict[int, _About], locator: Locator
) -> tuple[int, Root] | None:
    """Return the root that a text belongs to with the text in it, and the number of that root."""
    names = _differing_names(item)
    for number, candidate in about.items():
        root = candidate.root
        if _is_direction(item):
            if _is_of_suspect(item, root, locator):
                # The word tells the error, the figures only that there is one.
                return number, Root(spokesman=item, follows=root.checks)
        elif names and candidate.names_all(names, locator):
            return number, attrs.evolve(root, follows=(*root.follows, item))
    for number, candidate in about.items() if names else ():
        told_apart = _told_apart(item, names, candidate.root, locator)
        if told_apart is not None:
            return number, told_apart
    return None


def _is_of_suspect(item: FailedCheck, root: Root, locator: Locator) -> bool:
    """Whether a check is about the row of the figure that a root calls wrong."""
    return root.suspect is not None and locator.address(root.suspect).row is item.row


def _told_apart(
    item: FailedCheck, names: frozenset[str], root: Root, locator: Locator
) -> Root | None:
    """Return the root with the one of its equally likely figures that a list of names tells of."""
    for other in root.advice.alternatives if root.advice is not None else ():
        row = locator.address(other.cell).row
        if row is not None and names <= {fold(row.name)}:
            follows = (*root.follows, item)
            advice = Advice(value=other.value, mended=1 + len(follows))
            return Root(
                spokesman=root.spokesman, suspect=other.cell, follows=follows, advice=advice
            )
    return None


def _is_direction(item: FailedCheck) -> bool:
    """Whether a check compares a word for the direction of a change with the figures."""
    condition = item.condition
    return isinstance(condition, x.CompareTexts) and condition.operator.of_signs


def _differing_names(item: FailedCheck) -> frozenset[str]:
    """Return the names that two lists don't share, or the one that a text looks for in vain."""
    if item.only_counts and item.row is not None:
        return frozenset({fold(item.row.name)})
    texts = item.mismatch
    if texts is None:
        return frozenset()
    return frozenset(folded_names(texts.printed) ^ folded_names(texts.expected))


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
