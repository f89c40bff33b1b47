"""What agrees only because whole numbers may be rounded ones: one note for each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.causes.evidence import place_text
from budgetrules.causes.places import Locator
from budgetrules.causes.root_findings import finding_of
from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.outcome import OrderedOutcome, Outcome
from budgetrules.evaluation.truth import Comparison
from budgetrules.evaluation.view import DocumentView
from budgetrules.evaluation.whole_figures import whole_cells
from budgetrules.findings.verdicts import Finding
from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Cell


def with_rounded(
    findings: Sequence[Finding], rounded: Iterable[OrderedOutcome], view: DocumentView
) -> list[Finding]:
    """Add a note for each section whose whole numbers agree only as rounded ones, in order."""
    notes = list(_notes(rounded, view))
    if not notes:
        return list(findings)
    return sorted((*findings, *notes), key=lambda item: item.subject.place.position)


def _notes(rounded: Iterable[OrderedOutcome], view: DocumentView) -> Iterator[Finding]:
    locator = Locator(view)
    sections: dict[str | None, dict[Cell, Outcome]] = {}
    for item in rounded:
        grounds = item.outcome.grounds
        assert isinstance(grounds, Comparison)
        for cell in whole_cells(grounds, locator.narrow):
            section = locator.of_cell(cell).section
            sections.setdefault(section, {}).setdefault(cell, item.outcome)
    for cells in sections.values():
        yield _note(cells, locator)


def _note(cells: dict[Cell, Outcome], locator: Locator) -> Finding:
    """Make the note of a section: told of its first whole number, with the number of all."""
    first = min(cells, key=lambda cell: cell.place.position)
    outcome = cells[first]
    said = finding_of(outcome, Severity.NOTE, locator, first)
    slots = {
        "place": place_text(said.subject),
        "number": str(len(cells)),
        "substituted": said.evidence.substituted or "",
    }
    return attrs.evolve(said, message=Message("F130", slots))
