"""Link the rows of a list: their levels, parents and children, by label, by code or by unit.

Where rows have codes, their order does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import NUMERALS
from budgetrules.model.disclosure import Cell, Row
from budgetrules.schema.forms import RowLabel, TableList

_LENGTHS = {3: 0, 5: 1, 7: 2}
_NUMBERED = re.compile(rf"\(?[{NUMERALS}]+[、.)]")


def join_code(parts: Iterable[str]) -> str:
    """Return a code from its printed parts: 201|03|01, 201|0301, 2010301||, 201|3|1 → 2010301."""
    code = ""
    for part in parts:
        digits = fold(part)
        if not digits:
            continue
        if not code or _is_longer(digits, code):
            code = digits
        else:
            code += digits.zfill(2)
    return code


def _is_longer(digits: str, code: str) -> bool:
    """Whether a part prints the code so far once more, with more behind it."""
    return digits.startswith(code) and len(digits) > len(code)


def link(
    rows: Sequence[Row],
    item: TableList,
    units: Set[str],
) -> None:
    """Give rows their levels, parents and children.

    `units` holds the folded names of departments and units.
    """
    if item.rows:
        _link_by_label(rows, item)
    if item.code_key() is not None:
        unlabelled = [row for row in rows if not row.label]
        _link_by_code(unlabelled, item)
    elif item.levels and not item.rows:
        _link_by_unit(rows, item, units)


def _attach(row: Row, parent: Row | None) -> None:
    row.parent = parent
    if parent is not None:
        parent.children.append(row)


def _link_by_label(rows: Sequence[Row], item: TableList) -> None:
    """Link rows to those that the form prescribes above them."""
    labelled: dict[str, Row] = {}
    for row in rows:
        if row.label:
            labelled.setdefault(row.label, row)
    declared = {label.id: label for label in item.rows}
    for row in rows:
        label = declared.get(row.label or "")
        if label is None:
            continue
        parent = _printed_above(label, declared, labelled)
        if parent is not None:
            _attach(row, parent)
        row.level = label.level or _top_level(item, label)
    _link_unnamed(rows, item, labelled)


def _printed_above(
    label: RowLabel, declared: Mapping[str, RowLabel], labelled: Mapping[str, Row]
) -> Row | None:
    """Return the nearest printed row that a prescribed one is a part of.

    A whole that is not printed is no row of its own; its parts make up the one above it.
    """
    above: RowLabel | None = label
    while above is not None and above.complete and above.parent:
        row = labelled.get(above.parent)
        if row is not None:
            return row
        above = declared.get(above.parent)
    return None


def _top_level(item: TableList, label: RowLabel) -> str | None:
    """Return the highest level, if the label is called so."""
    if not item.levels:
        return None
    top = item.levels[0]
    return top if top == label.id else None


def _link_unnamed(
    rows: Sequence[Row],
    item: TableList,
    labelled: Mapping[str, Row],
) -> None:
    """Link numbered rows of no known name to those named by codes.

    They are of their kind, under a name that is wrong or new.
    """
    coded_labels = (label for label in item.rows if label.code)
    coded = next(coded_labels, None)
    if coded is None or coded.parent is None:
        return
    declared = {label.id: label for label in item.rows}
    parent = _printed_above(coded, declared, labelled)
    for row in rows:
        if not row.label and _NUMBERED.match(fold(row.name)):
            row.level = coded.level
            _attach(row, parent)


def _find_total(rows: Sequence[Row], item: TableList) -> Row | None:
    """Find the total and give it the highest level; its word may stand in any of its texts."""
    words = set(map(fold, item.total_labels))
    words.update(map(fold, item.levels[:1]))
    uncoded = [row for row in rows if not row.code]
    named = [row for row in uncoded if fold(row.name) in words]
    total = next(iter(named), None)
    if total is None:
        saying = (row for row in uncoded if _says_any(row, words))
        total = next(saying, None)
    if total is not None:
        total.level = item.levels[0] if item.levels else None
    return total


def _says_any(row: Row, words: Set[str]) -> bool:
    texts = map(fold, row.texts.values())
    return any(text in words for text in texts)


def code_level(code: str, levels: Sequence[str]) -> str | None:
    """类, 款 or 项 by the length of the code.

    `levels` are the levels of coded rows, the highest first.
    """
    depth = _LENGTHS.get(len(code))
    if depth is None or not levels:
        return None
    return levels[min(depth, len(levels) - 1)]


@attrs.frozen
class _CodedLevels:
    """The levels below the total of a list with codes.

    `coded` are those of codes, the highest first; `leaf` is that of named rows below them (a
    project); `unit` is that of units below whose rows their codes stand, if there are any.
    """

    coded: tuple[str, ...]
    leaf: str | None
    unit: str


def _coded_levels(item: TableList) -> _CodedLevels:
    """Part the levels of a list below its total by what rows at them have."""
    leaf = _leaf_level(item)
    below_total = item.levels[1:]
    coded = tuple(level for level in below_total if level not in (item.unit_level, leaf))
    has_units = below_total[:1] == (item.unit_level,)
    return _CodedLevels(
        coded=coded,
        leaf=leaf,
        unit=item.unit_level if has_units else "",
    )


def _leaf_level(item: TableList) -> str | None:
    """Return the level of rows that are told by name."""
    name_key = item.name_key()
    if name_key is None:
        return None
    if name_key.id not in item.levels:
        return None
    return name_key.id


def _link_by_code(rows: Sequence[Row], item: TableList) -> None:
    """Link rows to the total and to those whose code theirs begins with."""
    total = _find_total(rows, item)
    levels = _coded_levels(item)
    below_total = [row for row in rows if row is not total]
    if levels.unit or _lists_units(below_total):
        _link_codes_of_units(below_total, total, levels)
    else:
        _link_codes(below_total, total, levels)


def _lists_units(rows: Sequence[Row]) -> bool:
    """Whether codes begin anew below each of several rows without a code: those are units."""
    if not rows or rows[0].code:
        return False
    tops = [row.code for row in rows if row.code and len(row.code) == min(_LENGTHS)]
    return len(tops) > len(set(tops))


def _link_codes_of_units(
    rows: Sequence[Row],
    total: Row | None,
    levels: _CodedLevels,
) -> None:
    """Link the codes below each unit to one another; a row without a code is the next unit."""
    unit: Row | None = None
    by_code: dict[str, Row] = {}
    for row in rows:
        if not row.code:
            row.level = levels.unit or None
            unit = row
            by_code = {}
            _attach(row, total)
        elif _is_leaf(row, levels):
            _attach_leaf(row, row.code, levels, by_code)
        else:
            _give_level(row, row.code, levels, by_code)
            top = unit or total
            _attach_coded(row, row.code, top, levels, by_code)


def _link_codes(
    rows: Sequence[Row],
    total: Row | None,
    levels: _CodedLevels,
) -> None:
    """Link codes to one another, wherever in the list they stand."""
    by_code: dict[str, Row] = {}
    for row in rows:
        if not row.code:
            row.level = None
            row.parent = None
        elif _is_leaf(row, levels):
            _attach_leaf(row, row.code, levels, by_code)
        else:
            _give_level(row, row.code, levels, by_code)
    for row in rows:
        if row.code and row.level != levels.leaf:
            _attach_coded(row, row.code, total, levels, by_code)


def _give_level(
    row: Row,
    code: str,
    levels: _CodedLevels,
    by_code: dict[str, Row],
) -> None:
    """Give a row the level of its code, and note it; the first row of a code stands for it."""
    row.level = code_level(code, levels.coded)
    by_code.setdefault(code, row)


def _attach_coded(
    row: Row,
    code: str,
    top: Row | None,
    levels: _CodedLevels,
    by_code: Mapping[str, Row],
) -> None:
    """Link a row of the highest coded level to `top`, any other to the row of the code above."""
    if row.level in levels.coded[:1]:
        _attach(row, top)
    else:
        _attach(row, _row_above(code, by_code))


def _is_leaf(row: Row, levels: _CodedLevels) -> bool:
    """Whether a row is one with a name of its own below the codes."""
    if levels.leaf is None:
        return False
    name = row.keys.get(levels.leaf)
    return bool(name)


def _attach_leaf(
    row: Row,
    code: str,
    levels: _CodedLevels,
    by_code: Mapping[str, Row],
) -> None:
    """Link a named leaf to the row of its own code, else to that of the lowest coded level."""
    row.level = levels.leaf
    lowest_length = 1 + 2 * len(levels.coded)
    lowest = code[:lowest_length]
    parent = by_code.get(code) or by_code.get(lowest)
    _attach(row, parent)


def _row_above(code: str, by_code: Mapping[str, Row]) -> Row | None:
    """Return the row one level up: 20103 for 2010301, 201 for 20103.

    A missing level leaves a row without parent.
    """
    if len(code) <= 3:
        return None
    return by_code.get(code[:-2])


def _link_by_unit(
    rows: Sequence[Row],
    item: TableList,
    units: Set[str],
) -> None:
    """Link rows to the unit above them; units are known by their names."""
    total = _find_total(rows, item)
    listed = [row for row in rows if row is not total]
    has_units = item.unit_level in item.levels
    unit: Row | None = None
    for at, row in enumerate(listed):
        may_be_only_unit = at == 0 and len(listed) > 1
        if has_units and _is_unit(row, units, total if may_be_only_unit else None):
            row.level = item.unit_level
            unit = row
            _attach(row, total)
        else:
            row.level = item.levels[-1]
            _attach(row, unit or total)


def _is_unit(
    row: Row,
    units: Set[str],
    total: Row | None,
) -> bool:
    """Whether a row is named as a unit is, or prints what the total does.

    The one unit of a department may stand there under a name known nowhere else.
    """
    if fold(row.name) in units:
        return True
    return total is not None and _prints_the_same(row, total)


def _prints_the_same(row: Row, total: Row) -> bool:
    """Whether all figures of a row are those of the total."""
    for column, cell in row.cells.items():
        other = total.cells.get(column)
        if other is None or not cell.has_figure:
            continue
        if not _is_same_figure(cell, other):
            return False
    return True


def _is_same_figure(cell: Cell, other: Cell) -> bool:
    return cell.figure is not None and cell.figure == other.figure
