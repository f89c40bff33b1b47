"""Say of the columns and rows of an inferred list which are parts of which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import BRACKETED_ENUMERATOR, ENUMERATOR
from budgetrules.model.disclosure import Row
from budgetrules.recognition.inference.figures import AmountColumn, amounts_of
from budgetrules.recognition.inference.lists import column_id
from budgetrules.recognition.inference.sums import column_sums
from budgetrules.recognition.lines.segment import bare_label
from budgetrules.schema.forms import Column, ColumnKind, RowLabel, TableList
from budgetrules.schema.sources import CodeEntry, CodeList
from budgetrules.schema.vocabulary import Vocabulary

# A form prescribes no more rows than this.
_MOST_ROWS = 60


def nested_columns(item: TableList, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns, those that add up to the column in front of them as parts of it."""
    amounts = {column.id: column for column in amounts_of(rows, item).columns}
    everywhere = range(len(rows))
    blank = {name for name, column in amounts.items() if column.is_zero(everywhere)}
    order = [column.id for column in item.columns if column.kind is ColumnKind.AMOUNT]
    parents: dict[str, str] = {}
    # From the right: inner sums are known before those that they stand in.
    for found in reversed(column_sums(rows, item)):
        behind = order[order.index(found.whole) + 1 :]
        parts = _stretch(behind, set(found.parts), blank, parents)
        for part in parts:
            parents[part] = found.whole
    columns: list[Column] = []
    for column in item.columns:
        columns.append(attrs.evolve(column, parent=parents.get(column.id)))
    return tuple(columns)


def _stretch(
    behind: Sequence[str],
    parts: set[str],
    blank: set[str],
    parents: Mapping[str, str],
) -> list[str]:
    """Return the parts that follow a column at once, with blank ones among them; none else."""
    found: list[str] = []
    left = set(parts)
    for name in behind:
        if not left and name not in parents:
            break
        if name in left:
            left.remove(name)
            found.append(name)
        elif name in blank and name not in parents:
            found.append(name)
        elif name not in parents:
            return []
    return found if not left else []


# ---- rows


def prescribed_rows(
    item: TableList,
    rows: Sequence[Row],
    codelists: Mapping[str, CodeList],
    vocabulary: Vocabulary,
) -> tuple[RowLabel, ...]:
    """Return the rows of a list of names as the form prescribes them; none where they are data.

    Names of one level of a code list stand for all of it.
    """
    if item.code_key() is not None or not item.keys or len(rows) > _MOST_ROWS:
        return ()
    bare = [bare_label(row.name, vocabulary) for row in rows]
    totals = [_is_total(row.name, vocabulary) for row in rows]
    numbered = [fold(row.name) != name for row, name in zip(rows, bare, strict=True)]
    if 2 * (sum(totals) + sum(numbered)) < len(rows):
        return ()
    parents = _parents(rows, item, totals)
    entries = _entries(bare, codelists)
    labels: list[RowLabel] = []
    ids: list[str] = []
    for at, row in enumerate(rows):
        name = column_id(bare[at], ids, vocabulary)
        ids.append(name)
        labels.append(RowLabel(name, (row.name,), parent=None))
    listed = [
        attrs.evolve(label, parent=ids[parent] if parent is not None else None)
        for label, parent in zip(labels, parents, strict=True)
    ]
    return _with_entries(listed, bare, entries)


def _is_total(name: str, vocabulary: Vocabulary) -> bool:
    return fold(name).endswith(tuple(map(fold, vocabulary.totals)))


def _parents(
    rows: Sequence[Row],
    item: TableList,
    totals: Sequence[bool],
) -> list[int | None]:
    """Return for each row the total that it and its neighbours add up to, before or behind it."""
    columns = amounts_of(rows, item).columns
    parents: list[int | None] = [None] * len(rows)
    depths = [_depth(row.name) for row in rows]
    for at in reversed(range(len(rows))):
        parts = _deeper(at, depths, parents)
        if parts and all(column.sums_up(at, parts) for column in columns):
            for part in parts:
                parents[part] = at
    for at, is_total in enumerate(totals):
        if not is_total:
            continue
        before = list(range(at - 1, -1, -1))
        behind = list(range(at + 1, len(rows)))
        parts = _adding_up(at, before, columns, parents) or _adding_up(at, behind, columns, parents)
        for part in parts:
            parents[part] = at
    return parents


# How labels are numbered, the highest first: 一、 (一) 1.
_NUMBERS = tuple(map(re.compile, (ENUMERATOR, BRACKETED_ENUMERATOR, r"\d{1,2}[.、](?!\d)")))


def _depth(name: str) -> int | None:
    """Return how deep the number in front of a label is; None where there is none."""
    folded = fold(name)
    for depth, pattern in enumerate(_NUMBERS):
        if pattern.match(folded):
            return depth
    return None


def _deeper(
    at: int,
    depths: Sequence[int | None],
    parents: Sequence[int | None],
) -> list[int]:
    """Return the rows right behind a numbered one that are numbered deeper, and have no whole."""
    own = depths[at]
    parts: list[int] = []
    if own is None:
        return parts
    for behind in range(at + 1, len(depths)):
        depth = depths[behind]
        if depth is None or depth <= own:
            break
        if parents[behind] is None:
            parts.append(behind)
    return parts


def _adding_up(
    whole: int,
    neighbours: Sequence[int],
    columns: Sequence[AmountColumn],
    parents: Sequence[int | None],
) -> list[int]:
    """Return the longest stretch of neighbours without a whole that add up to a row."""
    free = [at for at in neighbours if parents[at] is None]
    if all(column.is_zero((whole,)) for column in columns):
        return []
    for end in range(len(free), 0, -1):
        parts = free[:end]
        if all(column.sums_up(whole, parts) for column in columns):
            return parts
    return []


def _entries(names: Sequence[str], codelists: Mapping[str, CodeList]) -> dict[str, CodeEntry]:
    """Return the entries of the one level of a code list that most names are of."""
    best: dict[str, CodeEntry] = {}
    for codelist in codelists.values():
        by_level: dict[str, dict[str, CodeEntry]] = {}
        for entry in codelist.entries.values():
            named = by_level.setdefault(entry.level, {})
            for name in map(fold, entry.names):
                named.setdefault(name, entry)
        for named in by_level.values():
            found = {name: named[name] for name in names if name in named}
            if len(found) > len(best):
                best = found
    return best if 2 * len(best) >= max(2, len(names) - 2) else {}


def _with_entries(
    labels: Sequence[RowLabel],
    names: Sequence[str],
    entries: Mapping[str, CodeEntry],
) -> tuple[RowLabel, ...]:
    """Return the rows, those that a code list names with their codes."""
    coded: list[RowLabel] = []
    for label, name in zip(labels, names, strict=True):
        entry = entries.get(name)
        if entry is not None:
            label = attrs.evolve(label, code=entry.code, level=entry.level)
        coded.append(label)
    return tuple(coded)
