"""Settle what claims come to: sentences that can be read in several ways, and those read twice.

Claims with the same reading number are readings of one sentence. An error is told only where every
reading fails, and then of the first. Where some fail and some hold nothing was checked: which one
is meant is not known. What a rule of the form says of a sentence is not said again of its claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.evaluation.outcome import OrderedOutcome, Outcome
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.unknown import Unknown
from budgetrules.findings.verdicts import Verdict
from budgetrules.model.disclosure import Cell, ListData, Place, Row
from budgetrules.schema.claims import ANY_READING, OPEN_READING, READING, claim_list_ids

# A figure of the narrative by page, line and first character.
Position = tuple[int, int, int]


def settled(outcomes: Iterable[Outcome], lists: Mapping[str, ListData]) -> Iterator[Outcome]:
    """Yield outcomes as they come, those of readings behind all others and settled."""
    readings: list[Outcome] = []
    ways = _ways(lists)
    for outcome in outcomes:
        is_judged = outcome.verdict is not Verdict.NOT_APPLICABLE
        if is_judged and _reading_of(outcome) in ways:
            readings.append(outcome)
        else:
            yield outcome
    yield from _settle(readings, ways)


def _ways(lists: Mapping[str, ListData]) -> dict[str, list[Row]]:
    """Return the rows of each sentence that is read in several ways, or may be in another one."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for list_id in sorted(claim_list_ids()):
        data = lists.get(list_id)
        for row in data.rows if data is not None else ():
            rows[row.texts.get(READING, "")].append(row)
    several: dict[str, list[Row]] = {}
    for reading, members in rows.items():
        if reading and (len(members) > 1 or reading.startswith(OPEN_READING)):
            several[reading] = members
    return several


def _reading_of(outcome: Outcome) -> str:
    for row in outcome.instance.rows():
        if row.list_id in claim_list_ids():
            return row.texts.get(READING, "")
    return ""


def _settle(judged: Iterable[Outcome], ways: Mapping[str, list[Row]]) -> Iterator[Outcome]:
    by_reading: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in judged:
        by_reading[_reading_of(outcome)].append(outcome)
    for reading, outcomes in by_reading.items():
        rows = ways[reading]
        failing = _failing_rows(outcomes)
        if not failing:
            yield from outcomes
        elif reading.startswith(ANY_READING) and not failing.issuperset(rows):
            yield from map(_set_aside, outcomes)
        elif reading.startswith(OPEN_READING) or not failing.issuperset(rows):
            yield from map(_open, outcomes)
        else:
            yield from _first(outcomes, rows[0])


def _failing_rows(outcomes: Iterable[Outcome]) -> set[Row]:
    rows: set[Row] = set()
    for outcome in outcomes:
        if outcome.verdict is Verdict.FAIL:
            rows.update(outcome.instance.rows())
    return rows


def _first(outcomes: Iterable[Outcome], row: Row) -> Iterator[Outcome]:
    """Yield what is said of the first reading; that others fail too is no error more."""
    for outcome in outcomes:
        is_first = any(row is other for other in outcome.instance.rows())
        yield outcome if is_first else _set_aside(outcome)


def _set_aside(outcome: Outcome) -> Outcome:
    """Return an outcome as one that does not apply if it failed: another figure is meant."""
    if outcome.verdict is not Verdict.FAIL:
        return outcome
    return attrs.evolve(outcome, verdict=Verdict.NOT_APPLICABLE, truth=None)


def _open(outcome: Outcome) -> Outcome:
    """Return an outcome as undecided: another reading may be meant."""
    return attrs.evolve(
        outcome,
        verdict=Verdict.UNKNOWN,
        truth=None,
        reason=Unknown("V121"),
    )


# ---- said by the form as well


def unrepeated(failed: Sequence[OrderedOutcome]) -> list[OrderedOutcome]:
    """Return what failed, but for claims whose figures a failed sentence of the form holds."""
    claims = [item for item in failed if _is_claim(item.outcome)]
    if not claims:
        return list(failed)
    others = [item for item in failed if not _is_claim(item.outcome)]
    of_form = [_positions(_cells_of(item.outcome)) for item in others]
    kept = list(others)
    for item in claims:
        positions = _positions(_operands(item.outcome))
        if not any(positions <= sentence for sentence in of_form):
            kept.append(item)
    return kept


def _is_claim(outcome: Outcome) -> bool:
    return any(row.list_id in claim_list_ids() for row in outcome.instance.rows())


def _operands(outcome: Outcome) -> Iterator[Cell]:
    grounds = outcome.grounds
    if isinstance(grounds, Comparison):
        for _, cell in (*grounds.left_cells, *grounds.right_cells):
            yield cell


def _cells_of(outcome: Outcome) -> Iterator[Cell]:
    """Yield the figures of a failed check and of the rows it is about."""
    yield from _operands(outcome)
    for row in outcome.instance.rows():
        yield from row.cells.values()


def _positions(cells: Iterable[Cell]) -> set[Position]:
    positions: set[Position] = set()
    for cell in cells:
        if cell.figure is not None and cell.place.chars is not None:
            positions.add(_position(cell.place))
    return positions


def _position(place: Place) -> Position:
    begin, _ = place.chars or (0, 0)
    return place.page or 0, place.line or 0, begin
