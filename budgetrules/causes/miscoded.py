"""What follows from a row printed under a wrong code: the rows below it have none above, other lists miss the code it should have.

The row's name tells the right code, where the code list knows it; whether the name or the code is wrong, what else fails tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.causes.misnamed import misnamed
from budgetrules.causes.operands import distinct, is_made
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.structure import Failed
from budgetrules.core.names import fold
from budgetrules.evaluation.truth import Mismatch, TextHit
from budgetrules.model.disclosure import Row
from budgetrules.schema import expressions as x
from budgetrules.schema.sources import CodeEntry


@attrs.frozen(eq=False)
class Miscoded:
    """A row, the check that says its name and code don't belong together, and the codes that its name has."""

    leader: Failed
    row: Row
    codes: frozenset[str]

    def explains(self, item: Failed, locator: Locator) -> bool:
        """Whether a failed check misses a row of the right code in this list, or speaks of this row under its wrong one."""
        instance = item.outcome.instance
        rows = list(instance.rows())
        grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
        if isinstance(grounds, Mismatch):
            return bool(names := _differing(grounds)) and names <= {
                fold(self.row.name),
                *self._below(locator),
            }
        if item.numbers is None or all(is_made(cell) for cell in distinct(item.numbers)):
            about_text = isinstance(grounds, TextHit)
            return not about_text and any(row is self.row or self._lacks_above(row) for row in rows)
        if any(is_absent(row) for row in rows) and any(self._lacks_above(row) for row in rows):
            # Looked for by the names above it, which it has lost.
            return True
        if (
            any(row is self.row for row in rows)
            and (len(rows) > 1 or any(value is self.row for value in instance.names.values()))
            and all(row.code == self.row.code for row in rows)
        ):
            # Found beside rows of the code that it should not have.
            return True
        spots = [locator.spot(cell).row for cell in distinct(item.numbers) if not is_made(cell)]
        rows = [row for row in spots if row is not None]
        if not any(is_absent(row) for row in rows):
            return False
        return any(
            row is self.row or (is_absent(row) and self._is_missed(row, locator)) for row in rows
        )

    def _is_missed(self, row: Row, locator: Locator) -> bool:
        """Whether an absent row of this list has the right code, or is looked for by the names of rows below it."""
        if row.list_id != self.row.list_id:
            return False
        return row.code in self.codes or (
            row.code is None and fold(row.name) in self._below(locator)
        )

    def _below(self, locator: Locator) -> set[str]:
        """The names of the rows that lack this one above them."""
        return {
            fold(other.name)
            for other in _rows(self.row.list_id, locator)
            if self._lacks_above(other)
        }

    def _lacks_above(self, row: Row) -> bool:
        """Whether a row stands below a code that this row should have."""
        own = row.code or ""
        return row.list_id == self.row.list_id and any(
            own != code and own.startswith(code) for code in self.codes
        )


def following(failed: Sequence[Failed], locator: Locator) -> dict[int, tuple[Failed, str]]:
    """By the id of each check that follows from a wrong code, the check that tells of it and the right code."""
    rows = list(
        {id(wrong.row): wrong for wrong in sorted(_miscoded(failed, locator), key=_weight)}.values()
    )
    leaders = {id(wrong.leader) for wrong in rows}
    found: dict[int, tuple[Failed, str]] = {}
    for item in failed:
        row = _row_of(item, locator)
        home = next(
            (
                wrong
                for wrong in rows
                if id(item) not in leaders and (wrong.row is row or wrong.explains(item, locator))
            ),
            None,
        )
        if home is not None:
            found[id(item)] = home.leader, min(home.codes)
    return found


def _weight(wrong: Miscoded) -> tuple[int, int]:
    """The heaviest last."""
    rank, order = wrong.leader.rank
    return -rank, -order


def _differing(grounds: Mismatch) -> set[str]:
    """The names that two lists don't share."""
    printed, expected = (
        {fold(name) for name in (text or "").split("、") if name}
        for text in (grounds.printed, grounds.expected)
    )
    return printed ^ expected if len(printed) > 1 else set()


def _miscoded(failed: Sequence[Failed], locator: Locator) -> Iterator[Miscoded]:
    for item in failed:
        row = _row_of(item, locator)
        if row is None or row.code is None:
            continue
        key, name = locator.doc.schema(row.list_id).code_key(), fold(row.name)
        entries = _entries(locator, key.codelist if key is not None else None)
        printed = {other.code for other in _rows(row.list_id, locator)}
        right = {
            code
            for code, entry in entries.items()
            if len(code) == len(row.code)
            and code not in printed
            and name in {fold(name) for name in entry.names}
        }
        codes = {code for code in right if code[:-2] == row.code[:-2]} or right
        if codes:
            yield Miscoded(item, row, frozenset(codes))


def _row_of(item: Failed, locator: Locator) -> Row | None:
    """The row of a table that a check says has a code of nowhere, or one that its name doesn't belong to."""
    grounds, condition = (
        item.outcome.truth.grounds if item.outcome.truth is not None else None,
        item.outcome.check.condition,
    )
    if isinstance(grounds, Mismatch) and (
        isinstance(condition, x.InCodelist) or _asks_namesake(condition)
    ):
        row = item.outcome.instance.row
        return row if isinstance(row, Row) else None
    wrong = misnamed(item, locator)
    return wrong.row if wrong is not None else None


def _asks_namesake(condition: object) -> bool:
    """Whether a code is compared with the one that the list gives the row's name."""
    sides = (condition.left, condition.right) if isinstance(condition, x.CompareTexts) else ()
    return any(
        isinstance(side, x.TextOf) and side.part is x.TextPart.NAMESAKE_CODE for side in sides
    )


def _entries(locator: Locator, name: str | None) -> Mapping[str, CodeEntry]:
    held = locator.doc.declarations.codelists.get(name or "")
    return held.entries if held is not None else {}


def _rows(list_id: str, locator: Locator) -> Sequence[Row]:
    data = locator.doc.disclosure.list_data(list_id)
    return data.rows if data is not None else ()
