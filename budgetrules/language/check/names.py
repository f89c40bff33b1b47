"""The names in force at one place of a rule, and the mistakes made with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.language.check.types import Type
from budgetrules.language.text.keywords import of_kind
from budgetrules.language.text.tree import Name
from budgetrules.schema.expressions import Expression
from budgetrules.schema.forms import Column, ColumnKind, Table, TableList, Template, other_lists
from budgetrules.schema.packs import Declarations


class Unresolved(Exception):
    """A name, type or unit in a rule is wrong; carries the diagnostic to collect."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


@attrs.define
class Names:
    """What rules for one template can name.

    `others` holds the templates of other documents by the name of each document.

    A list of another document is named behind it: 上年.表5.
    """

    declarations: Declarations
    template: Template
    others: Mapping[str, Template] = attrs.field(factory=dict)
    lists: dict[str, TableList] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lists = {**self.template.all_lists(), **other_lists(self.others)}

    def table(self, name: str) -> Table | None:
        """The table with this id."""
        return self.template.table(name)

    def columns(self, list_id: str) -> dict[str, Column]:
        """The columns of a list by id."""
        return {column.id: column for column in self.lists[list_id].columns}

    def parts(self, list_id: str) -> tuple[str, ...]:
        """The names of a list's columns and keys."""
        item = self.lists[list_id]
        return (*(column.id for column in item.columns), *(key.id for key in item.keys))

    def amounts(self, list_id: str) -> tuple[str, ...]:
        """The ids of the amount columns of a list."""
        columns = self.lists[list_id].columns
        return tuple(column.id for column in columns if column.kind is ColumnKind.AMOUNT)

    def table_ids(self) -> tuple[str, ...]:
        """The ids of all tables."""
        return tuple(table.id for table in self.template.tables)


@attrs.frozen
class Scope:
    """Names bound at one place.

    Variables and 令 by name, and the records of the instance, the innermost first.
    """

    names: Names
    variables: dict[str, tuple[Type, Expression]] = attrs.field(factory=dict)
    records: tuple[tuple[Type, Expression], ...] = ()

    def bind(self, name: str, kind: Type, value: Expression) -> Scope:
        """This scope with one more variable."""
        return attrs.evolve(self, variables={**self.variables, name: (kind, value)})

    def without(self, names: Iterable[str]) -> Scope:
        """This scope with some variables hidden, so that the parts of an inner record are seen."""
        hidden = set(names)
        kept = {name: bound for name, bound in self.variables.items() if name not in hidden}
        return attrs.evolve(self, variables=kept)

    def within(self, kind: Type, value: Expression) -> Scope:
        """This scope with an innermost record more."""
        return attrs.evolve(self, records=((kind, value), *self.records))


def printed(name: Name) -> str:
    """A name as people write it: a word of the language in Chinese, any other as it is."""
    return of_kind("builtin")[name.value].zh if name.builtin else name.value


def mistake(
    code: str, span: Span, allowed: Iterable[str] = (), wrong: str = "", **details: str
) -> Unresolved:
    """A mistake with what is allowed here and the allowed word nearest to the wrong one."""
    words = tuple(dict.fromkeys(allowed))
    nearest = closest(wrong, words) if wrong and words else None
    return Unresolved(error_at(span, code, nearest, words, **details))
