"""Levels, parents and children of rows: by prescribed label, by code prefix, by unit. Row order does not matter for codes."""

from __future__ import annotations

import re

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row
from budgetrules.schema.forms import TableList

_LENGTHS = {3: 0, 5: 1, 7: 2}
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十]+[、.)]")


def join_code(parts: list[str]) -> str:
    """A code from its printed parts: 201|03|01, 201|0301, 2010301||, 201|3|1 → 2010301."""
    found = ""
    for part in parts:
        digits = fold(part)
        if not digits:
            continue
        if found and digits.startswith(found) and len(digits) > len(found):
            found = digits
        else:
            found += digits.zfill(2) if found else digits
    return found


def link(rows: list[Row], item: TableList, units: frozenset[str]) -> None:
    """Give rows their levels, parents and children. `units` holds folded names of departments and units."""
    if item.rows:
        _by_label(rows, item)
    if item.code_key() is not None:
        _by_code([row for row in rows if not row.label], item)
    elif item.levels and not item.rows:
        _by_unit(rows, item, units)


def _attach(row: Row, parent: Row | None) -> None:
    row.parent = parent
    if parent is not None:
        parent.children.append(row)


def _by_label(rows: list[Row], item: TableList) -> None:
    found = {row.label: row for row in reversed(rows) if row.label}
    declared = {label.id: label for label in item.rows}
    for row in rows:
        label = declared.get(row.label or "")
        parent = found.get(label.parent) if label is not None and label.parent else None
        if parent is not None and label is not None and label.complete:
            _attach(row, parent)
        if label is not None:
            row.level = label.level or (item.levels[0] if item.levels[:1] == (label.id,) else None)
    _attach_unnamed(rows, item, found)


def _attach_unnamed(rows: list[Row], item: TableList, found: dict[str, Row]) -> None:
    """A numbered row of no known name among those named by codes is one of them, under a name that is wrong or new."""
    coded = next((label for label in item.rows if label.code), None)
    if coded is None or coded.parent is None:
        return
    for row in rows:
        if not row.label and _NUMBERED.match(fold(row.name)):
            row.level = coded.level
            _attach(row, found.get(coded.parent or ""))


def _total(rows: list[Row], item: TableList) -> Row | None:
    words = {fold(word) for word in item.total_labels} | {fold(level) for level in item.levels[:1]}
    total = next((row for row in rows if not row.code and fold(row.name) in words), None)
    if total is None:
        total = next(
            (
                row
                for row in rows
                if not row.code and any(fold(text) in words for text in row.texts.values())
            ),
            None,
        )
    if total is not None:
        total.level = item.levels[0] if item.levels else None
    return total


def code_level(code: str, levels: tuple[str, ...]) -> str | None:
    """类, 款 or 项 by the length of the code; `levels` are the levels of coded rows, the highest first."""
    depth = _LENGTHS.get(len(code))
    return levels[min(depth, len(levels) - 1)] if depth is not None and levels else None


def _by_code(rows: list[Row], item: TableList) -> None:
    total = _total(rows, item)
    below = item.levels[1:]
    has_units = len(item.levels) > 1 and item.levels[1] == "单位"
    name_key = item.name_key()
    leaf = name_key.id if name_key is not None and name_key.id in item.levels else None
    coded = tuple(level for level in below if level not in ("单位", leaf))
    unit: Row | None = None
    by_code: dict[str, Row] = {}
    for row in rows:
        if row is total:
            continue
        if not row.code:
            row.level = "单位" if has_units else None
            unit = row if has_units else unit
            by_code = {} if has_units else by_code
            _attach(row, total if has_units else None)
            continue
        if leaf is not None and row.keys.get(leaf):
            row.level = leaf
            _attach(row, _holder(row.code, by_code, len(coded)))
            continue
        row.level = code_level(row.code, coded)
        by_code.setdefault(row.code, row)
        if has_units:
            _attach(row, unit or total if row.level == coded[0] else _prefix(row.code, by_code))
    if not has_units:
        _link_all(rows, total, by_code, coded, leaf)


def _link_all(
    rows: list[Row],
    total: Row | None,
    by_code: dict[str, Row],
    coded: tuple[str, ...],
    leaf: str | None,
) -> None:
    """Parents by code, wherever in the list they stand."""
    for row in rows:
        if row is total or not row.code or row.level == leaf:
            continue
        _attach(row, total if coded and row.level == coded[0] else _prefix(row.code, by_code))


def _prefix(code: str, by_code: dict[str, Row]) -> Row | None:
    """The row one level up: 20103 for 2010301, 201 for 20103. A missing level leaves a row without parent."""
    return by_code.get(code[:-2]) if len(code) > 3 else None


def _holder(code: str, by_code: dict[str, Row], levels: int) -> Row | None:
    """The row a named leaf (a project) stands under: its own code's if that is printed, else that of the lowest coded level."""
    return by_code.get(code) or by_code.get(code[: 1 + 2 * levels])


def _by_unit(rows: list[Row], item: TableList, units: frozenset[str]) -> None:
    total = _total(rows, item)
    has_units = "单位" in item.levels
    unit: Row | None = None
    listed = [row for row in rows if row is not total]
    for at, row in enumerate(listed):
        if has_units and (
            fold(row.name) in units or (at == 0 and len(listed) > 1 and _same_figures(row, total))
        ):
            row.level = "单位"
            unit = row
            _attach(row, total)
        else:
            row.level = item.levels[-1]
            _attach(row, unit or total)


def _same_figures(row: Row, total: Row | None) -> bool:
    """Whether a row prints what the total prints: the one unit of a department, under a name known nowhere else."""
    return total is not None and all(
        cell.figure is not None and cell.figure == total.cells[column].figure
        if cell.has_figure
        else True
        for column, cell in row.cells.items()
        if column in total.cells
    )
