"""What follows from residue of a template: a sentence with XX for a figure is not read, a name with XX is nobody's.

The residue says what is to be filled in; that the sentence or the name is wrong besides is no second error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.causes.operands import distinct, is_made
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.structure import Failed
from budgetrules.core.names import fold
from budgetrules.evaluation.truth import Mismatch, TextHit
from budgetrules.evaluation.view import AbsentTable
from budgetrules.model.disclosure import Place, Row, SectionData


@attrs.frozen(eq=False)
class Residue:
    """One kind of residue: the check that speaks for it, where it stands, and the words that stand there."""

    leader: Failed
    places: tuple[Place, ...]
    words: frozenset[str]

    def explains(self, item: Failed, locator: Locator) -> bool:
        """Whether a failed check that looks at no figure speaks of a sentence, a name or a row with the residue in it."""
        grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
        if isinstance(grounds, Mismatch):
            printed = fold(grounds.printed or "")
            return any(word in printed for word in self.words)
        rows = item.outcome.instance.rows()
        if item.numbers is not None and any(is_absent(row) for row in rows):
            return any(self._holds_name(row, locator) for row in rows if not is_absent(row))
        if item.numbers is not None and all(is_made(cell) for cell in distinct(item.numbers)):
            return any(self._holds_name(row, locator) for row in rows)
        if grounds is not None:
            return False
        instance = item.outcome.instance
        record = instance.row or instance.table
        if isinstance(record, Row):
            return self._explains_row(record, locator)
        return isinstance(record, AbsentTable) and self._is_in(_home(record, locator))

    def _explains_row(self, row: Row, locator: Locator) -> bool:
        """A sentence with residue in its line; a row of blanks in a list that was not filled in."""
        if row.list_id in locator.doc.disclosure.statements:
            return any(
                place.line is not None and place.line == row.place.line for place in self.places
            )
        if any(cell.figure is not None for cell in row.cells.values()):
            return False
        data = locator.doc.disclosure.list_data(row.list_id)
        names = {fold(other.name) for other in data.rows} if data is not None else set()
        return not names.isdisjoint(self.words)

    def _holds_name(self, row: Row, locator: Locator) -> bool:
        """Whether a row of a table is named in a line with residue, where it could not be read."""
        if not row.name or row.list_id in locator.doc.disclosure.statements:
            return False
        lines = {place.line for place in self.places}
        body = (
            text
            for section in locator.doc.disclosure.sections
            for line, text in section.body
            if line in lines
        )
        return any(fold(row.name) in fold(text) for text in body)

    def _is_in(self, section: SectionData | None) -> bool:
        if section is None:
            return False
        return any(
            place.line is not None and section.lines[0] <= place.line <= section.lines[1]
            for place in self.places
        )


def residues(failed: Sequence[Failed]) -> Iterator[Residue]:
    """The kinds of residue that were found all over the text."""
    for item in failed:
        grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
        text = item.outcome.instance.section
        whole = isinstance(text, SectionData) and text.id is None
        if whole and isinstance(grounds, TextHit) and grounds.first is None:
            hits = (grounds, *grounds.others)
            yield Residue(
                item, tuple(hit.place for hit in hits), frozenset(fold(hit.words) for hit in hits)
            )


def following(failed: Sequence[Failed], locator: Locator) -> dict[int, Failed]:
    """By the id of each check that follows from residue, the check that tells of it."""
    kinds = list(residues(failed))
    if not kinds:
        return {}
    told = {id(kind.leader) for kind in kinds}
    found = {}
    for item in failed:
        home = next(
            (kind for kind in kinds if id(item) not in told and kind.explains(item, locator)), None
        )
        if home is not None:
            found[id(item)] = home.leader
    return found


def _home(absent: AbsentTable, locator: Locator) -> SectionData | None:
    """The section in which a sentence should stand."""
    if absent.section is not None:
        return absent.section
    said = next((item for item in locator.doc.template.statements if item.id == absent.id), None)
    return next(
        (
            item
            for item in locator.doc.disclosure.sections
            if said is not None and item.id == said.section
        ),
        None,
    )
