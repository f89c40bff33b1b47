"""Other documents beside the one that is checked: which plays which part, and their rows."""

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
    """Find which document given plays which declared part for a disclosure.

    It must be of the kind and year declared and of the same department; one whose department is not
    known may be of any.
    """
    parts: dict[str, Disclosure] = {}
    candidates = [document for document in given if document is not disclosure]
    for name, wanted in documents.items():
        for candidate in candidates:
            if _plays(candidate, wanted, disclosure):
                parts[name] = candidate
                break
    return parts


def _plays(candidate: Disclosure, wanted: OtherDocument, disclosure: Disclosure) -> bool:
    if candidate.template is None or disclosure.template is None or disclosure.fiscal_year is None:
        return False
    if candidate.fiscal_year != disclosure.fiscal_year + wanted.year_offset:
        return False
    suffixes = disclosure.template.vocabulary.entity_suffixes
    one = _bare(candidate.entity, suffixes)
    other = _bare(disclosure.entity, suffixes)
    if one and other and one != other:
        return False
    if wanted.kind:
        return candidate.template.kind == wanted.kind
    return candidate.template.id == disclosure.template.id


def _bare(entity: str, suffixes: Iterable[str]) -> str:
    """Return the name of a department without what tells it from its own parts: 甲局（本级） is 甲局."""
    name = fold(entity)
    for suffix in suffixes:
        bare = name.removesuffix(f"({suffix})")
        if bare != name:
            return bare
    return name


def rows_of(name: str, disclosure: Disclosure) -> dict[str, ListData]:
    """Copy the lists of another document under its name (上年.表5).

    The rows are copies; they hold the same cells.
    """
    lists: dict[str, ListData] = {}
    for table in disclosure.tables.values():
        lists.update(table.lists)
    lists.update(disclosure.statements)
    renamed: dict[str, ListData] = {}
    for key, data in lists.items():
        list_id = in_document(name, key)
        renamed[list_id] = ListData(
            id=list_id,
            rows=_copies(name, data.rows),
            columns_present=data.columns_present,
        )
    return renamed


def _copies(name: str, rows: Sequence[Row]) -> list[Row]:
    """Return rows under the name of their document, with the copies of their parents and
    children.
    """
    copies: dict[Row, Row] = {}
    for row in rows:
        list_id = in_document(name, row.list_id)
        copies[row] = attrs.evolve(row, list_id=list_id, parent=None, children=[])
    for row, copy in copies.items():
        parent = None
        if row.parent is not None:
            parent = copies.get(row.parent)
        if parent is not None:
            copy.parent = parent
            parent.children.append(copy)
    return list(copies.values())


def readings(rules: Sequence[Rule], given: Mapping[str, Disclosure]) -> list[Rule]:
    """Choose the reading of each rule that fits the documents given.

    A rule that names other documents is read once for every form they may have. Of a rule that
    names one not given the first reading is taken; a rule that can't be read in the names of a
    document given is left out.
    """
    forms = {name: other.template.id for name, other in given.items() if other.template is not None}
    chosen: list[Rule] = []
    taken: set[str] = set()
    for rule in rules:
        if rule.documents and (rule.id in taken or not _fits(rule, forms)):
            continue
        taken.add(rule.id)
        chosen.append(rule)
    return chosen


def _fits(rule: Rule, forms: Mapping[str, str]) -> bool:
    """Tell whether a rule speaks of each document given in the names of that document's form."""
    return all(forms.get(name, form) == form for name, form in rule.documents)
