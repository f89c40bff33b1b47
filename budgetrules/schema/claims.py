"""What is read of figures in running text, as lists that rules name."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence

from budgetrules.core.units import PERCENT, WAN
from budgetrules.schema.forms import Column, ColumnKind, Key, Statement, TableList
from budgetrules.schema.names import own_name


class Measure(enum.Enum):
    """What a figure is, by its word in the rule language."""

    AMOUNT = own_name("claim_amount")
    BASE = own_name("claim_base")
    CHANGE = own_name("claim_change")
    RATE = own_name("claim_rate")
    SHARE = own_name("claim_share")
    WHOLE = own_name("claim_whole")
    COMPLETION = own_name("claim_completion")
    BUDGET = own_name("claim_budget")
    COUNT = own_name("claim_count")
    OTHER = own_name("claim_other")
    UNREAD = own_name("claim_unread")

    @property
    def label(self) -> str:
        """The word of the rule language for it."""
        return self.value


# ---- the lists that rules name

FIGURES = own_name("claim_figures")
CHANGES = own_name("claim_changes")
SHARES = own_name("claim_shares")
COMPLETIONS = own_name("claim_completions")
TOTALS = own_name("claim_totals")
ITEMS = own_name("claim_items")
TABLE_FIGURE = own_name("claim_table_figure")
SUBJECT = own_name("claim_subject")
READING = own_name("claim_reading")
SENTENCE = own_name("claim_sentence")
FIGURE = own_name("claim_figure")
MEASURE = own_name("claim_measure")
PERIOD = own_name("claim_period")
STAGE = own_name("claim_stage")
CUE = own_name("claim_cue")
DIRECTION = own_name("claim_direction")
TREND = own_name("claim_trend")
COMPARED_WITH = own_name("claim_basis")
WHOLE_NAME = own_name("claim_whole_name")
COMPLETE = own_name("claim_complete")
# In front of a reading's number: the sentence may be read in a way that isn't among them.
OPEN_READING = "?"
# In front of a reading's number: one of the readings holds if the sentence is right.
ANY_READING = "="
# What a figure is that no cue explains.
UNREAD = Measure.UNREAD.label
# Levels of the list of totals.
LEVELS = (own_name("claim_totals"), own_name("claim_amount"))


@functools.cache
def claim_statements() -> tuple[Statement, ...]:
    """Return what any document's claims are read as, whatever its form."""
    return (
        _statement(FIGURES, (SUBJECT, MEASURE, PERIOD, STAGE, CUE, SENTENCE), (FIGURE,)),
        _statement(
            CHANGES,
            (SUBJECT, DIRECTION, TREND, COMPARED_WITH, SENTENCE, READING),
            (
                Measure.AMOUNT.label,
                Measure.BASE.label,
                Measure.CHANGE.label,
                Measure.RATE.label,
            ),
        ),
        _statement(
            SHARES,
            (SUBJECT, WHOLE_NAME, SENTENCE, READING),
            (Measure.AMOUNT.label, Measure.WHOLE.label, Measure.SHARE.label),
        ),
        _statement(
            COMPLETIONS,
            (SUBJECT, STAGE, SENTENCE, READING),
            (Measure.AMOUNT.label, Measure.BUDGET.label, Measure.COMPLETION.label),
        ),
        _statement(
            ITEMS,
            (SUBJECT, SENTENCE, READING),
            (Measure.AMOUNT.label, TABLE_FIGURE),
        ),
        _statement(TOTALS, (SUBJECT, COMPLETE, SENTENCE), (Measure.AMOUNT.label,)),
    )


@functools.cache
def claim_list_ids() -> frozenset[str]:
    """Return the ids of the lists of claims."""
    return frozenset(item.id for item in claim_statements())


_RATES = (Measure.RATE, Measure.SHARE, Measure.COMPLETION)


def _statement(list_id: str, texts: Sequence[str], amounts: Sequence[str]) -> Statement:
    """Make a statement without wordings: claims are read by cues."""
    rates = {measure.label for measure in _RATES}
    columns = [_text_column(name) for name in texts]
    for name in amounts:
        unit = WAN.symbol
        if name in rates:
            unit = PERCENT.symbol
        columns.append(Column(name, ColumnKind.AMOUNT, ((name,),), unit=unit))
    levels: tuple[str, ...] = ()
    if list_id == TOTALS:
        levels = LEVELS
    rows = TableList(
        id=list_id,
        table="",
        name="",
        keys=(Key(SUBJECT, is_code=False),),
        columns=tuple(columns),
        levels=levels,
    )
    return Statement(
        id=list_id,
        section="",
        wordings=(),
        rows=rows,
        is_claim=True,
    )


def _text_column(name: str) -> Column:
    if name == SUBJECT:
        return Column(name, ColumnKind.NAME, ((name,),), key=name)
    return Column(name, ColumnKind.TEXT, ((name,),))
