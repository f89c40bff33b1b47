"""Make lists of the columns of an unknown table: one, or several side by side."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.recognition.grids.columns import Slot
from budgetrules.recognition.grids.similarity import plain
from budgetrules.recognition.inference.columns import SeenColumn
from budgetrules.recognition.lines.segment import Field
from budgetrules.schema.forms import Column, ColumnKind, Key, TableList
from budgetrules.schema.names import own_name
from budgetrules.schema.vocabulary import Vocabulary

# What stands in an id would have to be quoted with these.
_SIGNS = str.maketrans("", "", ' \t",，「」“”>=#【】|/{}[]()（）:：;；。、.+-*×%')
_KINDS = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}


@attrs.frozen
class SeenList:
    """A list as it is declared, and which printed column fills which of its columns."""

    item: TableList
    slots: dict[int, Slot]


def seen_lists(
    table: str,
    columns: Sequence[SeenColumn],
    vocabulary: Vocabulary,
) -> list[SeenList]:
    """Return the lists of a table: a new one begins where names or codes stand behind amounts."""
    groups = _groups(columns)
    names = _names_of_lists(groups, vocabulary)
    lists: list[SeenList] = []
    for name, group in zip(names, groups, strict=True):
        lists.append(_list(table, name, group, vocabulary))
    return lists


def _groups(columns: Sequence[SeenColumn]) -> list[list[SeenColumn]]:
    """Part columns into lists that stand side by side, each with names and amounts."""
    groups: list[list[SeenColumn]] = [[]]
    for column in columns:
        begins = column.kind in (ColumnKind.CODE, ColumnKind.NAME)
        if begins and _has(groups[-1], ColumnKind.AMOUNT) and _has(groups[-1], ColumnKind.NAME):
            groups.append([])
        groups[-1].append(column)
    if len(groups) > 1 and not _has(groups[-1], ColumnKind.AMOUNT):
        # Texts behind the amounts are no list of their own.
        rest = groups.pop()
        groups[-1].extend(rest)
    return groups


def _has(columns: Sequence[SeenColumn], kind: ColumnKind) -> bool:
    return any(column.kind is kind for column in columns)


def _names_of_lists(groups: Sequence[Sequence[SeenColumn]], vocabulary: Vocabulary) -> list[str]:
    """Name lists side by side by the header over all of each, else by that of their names."""
    if len(groups) == 1:
        return [""]
    names: list[str] = []
    for group in groups:
        tops = {column.path[0] for column in group if column.path}
        heads = [column.leaf for column in group if column.kind is ColumnKind.NAME]
        heads.append("")
        name = tops.pop() if len(tops) == 1 else heads[0]
        names.append(column_id(name, names, vocabulary))
    return names


def column_id(text: str, taken: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return a name that a rule can say: the text without signs, numbered if it is taken."""
    short = plain(fold(text), vocabulary).translate(_SIGNS) or own_name("column")
    if short[:1].isdigit():
        short = own_name("column") + short
    name, number = short, 1
    while name in taken:
        number += 1
        name = f"{short}{number}"
    return name


def _list(
    table: str,
    name: str,
    group: Sequence[SeenColumn],
    vocabulary: Vocabulary,
) -> SeenList:
    """Declare a list by its columns."""
    list_id = f"{table}.{name}" if name else table
    key = _key(group, vocabulary)
    declared = _Declared(key, group, vocabulary)
    slots: dict[int, Slot] = {}
    for seen in group:
        column = declared.add(seen)
        kind = "coded" if seen.coded else _KINDS.get(column.kind, "text")
        slots[seen.at] = Slot(0, Field(list_id, column, kind))
    item = TableList(
        id=list_id,
        table=table,
        name=name,
        keys=(key,) if key is not None else (),
        columns=tuple(declared.columns),
        levels=_levels(key, vocabulary),
        total_labels=vocabulary.totals,
    )
    return SeenList(item, slots)


def _key(group: Sequence[SeenColumn], vocabulary: Vocabulary) -> Key | None:
    """Return the key: a code in one or more columns, or in front of the names; else the name."""
    codes = [column for column in group if column.kind is ColumnKind.CODE]
    if len(codes) > 1:
        parts: list[str] = []
        for column in codes:
            parts.append(column_id(column.leaf, parts, vocabulary))
        return Key(own_name("code_key"), is_code=True, parts=tuple(parts))
    if codes or any(column.coded for column in group):
        return Key(own_name("code_key"), is_code=True)
    named = [column for column in group if column.kind is ColumnKind.NAME]
    if not named:
        return None
    return Key(column_id(named[0].leaf, (), vocabulary), is_code=False)


def _levels(key: Key | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the levels of codes, the total on top; lists of names have none that is known."""
    if key is None or not key.is_code:
        return ()
    total = vocabulary.totals[-1] if vocabulary.totals else own_name("column")
    below = key.parts if len(key.parts) == len(_DEPTHS) else _DEPTHS
    return (total, *below)


class _Declared:
    """The columns declared so far of one list."""

    def __init__(
        self,
        key: Key | None,
        group: Sequence[SeenColumn],
        vocabulary: Vocabulary,
    ) -> None:
        self._key = key
        leaves = [seen.leaf for seen in group]
        self._repeated = {leaf for leaf in leaves if leaves.count(leaf) > 1}
        self._vocabulary = vocabulary
        self._parts = list(key.parts) if key is not None else []
        self.columns: list[Column] = []

    def add(self, seen: SeenColumn) -> Column:
        """Declare one more printed column."""
        if seen.kind is ColumnKind.CODE:
            column = self._code()
        elif seen.kind is ColumnKind.NAME:
            column = self._name(seen)
        else:
            column = self._headed(seen, seen.kind)
        self.columns.append(column)
        return column

    def _code(self) -> Column:
        key = self._key
        assert key is not None
        part = self._parts.pop(0) if self._parts else None
        name = part or key.id
        return Column(name, ColumnKind.CODE, ((name,),), key=key.id, part=part)

    def _name(self, seen: SeenColumn) -> Column:
        key = self._key
        if key is None or not key.is_code:
            name = key.id if key is not None else own_name("name_column")
            column = self._headed(seen, ColumnKind.NAME)
            return attrs.evolve(column, id=name, key=name if key is not None else None)
        if not any(column.kind is ColumnKind.CODE for column in self.columns):
            # The codes stand in front of the names, in one cell.
            self.columns.append(self._code())
        column = self._headed(seen, ColumnKind.NAME)
        return attrs.evolve(column, id=own_name("name_column"))

    def _headed(self, seen: SeenColumn, kind: ColumnKind) -> Column:
        taken = [column.id for column in self.columns]
        if self._key is not None:
            taken.append(self._key.id)
        words = seen.leaf
        if words in self._repeated:
            # Alike under several headers: the one above tells them apart.
            words = "".join(seen.path[-2:])
        name = column_id(words, taken, self._vocabulary)
        heads = (seen.path,) if seen.path else ()
        path = tuple((step,) for step in seen.path) or ((name,),)
        return Column(name, kind, path, heads=heads)


# The levels of codes by their depth, where no column says what they are called.
_DEPTHS = ("1", "2", "3")
