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


def build_example(
    clause: tree.Clause, names: Names, quantifiers: Sequence[r.Quantifier]
) -> r.Example | None:
    """The example, or None if it speaks of a form other than this template.

    Raises Unresolved for a line that is no example.
    """
    tables: list[tuple[str, Lines]] = []
    texts: list[tuple[str, str]] = []
    values: list[tuple[str, str]] = []
    for child in clause.children:
        head = child.head
        if isinstance(head, tree.TableLine):
            _add_line(head.cells, tables, names)
        elif isinstance(head, tree.Declaration) and head.name is not None and head.texts:
            texts.append((head.name.value, head.texts[0].value))
        elif isinstance(head, tree.LetHead) and isinstance(head.value, tree.String):
            values.append(
                (spelled("builtin").get(head.name.value, head.name.value), head.value.value)
            )
        else:
            raise mistake("S232", child.span, {})
    found = []
    for list_id, lines in tables:
        target = list_id or _list_for(lines[0], names, quantifiers)
        if target not in names.lists:
            return None
        if any(len(line) != len(lines[0]) for line in lines):
            raise mistake("S233", clause.span, {"table": target})
        found.append((target, tuple(lines)))
    sections = {section.id for section in names.template.all_sections()}
    if any(names.table(place) is None and place not in sections for place, _ in texts):
        return None
    return r.Example(_passes(clause), tuple(found), tuple(values), tuple(texts), clause.span)


def _passes(clause: tree.Clause) -> bool:
    head = clause.head
    values = (
        [value for option in head.options for value in option.values]
        if isinstance(head, tree.Declaration)
        else []
    )
    if not any(
        isinstance(value, tree.Name) and value.value in ("pass", "fail") for value in values
    ):
        raise mistake("S234", clause.span, {})
    return any(isinstance(value, tree.Name) and value.value == "pass" for value in values)


def _add_line(cells: tuple[str, ...], tables: list[tuple[str, Lines]], names: Names) -> None:
    first = cells[0].strip()
    lists = names.lists
    if first in lists or (names.table(first) is not None) or _looks_like_list(first):
        tables.append((first, [cells]))
    elif not tables or any(key.id == first for item in lists.values() for key in item.keys):
        tables.append(("", [cells]))
    else:
        tables[-1][1].append(cells)


def _looks_like_list(word: str) -> bool:
    """表3 or 表1.收入 of another template: the example is then not for this one."""
    return word.startswith("表") and word[1:2].isdigit()


def _list_for(header: tuple[str, ...], names: Names, quantifiers: Sequence[r.Quantifier]) -> str:
    """The first list that a quantifier looks at and that has every column of the header."""
    candidates: list[str] = []
    for quantifier in quantifiers:
        candidates.extend(
            getattr(quantifier, "lists", ())
            or (getattr(quantifier, "left", ""), getattr(quantifier, "right", ""))
        )
    for list_id in candidates or names.lists:
        item = names.lists.get(list_id)
        words = (
            {column.id for column in item.columns} | {key.id for key in item.keys}
            if item is not None
            else set()
        )
        if item is not None and all(cell.strip() in words for cell in header):
            return list_id
    return ""
