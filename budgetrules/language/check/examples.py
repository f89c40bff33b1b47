"""例: the small tables and texts on which a rule must pass or fail.

A table begins with a line whose first cell names a list (表1.收入) or a table; the other cells of that
line name columns, and the first cell of every further line is the row's code, label or name. Where
the first cell names a key instead (科目), the list is the first one of the rule's quantifiers that
has all the columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.language.check.names import Names, mistake
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import spelled
from budgetrules.schema import rules as r

Lines = list[tuple[str, ...]]
# A small table of an example: the list that its first line names, if it names one, and its lines.
_Table = tuple[str, Lines]


def build_example(
    clause: tree.Clause, names: Names, quantifiers: Sequence[r.Quantifier]
) -> r.Example | None:
    """The example, or None if it speaks of a form other than this template.

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
            name = spelled("builtin").get(head.name.value, head.name.value)
            values.append((name, head.value.value))
        else:
            raise mistake("S232", child.span)
    placed = _placed(clause, tables, names, quantifiers)
    if placed is None or not all(_is_place(place, names) for place, _ in texts):
        return None
    return r.Example(_passes(clause), placed, tuple(values), tuple(texts), clause.span)


def _placed(
    clause: tree.Clause,
    tables: list[_Table],
    names: Names,
    quantifiers: Sequence[r.Quantifier],
) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] | None:
    """Each table with the list it is of; None where this template has no such list."""
    placed = []
    for list_id, lines in tables:
        target = list_id or _list_for(lines[0], names, quantifiers)
        if target not in names.lists:
            return None
        width = len(lines[0])
        if any(len(line) != width for line in lines):
            raise mistake("S233", clause.span, table=target)
        placed.append((target, tuple(lines)))
    return tuple(placed)


def _is_place(place: str, names: Names) -> bool:
    """Whether a text can stand there: a table or a section."""
    sections = (section.id for section in names.template.all_sections())
    return names.table(place) is not None or place in sections


def _passes(clause: tree.Clause) -> bool:
    words = clause.declared.every_word()
    if "pass" not in words and "fail" not in words:
        raise mistake("S234", clause.span)
    return "pass" in words


def _add_line(cells: tuple[str, ...], tables: list[_Table], names: Names) -> None:
    """Add a line to the last table, or begin another one with it."""
    first = cells[0].strip()
    is_list = first in names.lists or names.table(first) is not None
    if is_list or _looks_like_list(first):
        tables.append((first, [cells]))
    elif not tables or _is_key(first, names):
        tables.append(("", [cells]))
    else:
        tables[-1][1].append(cells)


def _is_key(word: str, names: Names) -> bool:
    every_key: list[str] = []
    for rows in names.lists.values():
        every_key.extend(key.id for key in rows.keys)
    return word in every_key


def _looks_like_list(word: str) -> bool:
    """表3 or 表1.收入 of another template: the example is then not for this one."""
    return word.startswith("表") and word[1:2].isdigit()


def _list_for(header: tuple[str, ...], names: Names, quantifiers: Sequence[r.Quantifier]) -> str:
    """The first list that a quantifier looks at and that has every column of the header."""
    candidates: list[str] = []
    for quantifier in quantifiers:
        candidates.extend(_lists_of(quantifier))
    words = {cell.strip() for cell in header}
    for list_id in candidates or names.lists:
        if list_id in names.lists and words.issubset(names.parts(list_id)):
            return list_id
    return ""


def _lists_of(quantifier: r.Quantifier) -> Sequence[str]:
    if isinstance(quantifier, r.EachPair):
        return quantifier.left, quantifier.right
    lists: tuple[str, ...] = getattr(quantifier, "lists", ())
    return lists
