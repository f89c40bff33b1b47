"""Scopes: trees of disjoint, complete parts on named axes, and the columns that make up a scope."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import attrs

Atom = tuple[str, ...]


@attrs.frozen
class Scope:
    """A node of a scope tree; its parts are disjoint and make it up."""

    id: str
    parts: tuple[Scope, ...] = ()

    def leaves(self) -> tuple[str, ...]:
        """The ids of the undivided scopes below, itself if undivided."""
        if not self.parts:
            return (self.id,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())

    def walk(self) -> tuple[Scope, ...]:
        """This scope and all below it."""
        return (self, *(node for part in self.parts for node in part.walk()))


@attrs.frozen
class ScopeTree:
    """The axes of a form (资金, 性质), each a tree."""

    axes: tuple[Scope, ...] = ()

    def names(self) -> frozenset[str]:
        """Every scope name of every axis."""
        return frozenset(node.id for axis in self.axes for node in axis.walk())

    def atoms(self, names: tuple[str, ...]) -> frozenset[Atom]:
        """Return the undivided combinations that a combination of scope names covers.

        An axis not named is covered whole.
        """
        chosen: list[tuple[str, ...]] = []
        for axis in self.axes:
            nodes = {node.id: node for node in axis.walk()}
            named = [nodes[name].leaves() for name in names if name in nodes]
            chosen.append(named[0] if named else axis.leaves())
        return frozenset(itertools.product(*chosen))

    def cover(
        self, wanted: frozenset[Atom], columns: Mapping[str, tuple[str, ...]]
    ) -> tuple[str, ...] | None:
        """Find the fewest columns that are disjoint and together cover exactly `wanted`.

        `columns` holds the scope names of each by its id; None if there are none.
        """
        sets = {column: self.atoms(names) for column, names in columns.items() if names}
        usable = sorted(
            (column for column, atoms in sets.items() if atoms <= wanted),
            key=lambda column: (-len(sets[column]), list(columns).index(column)),
        )
        return _exact_cover(wanted, usable, sets)


def _exact_cover(
    wanted: frozenset[Atom], usable: list[str], sets: Mapping[str, frozenset[Atom]]
) -> tuple[str, ...] | None:
    if not wanted:
        return ()
    first = min(wanted)
    for column in usable:
        if first in sets[column] and sets[column] <= wanted:
            rest = _exact_cover(wanted - sets[column], usable, sets)
            if rest is not None:
                return (column, *rest)
    return None
