"""Tables of kinds in a dump: which layout of a kind stands there, and which of its columns.

Lines of text have no heads over their cells. What stands between a title and the first amounts says
which columns are printed; they are read as if the form had these and no others.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.raw import RawLine
from budgetrules.schema.forms import Column, ColumnKind, Key, Table, TableList

_AMOUNT = re.compile(r"\d\.\d\d(?!\d)")
# A code of a class in front of its name.
_CODED = re.compile(r"(?:^|\s)\d{3} +[^\W\d]")
_FEWEST = 3
_MOST_HEAD_LINES = 90
# Stands where a head was found, so that no shorter one is found in it.
_TAKEN = "\0"


def head_of(lines: Sequence[RawLine]) -> str:
    """Return what stands above the first amount of a table, folded."""
    words: list[str] = []
    for line in lines[:_MOST_HEAD_LINES]:
        if is_page_number(line):
            continue
        amount = _AMOUNT.search(line.text)
        if amount is not None:
            break
        words.append(fold(line.text))
    return "".join(words)


def best_layout(tables: Iterable[Table], lines: Sequence[RawLine]) -> Table | None:
    """Return the table with the columns that are printed, in the layout that prints most of them.

    None where every one lacks a column that it must have.
    """
    head = head_of(lines)
    is_coded = sum(bool(_CODED.search(line.text)) for line in lines) >= _FEWEST
    best: Table | None = None
    most = 0
    for table in tables:
        printed = _printed_layout(table, head, is_coded)
        if printed is None:
            continue
        count = sum(len(item.amounts()) for item in printed.lists)
        if count > most:
            best, most = printed, count
    return best


@functools.lru_cache(maxsize=256)
def _printed_layout(table: Table, head: str, is_coded: bool) -> Table | None:
    """Return a table with those of its columns whose heads stand in a text; None if one that must
    be there doesn't.
    """
    found = _columns_in(table, head)
    lists: list[TableList] = []
    for item in table.lists:
        columns = [column for column in item.amounts() if (item.id, column.id) in found]
        amounts = _without_spans(item, columns, head)
        required = {column.id for column in item.amounts() if not column.optional}
        if not amounts or not required <= {column.id for column in amounts}:
            return None
        lists.append(_with_columns(item, amounts, head, is_coded))
    return attrs.evolve(table, lists=tuple(lists))


_Head = tuple[str, tuple[str, ...], str, str]


def _columns_in(table: Table, head: str) -> set[tuple[str, str]]:
    """Return the columns of amounts whose heads are found, the longest first, each once."""
    heads: list[_Head] = []
    for item in table.lists:
        for column in item.amounts():
            for path in column.heads:
                steps = tuple(map(fold, path))
                heads.append((steps[-1], steps[:-1], item.id, column.id))
    heads.sort(key=_longest_first)
    found: set[tuple[str, str]] = set()
    left = head
    for name, upper, list_id, column_id in heads:
        if (list_id, column_id) in found or name not in left:
            continue
        if all(step in head for step in upper):
            found.add((list_id, column_id))
            left = left.replace(name, _TAKEN, 1)
    return found


def _longest_first(head: _Head) -> tuple[int, int]:
    name, upper, _, _ = head
    return -len(name), -len(upper)


def _without_spans(item: TableList, columns: Sequence[Column], head: str) -> list[Column]:
    """Leave out the columns that are only heads over their parts: no sum is printed under them."""
    words = {*map(fold, item.total_labels), *map(fold, _subtotals(columns))}
    totals = sum(map(head.count, words))
    if totals > 1:
        return list(columns)
    parts = [column.parent for column in columns if column.optional]
    return [column for column in columns if not column.optional or column.id not in parts]


def _subtotals(columns: Iterable[Column]) -> set[str]:
    """Return the last steps of heads below the name of what they are a sum of: 基本支出/小计."""
    words: set[str] = set()
    for column in columns:
        plain = {path[-1] for path in column.heads if len(path) == 1}
        for path in column.heads:
            if len(path) > 1 and path[-2] in plain:
                words.add(path[-1])
    return words


def _with_columns(
    item: TableList,
    amounts: Sequence[Column],
    head: str,
    is_coded: bool,
) -> TableList:
    """Return a list with these columns of amounts; codes stand in a cell a part, or in one.

    Names of rows that are those of codes may have the codes in front of them.
    """
    parts = "".join(column.part or "" for column in item.columns)
    is_parted = bool(parts) and fold(parts) in head
    is_coded = is_coded and any(row.code for row in item.rows)
    keys: list[Key] = []
    codes: list[Column] = []
    for key in item.keys:
        if is_coded or (key.is_code and not is_parted):
            key = Key(key.id, is_code=True, codelist=key.codelist)
            codes.append(Column(key.id, ColumnKind.CODE, ((key.id,),), key=key.id))
        keys.append(key)
    kept = {column.id for column in amounts}
    columns = [column for column in item.columns if _is_kept(column, kept, is_parted)]
    printed = [_as_printed(column, is_coded) for column in columns]
    return attrs.evolve(item, keys=tuple(keys), columns=(*codes, *printed))


def _as_printed(column: Column, is_coded: bool) -> Column:
    """Return a column that is there, which is no key where a code stands in front of it."""
    return attrs.evolve(column, optional=False, key=None if is_coded else column.key)


def _is_kept(column: Column, amounts: Container[str], is_parted: bool) -> bool:
    if column.kind is ColumnKind.CODE:
        return is_parted
    return column.kind is not ColumnKind.AMOUNT or column.id in amounts
