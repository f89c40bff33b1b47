"""What the narrative states: each place that follows a wording of a statement becomes a row."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import HAN
from budgetrules.model.disclosure import Claim, ListData, Place, Problem, Row, SectionData
from budgetrules.model.problems import warning
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.matcher import (
    GAP,
    FoldedText,
    Least,
    claim_of,
    folded,
    matches,
    pattern,
)
from budgetrules.recognition.narrative.statement_rows import fill_merged, statement_row
from budgetrules.recognition.words import folded_words
from budgetrules.schema.forms import Sentence, SlotKind, Statement, Template, Wording

_LONGEST_QUOTE = 40
_FULL_STOP = "。"
_HAN = re.compile(f"[{HAN}]")
# The mark between items where a form quotes none.
_SEMICOLON = "；"
_COMMA_BETWEEN_ITEMS = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")

Span = tuple[int, int]
# What a match says of a group that took no part in it.
_UNMATCHED = (-1, -1)


@attrs.frozen(eq=False)
class SectionText:
    """The folded text below a section's heading; of no section: that of the whole narrative.

    There words that name one thing may end the name of another: a statement that begins inside a
    clause stands behind one of the `openings`.
    """

    section: SectionData | None
    text: FoldedText
    openings: tuple[str, ...] = ()

    def may_begin(self, wording: Wording, at: int) -> bool:
        """Tell whether what follows a wording from a place on has its left edge there."""
        first = wording.parts[0] if wording.parts else ""
        if not self.openings or not isinstance(first, str) or not _HAN.match(first):
            return True
        is_inside = at > 0 and _HAN.match(self.text.text[at - 1]) is not None
        if not is_inside or at in self.text.starts:
            return True
        return self.text.text.endswith(self.openings, 0, at)


@attrs.frozen(eq=False)
class _Occurrence:
    """A place that follows a wording: what it states, and from where to where in the text.

    `lists` are the stretches of text that hold items, by the id of the statement that reads them.
    """

    claim: Claim
    span: Span
    lists: Mapping[str, Span]


@attrs.frozen(eq=False)
class StatementRows:
    """The rows of every statement of a form by its id, and what was not understood in them."""

    lists: dict[str, ListData]
    problems: list[Problem]


def section_texts(
    lines: Sequence[RawLine], sections: Sequence[SectionData]
) -> tuple[SectionText, ...]:
    """Fold the lines below each section's heading."""
    texts: list[SectionText] = []
    for section in sections:
        text = folded(_inside(section, lines))
        texts.append(SectionText(section, text))
    return tuple(texts)


def _inside(section: SectionData, lines: Sequence[RawLine]) -> Sequence[RawLine]:
    begin = bisect_left(lines, section.opens, key=_number)
    _, last_number = section.lines
    end = bisect_right(lines, last_number, key=_number)
    return lines[begin:end]


def _number(line: RawLine) -> int:
    return line.number


def empty_statements(template: Template) -> dict[str, ListData]:
    """Make a list without rows for each statement of a form, by its id."""
    lists: dict[str, ListData] = {}
    for item in template.statements:
        amounts = tuple(column.id for column in item.rows.amounts())
        lists[item.id] = ListData(
            id=item.id,
            rows=[],
            columns_present=amounts,
        )
    return lists


def read_statements(
    lines: Sequence[RawLine], texts: Sequence[SectionText], template: Template
) -> StatementRows:
    """Read every statement of a form from the lines of the narrative and its sections' texts."""
    read = StatementRows(empty_statements(template), [])
    least = _least(lines, template)
    whole: tuple[SectionText, ...] = ()
    if any(not item.section and not item.is_claim for item in template.statements):
        whole_text = SectionText(None, folded(lines), _openings(template))
        whole = (whole_text,)
    for item in template.statements:
        if item.part_of or item.is_claim:
            continue
        parts = _parts_of(item, template)
        places: Sequence[SectionText] = whole
        if item.section:
            places = [place for place in texts if _is_of(place, item)]
        for place in places:
            _read_place(item, parts, place, least, read)
        rows = read.lists[item.id].rows
        fill_merged(rows, item.filled)
    return read


def _openings(template: Template) -> tuple[str, ...]:
    """List the words behind which a statement may begin inside a clause."""
    words = template.vocabulary
    return folded_words((*words.clause_openings, *words.own_names, *words.entity_endings))


def _parts_of(item: Statement, template: Template) -> list[Statement]:
    """List the statements that items of a statement are read as."""
    return [part for part in template.statements if part.part_of == item.id]


def _is_of(place: SectionText, item: Statement) -> bool:
    if place.section is None:
        return False
    return place.section.id == item.section


def _read_place(
    item: Statement,
    parts: Sequence[Statement],
    place: SectionText,
    least: Least,
    read: StatementRows,
) -> None:
    """Add a row for each occurrence of a statement, and below it a row for each of its items."""
    rows = read.lists[item.id].rows
    for occurrence in _occurrences(item, place, least):
        row = statement_row(item, occurrence.claim, place.section, len(rows))
        rows.append(row)
        for part in parts:
            claims, problems = _items(part, occurrence, place.text, least)
            read.problems.extend(problems)
            _add_items(part, claims, row, place.section, read)


def _add_items(
    part: Statement,
    claims: Sequence[Claim],
    row: Row,
    section: SectionData | None,
    read: StatementRows,
) -> None:
    """Add a row for each item, as a child of the row that lists them."""
    part_rows = read.lists[part.id].rows
    for claim in claims:
        child = statement_row(part, claim, section, len(part_rows))
        child.parent = row
        row.children.append(child)
        part_rows.append(child)


def _least(lines: Sequence[RawLine], template: Template) -> Least:
    """Count the decimals of figures in the unit that may drop zeros: as many as any figure has."""
    unit = template.least_unit
    most = template.least_decimals
    shown = 0
    if most:
        escaped_unit = re.escape(unit)
        decimals = re.compile(rf"\d\.(\d{{1,{most}}})\d*{escaped_unit}")
        for line in lines:
            for digits in decimals.findall(fold(line.text)):
                shown = max(shown, len(digits))
    return Least(unit, shown)


def _in_sentence(least: Least, text: str, span: Span) -> Least:
    """Say how zeros are printed in the sentence around a part of a text."""
    begin, end = span
    first = text.rfind(_FULL_STOP, 0, begin) + 1
    last = text.find(_FULL_STOP, max(begin, end - 1))
    sentence = text[first : last if last >= 0 else len(text)]
    has_decimals = re.search(rf"\.\d+{re.escape(least.unit)}", sentence) is not None
    return attrs.evolve(least, of_zeros=has_decimals)


def _occurrences(item: Statement, place: SectionText, least: Least) -> list[_Occurrence]:
    """List the places that follow a wording, left to right; where two overlap the first counts."""
    text = place.text
    occurrences: list[_Occurrence] = []
    sentence = Sentence(item.id, item.wordings)
    begin = _begin(item, text)
    for wording in item.wordings:
        for match in matches(wording, text.text, begin):
            span = match.span()
            is_empty = span[0] == span[1]
            if is_empty or _overlaps(span, occurrences):
                continue
            if not place.may_begin(wording, span[0]):
                continue
            claim = claim_of(sentence, wording, match, text, _in_sentence(least, text.text, span))
            if wording.has_numbers:
                claim.slot_places.update(_worded_numbers(match, text))
            lists = _lists(wording, match)
            occurrences.append(_Occurrence(claim, span, lists))
    return sorted(occurrences, key=_start_of)


def _lists(wording: Wording, match: re.Match[str]) -> dict[str, Span]:
    """Find the slots that hold items, by the id of the statement that reads them."""
    spans: dict[str, Span] = {}
    for number, slot in enumerate(wording.slots()):
        span = match.span(f"s{number}")
        is_matched = span != _UNMATCHED
        if slot.kind is SlotKind.ITEMS and is_matched:
            spans[slot.detail] = span
    return spans


def _start_of(occurrence: _Occurrence) -> int:
    return occurrence.span[0]


def _begin(item: Statement, text: FoldedText) -> int:
    """Find where a statement may begin: behind the words it names, if they stand in the text."""
    words = ""
    if item.behind:
        words = fold(item.behind)
    at = text.text.find(words)
    if words and at > 0:
        return at + len(words)
    return 0


def _overlaps(span: Span, occurrences: Sequence[_Occurrence]) -> bool:
    start, end = span
    for occurrence in occurrences:
        other_start, other_end = occurrence.span
        if start < other_end and other_start < end:
            return True
    return False


def _worded_numbers(match: re.Match[str], text: FoldedText) -> Iterator[tuple[str, Place]]:
    """Yield the numbers that are part of the wording: inside a match, outside its slots."""
    slots = [match.span(group) for group in match.groupdict()]
    for number in re.finditer(r"\d[\d,.]*", match.group()):
        at = match.start() + number.start()
        in_slot = any(start <= at < end for start, end in slots)
        if in_slot:
            continue
        end = at + len(number.group())
        yield f"#{at}", text.place(at, end)


def _items(
    part: Statement, occurrence: _Occurrence, text: FoldedText, least: Least
) -> tuple[list[Claim], list[Problem]]:
    """Cut the slot that holds a statement's items, and read each of them.

    An item with a figure that follows no wording is a problem.
    """
    claims: list[Claim] = []
    problems: list[Problem] = []
    span = occurrence.lists.get(part.id)
    if span is None:
        return claims, problems
    sentence = Sentence(part.id, part.wordings)
    begin, end = span
    least = _in_sentence(least, text.text, span)
    for start, words in _split(text.text[begin:end], part.separators):
        at = begin + start
        item = text.part(at, at + len(words))
        followed = _followed(part, item.text)
        if followed is not None:
            wording, match = followed
            claim = claim_of(sentence, wording, match, item, least)
            claims.append(claim)
        elif re.search(r"\d", words):
            spaced = words.replace(GAP, " ")
            quote = spaced[:_LONGEST_QUOTE]
            place = item.place(0, len(words))
            problem = warning("N115", place, text=quote, name=part.id)
            problems.append(problem)
    return claims, problems


def _split(text: str, separators: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the stretches of a text between marks, each with where it begins."""
    begin = 0
    for mark in _marks(tuple(separators)).finditer(text):
        yield begin, text[begin : mark.start()]
        begin = mark.end()
    yield begin, text[begin:]


@functools.lru_cache(maxsize=256)
def _marks(separators: tuple[str, ...]) -> re.Pattern[str]:
    """Compile marks to a pattern; a comma that groups the digits of a number is none."""
    sources: list[str] = []
    for mark in separators or (_SEMICOLON,):
        folded_mark = fold(mark)
        source = re.escape(folded_mark)
        if folded_mark == ",":
            source = _COMMA_BETWEEN_ITEMS.pattern
        sources.append(source)
    return re.compile("|".join(sources))


def _followed(part: Statement, text: str) -> tuple[Wording, re.Match[str]] | None:
    """Find the wording that an item follows: as a whole if it can, else anywhere in it."""
    for wording in part.wordings:
        compiled = pattern(wording)
        match = compiled.fullmatch(text) or compiled.search(text)
        if match is not None:
            return wording, match
    return None
