"""Scopes: trees of disjoint, complete parts on named axes, and the columns that make up a scope."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import attrs

Atom = tuple[str, ...]


@attrs.frozen
class Scope:
    """A node of a scope tree; its parts are disjoint and make it up."""

    id: str
    parts: tuple[Scope, ...] = ()

    def leaves(self) -> tuple[str, ...]:
        """Return the ids of the undivided scopes below, itself if undivided."""
        return tuple(scope.id for scope in self.walk() if not scope.parts)

    def walk(self) -> Iterator[Scope]:
        """Yield this scope and all below it, from the left."""
        yield self
        for part in self.parts:
            yield from part.walk()


@attrs.frozen
class ScopeTree:
    """The axes of a form (资金, 性质), each a tree."""

    axes: tuple[Scope, ...] = ()

    def names(self) -> frozenset[str]:
        """Return every scope name of every axis."""
        scopes = itertools.chain.from_iterable(axis.walk() for axis in self.axes)
        return frozenset(scope.id for scope in scopes)

    def atoms(self, names: tuple[str, ...]) -> frozenset[Atom]:
        """Return the undivided combinations that a combination of scope names covers.

        An axis not named is covered whole.
        """
        chosen: list[tuple[str, ...]] = []
        for axis in self.axes:
            scopes = {scope.id: scope for scope in axis.walk()}
            named = next((name for name in names if name in scopes), axis.id)
            chosen.append(scopes[named].leaves())
        return frozenset(itertools.product(*chosen))

    def cover(
        self, wanted: frozenset[Atom], columns: Mapping[str, tuple[str, ...]]
    ) -> tuple[str, ...] | None:
        """Find the fewest columns that are disjoint and together cover exactly `wanted`.

        `columns` holds the scope names of each by its id; None if there are none.
        """
        usable: dict[str, frozenset[Atom]] = {}
        for column, names in columns.items():
            atoms = self.atoms(names)
            if names and atoms <= wanted:
                usable[column] = atoms
        # The widest first; of those that are as wide the one that stands first.
        widest_first = sorted(usable, key=lambda column: -len(usable[column]))
        return _exact_cover(wanted, {column: usable[column] for column in widest_first})


def _exact_cover(
    wanted: frozenset[Atom], usable: Mapping[str, frozenset[Atom]]
) -> tuple[str, ...] | None:
    """Choose columns, in their order, that are disjoint and make up `wanted`."""
    if not wanted:
        return ()
    first = min(wanted)
    for column, atoms in usable.items():
        if first in atoms and atoms <= wanted:
            rest = _exact_cover(wanted - atoms, usable)
            if rest is not None:
                return (column, *rest)
    return None
