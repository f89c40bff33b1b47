"""Amounts of the narrative whose subject is an item of a code list, beside the figures of its rows.

The words say which item, not which of its figures: that of any column of any table may be meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Cell, Disclosure, ListData, Row
from budgetrules.recognition.claims.read import Position, cells_by_position, position
from budgetrules.recognition.claims.subjects import SubjectWords, subject_words
from budgetrules.schema import claims
from budgetrules.schema.claims import Measure
from budgetrules.schema.cues import CueKind
from budgetrules.schema.forms import Template

# The kind of a form of final accounts.
_FINAL = "final"
_BRACKETS = re.compile(r"\([^()]*\)")
# A name in a code list is no shorter, and an item has no more figures that could be meant.
_SHORTEST_NAME = 4
_MOST_FIGURES = 60


def coded_amounts(disclosure: Disclosure, template: Template) -> ListData:
    """Return a row for each figure of a table that an amount of the narrative may be."""
    words = subject_words(template.cues)
    rows_by_name = _rows_by_name(disclosure, words)
    found = ListData(
        id=claims.ITEMS,
        rows=[],
        columns_present=(Measure.AMOUNT.label, claims.TABLE_FIGURE),
    )
    for number, claim in enumerate(_amounts(disclosure, template), 1):
        key = words.key(fold(_BRACKETS.sub("", claim.name)))
        cells = list(_cells(rows_by_name.get(key, ())))
        if len(cells) > _MOST_FIGURES:
            continue
        for cell in cells:
            row = _row(claim, cell, number, len(found.rows))
            found.rows.append(row)
    return found


def _rows_by_name(disclosure: Disclosure, words: SubjectWords) -> Mapping[str, list[Row]]:
    """Return the coded rows of all tables by their names, alone and behind those above them."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in disclosure.tables.values():
        for row in table.rows():
            if row.code is None:
                continue
            for name in _paths(row):
                key = words.key(fold(name))
                if len(key) >= _SHORTEST_NAME:
                    rows[key].append(row)
    return rows


def _paths(row: Row) -> Iterator[str]:
    """Yield the name of a row, and the same behind the names of those above: 类, 款, 项."""
    path = row.name
    yield path
    above = row.parent
    while above is not None and above.code is not None:
        path = above.name + path
        yield path
        above = above.parent


def _amounts(disclosure: Disclosure, template: Template) -> Iterator[Row]:
    """Yield the amounts of the year and stage of the tables that no sentence of the form holds."""
    figures = disclosure.statements.get(claims.FIGURES)
    if figures is None:
        return
    of_form = _figures_of_form(disclosure)
    stages = _other_stages(template)
    year = str(disclosure.fiscal_year or "")
    for row in figures.rows:
        is_amount = row.texts[claims.MEASURE] == Measure.AMOUNT.label
        is_of_year = row.texts[claims.PERIOD] in ("", year)
        if not is_amount or not is_of_year or row.texts[claims.STAGE] in stages:
            continue
        if position(row.cells[claims.FIGURE].place) not in of_form:
            yield row


def _figures_of_form(disclosure: Disclosure) -> set[Position]:
    """Return where the figures stand that sentences of the form hold."""
    statements = disclosure.statements.values()
    of_form = [item for item in statements if item.id not in claims.claim_list_ids()]
    return set(cells_by_position(of_form))


def _other_stages(template: Template) -> set[str]:
    """Return the stages that the tables don't hold: budgets of final accounts, and the reverse."""
    kind = CueKind.PLANNED if template.kind == _FINAL else CueKind.ACTUAL
    return {cue.words[0] for cue in template.cues.cues if cue.kind is kind}


def _cells(rows: Sequence[Row]) -> Iterator[Cell]:
    for row in rows:
        for cell in row.cells.values():
            if cell.figure is not None:
                yield cell


def _row(claim: Row, cell: Cell, number: int, index: int) -> Row:
    amount = claim.cells[claims.FIGURE]
    return Row(
        list_id=claims.ITEMS,
        index=index,
        keys=dict(claim.keys),
        code=None,
        name=claim.name,
        label=None,
        level=None,
        cells={
            Measure.AMOUNT.label: Cell(amount.kind, amount.figure, amount.place),
            claims.TABLE_FIGURE: Cell(cell.kind, cell.figure, cell.place),
        },
        place=claim.place,
        texts={**claim.texts, claims.READING: f"{claims.ANY_READING}{number}"},
    )
