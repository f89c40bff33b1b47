"""Grids written down as texts: a row a line, cells parted by |, `<` for a cell merged with the one to its left, `^` with the one above."""

from __future__ import annotations

from budgetrules import RuleSet
from budgetrules.model.disclosure import Disclosure, Place
from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
from budgetrules.recognition.recognise import build_disclosure
from budgetrules.schema.forms import Template

_WIDTH, _HEIGHT = 40, 12


def sketch(
    text: str, *, lefts: tuple[int, ...] = (), page: int = 1
) -> tuple[tuple[RawCell, ...], int, int]:
    """The cells of a sketch, its rows and columns. `lefts` are the left edges of the columns where they are not all alike."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.strip().splitlines()
    ]
    width = max(map(len, rows))
    edges = lefts or tuple(20 + _WIDTH * column for column in range(width + 1))
    cells = []
    for row, line in enumerate(rows):
        for column, word in enumerate(line):
            if word in ("<", "^"):
                continue
            across = (
                next((at for at in range(column + 1, len(line)) if line[at] != "<"), len(line))
                - column
            )
            down = 1
            while (
                row + down < len(rows)
                and len(rows[row + down]) > column
                and rows[row + down][column] == "^"
            ):
                down += 1
            box = (
                float(edges[column]),
                50.0 + _HEIGHT * row,
                float(edges[column + across]),
                50.0 + _HEIGHT * (row + down),
            )
            said = word.replace("/", "\n")
            cells.append(RawCell(said, row, column, down, across, Place(said, page, box=box)))
    return tuple(cells), len(rows), width


def document(*parts: str | tuple[str, tuple[int, ...]]) -> RawDocument:
    """A document of pages: a part with | in it is a grid (perhaps with the left edges of its columns), any other lines of text."""
    lines: list[RawLine] = []
    grids: list[RawGrid] = []
    for page, part in enumerate(parts, 1):
        text, lefts = part if isinstance(part, tuple) else (part, ())
        if "|" not in text:
            for line in text.strip().splitlines():
                lines.append(
                    RawLine(f"{line.strip()} ", len(lines) + 1, page, (50.0, 10.0, 300.0, 20.0))
                )
            continue
        cells, rows, columns = sketch(text, lefts=lefts, page=page)
        grids.append(
            RawGrid(
                cells, rows, columns, len(lines), Place("", page, box=(20.0, 50.0, 500.0, 700.0))
            )
        )
    return RawDocument("sketch", "0", "pdf", tuple(lines), (), tuple(grids), drawn=True)


def known_names(rules: RuleSet) -> dict[str, str]:
    """The official name of every code."""
    lists = rules.plan.declarations.codelists.values()
    return {
        code: entry.names[0]
        for item in lists
        for code, entry in item.entries.items()
        if entry.names
    }


def understood(raw: RawDocument, rules: RuleSet, template: str) -> Disclosure:
    """What the named template makes of a document."""
    templates: tuple[Template, ...] = tuple(rules.templates.values())
    return build_disclosure(raw, templates, template_id=template, known_names=known_names(rules))


def shown(found: Disclosure, table: str) -> dict[str, list[str]]:
    """The rows of a table by code or name, each with what its cells hold; ? can't be read, · is blank."""
    signs = {"blank": "·", "dash": "—", "unreadable": "?", "absent": "∅"}
    rows = {}
    for row in found.tables[table].rows():
        cells = [
            cell.figure.plain() if cell.figure is not None else signs[cell.kind.value]
            for cell in row.cells.values()
        ]
        rows[row.code or "".join(row.name.split())] = cells
    return rows


def codes(found: Disclosure) -> list[str]:
    """The codes of what was not understood, tables and a narrative that are not there left out."""
    return [
        problem.diagnostic.code
        for problem in found.problems
        if problem.diagnostic.code not in ("N106", "N173")
    ]
