"""Claims as rows of lists that rules name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from budgetrules.model.disclosure import Cell, CellKind, ListData, Place, Row
from budgetrules.recognition.claims.changes import ChangeRelation, Trend
from budgetrules.recognition.claims.frames import Mention, Section
from budgetrules.recognition.claims.relations import (
    CompletionRelation,
    ShareRelation,
    TotalRelation,
)
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.schema import claims
from budgetrules.schema.claims import Measure
from budgetrules.schema.forms import SECTION_SLOT
from budgetrules.schema.names import own_name

# The cell of a figure, and whether a sentence of the form holds it.
CellOf = Callable[[Mention], tuple[Cell, bool]]
_TRENDS = {
    Trend.UP: own_name("trend_up"),
    Trend.DOWN: own_name("trend_down"),
    Trend.FLAT: own_name("trend_flat"),
}


class ClaimRows:
    """The lists of claims while they are filled, section by section."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        for statement in claims.claim_statements():
            self._rows[statement.id] = []
            amounts = statement.rows.amounts()
            self._columns[statement.id] = tuple(column.id for column in amounts)
        self._readings = 0
        self._cells: dict[Mention, Cell] = {}
        self._of_form: set[Mention] = set()
        self._signed: dict[Mention, Cell] = {}
        self._text: SectionText | None = None

    def lists(self) -> dict[str, ListData]:
        """Return the lists by their ids."""
        lists: dict[str, ListData] = {}
        for list_id, rows in self._rows.items():
            lists[list_id] = ListData(
                id=list_id,
                rows=rows,
                columns_present=self._columns[list_id],
            )
        return lists

    def add_figures(self, section: Section, text: SectionText, cell_of: CellOf) -> None:
        """Add each figure of a section, and keep its cell for the relations."""
        self._text = text
        for mention in section.mentions:
            cell, is_of_form = cell_of(mention)
            self._cells[mention] = cell
            if is_of_form:
                self._of_form.add(mention)
            texts = {
                claims.MEASURE: mention.measure.label,
                claims.PERIOD: mention.year or own_name("claim_last_year") * mention.is_last_year,
                claims.STAGE: mention.stage,
                claims.CUE: mention.cue,
            }
            row = self._add(claims.FIGURES, mention.subject, mention.sentence, texts)
            row.cells[claims.FIGURE] = cell

    def add_changes(self, readings: Sequence[ChangeRelation]) -> None:
        """Add a row for each reading of a change."""
        if len(readings) > 1 and self._reads_form(readings[0].change or readings[0].rate):
            return
        self._readings += 1
        for relation in readings:
            texts = {
                claims.DIRECTION: relation.direction,
                claims.TREND: _TRENDS[relation.trend] if relation.trend else "",
                claims.COMPARED_WITH: relation.compared_with,
                claims.READING: str(self._readings),
            }
            row = self._add(claims.CHANGES, relation.subject, relation.sentence, texts)
            self._fill(row, Measure.AMOUNT, relation.now)
            self._fill(row, Measure.BASE, relation.base)
            self._fill(row, Measure.CHANGE, relation.change, signed=True)
            self._fill(row, Measure.RATE, relation.rate, signed=True)

    def add_shares(self, readings: Sequence[ShareRelation]) -> None:
        """Add a row for each reading of a share."""
        first = readings[0]
        if (len(readings) > 1 or first.is_open) and self._reads_form(first.share):
            return
        self._readings += 1
        for relation in readings:
            texts = {
                claims.WHOLE_NAME: relation.whole_name,
                claims.READING: f"{claims.OPEN_READING * relation.is_open}{self._readings}",
            }
            row = self._add(claims.SHARES, relation.subject, relation.sentence, texts)
            self._fill(row, Measure.AMOUNT, relation.part)
            self._fill(row, Measure.WHOLE, relation.whole)
            self._fill(row, Measure.SHARE, relation.share)

    def add_completions(self, readings: Sequence[CompletionRelation]) -> None:
        """Add a row for each reading of a rate of completion."""
        if len(readings) > 1 and self._reads_form(readings[0].rate):
            return
        self._readings += 1
        for relation in readings:
            texts = {claims.STAGE: relation.stage, claims.READING: str(self._readings)}
            row = self._add(claims.COMPLETIONS, relation.subject, relation.sentence, texts)
            self._fill(row, Measure.AMOUNT, relation.amount)
            self._fill(row, Measure.BUDGET, relation.budget)
            self._fill(row, Measure.COMPLETION, relation.rate)

    def _reads_form(self, mention: Mention | None) -> bool:
        """Tell whether a sentence of the form holds a figure: then that says what it is."""
        return mention is not None and mention in self._of_form

    def add_total(self, relation: TotalRelation) -> None:
        """Add a head and its items below it."""
        texts = {claims.COMPLETE: own_name("claim_yes")} if relation.complete else {}
        top, below = claims.LEVELS
        head = self._add(claims.TOTALS, relation.subject, relation.sentence, texts)
        head.level = top
        self._fill(head, Measure.AMOUNT, relation.head)
        for mention in relation.items:
            item = self._add(claims.TOTALS, mention.subject, mention.sentence, {})
            item.level = below
            item.parent = head
            head.children.append(item)
            self._fill(item, Measure.AMOUNT, mention)

    def _add(
        self, list_id: str, subject: str, sentence: tuple[int, int], texts: Mapping[str, str]
    ) -> Row:
        assert self._text is not None
        place = self._text.text.place(*sentence)
        rows = self._rows[list_id]
        cells = {column: _blank(place) for column in self._columns[list_id]}
        row = Row(
            list_id=list_id,
            index=len(rows),
            keys={claims.SUBJECT: subject},
            code=None,
            name=subject or list_id,
            label=None,
            level=None,
            cells=cells,
            place=place,
            texts={
                claims.SUBJECT: subject,
                claims.SENTENCE: place.text,
                SECTION_SLOT: _section_of(self._text),
                **texts,
            },
        )
        rows.append(row)
        return row

    def _fill(
        self, row: Row, measure: Measure, mention: Mention | None, *, signed: bool = False
    ) -> None:
        if mention is None:
            return
        cell = self._cells[mention]
        if signed and mention.sign < 0:
            cell = self._negated(mention, cell)
        # Each list has cells of its own: a model that is read back has no others.
        row.cells[measure.label] = Cell(cell.kind, cell.figure, cell.place)

    def _negated(self, mention: Mention, cell: Cell) -> Cell:
        """Return a figure that fell with its sign, the same cell each time."""
        if mention not in self._signed:
            figure = cell.figure
            if figure is not None:
                figure = attrs.evolve(figure, digits=-figure.digits)
            self._signed[mention] = Cell(cell.kind, figure, cell.place)
        return self._signed[mention]


def _blank(place: Place) -> Cell:
    return Cell(CellKind.BLANK, None, place)


def _section_of(text: SectionText) -> str:
    if text.section is None:
        return ""
    first_line, _ = text.section.lines
    return str(first_line)
