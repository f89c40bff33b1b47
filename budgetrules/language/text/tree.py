"""The syntax tree of a rule file: frozen values; positions do not count in equality, comments do.

Keywords stand in the tree by their ids of grammar/keywords.tsv, whichever spelling the file used.
"""

from __future__ import annotations

import attrs

from budgetrules.core.spans import NOWHERE, Span


def _span() -> Span:
    field: Span = attrs.field(default=NOWHERE, eq=False, kw_only=True)
    return field


@attrs.frozen
class Number:
    """A number as written (`0.50`), a share if `percent`, an amount of money if it has a `unit`
    (万元).
    """

    text: str
    percent: bool = False
    unit: str = ""
    span: Span = _span()


@attrs.frozen
class String:
    """A quoted text."""

    value: str
    span: Span = _span()


@attrs.frozen
class Name:
    """A bare or 【bracketed】 name, or a keyword of kind `builtin` by its id."""

    value: str
    builtin: bool = False
    span: Span = _span()


@attrs.frozen
class Argument:
    """An argument of a call, with the filter that `其中/where` puts on it."""

    value: Expression
    where: Expression | None = None
    span: Span = _span()


@attrs.frozen
class Step:
    """One step of a path: `name`, then perhaps `["key", …]`, then perhaps `(arguments)`.

    `dynamic`: written `.[name]`, a column chosen by a variable.
    """

    name: Name
    index: tuple[Expression, ...] = ()
    arguments: tuple[Argument, ...] | None = None
    dynamic: bool = False
    span: Span = _span()


@attrs.frozen
class Path:
    """Steps parted by dots: 表1.收入["收入总计"].预算数; a lone name is a path of one step; a call is a step
    with arguments.
    """

    steps: tuple[Step, ...]
    span: Span = _span()


@attrs.frozen
class Items:
    """A list in brackets: ("302", "307")."""

    values: tuple[Expression, ...]
    span: Span = _span()


@attrs.frozen
class Operation:
    """An operator by its keyword id or sign (plus, minus, =, same, in, and, not, has, …) and its
    operands.

    `without` (不含) has the things not to be held as operands, each an Operation("except", …) where
    exceptions are declared.
    """

    operator: str
    operands: tuple[Expression, ...]
    span: Span = _span()


Expression = Number | String | Path | Items | Operation

OptionItem = Name | String
# A list parted by commas is one value.
OptionValue = OptionItem | tuple[OptionItem, ...]


@attrs.frozen
class Option:
    """A keyword in the head of a clause with what follows it: 口径 资金 基本, 必有, 键 code."""

    keyword: str
    values: tuple[OptionValue, ...] = ()
    span: Span = _span()

    def parts(self) -> tuple[OptionItem, ...]:
        """Return the values with lists opened."""
        parts: list[OptionItem] = []
        for value in self.values:
            if isinstance(value, tuple):
                parts.extend(value)
            else:
                parts.append(value)
        return tuple(parts)

    def words(self) -> tuple[str, ...]:
        """Return the values as texts, lists opened."""
        return tuple(part.value for part in self.parts())


@attrs.frozen
class Declaration:
    """Head of a declaring clause: its name, the quoted texts after it, and options in the order
    written.
    """

    name: Name | None
    texts: tuple[String, ...] = ()
    options: tuple[Option, ...] = ()
    span: Span = _span()

    def option(self, keyword: str) -> Option | None:
        """Return the first option with this keyword; "" is what has no keyword."""
        for option in self.options:
            if option.keyword == keyword:
                return option
        return None

    def has(self, keyword: str) -> bool:
        """Whether an option is there."""
        return self.option(keyword) is not None

    def words(self, keyword: str) -> tuple[str, ...]:
        """Return the values of an option as texts, lists opened; "" is what has no keyword."""
        option = self.option(keyword)
        if option is None:
            return ()
        return option.words()

    def every_word(self) -> tuple[str, ...]:
        """Return the values of all options as texts, in the order written."""
        words: list[str] = []
        for option in self.options:
            words.extend(option.words())
        return tuple(words)

    def id(self) -> str:
        """Return the name, or "" where there is none."""
        if self.name is None:
            return ""
        return self.name.value

    def title(self) -> str:
        """Return the first text, or else the name."""
        if self.texts:
            return self.texts[0].value
        return self.id()


@attrs.frozen(kw_only=True)
class Source:
    """One item of 对于: 每行 [甲] 属于 places [与 乙 属于 places] [按 keys] [其中 filter].

    `quantifier` is each_row, each_cell, each_table, each_section, each_group, each_pair or
    whole_text.
    """

    quantifier: str
    variable: Name | None = None
    places: tuple[Path, ...] = ()
    other_variable: Name | None = None
    other_places: tuple[Path, ...] = ()
    keys: tuple[PairKey, ...] = ()
    where: Expression | None = None
    span: Span = _span()


@attrs.frozen
class PairKey:
    """A key by which pairs or groups are made: the name of a part.

    `right` is its name on the other side of a pair, where it is another one (对应).
    """

    left: Path
    right: Path | None = None
    span: Span = _span()


@attrs.frozen
class ForHead:
    """Head of 对于: one or more sources, parted by commas."""

    sources: tuple[Source, ...]
    span: Span = _span()


@attrs.frozen
class LetHead:
    """Head of 令: name = value."""

    name: Name
    value: Expression
    span: Span = _span()


@attrs.frozen
class SeverityHead:
    """Head of 级别: error, warning or note, perhaps 若 condition 否则 another."""

    severity: str
    condition: Expression | None = None
    otherwise: str | None = None
    span: Span = _span()


@attrs.frozen
class TableLine:
    """A line `| a | b |` of an example."""

    cells: tuple[str, ...]
    span: Span = _span()


Head = Declaration | ForHead | LetHead | SeverityHead | TableLine | Expression


@attrs.frozen(kw_only=True)
class Clause:
    """One line: keyword id, head, the clauses indented under it, the comment lines above it and the
    comment behind it.
    """

    keyword: str
    head: Head | None
    children: tuple[Clause, ...] = ()
    comments: tuple[str, ...] = ()
    trailing: str = ""
    span: Span = _span()

    @property
    def declared(self) -> Declaration:
        """Return the declaring head; an empty one where the line declares nothing."""
        if isinstance(self.head, Declaration):
            return self.head
        return Declaration(None)

    def all(self, keyword: str) -> tuple[Clause, ...]:
        """Return the children with this keyword."""
        children = []
        for child in self.children:
            if child.keyword == keyword:
                children.append(child)
        return tuple(children)

    def first(self, keyword: str) -> Clause | None:
        """Return the first child with this keyword."""
        for child in self.children:
            if child.keyword == keyword:
                return child
        return None


@attrs.frozen
class File:
    """A whole rule file: its clauses, and the comment lines after the last one.

    Blank lines are not kept.
    """

    clauses: tuple[Clause, ...]
    comments: tuple[str, ...] = ()
    name: str = attrs.field(default="", eq=False)
