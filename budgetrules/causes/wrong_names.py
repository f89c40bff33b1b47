"""A row without code is called by a name that is not its own: another list seems to lack it.

Left over on both sides of a comparison by names are a sentence (or a row without code) and a row of
a table with codes. They are one where all names but one agree and the amount does, or where the one
is nearly right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import codelist_of, names_of_code
from budgetrules.causes.conditions import words_of
from budgetrules.causes.pairs import lonely_row
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import FailedCheck, Root, WrongName, by_rank
from budgetrules.core.figures import Figure, power_of_ten
from budgetrules.core.names import edit_distance, fold
from budgetrules.core.script import BRACKETED_ENUMERATOR, ENUMERATOR
from budgetrules.model.disclosure import Row
from budgetrules.schema.expressions import TextOf
from budgetrules.schema.rules import EachPair

# A name with so many wrong characters is still meant, if it has twice as many.
_SLIP = 2
_ENUMERATOR = re.compile(rf"^(?:{ENUMERATOR}|{BRACKETED_ENUMERATOR}|\d+[.、])")


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each row under a wrong name that one row of a table answers to."""
    meant: dict[Row, list[Row]] = {}
    by_row: dict[Row, list[_Match]] = {}
    for entry in _alone(case).values():
        match = _match(entry, case.locator)
        if match is not None:
            meant.setdefault(match.row, []).append(entry.row)
            by_row.setdefault(entry.row, []).append(match)
    for matches in by_row.values():
        # Two rows that would be the same one are not.
        sure = [match for match in matches if len(meant[match.row]) == 1]
        if sure:
            yield _root(sure, case)


CAUSE = Cause("wrong names", explain)


@attrs.frozen(eq=False)
class _Alone:
    """A row that a list lacks, the names it is looked for by, their columns, and who says so."""

    row: Row
    lacking: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    checks: list[FailedCheck]


@attrs.frozen(eq=False)
class _Match:
    """A row without a partner and the row of a table that is meant, with the name that is wrong."""

    alone: _Alone
    row: Row
    name: WrongName
    has_amount: bool


def _alone(case: Case) -> dict[tuple[Row, str], _Alone]:
    """Return the rows without codes that some list lacks."""
    found: dict[tuple[Row, str], _Alone] = {}
    for item in case.open_checks:
        for entry in _entries(item, case.locator):
            key = (entry.row, entry.lacking)
            known = found.setdefault(key, entry)
            known.checks.append(item)
    return found


def _entries(item: FailedCheck, locator: Locator) -> Iterator[_Alone]:
    """Yield what a check says of a row that is looked for by names in vain."""
    lonely = _lonely(item, locator)
    if lonely is not None:
        yield lonely
    yield from _uncounted(item, locator)


def _lonely(item: FailedCheck, locator: Locator) -> _Alone | None:
    """Return the row that a check of pairs found alone, if it was looked for by names."""
    lonely = lonely_row(item)
    key = item.outcome.instance.key
    if lonely is None or not any(key) or lonely.row.code is not None:
        return None
    columns = _columns_of_key(item, lonely.row.list_id)
    if not columns:
        return None
    return _Alone(lonely.row, lonely.missing.list_id, key, columns, [])


def _columns_of_key(item: FailedCheck, list_id: str) -> tuple[str, ...]:
    """Return the columns of a list that a check of pairs joins it by."""
    for block in item.outcome.rule.blocks:
        quantifier = block.quantifier
        if item.outcome.check in block.checks and isinstance(quantifier, EachPair):
            is_left = quantifier.left == list_id
            keys = quantifier.left_keys if is_left else quantifier.right_keys
            return tuple(key.name if isinstance(key, TextOf) else "" for key in keys)
    return ()


def _uncounted(item: FailedCheck, locator: Locator) -> Iterator[_Alone]:
    """Yield the sentence whose name a check counted in vain among the rows of tables."""
    row = item.row
    if not item.only_counts or row is None or not locator.is_said(row):
        return
    for column, text in row.texts.items():
        if text != row.name:
            continue
        for list_id in dict.fromkeys(words_of(item.condition)):
            if list_id in locator.doc.disclosure.tables:
                yield _Alone(row, list_id, (_today(text, locator),), (column,), [])
        return


def _match(entry: _Alone, locator: Locator) -> _Match | None:
    """Return the one row that the names and the amount tell of."""
    others = [row for row in locator.rows_of_list(entry.row.list_id) if row is not entry.row]
    matches: list[_Match] = []
    for row in locator.rows_of_list(entry.lacking):
        path = _path(row, len(entry.key), locator)
        if path is None or any(_names(other, path, locator) for other in others):
            continue
        match = _compared(entry, row, path, locator)
        if match is not None:
            matches.append(match)
    with_amount = [match for match in matches if match.has_amount]
    likeliest = with_amount or matches
    return likeliest[0] if len(likeliest) == 1 else None


def _path(row: Row, length: int, locator: Locator) -> tuple[Row, ...] | None:
    """Return a row with so many less one above it, the highest first; None of a total."""
    path: list[Row] = []
    above: Row | None = row
    while above is not None and len(path) < length:
        path.insert(0, above)
        above = above.parent
    if len(path) < length or not path[0].code:
        return None
    codelist = codelist_of(row.list_id, locator)
    if length == 1 and (codelist is None or len(path[0].code) != codelist.top_length):
        # A single name is that of a class.
        return None
    return tuple(path)


def _names(other: Row, path: Sequence[Row], locator: Locator) -> bool:
    """Return whether a row says the names of a row of a table and of those above it."""
    names = {_today(other.name, locator)}
    for text in other.texts.values():
        names.add(_today(text, locator))
    for row in path:
        name = _today(row.name, locator)
        if name not in names:
            return False
    return True


def _today(name: str, locator: Locator) -> str:
    """Return a name as keys have it: folded, without a number before it, today's one."""
    folded = _ENUMERATOR.sub("", fold(name))
    current = locator.doc.declarations.former_names.get(folded)
    return folded if current is None else fold(current.name)


def _compared(entry: _Alone, row: Row, path: Sequence[Row], locator: Locator) -> _Match | None:
    """Return a row as the one that is meant, if names and amounts allow it."""
    differing: list[int] = []
    for at, above in enumerate(path):
        if _today(above.name, locator) != _ENUMERATOR.sub("", entry.key[at]):
            differing.append(at)
    if len(differing) != 1:
        return None
    (at,) = differing
    name = _wrong_name(entry, at, path[at], locator)
    if name is None:
        return None
    has_amount = any(_has_amount(item, entry.row, row, locator) for item in entry.checks)
    is_near = _is_near(_today(name.printed, locator), fold(name.expected))
    if not has_amount and not (is_near and len(path) > 1):
        return None
    return _Match(entry, row, name, has_amount)


def _wrong_name(entry: _Alone, at: int, right: Row, locator: Locator) -> WrongName | None:
    """Return a name by which a row is joined; None if the table's own name is not right."""
    official = names_of_code(right, locator)
    if official and fold(right.name) not in official:
        return None
    printed = entry.row.texts.get(entry.columns[at])
    if printed is None or fold(printed).endswith(fold(right.name)):
        # Words before the name were read as part of it.
        return None
    return WrongName(entry.row, entry.columns[at], printed, right)


def _is_near(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter <= _SLIP:
        return False
    if one in other or other in one:
        return True
    return edit_distance(one, other, _SLIP) <= _SLIP


def _has_amount(item: FailedCheck, alone: Row, row: Row, locator: Locator) -> bool:
    """Return whether a row has the figure that a check missed, or for a mere count any of them."""
    if item.only_counts:
        return _share_a_figure(alone, row)
    numbers = item.numbers
    if numbers is None:
        return False
    for cell in item.printed_cells:
        address = locator.address(cell)
        if address.row is None or not is_absent(address.row) or address.column is None:
            continue
        own = row.cells.get(address.column)
        if own is not None and own.figure is not None and own.figure.digits:
            amount = own.figure.value()
            return numbers.gap.is_made_up_by(amount)
    return False


def _share_a_figure(one: Row, other: Row) -> bool:
    """Return whether two rows have an amount in common, as rounded."""
    for cell in one.cells.values():
        if cell.figure is None or not cell.figure.digits:
            continue
        for own in other.cells.values():
            if own.figure is not None and _is_same(cell.figure, own.figure):
                return True
    return False


def _is_same(one: Figure, other: Figure) -> bool:
    if one.unit.dimension != other.unit.dimension:
        return False
    coarser = min(one.scale, other.scale)
    difference = one.value() - other.value()
    return abs(difference) < power_of_ten(-coarser)


def _root(matches: Sequence[_Match], case: Case) -> Root:
    """Return the root of all that misses a row, or the one that is meant, in the other list."""
    checks: dict[FailedCheck, None] = {}
    for match in matches:
        checks.update(dict.fromkeys(match.alone.checks))
        for item in case.open_checks:
            if _misses(item, match, case.locator):
                checks[item] = None
    own = matches[0].alone.checks
    spokesman = by_rank(own)[0]
    follows = [item for item in checks if item is not spokesman]
    return Root(
        spokesman=spokesman,
        follows=tuple(by_rank(follows)),
        wrong_name=matches[0].name,
    )


def _misses(item: FailedCheck, match: _Match, locator: Locator) -> bool:
    """Return whether a check looks for either of two rows in the list of the other, in vain."""
    alone, row = match.alone.row, match.row
    if item.only_counts and item.row is alone:
        return True
    rows = locator.rows_concerned(item)
    absent = [other for other in rows if is_absent(other)]
    if not absent:
        return False
    if alone in rows:
        return True
    lists = {other.list_id for other in absent}
    if alone.list_id not in lists:
        return False
    return any(other is row or other.code == row.code for other in rows)
