"""Whole numbers among figures with decimals: rounded to whole units, or with zeros dropped.

198万元 among figures with two decimals may stand for anything from 197.5 to 198.5, or for 198.00
alone. It is judged by the wider reading; what only the narrower one contradicts is a note.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import attrs

from budgetrules.core.comparison import Affine, Quotient, Side, Term, ZeroDenominator
from budgetrules.core.figures import Figure, Rounding
from budgetrules.core.operators import judge
from budgetrules.evaluation.truth import Comparison
from budgetrules.model.disclosure import Cell, Disclosure

# The narrower reading of each whole number, by its cell.
Narrow = Mapping[Hashable, Figure]


def narrow_figures(disclosure: Disclosure) -> dict[Hashable, Figure]:
    """Read the whole numbers of the narrative as if they had as many decimals as others there."""
    template = disclosure.template
    if template is None:
        return {}
    cells = [cell for cell in _said(disclosure) if _is_in(cell, template.least_unit)]
    shown = max((_decimals(cell) for cell in cells), default=0)
    decimals = min(shown, template.least_decimals)
    narrow: dict[Hashable, Figure] = {}
    for cell in cells if decimals else ():
        figure = cell.figure
        if figure is not None and not figure.decimals:
            digits = figure.digits * 10**decimals
            narrow[cell] = attrs.evolve(figure, digits=digits, decimals=decimals)
    return narrow


def _said(disclosure: Disclosure) -> Iterator[Cell]:
    """Yield the figures of the narrative."""
    for statement in disclosure.statements.values():
        for row in statement.rows:
            yield from row.cells.values()


def _is_in(cell: Cell, unit: str) -> bool:
    figure = cell.figure
    return (
        figure is not None and figure.unit.symbol == unit and figure.rounding is not Rounding.EXACT
    )


def _decimals(cell: Cell) -> int:
    return cell.figure.decimals if cell.figure is not None else 0


def whole_cells(numbers: Comparison, narrow: Narrow) -> list[Cell]:
    """List the whole numbers of a relation."""
    cells = (*numbers.left_cells, *numbers.right_cells)
    return [cell for _, cell in cells if cell in narrow]


def holds_narrowly(numbers: Comparison, narrow: Narrow) -> bool:
    """Tell whether a relation holds too if its whole numbers have only dropped their zeros."""
    left = _narrowed(numbers.left, narrow)
    right = _narrowed(numbers.right, narrow)
    try:
        return judge(numbers.operator, left, right).possible
    except ZeroDenominator:
        return True


def _narrowed(side: Side, narrow: Narrow) -> Side:
    if isinstance(side, Quotient):
        return Quotient(_of_terms(side.part, narrow), _of_terms(side.whole, narrow))
    return _of_terms(side, narrow)


def _of_terms(side: Affine, narrow: Narrow) -> Affine:
    terms: list[Term] = []
    for weight, figure, identity in side.terms:
        terms.append((weight, narrow.get(identity, figure), identity))
    return Affine(tuple(terms), side.summed)
