"""A text dump by a template: its tables are found by their titles and read line by line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Disclosure, Problem
from budgetrules.readers.pages import page_numbers
from budgetrules.readers.raw import RawDocument, RawLine
from budgetrules.recognition.candidate import Candidate
from budgetrules.recognition.lines.titles import find_blocks, titles_of
from budgetrules.recognition.narrative.headings import find_sections
from budgetrules.recognition.tables import build_table
from budgetrules.schema.forms import Template

_FEW = 2


def dump_candidate(raw: RawDocument, template: Template, words: str) -> Candidate:
    """What a template makes of the lines of a document; `words` is all its text, folded."""
    if not any(title in words for title in titles_of(template)):
        return Candidate(
            template, Fraction(0), 0, False, [], [], lambda found, names: list(raw.lines)
        )
    blocks, problems, reasons = find_blocks(raw.lines, template)
    known = sum(block.table is not None for block in blocks)
    share = Fraction(known, max(1, len(template.tables)))

    def read(found: Disclosure, names: Mapping[str, str]) -> list[RawLine]:
        stripped = not any(line.text.endswith((" ", "\u3000")) for line in raw.lines)
        inside: set[int] = set()
        for block in blocks:
            inside.update(line.number for line in raw.lines[block.first : block.end])
            if block.table is None:
                continue
            table, told = build_table(block, block.table, raw.lines, template, names, stripped)
            found.tables[table.id] = table
            found.problems.extend(told)
            if stripped and any(table.rows()):
                found.problems.append(
                    Problem(Diagnostic("N113", Severity.WARNING, {"table": table.id}), table.place)
                )
        return _without_page_numbers(
            [line for line in raw.lines if line.number not in inside], template, stripped
        )

    return Candidate(
        template, share, known, 3 * share >= 1 or known >= _FEW, problems, reasons, read
    )


def _without_page_numbers(
    lines: list[RawLine], template: Template, stripped: bool
) -> list[RawLine]:
    """The lines of the narrative; a number that may be that of a page stays where it may be a cell of a sheet."""
    pages, doubtful = page_numbers(lines, stripped=stripped)
    lines = [line for line in lines if line.number not in pages]
    if not doubtful:
        return lines
    sections = find_sections(
        [line for line in lines if line.number not in doubtful], template, with_text=False
    )
    sheets = [section.lines for section in sections if section.sheet]
    return [
        line
        for line in lines
        if line.number not in doubtful
        or any(first <= line.number <= last for first, last in sheets)
    ]
