"""The names in force at one place of a rule, and the mistakes made with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.core.units import UNITS, Unit
from budgetrules.language.check.types import Type
from budgetrules.language.text.keywords import of_kind
from budgetrules.language.text.tree import Name
from budgetrules.schema.expressions import Expression
from budgetrules.schema.forms import Column, Table, TableList, Template, other_lists
from budgetrules.schema.packs import Declarations

# What a name stands for: its type, and the checked expression.
Resolved = tuple[Type, Expression]


class Unresolved(Exception):
    """A name, type or unit in a rule is wrong; carries the diagnostic to collect."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


@attrs.define
class Names:
    """What rules for one template can name.

    `documents` holds the templates of other documents by the name of each document.

    A list of another document is named behind it: 上年.表5.
    """

    declarations: Declarations
    template: Template
    documents: Mapping[str, Template] = attrs.field(factory=dict)
    lists: dict[str, TableList] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lists = {
            **self.template.all_lists(),
            **other_lists(self.documents),
        }

    def unit(self) -> Unit:
        """Return the unit in which the form prints amounts."""
        return UNITS[self.template.unit]

    def table(self, name: str) -> Table | None:
        """Return the table with this id."""
        return self.template.table(name)

    def columns(self, list_id: str) -> dict[str, Column]:
        """Return the columns of a list by id."""
        return {column.id: column for column in self.lists[list_id].columns}

    def parts(self, list_id: str) -> tuple[str, ...]:
        """Return the ids of a list's columns, then of its keys."""
        rows = self.lists[list_id]
        ids = [column.id for column in rows.columns]
        ids.extend(key.id for key in rows.keys)
        return tuple(ids)

    def table_ids(self) -> tuple[str, ...]:
        """Return the ids of all tables."""
        return tuple(table.id for table in self.template.tables)


@attrs.frozen
class Scope:
    """Names bound at one place.

    Variables and 令 by name, and the records of the instance, the innermost first.
    """

    names: Names
    variables: Mapping[str, Resolved] = attrs.field(factory=dict)
    records: tuple[Resolved, ...] = ()

    def bind(
        self,
        name: str,
        kind: Type,
        value: Expression,
    ) -> Scope:
        """Return this scope with one more variable."""
        variables = {**self.variables, name: (kind, value)}
        return attrs.evolve(self, variables=variables)

    def without(self, names: Iterable[str]) -> Scope:
        """Return this scope without some variables, so that an inner record's parts are seen."""
        variables = dict(self.variables)
        for name in names:
            variables.pop(name, None)
        return attrs.evolve(self, variables=variables)

    def within(self, kind: Type, value: Expression) -> Scope:
        """Return this scope with an innermost record more."""
        record = (kind, value)
        return attrs.evolve(self, records=(record, *self.records))


def printed(name: Name) -> str:
    """Return a name as people write it; a word of the language in Chinese."""
    if name.builtin:
        return of_kind("builtin")[name.value].zh
    return name.value


def mistake(
    code: str,
    span: Span,
    allowed: Iterable[str] = (),
    wrong: str = "",
    **details: str,
) -> Unresolved:
    """Make a mistake with what is allowed here, and the allowed word nearest to the wrong one."""
    words = tuple(dict.fromkeys(allowed))
    nearest = None
    if wrong and words:
        nearest = closest(wrong, words)
    diagnostic = error_at(span, code, nearest, words, **details)
    return Unresolved(diagnostic)


def unknown(
    span: Span,
    allowed: Iterable[str],
    word: str,
) -> Unresolved:
    """Make the mistake of a name that nothing declares (S202)."""
    return mistake("S202", span, allowed, word, name=word)
