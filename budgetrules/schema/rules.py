"""A checked rule: what it quantifies over, what it asks, with which severity and by which law."""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.spans import NOWHERE, Span
from budgetrules.schema.expressions import Expression


@attrs.frozen
class EachRow:
    """One instance a row of the lists; binds `row` and the variable."""

    lists: tuple[str, ...]
    variable: str = ""
    where: Expression | None = None


@attrs.frozen
class EachCell:
    """One instance a cell of the amount columns.

    Binds `cell`, `row` and the variable.
    """

    lists: tuple[str, ...]
    variable: str = ""
    where: Expression | None = None


@attrs.frozen
class EachTable:
    """One instance a table, present or not; binds `table` and the variable."""

    tables: tuple[str, ...]
    variable: str = ""
    where: Expression | None = None


@attrs.frozen
class EachSection:
    """One instance a prescribed section, present or not; binds `section` and the variable."""

    sections: tuple[str, ...]
    variable: str = ""


@attrs.frozen
class WholeText:
    """One instance a document: all its text; binds `section` and the variable."""

    variable: str = ""


@attrs.frozen
class EachFact:
    """One instance a row of a lookup; binds `fact` and the variable."""

    lookup: str
    variable: str = ""


@attrs.frozen
class EachGroup:
    """One instance a group of rows that agree in the keys; binds `group` and the variable.

    Keys are parts of `row`.
    """

    lists: tuple[str, ...]
    variable: str
    keys: tuple[Expression, ...]
    where: Expression | None = None


@attrs.frozen
class EachPair:
    """One instance a pair of rows that agree in the keys: a full outer join.

    Binds both variables; either row may be absent.
    """

    left: str
    right: str
    left_variable: str
    right_variable: str
    left_keys: tuple[Expression, ...]
    right_keys: tuple[Expression, ...]
    left_where: Expression | None = None
    right_where: Expression | None = None


@attrs.frozen
class ScopePairs:
    """One instance a prescribed row and a column of one scope, as the form declares them.

    Binds the row and the column.
    """

    row_variable: str
    column_variable: str
    row_list: str
    column_list: str
    pairs: tuple[tuple[str, str], ...]


@attrs.frozen
class Once:
    """One instance a document."""


Quantifier = (
    EachRow
    | EachCell
    | EachTable
    | EachSection
    | WholeText
    | EachFact
    | EachGroup
    | EachPair
    | ScopePairs
    | Once
)


@attrs.frozen
class Check:
    """One relation: its guards (all must hold), the condition, its text as written.

    `message` is what people read, if the rule has words of its own.
    """

    condition: Expression
    guards: tuple[Expression, ...] = ()
    text: str = ""
    message: str | None = None
    span: Span = NOWHERE


@attrs.frozen
class Block:
    """Checks made for each instance of a quantifier."""

    quantifier: Quantifier
    checks: tuple[Check, ...]


@attrs.frozen
class Example:
    """Small tables and texts on which the rule must pass or fail.

    `tables` holds lines of cells (the first line: columns) by list id, `texts` what is printed
    around a table by table id, `values` what is given with the run.
    """

    passes: bool
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    span: Span = NOWHERE


# Compared by identity: an evaluator keeps under it what it makes of a rule.
@attrs.frozen(eq=False)
class Rule:
    """A rule, its names resolved for one template.

    `severity_if` weighs each instance where the severity depends on a condition: that condition,
    and the severity if it does not hold. `applies` is the condition of 适用, asked once a document.
    `documents` holds the other documents that the rule names, each with the template in whose names
    this reading of the rule speaks of it.
    """

    id: str
    title: str
    severity: Severity
    blocks: tuple[Block, ...]
    basis: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    severity_if: tuple[Expression, Severity] | None = None
    applies: Expression | None = None
    examples: tuple[Example, ...] = ()
    pack: str = ""
    span: Span = NOWHERE
    documents: tuple[tuple[str, str], ...] = ()
