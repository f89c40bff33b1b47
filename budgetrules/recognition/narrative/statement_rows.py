"""A row of a statement: the values of a claim in the statement's columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from budgetrules.model.disclosure import Cell, CellKind, Claim, Row, SectionData
from budgetrules.schema.forms import SECTION_SLOT, ColumnKind, Statement


def statement_row(item: Statement, claim: Claim, section: SectionData | None, position: int) -> Row:
    """Build the row of a claim; `position` is its place among the rows of the statement."""
    cells = _cells(item, claim)
    texts = _texts(item, claim)
    _apply_signs(item, claim, cells, texts)
    _add_section_texts(section, texts)
    name = item.id
    keys: dict[str, str] = {}
    if item.rows.keys:
        key, *_ = item.rows.keys
        key_value = claim.slots.get(key.id)
        if isinstance(key_value, str):
            texts[key.id] = key_value
        name = texts.get(key.id, "") or item.id
        keys[key.id] = name
    return Row(
        list_id=item.id,
        index=position,
        keys=keys,
        code=None,
        name=name,
        label=None,
        level=None,
        cells=cells,
        place=claim.place,
        texts=texts,
        text_places=dict(claim.slot_places),
    )


def _cells(item: Statement, claim: Claim) -> dict[str, Cell]:
    """Take the cell of each column of amounts, an unsaid one where the claim has none."""
    cells: dict[str, Cell] = {}
    for column in item.rows.amounts():
        value = claim.slots.get(column.id)
        if not isinstance(value, Cell):
            is_zero = column.id in item.zero_if_unsaid
            kind = CellKind.BLANK if is_zero else CellKind.UNSAID
            value = Cell(kind, None, claim.place)
        cells[column.id] = value
    return cells


def _texts(item: Statement, claim: Claim) -> dict[str, str]:
    texts: dict[str, str] = {}
    for column in item.rows.columns:
        if column.kind is ColumnKind.AMOUNT:
            continue
        value = claim.slots.get(column.id)
        if isinstance(value, str):
            texts[column.id] = value
    return texts


def _apply_signs(
    item: Statement, claim: Claim, cells: dict[str, Cell], texts: dict[str, str]
) -> None:
    """Add the figures whose sign is a word (增加, 减少), unless the claim states them itself.

    The word for no change (持平) stands for a figure that is zero.
    """
    for signed in item.signed:
        if isinstance(claim.slots.get(signed.id), Cell):
            continue
        word = texts.get(signed.word, "")
        sign = dict(signed.signs).get(word)
        if sign == 0 and cells[signed.figure].kind is CellKind.UNSAID:
            cells[signed.figure] = Cell(CellKind.BLANK, None, claim.place)
        cells[signed.id] = _with_sign(cells[signed.figure], sign)


def _with_sign(cell: Cell, sign: int | None) -> Cell:
    """Copy a cell, its figure negated if the sign is negative; one without a figure stays.

    What is changed by a word of no sign is unknown.
    """
    figure = cell.figure
    if figure is None:
        return cell
    if sign is None:
        return Cell(CellKind.UNSAID, None, cell.place)
    if sign < 0:
        figure = attrs.evolve(figure, digits=-figure.digits)
    return Cell(
        kind=cell.kind,
        figure=figure,
        place=cell.place,
    )


def _add_section_texts(section: SectionData | None, texts: dict[str, str]) -> None:
    """Add the texts in the section's heading, and the line that tells the section apart."""
    if section is None:
        texts.setdefault(SECTION_SLOT, "")
        return
    for name, value in section.slots.items():
        if isinstance(value, str):
            texts.setdefault(name, value)
    first_line, _ = section.lines
    texts.setdefault(SECTION_SLOT, str(first_line))


def fill_merged(rows: Sequence[Row], slots: Sequence[str]) -> None:
    """Give a merged cell's text to the rows below it that are in the same section."""
    for above, row in pairwise(rows):
        section_above = above.texts.get(SECTION_SLOT)
        if section_above != row.texts.get(SECTION_SLOT):
            continue
        for slot in slots:
            if slot in above.texts:
                row.texts.setdefault(slot, above.texts[slot])
