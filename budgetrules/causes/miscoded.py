"""A row printed under a wrong code: rows below it have none above, other lists miss its right code.

The row's name tells the right code, where the code list knows it; whether the name or the code is
wrong, what else fails tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import codelist_of, is_name_of, printed_codes
from budgetrules.causes.misnamed import misnamed_row
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import Advice, FailedCheck, Root, folded_names
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row
from budgetrules.schema import expressions as x


def explain(case: Case) -> Iterator[Root]:
    """Yield an open root for each row under a wrong code that something follows from."""
    rows = _miscoded_rows(case)
    if not rows:
        return
    spokesmen = {wrong.spokesman for wrong in rows}
    follows: dict[Miscoded, list[FailedCheck]] = {}
    for item in case.failed:
        if item in spokesmen:
            continue
        wrong = _row_behind(item, rows, case.locator)
        if wrong is not None:
            follows.setdefault(wrong, []).append(item)
    for wrong, items in follows.items():
        right_code = min(wrong.codes)
        yield Root(
            spokesman=wrong.spokesman,
            follows=tuple(items),
            advice=Advice(value=right_code, mended=1 + len(items), is_code=True),
            is_settled=False,
        )


def suggest_codes(case: Case) -> Iterator[Root]:
    """Yield the roots that explain a wrong code, each with the right one as its advice."""
    right_codes: dict[FailedCheck, str] = {}
    for pending in case.pending:
        if pending.advice is not None:
            right_codes[pending.spokesman] = pending.advice.value
    for root in case.roots:
        spokesmen = [item for item in root.checks if item in right_codes]
        if spokesmen and root.advice is None:
            advice = Advice(
                value=right_codes[spokesmen[0]],
                mended=len(root.checks),
                is_code=True,
            )
            yield attrs.evolve(root, advice=advice)


CAUSE = Cause("miscoded", explain)
RIGHT_CODES = Cause("right codes", suggest_codes)


@attrs.frozen(eq=False)
class Miscoded:
    """A row, the check that says its name and code don't belong together, and its name's codes.

    `orphans` are the names of the rows that lack this one above them.
    """

    spokesman: FailedCheck
    row: Row
    codes: frozenset[str]
    orphans: frozenset[str]

    def explains(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a check misses a row of the right code, or speaks of the wrong one."""
        if item.mismatch is not None:
            return self._sets_lists_apart(item)
        if item.text_hit is not None:
            return False
        if item.numbers is None or item.only_counts:
            return any(map(self._is_about, item.rows))
        return (
            self._is_looked_for_by_names(item.rows)
            or self._stands_beside_its_code(item)
            or self._is_missed_by_figures(item, locator)
        )

    def lacks_above(self, row: Row) -> bool:
        """Return whether a row stands below a code that this row should have."""
        if row.list_id != self.row.list_id:
            return False
        return row.code is not None and _is_below(row.code, self.codes)

    def _sets_lists_apart(self, item: FailedCheck) -> bool:
        """Return whether lists differ only in the names of this row and of those that lack it."""
        names = _differing_names(item)
        own_names = {fold(self.row.name), *self.orphans}
        return bool(names) and names <= own_names

    def _is_about(self, row: Row) -> bool:
        return row is self.row or self.lacks_above(row)

    def _is_looked_for_by_names(self, rows: Sequence[Row]) -> bool:
        """Return whether a row that is looked for by the names above it has lost this one."""
        if not any(map(is_absent, rows)):
            return False
        return any(map(self.lacks_above, rows))

    def _stands_beside_its_code(self, item: FailedCheck) -> bool:
        """Return whether a check names or pairs this row, by the code it should not have."""
        rows = item.rows
        if self.row not in rows:
            return False
        if any(row.code != self.row.code for row in rows):
            return False
        named = item.outcome.instance.names.values()
        return len(rows) > 1 or self.row in named

    def _is_missed_by_figures(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a relation has an absent row, and a row that is or should be this one."""
        rows = locator.rows_of(item.printed_cells)
        if not any(map(is_absent, rows)):
            return False
        if self.row in rows:
            return True
        return any(map(self._is_missed, rows))

    def _is_missed(self, row: Row) -> bool:
        """Return whether an absent row has the right code, or is looked for by a name below it."""
        if row.list_id != self.row.list_id or not is_absent(row):
            return False
        if row.code is None:
            return fold(row.name) in self.orphans
        return row.code in self.codes


def _row_behind(
    item: FailedCheck,
    rows: Sequence[Miscoded],
    locator: Locator,
) -> Miscoded | None:
    """Return the row under a wrong code that a failed check follows from."""
    own_row = _row_told_of(item, locator)
    for wrong in rows:
        if wrong.row is own_row or wrong.explains(item, locator):
            return wrong
    return None


def _miscoded_rows(case: Case) -> list[Miscoded]:
    """Return each row under a wrong code once, with the heaviest check that tells of it."""
    rows: list[Miscoded] = []
    for item in case.failed:
        wrong = _miscoded(item, case.locator)
        if wrong is not None:
            rows.append(wrong)
    # The heaviest last: it takes the place of a lighter one of the same row.
    rows.sort(key=_lightest_first)
    by_row: dict[Row, Miscoded] = {}
    for wrong in rows:
        by_row[wrong.row] = wrong
    return list(by_row.values())


def _lightest_first(wrong: Miscoded) -> tuple[int, int]:
    weight, order = wrong.spokesman.rank
    return -weight, -order


def _miscoded(item: FailedCheck, locator: Locator) -> Miscoded | None:
    """Return the row whose code a failed check calls wrong, if its name has codes not printed."""
    row = _row_told_of(item, locator)
    if row is None or row.code is None:
        return None
    codes = _codes_of_name(row, row.code, locator)
    if not codes:
        return None
    orphans: set[str] = set()
    for other in locator.rows_of_list(row.list_id):
        if other.code is not None and _is_below(other.code, codes):
            orphans.add(fold(other.name))
    return Miscoded(item, row, codes, frozenset(orphans))


def _codes_of_name(
    row: Row,
    own_code: str,
    locator: Locator,
) -> frozenset[str]:
    """Return the codes of a row's name that its list doesn't print: those of its parent first."""
    codelist = codelist_of(row.list_id, locator)
    if codelist is None:
        return frozenset()
    name = fold(row.name)
    length, parent = len(own_code), own_code[:-2]
    codes: set[str] = set()
    for code, entry in codelist.entries.items():
        if len(code) == length and is_name_of(entry, name):
            codes.add(code)
    codes -= printed_codes(row.list_id, locator)
    siblings: set[str] = set()
    for code in codes:
        if code[:-2] == parent:
            siblings.add(code)
    return frozenset(siblings or codes)


def _is_below(code: str, codes: frozenset[str]) -> bool:
    above = tuple(codes)
    return code not in codes and code.startswith(above)


def _row_told_of(item: FailedCheck, locator: Locator) -> Row | None:
    """Return the row whose code a check calls wrong, or says doesn't belong to its name."""
    if item.mismatch is not None and _asks_for_code(item.condition):
        return item.row
    wrong = misnamed_row(item, locator)
    return wrong.row if wrong is not None else None


def _asks_for_code(condition: object) -> bool:
    """Return whether a code must be in a list, or be the one that the list gives the row's name."""
    if isinstance(condition, x.InCodelist):
        return True
    if not isinstance(condition, x.CompareTexts):
        return False
    return _is_namesake(condition.left) or _is_namesake(condition.right)


def _is_namesake(side: object) -> bool:
    if not isinstance(side, x.TextOf):
        return False
    return side.part is x.TextPart.NAMESAKE_CODE


def _differing_names(item: FailedCheck) -> set[str]:
    """Return the names that two lists of names don't share."""
    texts = item.mismatch
    if texts is None:
        return set()
    printed = folded_names(texts.printed)
    if len(printed) <= 1:
        return set()
    return printed ^ folded_names(texts.expected)
