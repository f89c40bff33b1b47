"""Read a text dump by a template: tables are found by their titles and read line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from budgetrules.model.disclosure import Problem, SectionData, TableData, UnreadCell
from budgetrules.model.problems import error, warning
from budgetrules.readers.pages import page_numbers
from budgetrules.readers.raw import RawDocument, RawLine
from budgetrules.recognition.candidate import Fit, Reading
from budgetrules.recognition.lines.segment import CELL_ENDS
from budgetrules.recognition.lines.titles import Block, find_blocks
from budgetrules.recognition.lines.unread import ReadPlaces, unread_figures
from budgetrules.recognition.narrative.contents import without_contents
from budgetrules.recognition.narrative.headings import (
    Heading,
    find_headings,
    last_line,
    sections_of,
)
from budgetrules.recognition.table_titles import titles_of
from budgetrules.recognition.tables import build_table
from budgetrules.schema.forms import Template

_FEW = 2


def dump_candidate(raw: RawDocument, template: Template, words: str) -> DumpCandidate:
    """Try a template on the lines of a document; `words` is all its text, folded."""
    if not template.by_kinds and not titles_of(template).may_stand_in(words):
        no_fit = Fit(
            share=Fraction(0),
            known=0,
            enough=False,
        )
        return DumpCandidate(raw, template, no_fit)
    blocks, problems, reasons = find_blocks(raw.lines, template)
    known = sum(block.table is not None for block in blocks)
    table_count = max(1, len(template.tables))
    share = Fraction(known, table_count)
    is_third = 3 * share >= 1
    enough = is_third or known >= _FEW
    fit = Fit(
        share=share,
        known=known,
        enough=enough,
        problems=problems,
        reasons=reasons,
    )
    return DumpCandidate(
        raw=raw,
        template=template,
        fit=fit,
        blocks=tuple(blocks),
    )


@attrs.frozen(eq=False)
class DumpCandidate:
    """A template and the blocks of lines in which its tables stand."""

    raw: RawDocument
    template: Template
    fit: Fit
    blocks: tuple[Block, ...] = ()

    def read(self, official_names: Mapping[str, str]) -> Reading:
        """Read each block as a table and all lines outside them as the narrative."""
        lines = self.raw.lines
        stripped = _are_stripped(lines)
        tables: list[TableData] = []
        problems: list[Problem] = []
        unread: list[UnreadCell] = []
        words = self.template.vocabulary
        inside: set[int] = set()
        for block in self.blocks:
            block_lines = lines[block.first : block.end]
            inside.update(line.number for line in block_lines)
            if block.table is None:
                unread.extend(unread_figures(lines[block.start : block.end], block.title, words))
                continue
            form = block.layout or block.table
            table, misread = build_table(
                block, form, lines, self.template, official_names, stripped
            )
            tables.append(table)
            left = list(unread_figures(block_lines, table.id, words, ReadPlaces.of(table)))
            if left and not any(table.rows()):
                # Figures stand there, and no row of the form: what they mean is not known.
                table.lists = {}
                misread.append(error("N151", table.place, table=table.id))
            unread.extend(left)
            problems.extend(misread)
            if stripped and any(table.rows()):
                problems.append(warning("N113", table.place, table=table.id))
        outside = [line for line in lines if line.number not in inside]
        text = without_contents(outside, self.template)
        narrative, sections = _without_page_numbers(text, self.template, stripped)
        return Reading(
            tables=tables,
            problems=problems,
            narrative=narrative,
            unread=unread,
            sections=sections,
        )


def _are_stripped(lines: Iterable[RawLine]) -> bool:
    """Tell whether an editor cut the blanks at the ends of lines."""
    return not any(line.text.endswith(CELL_ENDS) for line in lines)


def _without_page_numbers(
    lines: Sequence[RawLine], template: Template, stripped: bool
) -> tuple[list[RawLine], list[SectionData] | None]:
    """Take page numbers out of the narrative; its sections too, if they had to be found for it.

    A number that may be that of a page stays where it may be a cell of a sheet.
    """
    pages, doubtful = page_numbers(lines, stripped=stripped)
    kept = [line for line in lines if line.number not in pages]
    if not doubtful:
        return kept, None
    surely = [line for line in kept if line.number not in doubtful]
    headings = find_headings(surely, template)
    cells = _in_sheets(headings, surely, doubtful)
    if not cells:
        return surely, sections_of(headings, surely)
    pages_left = doubtful - cells
    return [line for line in kept if line.number not in pages_left], None


def _in_sheets(
    headings: Iterable[Heading], lines: Sequence[RawLine], numbers: frozenset[int]
) -> frozenset[int]:
    """Choose the numbers of lines that belong to a sheet, by the `headings` in `lines`."""
    inside: set[int] = set()
    for heading in headings:
        if not heading.sheet:
            continue
        first = lines[heading.begin].number
        last = last_line(heading, lines)
        sheet = range(first, last + 1)
        inside.update(numbers.intersection(sheet))
    return frozenset(inside)
