"""Structural errors: a row missing, printed twice, without a row above it or under no known code.

The checks that fail because of one such row are gathered around it, whatever list they look from. A
code misprinted in one list is missing there and one too many: the two are one error where the same
figures stand in both rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import lacking_code
from budgetrules.causes.conditions import asks_above
from budgetrules.causes.pairs import lonely_row
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import Advice, FailedCheck, Root, by_rank
from budgetrules.causes.row_errors import (
    MissingCell,
    Reach,
    RowError,
    RowKey,
    failed_sum,
    missing_cells,
    reach_of,
    row_key,
)
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Cell, Row
from budgetrules.schema import expressions as x


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each row that is missing, one too many or under a wrong code."""
    locator = case.locator
    evidence = _Evidence()
    rest = [item for item in case.open_checks if not evidence.take(item, locator)]
    errors = _joined(_row_errors(evidence, locator), locator)
    if not errors:
        return
    reaches = [reach_of(error, locator) for error in errors]
    follows = {error: list(error.follows) for error in errors}
    for item in rest:
        error = _error_behind(item, reaches, locator)
        if error is not None:
            follows[error].append(item)
    for error in errors:
        yield _root(error, follows[error])


CAUSE = Cause("structure", explain)


def _error_behind(
    item: FailedCheck,
    reaches: Sequence[Reach],
    locator: Locator,
) -> RowError | None:
    """Return the first row error that a failed relation follows from."""
    failed = failed_sum(item, locator)
    if failed is None:
        return None
    for reach in reaches:
        if reach.takes_in(failed):
            return reach.error
    return None


def _root(error: RowError, follows: Sequence[FailedCheck]) -> Root:
    spokesman, *about = by_rank(error.about)
    under = (*about, *by_rank(follows))
    mended = 1 + len(under)
    advice = None
    if error.right_code is not None:
        advice = Advice(value=error.right_code, mended=mended, is_code=True)
    return Root(spokesman=spokesman, follows=under, advice=advice)


@attrs.frozen(eq=False)
class _Lacking:
    """A check that misses a row, and the row that it found beside it."""

    check: FailedCheck
    row: RowKey
    partner: RowKey | None


@attrs.frozen(eq=False)
class _Orphan:
    """A check that misses the row above a row."""

    check: FailedCheck
    row: RowKey


class _Evidence:
    """The checks that are about a row's being there.

    `lacking` by the key of the missing row in whatever list, `wrong` by the row, `orphans` by the
    row that is missing above them.
    """

    def __init__(self) -> None:
        self.lacking: dict[str, list[_Lacking]] = {}
        self.wrong: dict[RowKey, list[FailedCheck]] = {}
        self.orphans: dict[RowKey, list[_Orphan]] = {}

    def take(self, item: FailedCheck, locator: Locator) -> bool:
        """Keep a check if it is about a row's being there, and return whether it is."""
        lacking = _lacking_figure(item, locator)
        if lacking is None:
            lacking = _lacking_partner(item, locator)
        if lacking is not None:
            key = lacking.row.key
            self.lacking.setdefault(key, []).append(lacking)
            return True
        row = item.row
        if row is None:
            return False
        if row.code is not None and asks_above(item.condition):
            above = RowKey(row.list_id, row.code[:-2])
            orphan = _Orphan(item, row_key(row))
            self.orphans.setdefault(above, []).append(orphan)
            return True
        if _is_about_the_row(item) and not locator.is_said(row):
            wrong = row_key(row)
            self.wrong.setdefault(wrong, []).append(item)
            return True
        return False


def _lacking_figure(item: FailedCheck, locator: Locator) -> _Lacking | None:
    """Return the row that is missing in a relation between figures, if one is."""
    addresses = map(locator.address, item.printed_cells)
    rows = [address.row for address in addresses]
    missing = _missing_row(rows, locator)
    if missing is None:
        return None
    partner = None
    for row in rows:
        if row is not None and row is not missing:
            partner = row_key(row)
            break
    return _Lacking(item, _lacking_key(missing, locator), partner)


def _missing_row(rows: Sequence[Row | None], locator: Locator) -> Row | None:
    """Return the row that is missing among those of a relation's figures.

    Of several lists that may hold the row it is missing in the first that is not empty, and only if
    none of them holds it. A row of an empty list, which counts as nothing beside several figures,
    is not missing.
    """
    missing = list(filter(is_absent, rows))
    if len(rows) == 2:
        return missing[0] if missing else None
    if len(rows) != len(missing) + 1:
        return None
    for row in missing:
        if row is not None and locator.rows_of_list(row.list_id):
            return row
    return None


def _lacking_partner(item: FailedCheck, locator: Locator) -> _Lacking | None:
    """Return the row of a table that a check of pairs without figures missed."""
    if item.outcome.grounds is not None:
        return None
    lonely = lonely_row(item)
    if lonely is None or locator.is_said(lonely.missing):
        return None
    missing = _lacking_key(lonely.missing, locator)
    return _Lacking(item, missing, row_key(lonely.row))


def _lacking_key(missing: Row, locator: Locator) -> RowKey:
    """Return the key of a missing row: its code, also where it is looked for by its name."""
    if missing.code is None:
        name = fold(missing.name)
        code = lacking_code(missing.list_id, name, locator)
        if code is not None:
            return RowKey(missing.list_id, code)
    return row_key(missing)


def _is_about_the_row(item: FailedCheck) -> bool:
    """Return whether a check asks only whether the row, its code and those above it are there."""
    if item.mismatch is not None:
        return isinstance(item.condition, x.InCodelist)
    return item.outcome.grounds is None or item.only_counts


def _row_errors(evidence: _Evidence, locator: Locator) -> list[RowError]:
    """Return the row errors that the evidence tells of, each with the checks about it."""
    errors: dict[RowKey, RowError] = {}
    for lacking in evidence.lacking.values():
        _add_lacking(errors, lacking)
    for row, checks in evidence.wrong.items():
        error = RowError(rows=(row,), about=tuple(checks))
        _add(errors, error)
    for above, orphans in evidence.orphans.items():
        _add_orphans(errors, above, orphans, locator)
    return list(errors.values())


def _add(errors: dict[RowKey, RowError], error: RowError) -> RowKey:
    """Add an error to the one of its first row, and return that row."""
    row = error.rows[0]
    if row in errors:
        error = errors[row].joined(error)
    errors[row] = error
    return row


def _add_lacking(errors: dict[RowKey, RowError], entries: Sequence[_Lacking]) -> None:
    """Add the checks that miss a row of one key in whatever list.

    If the row is missing in several lists and printed in one only, the one is wrong.
    """
    lists: set[RowKey] = set()
    partners: dict[RowKey, None] = {}
    for entry in entries:
        lists.add(entry.row)
        if entry.partner is not None:
            partners[entry.partner] = None
    lone: RowKey | None = None
    if len(lists) > 1 and len(partners) == 1:
        (lone,) = partners
    about: dict[RowKey, list[FailedCheck]] = {}
    for entry in entries:
        row = lone or entry.row
        about.setdefault(row, []).append(entry.check)
    for row, checks in about.items():
        error = RowError(
            rows=(row,),
            about=tuple(checks),
            partners=tuple(partners),
        )
        _add(errors, error)


def _add_orphans(
    errors: dict[RowKey, RowError],
    above: RowKey,
    orphans: Sequence[_Orphan],
    locator: Locator,
) -> None:
    """Add the checks that miss one row above others.

    If there is one such row, it may itself be wrong; if several, the one above them is missing.
    Checks that look for rows below it by the names above them find none: they follow.
    """
    is_itself_wrong = len(orphans) == 1 and above not in errors
    rows: tuple[RowKey, ...] = (above,)
    if is_itself_wrong:
        rows = (orphans[0].row, above)
    about = tuple(orphan.check for orphan in orphans)
    row = _add(errors, RowError(rows=rows, about=about))
    error = attrs.evolve(errors[row], above=above)
    follows: list[FailedCheck] = []
    printed = locator.rows_of_list(above.list_id)
    for lost in filter(error.has_lost, printed):
        by_name = RowKey(lost.list_id, fold(lost.name))
        if by_name in errors and by_name != row:
            lost_error = errors.pop(by_name)
            follows += (*lost_error.about, *lost_error.follows)
    follows = [*error.follows, *follows]
    errors[row] = attrs.evolve(error, follows=tuple(follows))


def _joined(errors: Sequence[RowError], locator: Locator) -> list[RowError]:
    """Bring together a row missing in a list and the one that stands there in its place."""
    kept = dict(enumerate(errors))
    missing = [_missing_in(error, locator) for error in errors]
    rows = _rows_by_key(missing, locator)
    for number in range(len(errors)):
        extra = kept[number]
        for other, lacking in kept.items():
            if other == number:
                continue
            code = _right_code(missing[other], extra, rows)
            if code is not None:
                joined = lacking.joined(extra)
                kept[other] = attrs.evolve(joined, right_code=code)
                missing[other] += missing[number]
                del kept[number]
                break
    return list(kept.values())


def _missing_in(error: RowError, locator: Locator) -> list[MissingCell]:
    """Return the cells that the checks about an error miss."""
    missing: list[MissingCell] = []
    for item in error.about:
        missing.extend(missing_cells(item, locator))
    return missing


def _rows_by_key(
    missing: Iterable[Sequence[MissingCell]], locator: Locator
) -> dict[RowKey, list[Row]]:
    """Return the rows, by their keys, of the lists in which cells are missing."""
    lists: set[str] = set()
    for cells in missing:
        for cell in cells:
            lists.add(cell.row.list_id)
    rows: dict[RowKey, list[Row]] = {}
    for list_id in lists:
        for row in locator.rows_of_list(list_id):
            key = row_key(row)
            rows.setdefault(key, []).append(row)
    return rows


def _right_code(
    missing: Sequence[MissingCell],
    extra: RowError,
    rows: Mapping[RowKey, Sequence[Row]],
) -> str | None:
    """Return the code of a missing row whose figure stands in one of the rows of another error."""
    others = (*extra.rows, *extra.partners)
    for cell in missing:
        for other in others:
            if other.list_id != cell.row.list_id or other == cell.row:
                continue
            printed = rows.get(other, ())
            if cell.row.key.isdigit() and any(_prints(row, cell) for row in printed):
                return cell.row.key
    return None


def _prints(row: Row, missing: MissingCell) -> bool:
    """Return whether a row has the figure of a missing cell in its column."""
    if missing.column is None:
        return False
    cell = row.cells.get(missing.column)
    return cell is not None and _is_same_amount(cell, missing.value)


def _is_same_amount(one: Cell, other: Cell) -> bool:
    if one.figure is None or other.figure is None:
        return False
    return one.figure.value() == other.figure.value()
