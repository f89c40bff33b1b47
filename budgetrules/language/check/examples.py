"""例: the small tables and texts on which a rule must pass or fail.

A table begins with a line whose first cell names a list (表1.收入) or a table; the other cells of that
line name columns, and the first cell of every further line is the row's code, label or name. Where
the first cell names a key instead (科目), the list is the first one of the rule's quantifiers that
has all the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.language.check.names import Names, mistake
from budgetrules.language.check.parts import has_key
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import spelled
from budgetrules.schema import rules as r

# The cells of a line, and the lines of a table.
Line = tuple[str, ...]
Lines = tuple[Line, ...]


@attrs.frozen
class _Table:
    """A table of an example while its lines are read; without a list if a key begins it."""

    list_id: str
    lines: list[Line]


def build_example(
    clause: tree.Clause,
    names: Names,
    quantifiers: Sequence[r.Quantifier],
) -> r.Example | None:
    """Return the example, or None if it speaks of a form other than this template.

    Raises Unresolved for a line that is no example.
    """
    tables: list[_Table] = []
    texts: list[tuple[str, str]] = []
    values: list[tuple[str, str]] = []
    for child in clause.children:
        head = child.head
        if isinstance(head, tree.TableLine):
            _add_line(head.cells, tables, names)
        elif isinstance(head, tree.Declaration) and head.name is not None and head.texts:
            texts.append((head.id(), head.title()))
        elif isinstance(head, tree.LetHead) and isinstance(head.value, tree.String):
            word = head.name.value
            name = spelled("builtin").get(word, word)
            values.append((name, head.value.value))
        else:
            raise mistake("S232", child.span)
    placed = _with_lists(clause, tables, names, quantifiers)
    if placed is None or not _all_places(texts, names):
        return None
    return r.Example(
        passes=_passes(clause),
        tables=placed,
        values=tuple(values),
        texts=tuple(texts),
        span=clause.span,
    )


def _with_lists(
    clause: tree.Clause,
    tables: Iterable[_Table],
    names: Names,
    quantifiers: Sequence[r.Quantifier],
) -> tuple[tuple[str, Lines], ...] | None:
    """Return the lines of each table with its list; None if this template lacks one of them."""
    placed = []
    for table in tables:
        lines = tuple(table.lines)
        header = lines[0]
        list_id = table.list_id or _list_for(header, names, quantifiers)
        if list_id not in names.lists:
            return None
        if any(len(line) != len(header) for line in lines):
            raise mistake("S233", clause.span, table=list_id)
        placed.append((list_id, lines))
    return tuple(placed)


def _all_places(texts: Iterable[tuple[str, str]], names: Names) -> bool:
    """Return whether each text is put where one can stand: at a table or in a section."""
    places = set(names.table_ids())
    places.update(section.id for section in names.template.all_sections())
    return all(place in places for place, _ in texts)


def _passes(clause: tree.Clause) -> bool:
    """Return whether the rule must pass. Raises Unresolved if the example does not say."""
    words = clause.declared.every_word()
    if "pass" in words:
        return True
    if "fail" in words:
        return False
    raise mistake("S234", clause.span)


def _add_line(
    cells: Line,
    tables: list[_Table],
    names: Names,
) -> None:
    """Add a line to the last table, or begin another one with it."""
    first = cells[0].strip()
    if _names_list(first, names):
        tables.append(_Table(first, [cells]))
    elif not tables or _is_key(first, names):
        tables.append(_Table("", [cells]))
    else:
        tables[-1].lines.append(cells)


def _names_list(word: str, names: Names) -> bool:
    if word in names.lists or names.table(word) is not None:
        return True
    # 表3 or 表1.收入 of another template: the example is then not for this one.
    return any(
        word.startswith(table) and word[len(table) :][:1].isdigit()
        for table in names.template.vocabulary.table
    )


def _is_key(word: str, names: Names) -> bool:
    return any(has_key(rows, word) for rows in names.lists.values())


def _list_for(
    header: Line,
    names: Names,
    quantifiers: Sequence[r.Quantifier],
) -> str:
    """Return the first list that a quantifier looks at and that has every column of the header."""
    candidates: list[str] = []
    for quantifier in quantifiers:
        candidates.extend(_lists_of(quantifier))
    words = {cell.strip() for cell in header}
    for list_id in candidates or names.lists:
        if list_id in names.lists and words.issubset(names.parts(list_id)):
            return list_id
    return ""


def _lists_of(quantifier: r.Quantifier) -> tuple[str, ...]:
    if isinstance(quantifier, r.EachPair):
        return quantifier.left, quantifier.right
    if isinstance(quantifier, r.EachRow | r.EachCell | r.EachGroup):
        return quantifier.lists
    return ()
