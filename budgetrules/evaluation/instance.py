"""What a rule is asked of at once: a row, a cell, a pair … of one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from budgetrules.evaluation.values import AbsentTable
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Cell, ListData, Row, SectionData, TableData

_NO_NAMES: Mapping[str, object] = MappingProxyType({})


# Thousands are made for a document: with slots, attrs takes half as long again to freeze one.
@attrs.frozen(slots=False, eq=False, kw_only=True)
class Instance:
    """One instance of a quantifier, and what it binds.

    `column` is that of the cell, `parts` are the columns that make it up. `section_id` says which
    section is asked about where none was found. `fact` is a row of a lookup, `member` the row that
    a filter or a sum has come to, `pair` the row of a pair that was found, `key` what the rows of
    the pair are joined by. `names` holds what the
    author's own variables stand for; they are kept apart, so that a variable may be called
    anything.
    """

    document: DocumentView
    row: Row | None = None
    cell: Cell | None = None
    column: str | None = None
    parts: tuple[str, ...] = ()
    table: TableData | ListData | AbsentTable | None = None
    section: SectionData | None = None
    section_id: str | None = None
    fact: Mapping[str, str] | None = None
    member: Row | None = None
    pair: Row | None = None
    key: tuple[str, ...] = ()
    names: Mapping[str, object] = _NO_NAMES

    def with_member(self, row: Row) -> Instance:
        """Return the same instance when a filter or a sum has come to a row."""
        # Filters ask this of each row: the constructor takes twice as long.
        same = object.__new__(Instance)
        fields = same.__dict__
        fields.update(self.__dict__)
        fields["member"] = row
        return same

    def rows(self) -> tuple[Row, ...]:
        """Return the rows it binds, each once: that of a pair that was found first."""
        distinct: dict[Row, None] = {}
        for row in self._bound_rows():
            distinct[row] = None
        return tuple(distinct)

    def _bound_rows(self) -> Iterator[Row]:
        for value in (self.pair, self.row, *self.names.values()):
            if isinstance(value, Row):
                yield value
