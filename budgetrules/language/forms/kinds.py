"""表类: kinds of tables that forms share, and the tables of a form composed of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.language.text import tree

# The kinds by their ids, as they are written.
Kinds = Mapping[str, tree.Clause]


def kinds_of(files: Sequence[tree.File]) -> dict[str, tree.Clause]:
    """Return the kinds that rule files declare."""
    kinds: dict[str, tree.Clause] = {}
    for file in files:
        for clause in file.clauses:
            if clause.keyword == "table_kind":
                kinds[clause.declared.id()] = clause
    return kinds


def tables_written(form: tree.Clause, kinds: Kinds) -> Iterator[tree.Clause]:
    """Yield the tables of a form, each with what its kind says; 按表类 takes every kind as it
    is.
    """
    for table in form.all("table"):
        kind = kinds.get(_kind_named(table))
        yield table if kind is None else _composed(kind, table)
    if form.first("by_kinds") is not None:
        for kind in kinds.values():
            yield attrs.evolve(kind, keyword="table")


def unknown_kind(table: tree.Clause, kinds: Kinds) -> str:
    """Return the kind that a table names and nobody declares; nothing where all is well."""
    name = _kind_named(table)
    return "" if name in kinds else name


def _kind_named(table: tree.Clause) -> str:
    words = table.declared.words("of_kind")
    return words[0] if words else ""


def _composed(kind: tree.Clause, own: tree.Clause) -> tree.Clause:
    """Return a clause with all that its kind says, and its own deviations instead of it.

    What it names like the kind does takes the place of that; what is new comes behind.
    """
    head = own.declared
    inherited = kind.declared
    texts = head.texts or inherited.texts
    options = (*head.options, *inherited.options)
    children = list(kind.children)
    for child in own.children:
        at = _place_of(child, children)
        if at is None:
            children.append(child)
        else:
            children[at] = _composed(children[at], child)
    return attrs.evolve(
        own,
        head=attrs.evolve(head, texts=texts, options=options),
        children=tuple(children),
    )


def _place_of(child: tree.Clause, children: Sequence[tree.Clause]) -> int | None:
    """Return where a kind says the same line."""
    name = child.declared.id()
    for at, other in enumerate(children):
        if other.keyword == child.keyword and other.declared.id() == name:
            return at
    return None
