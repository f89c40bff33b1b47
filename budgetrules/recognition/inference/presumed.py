"""Tell what breaks a relation that is only seen: it holds in all rows of a table but one.

Nothing prescribes it, so it is a warning that says how often it holds; no other finding follows
from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.core.figures import Figure, group_thousands, plain_decimal
from budgetrules.model.disclosure import Disclosure, InferredTable, Problem, Row, TableData
from budgetrules.model.problems import warning
from budgetrules.recognition.inference.same import SameColumn, same_columns
from budgetrules.recognition.inference.sums import ColumnSum, column_sums
from budgetrules.schema.forms import TableList, Template

# Tables that are compared with one another, each with all that stand before it: as many as these,
# and as many pairs.
_MOST_LISTS, _MOST_PAIRS = 24, 120


@attrs.frozen
class _Listed:
    """A list with its rows, and what its table is called."""

    item: TableList
    rows: Sequence[Row]
    title: str


def presumed_problems(disclosure: Disclosure, template: Template | None) -> Iterator[Problem]:
    """Yield what breaks the relations seen within inferred tables, and of them with others."""
    inferred: list[_Listed] = []
    for table in disclosure.inferred:
        inferred.extend(_lists_of(table))
    for listed in inferred:
        yield from _broken_sums(listed)
    known = list(_known(disclosure.tables, template)) if template is not None else []
    coded = [listed for listed in inferred if listed.item.code_key() is not None]
    others = (known + coded)[:_MOST_LISTS]
    pairs = list(_pairs(coded, others))
    for listed, other in pairs[:_MOST_PAIRS]:
        yield from _unlike(listed, other)


def _pairs(
    coded: Sequence[_Listed],
    others: Sequence[_Listed],
) -> Iterator[tuple[_Listed, _Listed]]:
    """Yield each list with those that stand before it."""
    for listed in coded:
        for other in others:
            if other is listed:
                break
            yield listed, other


def _lists_of(table: InferredTable) -> Iterator[_Listed]:
    for item in table.schema.lists:
        yield _Listed(item, table.data.lists[item.id].rows, table.data.title or table.schema.id)


def _known(tables: Mapping[str, TableData], template: Template) -> Iterator[_Listed]:
    """Yield the lists of the form's tables whose rows have codes."""
    for table in tables.values():
        schema = template.table(table.id)
        for item in schema.lists if schema is not None else ():
            if item.code_key() is not None and item.id in table.lists:
                yield _Listed(item, table.lists[item.id].rows, table.title or table.id)


# ---- sums


def _broken_sums(listed: _Listed) -> Iterator[Problem]:
    """Yield the row in which a column is not the sum that it is in all others; a row once."""
    told: set[int] = set()
    sums = column_sums(listed.rows, listed.item)
    sums.sort(key=_support, reverse=True)
    for found in sums:
        if found.failing is not None and found.failing not in told:
            told.add(found.failing)
            yield _broken_sum(listed, found, listed.rows[found.failing])


def _support(found: ColumnSum) -> int:
    return found.holding


def _broken_sum(listed: _Listed, found: ColumnSum, row: Row) -> Problem:
    whole = row.cells[found.whole]
    parts = [row.cells[part].figure for part in found.parts if part in row.cells]
    return warning(
        "N144",
        whole.place,
        table=listed.title,
        row=_row_words(row),
        column=_head(listed.item, found.whole),
        stated=_words(whole.figure),
        formula=" + ".join(_head(listed.item, part) for part in found.parts),
        value=_sum_words(parts),
        holding=str(found.holding),
        rows=str(found.rows),
    )


def _row_words(row: Row) -> str:
    return " ".join(filter(None, (row.code, row.name)))


def _head(item: TableList, column: str) -> str:
    """Return the head of a column as printed."""
    declared = item.column(column)
    if declared is None or not declared.heads:
        return column
    return "/".join(declared.heads[0])


def _words(figure: Figure | None) -> str:
    return figure.grouped() if figure is not None else "0"


def _sum_words(figures: Iterable[Figure | None]) -> str:
    """Return the sum of printed figures with as many decimals as any of them."""
    printed = [figure for figure in figures if figure is not None]
    decimals = max((figure.decimals for figure in printed), default=0)
    digits = sum(figure.digits * 10 ** (decimals - figure.decimals) for figure in printed)
    return group_thousands(plain_decimal(digits, decimals))


# ---- the same figures in two tables


def _unlike(listed: _Listed, other: _Listed) -> Iterator[Problem]:
    """Yield the one code of which two tables print different figures in columns alike else."""
    for found in same_columns(listed.item, listed.rows, other.item, other.rows):
        yield _unlike_code(listed, other, found)


def _unlike_code(listed: _Listed, other: _Listed, found: SameColumn) -> Problem:
    cell = found.row.cells.get(found.column)
    other_cell = found.other_row.cells.get(found.other_column)
    return warning(
        "N145",
        cell.place if cell is not None else found.row.place,
        table=listed.title,
        row=_row_words(found.row),
        column=_head(listed.item, found.column),
        stated=_words(cell.figure if cell is not None else None),
        other=other.title,
        other_column=_head(other.item, found.other_column),
        value=_words(other_cell.figure if other_cell is not None else None),
        holding=str(found.holding),
        rows=str(found.rows),
    )
