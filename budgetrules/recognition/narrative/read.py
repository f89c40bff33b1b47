"""The narrative step: lines outside the tables → sections, statements and figures left unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import ListData, Place, Problem, SectionData, UnreadCell
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.claims.read import ClaimContext, cells_by_position, read_claims
from budgetrules.recognition.narrative.headings import find_sections, sections_of
from budgetrules.recognition.narrative.matcher import folded
from budgetrules.recognition.narrative.outline import outlined
from budgetrules.recognition.narrative.statements import SectionText, read_statements, section_texts
from budgetrules.recognition.narrative.unread import unread_in_narrative
from budgetrules.schema.forms import Template

# Lines of running text are longer on average.
_LEAST_LINE = 18


@attrs.frozen(eq=False, kw_only=True)
class Narrative:
    """The narrative of one document.

    `sections` are in the order of the document, `statements` hold a row for each time one is made,
    by the statement's id; claims are statements as well. `unread_figures` are the places of figures
    in no statement of the form, `unread_cells` are such figures in cells; `problems` say which
    items of a statement were not understood.
    """

    sections: list[SectionData]
    statements: dict[str, ListData]
    unread_figures: list[Place]
    unread_cells: list[UnreadCell]
    problems: Sequence[Problem]


def read_narrative(
    lines: Sequence[RawLine],
    template: Template,
    sections: Sequence[SectionData] | None = None,
    cells: Sequence[UnreadCell] = (),
) -> Narrative:
    """Read the lines outside the tables by a form.

    `sections` are given where they are known already; else they are found by their headings.
    `cells` are figures of unknown tables, whose cells are among the lines.
    """
    if template.by_kinds and template.sections:
        headings = outlined(lines, template.sections[0])
        sections = sections_of(headings, lines)
    elif sections is None:
        sections = find_sections(lines, template)
    texts = section_texts(lines, sections)
    read = read_statements(lines, texts, template)
    unread = unread_in_narrative(lines, texts, read.lists.values(), cells, template.vocabulary)
    running = _running_texts(lines, texts, cells)
    statements = {**read.lists, **_claims(running, read.lists, template)}
    return Narrative(
        sections=list(sections),
        statements=statements,
        unread_figures=unread.figures,
        unread_cells=unread.cells,
        problems=read.problems,
    )


def _claims(
    texts: Sequence[SectionText], lists: Mapping[str, ListData], template: Template
) -> dict[str, ListData]:
    """Read the figures of the narrative by the cues around them."""
    if not template.cues.cues:
        return {}
    context = ClaimContext(
        cues=template.cues,
        vocabulary=template.vocabulary,
        known_cells=cells_by_position(lists.values()),
    )
    return read_claims(texts, context)


def _has_cells(text: SectionText) -> bool:
    """Tell whether a section is a sheet of cells: under a title, its lines short."""
    if text.section is None or not text.section.sheet:
        return False
    lengths = [len(fold(line.text)) for line in text.text.lines if line.text.strip()]
    return sum(lengths) < _LEAST_LINE * len(lengths)


def _running_texts(
    lines: Sequence[RawLine], texts: Sequence[SectionText], cells: Sequence[UnreadCell]
) -> list[SectionText]:
    """Return the sections and what stands outside of them; sheets have cells, no sentences."""
    running = [text for text in texts if not _has_cells(text)]
    taken = {cell.place.line for cell in cells}
    for item in texts:
        taken.update(line.number for line in item.text.lines)
    outside: list[RawLine] = []
    for line in lines:
        if line.number not in taken:
            outside.append(line)
        elif outside:
            running.append(SectionText(None, folded(outside)))
            outside = []
    if outside:
        running.append(SectionText(None, folded(outside)))
    return running
