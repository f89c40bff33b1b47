"""A row printed under a wrong code: rows below it have none above, other lists miss its right code.

The row's name tells the right code, where the code list knows it; whether the name or the code is
wrong, what else fails tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import STEP, codelist_of, is_name_of, printed_codes
from budgetrules.causes.conditions import asks_above, asks_for, words_of
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
        yield Root(spokesman=wrong.spokesman, follows=tuple(items), is_settled=False)


def suggest_codes(case: Case) -> Iterator[Root]:
    """Yield the roots that explain a wrong code, each with the right one as its advice.

    Where the name of the row has several codes, nothing tells which one is right.
    """
    right_codes: dict[FailedCheck, str] = {}
    for wrong in _miscoded_rows(case):
        if len(wrong.codes) == 1:
            (right_codes[wrong.spokesman],) = wrong.codes
    for root in case.roots:
        spokesmen = [item for item in root.checks if item in right_codes]
        if not spokesmen or root.advice is not None:
            continue
        spokesman = spokesmen[0]
        if _is_of_name(root):
            continue
        advice = Advice(
            value=right_codes[spokesman],
            mended=len(root.checks),
            is_code=True,
        )
        tells_of_name = misnamed_row(spokesman, case.locator) is not None
        code = "F124" if spokesman is root.spokesman and tells_of_name else root.message_code
        yield attrs.evolve(root, advice=advice, message_code=code)


def _is_of_name(root: Root) -> bool:
    """Return whether other lists have the code under its own name: then the name is wrong."""
    is_named_otherwise = False
    for item in root.follows:
        texts = item.mismatch
        if texts is None:
            return False
        if texts.other is not None:
            is_named_otherwise = True
    return is_named_otherwise


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
            if any(map(self._is_about, item.rows)) or self._is_counted(item, locator):
                return True
            # The row above has lost its only part.
            return asks_for(item.condition, x.Children) and any(map(self._is_above, item.rows))
        return (
            self._is_looked_for_by_names(item.rows)
            or self._stands_beside_its_code(item, locator)
            or self._is_missed_by_figures(item, locator)
            or self._is_missed_in_sum(item, locator)
            or self._is_missed_by_code(item, locator)
            or self._has_parts_of_others(item, locator)
        )

    def lacks_figure(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a relation lacks this row's figure below what is above its right code."""
        if item.numbers is None or item.only_counts:
            return False
        return self._is_missed_in_sum(item, locator)

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
        """Return whether a row is this one, has its wrong code too, or lacks it above."""
        if row.list_id == self.row.list_id and row.code == self.row.code:
            return True
        return self.lacks_above(row)

    def _is_looked_for_by_names(self, rows: Sequence[Row]) -> bool:
        """Return whether a row that is looked for by the names above it has lost this one."""
        if not any(map(is_absent, rows)):
            return False
        return any(map(self.lacks_above, rows))

    def _stands_beside_its_code(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a check names or pairs this row, by the code it should not have."""
        rows = locator.rows_concerned(item)
        if self.row not in rows:
            return False
        own_code = self.row.code or ""
        if own_code in set(words_of(item.condition)):
            # The rule asks for this code.
            return True
        if any(row.code != self.row.code for row in rows):
            return False
        named = item.outcome.instance.names.values()
        return len(rows) > 1 or self.row in named

    def _is_counted(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a sentence names this row, and it is not found where it is counted."""
        if not item.only_counts:
            return False
        words = set(words_of(item.condition))
        if self.row.list_id not in words:
            return False
        name = fold(self.row.name)
        said = filter(locator.is_said, item.rows)
        # Words before a name may have been read as part of it.
        return any(fold(row.name).endswith(name) for row in said)

    def _is_missed_by_code(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a sum over the row's list for the right code lacks its figure."""
        rows = locator.rows_concerned(item)
        if not any(row.code in self.codes for row in rows):
            return False
        words = set(words_of(item.condition))
        if self.row.list_id not in words:
            return False
        return any(self._makes_up(item, column) for column in self.row.cells)

    def _is_missed_by_figures(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a relation has an absent row, and a row that is or should be this one."""
        rows = locator.rows_of(item.printed_cells)
        if not any(map(is_absent, rows)):
            return False
        if self.row in rows:
            return True
        return any(self._is_missed(row, item, locator) for row in rows)

    def _is_missed_in_sum(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a sum differs by this row's figure, which it lacks or should not have."""
        for cell in item.printed_cells:
            address = locator.address(cell)
            row = address.row
            if row is None or row.list_id != self.row.list_id:
                continue
            stands_there = row is self.row or self._is_above(row) or self._is_beside(row)
            if stands_there and self._makes_up(item, address.column):
                return True
        return False

    def _has_parts_of_others(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a sum adds up rows below this one that its wrong code puts there."""
        right = tuple(self.codes)
        for row in locator.rows_of(item.printed_cells):
            if row.parent is not self.row or row.code is None:
                continue
            if not row.code.startswith(right):
                return True
        return False

    def _makes_up(self, item: FailedCheck, column: str | None) -> bool:
        """Return whether what a relation differs by is this row's figure in a column."""
        if item.numbers is None or column is None:
            return False
        own = self.row.cells.get(column)
        if own is None or own.figure is None:
            return False
        amount = own.figure.value()
        return item.numbers.gap.is_made_up_by(amount)

    def _is_above(self, row: Row) -> bool:
        """Return whether a row stands directly above the right code."""
        if row.list_id != self.row.list_id or is_absent(row):
            return False
        if row.code is not None:
            return row.code in self._codes_above
        # What adds up the whole list stands above its classes.
        return any(len(code) < STEP for code in self._codes_above)

    def _is_beside(self, row: Row) -> bool:
        """Return whether a row stands beside the right code."""
        if row.code is None:
            return False
        above = row.code[:-STEP]
        return above in self._codes_above

    @property
    def _codes_above(self) -> set[str]:
        return {code[:-STEP] for code in self.codes}

    def _is_missed(self, row: Row, item: FailedCheck, locator: Locator) -> bool:
        """Return whether an absent row has the right code, or is looked for by a name below it.

        One that is looked for by the row's own name is meant if it has its amount.
        """
        if row.list_id != self.row.list_id or not is_absent(row):
            return False
        if row.code is not None:
            return row.code in self.codes
        name = fold(row.name)
        if name in self.orphans:
            return True
        if name != fold(self.row.name):
            return False
        columns = {locator.address(cell).column for cell in item.printed_cells}
        return any(self._makes_up(item, column) for column in columns)


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
    """Return each row under a wrong code once, with the heaviest check that tells of it.

    Of an orphan nothing else tells: its code is one that there is.
    """
    rows: list[Miscoded] = []
    orphans: list[Miscoded] = []
    for item in case.failed:
        wrong = _miscoded(item, case.locator)
        if wrong is not None:
            rows.append(wrong)
            continue
        wrong = _misplaced(item, case)
        if wrong is not None:
            orphans.append(wrong)
    # The heaviest last: it takes the place of a lighter one of the same row.
    rows.sort(key=_lightest_first)
    by_row: dict[Row, Miscoded] = {}
    for wrong in orphans:
        if not any(other.lacks_above(wrong.row) for other in rows):
            by_row[wrong.row] = wrong
    for wrong in rows:
        by_row[wrong.row] = wrong
    return list(by_row.values())


def _misplaced(item: FailedCheck, case: Case) -> Miscoded | None:
    """Return the row without one above it that stands, by its name and figures, below another."""
    row, locator = item.row, case.locator
    if row is None or row.code is None or not asks_above(item.condition):
        return None
    codes = _codes_of_name(row, row.code, locator)
    printed = printed_codes(row.list_id, locator)
    if len(codes) != 1 or not all(code[:-STEP] in printed for code in codes):
        return None
    wrong = Miscoded(item, row, codes, frozenset())
    if any(wrong.lacks_figure(other, locator) for other in case.failed):
        return wrong
    return None


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
    """Return the codes of a row's name that its list doesn't print: those of its parent first.

    A code of another length may have lost or gained a digit.
    """
    codelist = codelist_of(row.list_id, locator)
    if codelist is None:
        return frozenset()
    name = fold(row.name)
    printed = printed_codes(row.list_id, locator)
    may_repeat = locator.doc.schema(row.list_id).repeats_codes()
    codes: set[str] = set()
    for code, entry in codelist.entries.items():
        if code == own_code or len(code) != len(own_code):
            continue
        if is_name_of(entry, name):
            codes.add(code)
    if not may_repeat:
        codes -= printed
    siblings = {code for code in codes if code[:-STEP] == own_code[:-STEP]}
    below_printed = {code for code in codes if code[:-STEP] in printed}
    if codes:
        return frozenset(siblings or below_printed or codes)
    # The list may have the wrong code, by another name.
    lost = codelist.lost_code("", name, printed, may_repeat=may_repeat)
    return frozenset({lost} if lost is not None else ())


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
