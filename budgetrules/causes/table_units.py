"""A table under a wrong unit: what relates it to the rest fails, and all of it holds once its figures are in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.causes.operands import distinct, identity
from budgetrules.causes.places import Locator
from budgetrules.causes.remedies import holds_with
from budgetrules.causes.structure import Failed
from budgetrules.core.figures import Figure
from budgetrules.core.units import UNITS, Unit
from budgetrules.evaluation.truth import Comparison
from budgetrules.findings.verdicts import Finding, Subject
from budgetrules.messages.message import Message
from budgetrules.model.disclosure import TableData

# One figure a power of ten too large is a slip of that figure; several are the table's unit.
_LEAST = 2
_UNITS = tuple(unit for unit in UNITS.values() if unit.dimension == "money")


@attrs.frozen(eq=False)
class WrongUnit:
    """A table, the unit its figures are in by all that relates them to others, and the failed checks that this mends."""

    table: TableData
    unit: Unit
    mended: tuple[Failed, ...]


def wrong_units(
    failed: Sequence[Failed], passed: Iterable[Comparison], locator: Locator
) -> list[WrongUnit]:
    """The tables whose unit is wrong, the one that mends most first; a failed check stands under one of them."""
    left = [item for item in failed if item.numbers is not None and _has_money(item.numbers)]
    if len(left) < _LEAST:
        return []
    held = [numbers for numbers in passed if _has_money(numbers)]
    found: list[WrongUnit] = []
    while (best := _best(left, held, locator)) is not None:
        found.append(best)
        gone = {id(item) for item in best.mended}
        left = [item for item in left if id(item) not in gone]
    return found


def _best(
    failed: Sequence[Failed], passed: Sequence[Comparison], locator: Locator
) -> WrongUnit | None:
    best: tuple[tuple[int, bool], WrongUnit] | None = None
    for table in locator.doc.disclosure.tables.values():
        cells = {
            id(cell)
            for row in table.rows()
            for cell in row.cells.values()
            if cell.figure is not None
        }
        crossing = [
            item
            for item in failed
            if item.numbers is not None and _crosses(item.numbers, cells, locator)
        ]
        if len(crossing) < _LEAST:
            continue
        for unit in _UNITS:
            mended = [
                item
                for item in crossing
                if item.numbers is not None and _holds(item.numbers, cells, unit)
            ]
            if unit.symbol == table.unit or not _are_enough(mended, len(crossing), cells):
                continue
            broken = sum(
                _crosses(numbers, cells, locator) and not _holds(numbers, cells, unit)
                for numbers in passed
            )
            weight = (len(mended) - broken, unit.symbol == locator.doc.template.unit)
            if weight[0] > 0 and (best is None or weight > best[0]):
                best = (
                    weight,
                    WrongUnit(table, unit, tuple(sorted(mended, key=lambda item: item.rank))),
                )
    return best[1] if best is not None else None


def _are_enough(mended: Sequence[Failed], crossing: int, cells: set[int]) -> bool:
    """Whether nearly all that relates the table to others is mended, and more than one of its figures takes part."""
    figures = {
        identity(cell)
        for item in mended
        if item.numbers
        for cell in distinct(item.numbers)
        if id(cell) in cells
    }
    return len(figures) >= _LEAST and 5 * len(mended) >= 4 * crossing


def _has_money(numbers: Comparison) -> bool:
    return any(
        cell.figure is not None and cell.figure.unit.dimension == "money"
        for cell in distinct(numbers)
    )


def _crosses(numbers: Comparison, cells: set[int], locator: Locator) -> bool:
    """Whether a relation holds figures of the table that are not zero, and others of the document."""
    inside = outside = False
    for cell in distinct(numbers):
        if cell.figure is None or not cell.figure.digits:
            continue
        inside = inside or id(cell) in cells
        outside = outside or (id(cell) not in cells and locator.spot(cell).row is not None)
    return inside and outside


def _holds(numbers: Comparison, cells: set[int], unit: Unit) -> bool:
    def in_unit(figure: Figure, key: int) -> Figure:
        return (
            attrs.evolve(figure, unit=unit)
            if key in cells and figure.unit.dimension == "money"
            else figure
        )

    return holds_with(numbers, in_unit)


def of_unit(found: Finding, table: TableData, unit: str, mended: int) -> Finding:
    """The finding of a relation that a table's wrong unit breaks, said of the unit."""
    header = table.header
    place = table.place if header is None else header.slot_places.get("计量", header.place)
    subject = Subject(table=table.id, table_title=table.title, column="计量", place=place)
    message = Message(
        "F120",
        {"table": table.title, "printed": table.unit, "expected": unit, "mended": str(mended)},
    )
    evidence = attrs.evolve(
        found.evidence,
        stated=table.unit,
        expected=unit,
        expected_range=None,
        difference=None,
        slack=None,
        unit="",
    )
    return attrs.evolve(found, subject=subject, message=message, evidence=evidence)
