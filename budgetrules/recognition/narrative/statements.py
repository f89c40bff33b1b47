"""What the narrative says: every place where a section follows one of its wordings becomes a row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import Figure
from budgetrules.core.names import fold
from budgetrules.model.disclosure import (
    Cell,
    CellKind,
    Claim,
    Disclosure,
    ListData,
    Place,
    Problem,
    Row,
    SectionData,
)
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.matcher import (
    FoldedText,
    Least,
    claim_of,
    folded,
    matches,
    pattern,
)
from budgetrules.schema.forms import ColumnKind, Sentence, SlotKind, Statement, Template, Wording

# What tells the rows of a repeated section apart.
SECTION_SLOT = "所在节"


def read_statements(
    lines: list[RawLine], sections: list[SectionData], template: Template
) -> tuple[dict[str, ListData], list[Problem]]:
    """The rows of every statement, by id; a statement that is nowhere has none. `lines` are those of the narrative."""
    found = {
        item.id: ListData(item.id, [], tuple(column.id for column in item.rows.amounts()))
        for item in template.statements
    }
    problems: list[Problem] = []
    texts = {id(section): folded(_inside(section, lines)) for section in sections}
    whole = folded(lines) if any(not item.section for item in template.statements) else None
    by_id = {item.id: item for item in template.statements}
    least = _least(lines, template)
    for item in template.statements:
        if item.part_of:
            continue
        places: list[tuple[SectionData | None, FoldedText]] = []
        places += [
            (section, texts[id(section)])
            for section in sections
            if item.section and section.id == item.section
        ]
        if not item.section and whole is not None:
            places = [(None, whole)]
        for section, text in places:
            for claim, span in _said(item, text, least):
                row = statement_row(item, claim, section, found[item.id].rows)
                for part in by_id.values():
                    if part.part_of == item.id:
                        _cut(
                            part,
                            item,
                            claim,
                            text,
                            span,
                            row,
                            section,
                            found[part.id].rows,
                            problems,
                            least,
                        )
        _fill(found[item.id].rows, item.filled)
    return found, problems


def _fill(rows: list[Row], slots: tuple[str, ...]) -> None:
    """Give a merged cell's text to the rows below it that are in the same section."""
    for above, row in pairwise(rows):
        if above.texts.get(SECTION_SLOT) == row.texts.get(SECTION_SLOT):
            row.texts.update(
                {
                    slot: above.texts[slot]
                    for slot in slots
                    if slot in above.texts and slot not in row.texts
                }
            )


def _inside(section: SectionData, lines: list[RawLine]) -> list[RawLine]:
    """The lines of a section below its heading."""
    begin = bisect_left(lines, section.opens, key=_number)
    return lines[begin : bisect_right(lines, section.lines[1], key=_number)]


def _number(line: RawLine) -> int:
    return line.number


def _least(lines: list[RawLine], template: Template) -> Least:
    """The unit of the form whose figures may have dropped zeros, and how many decimals figures in it show in this text."""
    unit, most = template.least_unit, template.least_decimals
    figures = re.compile(rf"\d\.(\d{{1,{most}}})\d*{re.escape(unit)}") if most else None
    shown = (
        [len(found) for line in lines for found in figures.findall(fold(line.text))]
        if figures is not None
        else []
    )
    return unit, max(shown, default=0)


def _said(
    item: Statement, text: FoldedText, least: Least
) -> Iterator[tuple[Claim, tuple[int, int]]]:
    """Each place where a wording is followed, from left to right; of wordings that overlap the first one counts."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Claim, tuple[int, int]]] = []
    start_at = max(0, text.text.find(fold(item.behind))) if item.behind else 0
    sentence = Sentence(item.id, item.wordings)
    for wording in item.wordings:
        for match in matches(
            wording, text.text, start_at + len(fold(item.behind)) if start_at else 0
        ):
            start, end = match.span()
            if end > start and not any(
                start < other_end and other_start < end for other_start, other_end in taken
            ):
                taken.append((start, end))
                claim = claim_of(sentence, wording, match, text, least)
                if wording.has_numbers:
                    claim.slot_places.update(_worded_numbers(match, text))
                found.append((start, claim, (start, end)))
    for _, claim, span in sorted(found, key=lambda entry: entry[0]):
        yield claim, span


def _worded_numbers(match: re.Match[str], text: FoldedText) -> Iterator[tuple[str, Place]]:
    """Numbers that belong to the wording itself: they stand in a match, but in none of its slots."""
    slots = [match.span(group) for group in match.groupdict()]
    for number in re.finditer(r"\d[\d,.]*", match.group()):
        at = match.start() + number.start()
        if not any(start <= at < end for start, end in slots):
            yield f"#{at}", text.place(at, at + len(number.group()))


def statement_row(
    item: Statement, claim: Claim, section: SectionData | None, rows: list[Row]
) -> Row:
    """What a claim says as one more row."""
    cells: dict[str, Cell] = {}
    texts: dict[str, str] = {}
    for column in item.rows.columns:
        value = claim.slots.get(column.id)
        if column.kind is ColumnKind.AMOUNT:
            cells[column.id] = (
                value if isinstance(value, Cell) else Cell(CellKind.BLANK, None, claim.place)
            )
        elif isinstance(value, str):
            texts[column.id] = value
    for signed in item.signed:
        if not isinstance(claim.slots.get(signed.id), Cell):
            cells[signed.id] = _with_sign(
                cells[signed.figure], dict(signed.signs).get(texts.get(signed.word, ""), 1)
            )
    section_slots = section.slots if section is not None else {}
    texts.update(
        {
            name: value
            for name, value in section_slots.items()
            if isinstance(value, str) and name not in texts
        }
    )
    texts.setdefault(SECTION_SLOT, f"{section.lines[0]}" if section is not None else "")
    key = item.rows.keys[0].id if item.rows.keys else ""
    given = claim.slots.get(key)
    if isinstance(given, str):
        texts[key] = given
    name = texts.get(key, "") or item.id
    keys = {key: name} if key else {}
    row = Row(
        item.id,
        len(rows),
        keys,
        None,
        name,
        None,
        None,
        cells,
        claim.place,
        texts,
        dict(claim.slot_places),
    )
    rows.append(row)
    return row


def _with_sign(cell: Cell, sign: int) -> Cell:
    if cell.figure is None or sign >= 0:
        return Cell(cell.kind, cell.figure, cell.place) if cell.figure is not None else cell
    figure = Figure(
        -cell.figure.digits, cell.figure.decimals, cell.figure.unit, cell.figure.rounding
    )
    return Cell(cell.kind, figure, cell.place)


# Behind a sign of comparison stands an indicator's target, which is no published figure.
_FIGURE = re.compile(
    r"(?<![\d.,/=<>≤≥-])\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|%|平方米|人次|人|个|台|辆|名|套|批)"
)


def unread_figures(lines: list[RawLine], disclosure: Disclosure) -> list[Place]:
    """Amounts, shares and counts in the recognised sections that no statement holds; years and dates are none."""
    held = {
        place.chars[0] + 100_000 * (place.line or 0)
        for place in _held_places(disclosure)
        if place.chars is not None
    }
    found = []
    for section in disclosure.sections:
        text = folded(_inside(section, lines))
        for match in _FIGURE.finditer(text.text):
            place = text.place(*match.span())
            if place.chars is not None and place.chars[0] + 100_000 * (place.line or 0) not in held:
                found.append(place)
    return found


def _held_places(disclosure: Disclosure) -> Iterator[Place]:
    """Where the figures of statements stand, and numbers that are part of a wording (50万元以上)."""
    for item in disclosure.statements.values():
        for row in item.rows:
            yield from (cell.place for cell in row.cells.values() if cell.figure is not None)
            yield from (place for name, place in row.text_places.items() if name.startswith("#"))


def _pieces(text: str, separator: str) -> list[str]:
    """A text cut at a mark, but not where a comma groups the digits of a number."""
    return (
        re.split(r",(?!\d{3}(?!\d))|(?<!\d),", text) if separator == "," else text.split(separator)
    )


def _follows(part: Statement, piece: str) -> tuple[re.Match[str], Wording] | tuple[None, None]:
    """The wording that a piece follows, from its start to its end if it can, else anywhere."""
    for wording in part.wordings:
        for find in (pattern(wording).fullmatch, pattern(wording).search):
            found = find(piece)
            if found is not None:
                return found, wording
    return None, None


def _cut(
    part: Statement,
    whole: Statement,
    claim: Claim,
    text: FoldedText,
    span: tuple[int, int],
    parent: Row,
    section: SectionData | None,
    rows: list[Row],
    problems: list[Problem],
    least: Least,
) -> None:
    """Cut the items slot of a statement at the separator; each piece should follow the item's wording."""
    slots = {
        slot.name
        for wording in whole.wordings
        for slot in wording.slots()
        if slot.kind is SlotKind.ITEMS and slot.detail == part.id
    }
    held = next((str(value) for name, value in claim.slots.items() if name in slots), None)
    if held is None:
        return
    folded_text = fold(held)
    start = text.text.find(folded_text, span[0], span[1])
    separator = fold(part.separator or "；")
    at = start
    for piece in _pieces(folded_text, separator):
        stretch = text.part(at, at + len(piece))
        at += len(piece) + len(separator)
        match, wording = _follows(part, stretch.text)
        if match is None or wording is None:
            if re.search(r"\d", piece):
                place = stretch.place(0, len(piece)) if piece else Place()
                problems.append(
                    Problem(
                        Diagnostic("N115", Severity.WARNING, {"text": piece[:40], "name": part.id}),
                        place,
                    )
                )
            continue
        said = claim_of(Sentence(part.id, part.wordings), wording, match, stretch, least)
        row = statement_row(part, said, section, rows)
        row.parent = parent
        parent.children.append(row)
