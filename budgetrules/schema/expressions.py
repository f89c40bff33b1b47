"""What a checked rule computes with: expressions whose names are resolved to parts of a form.

A small set of nodes; each evaluates to one kind of value, said in its docstring. Records are rows,
cells, tables, list columns, groups of rows, code entries and claims; `Variable` names one that 对于
binds.
"""

from __future__ import annotations

import enum

import attrs

from budgetrules.core.operators import OPERATORS, TEXT_OPERATORS, Operator, TextOperator

# ---- records -------------------------------------------------------------------------------------


@attrs.frozen
class Bound:
    """Record: what the quantifier binds, whatever its author calls it.

    `row`, `cell`, `table`, `section`, `fact`, `pair`; `member` is the row that a filter or a sum
    has come to.
    """

    record: str


@attrs.frozen
class Variable:
    """Record: what a variable of 对于 stands for, by the name that its author gave it."""

    name: str


@attrs.frozen
class RowAt:
    """Row: of a list, by prescribed label, by key, or the total row.

    `by` is `label`, `key` or `total`.
    """

    list_id: str
    by: str
    value: Expression


@attrs.frozen
class Ancestor:
    """Row: the row above `row` at a level (类.名称), or its parent where `level` is empty."""

    row: Expression
    level: str = ""


@attrs.frozen
class TableOf:
    """Table: by id."""

    table: str


@attrs.frozen
class ClaimOf:
    """Claim: the statement a table makes by its header or by a note, or a section's sentence."""

    table: Expression
    sentence: str


@attrs.frozen
class EntryOf:
    """Code entry: of a code list by its code."""

    codelist: str
    code: Expression


# ---- collections ---------------------------------------------------------------------------------


@attrs.frozen
class RowsOf:
    """Rows: of a list that pass the filter (`member` is bound in it).

    Of what a narrative says only that in `section`. `counted`: only their number is asked for, so
    that none at all is an answer.
    """

    list_id: str
    where: Expression | None = None
    section: Expression | None = None
    counted: bool = False


@attrs.frozen
class GroupRows:
    """Rows: those a group variable stands for, filtered."""

    group: Expression
    where: Expression | None = None


@attrs.frozen
class Children:
    """Rows: the complete parts of a row."""

    row: Expression


@attrs.frozen
class SameKey:
    """Rows: those of the same list with the same keys, itself included."""

    row: Expression


@attrs.frozen
class ChildCells:
    """Cells: the same column in the rows that make up the cell's row."""

    cell: Expression


@attrs.frozen
class PartCells:
    """Cells: the columns that make up the cell's column, in the same row."""

    cell: Expression


# ---- figures -------------------------------------------------------------------------------------


@attrs.frozen
class Constant:
    """Figure: written in the rule.

    `text` is a plain decimal, `unit` a symbol or empty for a bare number.
    """

    text: str
    unit: str = ""


@attrs.frozen
class CellOf:
    """Figure: the cells of a row in the columns that make up what was named, by list (列 or 口径)."""

    row: Expression
    columns: tuple[tuple[str, tuple[str, ...]], ...]


@attrs.frozen
class CellAt:
    """Figure: the cell of a row in the column that a variable stands for."""

    row: Expression
    column: Expression


@attrs.frozen
class ThisCell:
    """Figure: the cell itself."""

    cell: Expression


@attrs.frozen
class SlotOf:
    """Figure or text: a slot of a claim."""

    claim: Expression
    slot: str


@attrs.frozen
class SumOf:
    """Figure: all cells of a collection, or `value` for each row of it (`row` is bound)."""

    collection: Expression
    value: Expression | None = None


@attrs.frozen
class CountOf:
    """Figure: how many members a collection has; `distinct`: names that are alike count once."""

    collection: Expression
    distinct: bool = False


@attrs.frozen
class Plus:
    """Figure: left plus (sign 1) or minus (sign −1) right."""

    left: Expression
    right: Expression
    sign: int = 1


@attrs.frozen
class Times:
    """Figure: a whole number of times another."""

    factor: int
    value: Expression


@attrs.frozen
class Share:
    """Figure: part over whole."""

    part: Expression
    whole: Expression


@attrs.frozen
class DecimalsOf:
    """Figure: how many decimals a figure is printed with."""

    figure: Expression


@attrs.frozen
class ParameterOf:
    """Texts: a parameter of the pack or of the run.

    A figure in `unit` (empty for a bare number) where it is one.
    """

    name: str
    unit: str | None = None


@attrs.frozen
class Days:
    """Figure: days from one date to another."""

    first: Expression
    last: Expression


# ---- texts ---------------------------------------------------------------------------------------


@attrs.frozen
class Text:
    """Text: written in the rule."""

    value: str


@attrs.frozen
class Texts:
    """Texts: a list written in the rule."""

    values: tuple[Expression, ...]


class TextPart(enum.Enum):
    """Which text of a record.

    Of a row, of a table (its title), of a code entry, or of a fact (a column of a lookup).
    """

    NAME = "name"
    CODE = "code"
    NAMESAKE_CODE = "namesake_code"
    LEVEL = "level"
    LAST_LEVEL = "last_level"
    KEY = "key"
    COLUMN = "column"
    ITEMS = "items"
    TITLE = "title"
    TRUST = "trust"
    NAMES = "names"
    FACT = "fact"


@attrs.frozen
class TextOf:
    """Text: a part of a record; `name` is the id of the key or column where the part is one."""

    record: Expression
    part: TextPart
    name: str = ""


@attrs.frozen
class NamesOf:
    """Texts: a part of each row of a collection."""

    collection: Expression
    value: Expression


@attrs.frozen
class LastDigits:
    """Text: the last characters of a text."""

    text: Expression
    count: int


@attrs.frozen
class EntityName:
    """Text: the name of the department or unit that discloses."""


@attrs.frozen
class YearDay:
    """Date: the first day of the fiscal year, or its last."""

    last: bool = False


# ---- conditions ----------------------------------------------------------------------------------


@attrs.frozen
class Compare:
    """Condition: two figures by one of `OPERATORS`, by its name: =, same, !=, <, <=, > or >=."""

    relation: str
    left: Expression
    right: Expression

    @property
    def operator(self) -> Operator:
        """The relation asked for."""
        return OPERATORS[self.relation]


@attrs.frozen
class CompareTexts:
    """Condition: texts by one of `TEXT_OPERATORS`, by its name."""

    relation: str
    left: Expression
    right: Expression

    @property
    def operator(self) -> TextOperator:
        """The relation asked for."""
        return TEXT_OPERATORS[self.relation]


@attrs.frozen
class InCodelist:
    """Condition: a code stands in a code list."""

    code: Expression
    codelist: str


@attrs.frozen
class AllSame:
    """Condition: all texts or figures of a collection agree."""

    values: Expression


@attrs.frozen
class Has:
    """Condition: a record, slot or collection is there (and not empty)."""

    value: Expression


@attrs.frozen
class Empty:
    """Condition: no figure is printed in a table; with `or_zero`, none but zero."""

    table: Expression
    or_zero: bool = False


@attrs.frozen
class Titled:
    """Condition: the title of a table or section reads as the form prescribes."""

    record: Expression


@attrs.frozen
class Reworded:
    """Condition: the heading of a section is that of the form in other words, not misprinted."""

    section: Expression


@attrs.frozen
class Headed:
    """Condition: the column heads of a table read as the form prescribes."""

    table: Expression


@attrs.frozen
class PrintsZero:
    """Condition: a figure prints as zero, or is blank."""

    figure: Expression


@attrs.frozen
class Without:
    """Condition: a section holds none of these words, nor anything of these classes.

    But for the exceptions. A class is its name and its numbers: doubled (least, most) is a phrase
    printed twice in a row.
    """

    section: Expression
    words: tuple[str, ...]
    classes: tuple[tuple[str, tuple[int, ...]], ...] = ()
    exceptions: tuple[str, ...] = ()


@attrs.frozen
class Not:
    """Condition: the opposite."""

    condition: Expression


@attrs.frozen
class All:
    """Condition: all of them hold."""

    conditions: tuple[Expression, ...]


@attrs.frozen
class Any:
    """Condition: one of them holds."""

    conditions: tuple[Expression, ...]


@attrs.frozen
class Iff:
    """Condition: both hold or neither."""

    left: Expression
    right: Expression


Expression = (
    Bound
    | Variable
    | RowAt
    | Ancestor
    | TableOf
    | ClaimOf
    | EntryOf
    | RowsOf
    | GroupRows
    | Children
    | SameKey
    | ChildCells
    | PartCells
    | Constant
    | CellOf
    | CellAt
    | ThisCell
    | SlotOf
    | SumOf
    | CountOf
    | Plus
    | Times
    | Share
    | DecimalsOf
    | ParameterOf
    | Days
    | Text
    | Texts
    | TextOf
    | NamesOf
    | LastDigits
    | EntityName
    | YearDay
    | Compare
    | CompareTexts
    | InCodelist
    | AllSame
    | Has
    | Empty
    | Titled
    | Reworded
    | Headed
    | PrintsZero
    | Without
    | Not
    | All
    | Any
    | Iff
)
