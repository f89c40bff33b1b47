"""Sections of the narrative: their headings, found by the template's wordings, and their places in the outline."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import BORDER, Place, Row, SectionData
from budgetrules.reading.raw import RawLine
from budgetrules.reading.wording import FoldedText, any_of, folded, match
from budgetrules.schema.forms import Section, Sentence, Template

_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"\([一二三四五六七八九十]+\)")
_NUMBERS = (_PART, _FIRST, _SECOND)
_LONGEST = 120


@attrs.frozen
class _Heading:
    section: Section
    depth: int
    number: str
    sentence: Sentence


@functools.lru_cache(maxsize=64)
def _any_heading(template: Template) -> re.Pattern[str]:
    """All headings of a template in one pattern: most lines are none of them."""
    return any_of([wording for section, _ in _headings(template) for wording in section.headings])


@functools.lru_cache(maxsize=64)
def _headings(template: Template) -> tuple[tuple[Section, Sentence], ...]:
    found: list[tuple[Section, Sentence]] = []

    def walk(sections: tuple[Section, ...]) -> None:
        for section in sections:
            found.append((section, Sentence(section.id, section.headings)))
            walk(section.sections)

    walk(template.sections)
    return tuple(found)


def is_heading(text: str, template: Template) -> bool:
    """Whether folded text is the heading of a section without its number."""
    return _any_heading(template).fullmatch(text) is not None


def find_sections(lines: list[RawLine], template: Template) -> list[SectionData]:
    """The sections found outside the tables, in the order of the document."""
    body = lines
    found: list[SectionData] = []
    outline = ["", "", ""]
    begun = 0
    for at, line in enumerate(body):
        text = fold(line.text)
        depth, number = _numbering(text)
        if depth is None:
            if _any_heading(template).fullmatch(text) is None:
                continue
            # A heading without a number of its own, such as the title of a sheet, belongs below the last one.
            depth, number = 2, ""
        else:
            outline[depth:] = [number, *([""] * (2 - depth))]
        section = _section(body, at, len(number) if depth else 0, template)
        if section is None:
            continue
        section.path = "/".join(part.rstrip("、") for part in outline if part)
        if found:
            _close(found[-1], body, begun, at)
        begun = at
        found.append(section)
    if found:
        _close(found[-1], body, begun, len(body))
    return _without_contents(found, template)


def _without_contents(found: list[SectionData], template: Template) -> list[SectionData]:
    """Leave out the headings of a table of contents: nothing stands under them, and they come again further on."""
    repeatable = {section.id for section, _ in _headings(template) if section.repeatable}
    last = {section.id: at for at, section in enumerate(found)}
    return [
        section
        for at, section in enumerate(found)
        if section.id in repeatable or last[section.id] == at or len(section.body) > section.head
    ]


def _numbering(text: str) -> tuple[int | None, str]:
    for depth, pattern in enumerate(_NUMBERS):
        match_ = pattern.match(text)
        if match_ is not None:
            return depth, match_.group()
    return None, ""


def _section(body: list[RawLine], at: int, skip: int, template: Template) -> SectionData | None:
    """The section whose heading begins at a line, perhaps wrapped over up to three."""
    for count in (1, 2, 3):
        words = "".join(fold(line.text) for line in body[at : at + count])
        if len(words) > _LONGEST:
            return None
        if _any_heading(template).fullmatch(words, skip) is None:
            continue
        text = folded(body[at : at + count])
        heading = FoldedText(text.text[skip:], text.origins[skip:])
        for section, sentence in _headings(template):
            claim = match(sentence, heading, whole=True)
            if claim is not None:
                title = "".join("".join(line.text.split()) for line in body[at : at + count])
                return SectionData(section.id, "", title, claim.place, lines=(body[at].number, body[at].number), slots=claim.slots, head=count)
    return None


def _marked(text: str) -> str:
    """A line folded, with a mark where a blank parts two words or ends the paragraph: what stands on either side is apart."""
    words = [fold(word) for word in text.split()]
    found = words[0] if words else ""
    for word in words[1:]:
        found += word if found[-1:].isascii() or word[:1].isascii() else f"{BORDER}{word}"
    return found + BORDER if text.endswith(" ") else found


def _close(section: SectionData, body: list[RawLine], begin: int, end: int) -> None:
    """Give a section the lines from its heading to the next one."""
    inside = body[begin:end]
    section.body = tuple((line.number, _marked(line.text)) for line in inside)
    section.places = tuple(attrs.evolve(line.place("", 0, len(line.text.rstrip())), chars=None) for line in inside)
    section.text = "".join(text for _, text in section.body)
    section.lines = (section.lines[0], inside[-1].number if inside else section.lines[0])


def whole_text(lines: list[RawLine], rows: Iterable[Row]) -> SectionData:
    """The narrative and the names of rows as one text, each row and each line with its place."""
    body = [(line.number, _marked(line.text)) for line in lines]
    places = [attrs.evolve(line.place("", 0, len(line.text.rstrip())), chars=None) for line in lines]
    for row in rows:
        for text in row.texts.values():
            body.append((row.place.line or 0, f"{BORDER}{fold(text)}{BORDER}"))
            places.append(row.place)
    return SectionData(None, "", "", places[0] if places else Place(), "".join(text for _, text in body), body=tuple(body), places=tuple(places))
