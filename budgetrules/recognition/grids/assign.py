"""Pass 5, assign: decide which part is which table, what goes on, and what is unknown."""

from __future__ import annotations

import attrs

from budgetrules.messages.message import Message
from budgetrules.recognition.grids import reasons
from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.continuation import OWN_HEADER, continued
from budgetrules.recognition.grids.draft import Draft, GridPart, TableDraft, TablePart
from budgetrules.recognition.grids.fit import fit_columns
from budgetrules.schema.forms import Table, Template

# Points out of 100 that the columns must have: under a prescribed title, under one near to it,
# and without any.
_WITH_TITLE = 45
_NEAR_TITLE = OWN_HEADER
_BY_COLUMNS = 85
# Tables with so few points less are as likely.
_CLEARLY = 5


def assign(draft: Draft) -> Draft:
    """Give every part its table, in the order of reading: by title, else by its columns."""
    assignment = _Assignment(draft)
    current: TableDraft | None = None
    for part in draft.parts:
        following: TablePart | None = None
        if current is not None and not _begins_sheet(part, current):
            following = continued(part, current, draft.template)
        if current is not None and following is not None:
            current = assignment.go_on(current, following)
        else:
            current = assignment.begin(part)
    return assignment.result()


def _begins_sheet(part: GridPart, current: TableDraft) -> bool:
    """Whether a part is another sheet of a repeatable table: its title stands there again."""
    return current.table.repeatable and part.titled is current.table and not part.goes_on


class _Assignment:
    """The tables assigned so far. Each of the template is found once, but for repeatable ones."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.template: Template = draft.template
        titled = (part.titled for part in draft.parts)
        self.titled = {table.id for table in titled if table is not None}
        self.tables: dict[str, TableDraft] = {}
        self.unknown: list[GridPart] = []
        self.repeated: list[tuple[Table, GridPart]] = []
        self.unmatched: list[tuple[Table, GridPart]] = []
        self.reasons: list[Message] = []

    def go_on(self, table: TableDraft, part: TablePart) -> TableDraft:
        """Add a part to a table."""
        reason = reasons.goes_on(part.part, table, part.match.points)
        self.reasons.append(reason)
        longer = attrs.evolve(table, parts=(*table.parts, part))
        self.tables[table.key] = longer
        return longer

    def begin(self, part: GridPart) -> TableDraft | None:
        """Begin a table with a part; None if it is none of the form, or one that was found."""
        match = part.title_match
        if match is not None:
            least = _WITH_TITLE if part.is_sure else _NEAR_TITLE
            self.reasons.append(reasons.has_title(part, match, least))
            if match.points >= least:
                return self._begin_titled(part, match)
            is_found = match.table.id in self.tables
            # Words of a title alone say little: a table of a kind is one whose columns fit.
            is_due = part.is_sure and not self.template.by_kinds
            if is_due and not is_found and part.grid.rows:
                self.unmatched.append((match.table, part))
                return None
        by_columns = self._by_columns(part)
        if by_columns is not None:
            return self._table(part, by_columns, is_sure=False)
        self.unknown.append(part)
        return None

    def _begin_titled(self, part: GridPart, match: ColumnMatch) -> TableDraft | None:
        """Begin the table that the title names, unless it was found before."""
        if match.table.id in self.tables and not match.table.repeatable:
            self.repeated.append((match.table, part))
            return None
        return self._table(part, match, is_sure=part.is_sure)

    def _table(
        self,
        part: GridPart,
        match: ColumnMatch,
        *,
        is_sure: bool,
    ) -> TableDraft:
        """Begin a table that was not found before."""
        # A title that names another table, or none of the form, is no title of this one.
        is_titled = part.titled == match.table
        first = TablePart(
            part=part,
            grid=part.grid,
            first=match.body,
            last=part.last,
            match=match,
        )
        table = TableDraft(
            table=match.table,
            parts=(first,),
            titled=is_titled,
            sure=is_sure,
            sheet=sum(match.table is found.table for found in self.tables.values()),
        )
        self.tables[table.key] = table
        self.reasons.extend(reasons.columns(match))
        return table

    def _by_columns(self, part: GridPart) -> ColumnMatch | None:
        """Return the match with the one table, of those whose title stands nowhere, that columns
        fit.
        """
        if self.template.by_kinds and part.heading is not None:
            # A title of no kind says that the table is none of them, whatever its columns.
            return None
        accounted = self.titled | self.tables.keys()
        missing = (table for table in self.template.tables if table.id not in accounted)
        matches = [fit_columns(part.columns, table) for table in missing]
        fitting = [match for match in matches if match.points >= _BY_COLUMNS]
        if not fitting:
            best = max(matches, key=_points_of, default=None)
            self.reasons.append(reasons.is_none(part, best, _BY_COLUMNS))
            return None
        chosen = self._most_likely(fitting)
        table = chosen.table if chosen is not None else None
        self.reasons.append(reasons.by_columns(part, fitting, table))
        return chosen

    def _most_likely(self, matches: list[ColumnMatch]) -> ColumnMatch | None:
        """Return the match with clearly the most points; of some alike the one whose turn it is."""
        most = max(map(_points_of, matches))
        alike = [match for match in matches if match.points > most - _CLEARLY]
        if len(alike) == 1:
            return alike[0]
        order = [table.id for table in self.template.tables]
        found = (table.table.id for table in self.tables.values())
        last = max(map(order.index, found), default=-1)
        turns = order[last + 1 :]
        following = (match for match in alike if match.table.id in turns)
        return next(following, None)

    def result(self) -> Draft:
        """Return the draft with all parts assigned.

        What stands under the last title of a table of contents is not that table if it stands
        elsewhere.
        """
        unmatched: list[tuple[Table, GridPart]] = []
        unknown = list(self.unknown)
        for table, part in self.unmatched:
            if table.id in self.tables:
                unknown.append(part)
            else:
                unmatched.append((table, part))
        unknown.sort(key=_position_of)
        return attrs.evolve(
            self.draft,
            tables=tuple(self.tables.values()),
            unknown=tuple(unknown),
            repeated=tuple(self.repeated),
            unmatched=tuple(unmatched),
            reasons=tuple(self.reasons),
        )


def _points_of(match: ColumnMatch) -> int:
    return match.points


def _position_of(part: GridPart) -> int:
    return part.position
