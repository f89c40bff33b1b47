"""Sums over columns not all of which are known: what is off may stand in one of the others."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from budgetrules.core.figures import Figure
from budgetrules.evaluation.truth import Weighted
from budgetrules.evaluation.unknown import Undecidable
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Cell, Row


def ask_columns_known(
    view: DocumentView,
    row: Row,
    column: str,
    parts: Weighted,
) -> None:
    """Raise Undecidable where a sum of columns is off and the table prints columns of no known
    head.
    """
    unknown = view.unknown_columns(row.list_id)
    whole = row.cells.get(column)
    if not unknown or whole is None:
        return
    cells = [cell for _, cell in parts]
    if _is_off(whole, cells):
        raise Undecidable("V131", table=row.list_id, columns="、".join(unknown))


def _is_off(whole: Cell, parts: Sequence[Cell]) -> bool:
    """Whether a sum is off by more than rounding explains."""
    figures = [cell.figure for cell in (whole, *parts) if cell.figure is not None]
    slack = sum(map(_half_step, figures), Fraction(0))
    difference = _value(whole) - sum(map(_value, parts))
    return abs(difference) > slack


def _value(cell: Cell) -> Fraction:
    return cell.figure.value() if cell.figure is not None else Fraction(0)


def _half_step(figure: Figure) -> Fraction:
    if figure.is_exact:
        return Fraction(0)
    step = Fraction(10) ** -figure.scale
    return step / 2
