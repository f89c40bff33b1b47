"""Other documents beside the one that is checked: which plays which part, and their rows under the name of that part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Disclosure, ListData, Row
from budgetrules.schema.list_ids import in_document
from budgetrules.schema.packs import OtherDocument
from budgetrules.schema.rules import Rule


def assign(
    disclosure: Disclosure, given: Iterable[Disclosure], documents: Mapping[str, OtherDocument]
) -> dict[str, Disclosure]:
    """The documents given by the part they play for a disclosure: of the kind and year declared, of the same department.

    A document whose department is not known may be of any.
    """
    found: dict[str, Disclosure] = {}
    if disclosure.template is None or disclosure.fiscal_year is None:
        return found
    for name, wanted in documents.items():
        year = disclosure.fiscal_year + wanted.year_offset
        fitting = [
            other
            for other in given
            if other is not disclosure
            and _plays(other, wanted, disclosure)
            and other.fiscal_year == year
        ]
        if fitting:
            found[name] = fitting[0]
    return found


def _plays(other: Disclosure, wanted: OtherDocument, disclosure: Disclosure) -> bool:
    assert disclosure.template is not None
    suffixes = disclosure.template.vocabulary.entity_suffixes
    if other.template is None or not _same_entity(other.entity, disclosure.entity, suffixes):
        return False
    if wanted.kind:
        return other.template.kind == wanted.kind
    return other.template.id == disclosure.template.id


def _same_entity(one: str, other: str, suffixes: Iterable[str]) -> bool:
    """Whether two names are one department's; a name that is not known may be anybody's."""
    bare_one = _without_suffix(fold(one), suffixes)
    bare_other = _without_suffix(fold(other), suffixes)
    return not bare_one or not bare_other or bare_one == bare_other


def _without_suffix(name: str, suffixes: Iterable[str]) -> str:
    for suffix in suffixes:
        bare = name.removesuffix(f"({suffix})")
        if bare != name:
            return bare
    return name


def rows_of(name: str, disclosure: Disclosure) -> dict[str, ListData]:
    """The lists of another document under its name (上年.表5): copies of its rows, with the same cells."""
    lists = {
        **{key: data for table in disclosure.tables.values() for key, data in table.lists.items()},
        **disclosure.statements,
    }
    copies: dict[str, ListData] = {}
    for key, data in lists.items():
        list_id = in_document(name, key)
        copies[list_id] = ListData(list_id, _copies(name, data.rows), data.columns_present)
    return copies


def _copies(name: str, rows: Sequence[Row]) -> list[Row]:
    copies = {
        id(row): attrs.evolve(row, list_id=in_document(name, row.list_id), parent=None, children=[])
        for row in rows
    }
    for row in rows:
        parent = copies.get(id(row.parent)) if row.parent is not None else None
        if parent is not None:
            copies[id(row)].parent = parent
            parent.children.append(copies[id(row)])
    return list(copies.values())


def readings(rules: Sequence[Rule], given: Mapping[str, Disclosure]) -> list[Rule]:
    """Of the readings of a rule that names other documents the one in the names of those given; of others the first.

    A rule that can't be read in the names of a document given does not apply.
    """
    forms = {name: other.template.id for name, other in given.items() if other.template is not None}
    found: list[Rule] = []
    taken: set[str] = set()
    for rule in rules:
        documents = rule.documents
        if documents and (
            rule.id in taken or any(forms.get(name, form) != form for name, form in documents)
        ):
            continue
        taken.add(rule.id)
        found.append(rule)
    return found
