"""Sections of the narrative: their headings, found by the template's wordings, and their places in the outline."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.names import edit_distance, fold, narrow
from budgetrules.model.disclosure import BORDER, Place, Row, SectionData
from budgetrules.readers.raw import LinePlaces, RawLine
from budgetrules.recognition.narrative.matcher import AnyOf, folded, match
from budgetrules.schema.forms import Section, Sentence, Slot, SlotKind, Template, Wording

# What the number of a heading begins with.
_BEGIN = frozenset("第(一二三四五六七八九十")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"\([一二三四五六七八九十]+\)")
_NUMBERS = (_PART, _FIRST, _SECOND)
_LONGEST = 120
_MOST_LINES = 3
# How much of a heading may be misprinted, and still be known for what it is.
_FAR, _SHARE = 4, 5


@attrs.frozen(eq=False)
class _Found:
    """A section and the line of the narrative that its heading begins on."""

    at: int
    data: SectionData


class _Headings:
    """The headings of a form's sections, each with its section."""

    def __init__(self, template: Template) -> None:
        self._wordings = [
            (section, wording)
            for section in template.all_sections()
            for wording in section.headings
        ]
        self._any_of = AnyOf([wording for _, wording in self._wordings])

    def followed(self, text: str, start: int = 0) -> tuple[Section, Wording] | None:
        """The section whose heading a folded text is from `start`, and how it is worded."""
        number = self._any_of.followed(text, start)
        return self._wordings[number] if number is not None else None


@functools.lru_cache(maxsize=64)
def _headings(template: Template) -> _Headings:
    return _Headings(template)


def is_heading(text: str, template: Template) -> bool:
    """Whether folded text is the heading of a section without its number."""
    return _headings(template).followed(text) is not None


def begins_section(lines: Sequence[RawLine], at: int, template: Template) -> bool:
    """Whether a numbered heading of a section begins at a line."""
    depth, number = _numbering(fold(lines[at].text))
    return (
        depth is not None
        and _section(lines[at : at + _MOST_LINES + 1], 0, len(number) if depth else 0, template)
        is not None
    )


def find_sections(
    lines: list[RawLine], template: Template, *, with_text: bool = True
) -> list[SectionData]:
    """The sections found outside the tables, in the order of the document; their text may be left out."""
    found: list[_Found] = []
    stray: list[tuple[int, str]] = []
    outline = ["", "", ""]
    for at, line in enumerate(lines):
        text = fold(line.text)
        depth, number = _numbering(text)
        if depth is None:
            if not is_heading(text, template):
                continue
            # A heading without a number of its own, such as the title of a sheet, belongs below the last one.
            depth, number = 2, ""
        else:
            outline[depth:] = [number, *([""] * (2 - depth))]
        path = "/".join(part.rstrip("、") for part in outline if part)
        data = _section(lines, at, len(number) if depth else 0, template)
        if data is not None:
            found.append(_Found(at, attrs.evolve(data, path=path, sheet=not number)))
        elif number:
            stray.append((at, path))
    found.extend(_misprinted(lines, stray, template, {item.data.id for item in found}))
    found.sort(key=lambda item: item.at)
    ends = [*(item.at for item in found[1:]), len(lines)]
    for item, end in zip(found, ends, strict=False):
        _close(item.data, lines, item.at, end, with_text)
    return _without_contents([item.data for item in found], template)


def _without_contents(found: list[SectionData], template: Template) -> list[SectionData]:
    """Leave out the headings of a table of contents: nothing stands under them, and they come again further on."""
    repeatable = {section.id for section in template.all_sections() if section.repeatable}
    last = {section.id: at for at, section in enumerate(found)}
    return [
        section
        for at, section in enumerate(found)
        if section.id in repeatable or last[section.id] == at or section.lines[1] >= section.opens
    ]


def _numbering(text: str) -> tuple[int | None, str]:
    if text[:1] not in _BEGIN:
        return None, ""
    for depth, pattern in enumerate(_NUMBERS):
        match_ = pattern.match(text)
        if match_ is not None:
            return depth, match_.group()
    return None, ""


def _section(body: Sequence[RawLine], at: int, skip: int, template: Template) -> SectionData | None:
    """The section whose heading begins at a line, perhaps wrapped over up to three."""
    for count in range(1, _MOST_LINES + 1):
        words = "".join(fold(line.text) for line in body[at : at + count])
        if len(words) > _LONGEST:
            return None
        followed = _headings(template).followed(words, skip)
        if followed is None:
            continue
        section, wording = followed
        heading = folded(body[at : at + count]).part(skip)
        claim = match(Sentence(section.id, (wording,)), heading, whole=True)
        if claim is None:
            continue
        title, opens = _title(body, at, count), _below(body, at + count)
        data = SectionData(
            section.id,
            "",
            title,
            claim.place,
            lines=_span(body, at),
            slots=claim.slots,
            opens=opens,
        )
        data.repeated = section.repeatable
        return data
    return None


def _title(body: Sequence[RawLine], at: int, count: int) -> str:
    return "".join("".join(line.text.split()) for line in body[at : at + count])


def _span(body: Sequence[RawLine], at: int) -> tuple[int, int]:
    return body[at].number, body[at].number


def _below(body: Sequence[RawLine], at: int) -> int:
    return body[at].number if at < len(body) else body[-1].number + 1


def _misprinted(
    body: Sequence[RawLine],
    stray: list[tuple[int, str]],
    template: Template,
    known: set[str | None],
) -> list[_Found]:
    """Numbered lines that are the heading of a section found nowhere but for a few characters."""
    missing = [section for section in template.all_sections() if section.id not in known]
    found: list[_Found] = []
    for at, path in stray if missing else ():
        best: tuple[int, int, Section] | None = None
        for count in range(1, _MOST_LINES + 1):
            words = fold(_title(body, at, count))
            runs_on = count > 1 and (
                at + count > len(body) or _numbering(fold(body[at + count - 1].text))[0] is not None
            )
            if len(words) > _LONGEST or runs_on or "。" in words:
                break
            for section in missing:
                far = _distance(words, section)
                if far is not None and (best is None or far < best[0]):
                    best = (far, count, section)
        if best is None:
            continue
        _, count, section = best
        missing.remove(section)
        text = folded(body[at : at + count])
        place = text.place(0, len(text.text))
        title = _title(body, at, count)
        wording = section.headings[0]
        data = SectionData(
            section.id,
            path,
            title,
            place,
            lines=_span(body, at),
            titled=False,
            prescribed=_spelled(wording),
        )
        data.opens = _below(body, at + count)
        found.append(_Found(at, data))
    return found


def is_near_heading(words: str, section: Section) -> bool:
    """Whether a folded text is the heading of a section but for a few characters."""
    return _distance(words, section) is not None


def spelled_heading(section: Section) -> str:
    """A heading as the form prints it, a slot as what belongs there."""
    return _spelled(section.headings[0])


def _distance(words: str, section: Section) -> int | None:
    """How many characters a heading is off; None if it is another one. What stands in a slot is not compared."""
    for pattern in _NUMBERS:
        match_ = pattern.match(words)
        if match_ is not None and pattern is not _PART:
            words = words[match_.end() :]
            break
    scored = []
    for wording in section.headings:
        literals = [fold(part) for part in wording.parts if isinstance(part, str)]
        length = sum(map(len, literals))
        limit = min(_FAR, length // _SHARE)
        if limit:
            has_slots = len(literals) < len(wording.parts)
            far = (
                _off(words, literals, limit)
                if has_slots
                else edit_distance(words, literals[0], limit)
            )
            scored.extend([far] if far <= limit else [])
    return min(scored, default=None)


def _off(words: str, literals: list[str], limit: int) -> int:
    """Edit distance between the literals of a wording and a heading, the characters between them free."""
    total, rest = 0, words
    for number, literal in enumerate(literals):
        size = len(literal)
        starts = range(len(rest) - size + 1) if number else range(min(1, len(rest) - size + 1))
        if number == len(literals) - 1:
            starts = range(max(0, len(rest) - size - 1), max(0, len(rest) - size) + 2)
        best = min(
            (
                (edit_distance(rest[start : start + size], literal, limit), start)
                for start in starts
            ),
            default=(limit + 1, 0),
        )
        total += best[0]
        rest = rest[best[1] + size :]
        if total > limit:
            return total
    return total


def _spelled(wording: Wording) -> str:
    """A heading as the form prints it, a slot as what belongs there."""
    names = {SlotKind.YEAR: "××××", SlotKind.ENTITY: "××"}
    return "".join(
        part
        if isinstance(part, str)
        else names.get(part.kind, "…")
        if isinstance(part, Slot)
        else ""
        for part in wording.parts
    )


@functools.lru_cache(maxsize=8192)
def _marked(text: str) -> str:
    """A line without white space, a mark where a blank parts two words or ends the paragraph: either side is apart."""
    words = [narrow(word) for word in text.split()]
    found = words[0] if words else ""
    for word in words[1:]:
        found += word if found[-1:].isascii() or word[:1].isascii() else f"{BORDER}{word}"
    return found + BORDER if text.endswith(" ") else found


def _close(
    section: SectionData, body: Sequence[RawLine], begin: int, end: int, with_text: bool
) -> None:
    """Give a section the lines from its heading to the next one."""
    last = body[end].number - 1 if end < len(body) else body[-1].number
    section.lines = (section.lines[0], last)
    if with_text:
        inside = body[begin:end]
        section.body = tuple((line.number, _marked(line.text)) for line in inside)
        section.places = LinePlaces(inside)
        section.text = "".join(text for _, text in section.body)


def whole_text(lines: Sequence[RawLine], rows: Iterable[Row]) -> SectionData:
    """The narrative and the names of rows as one text, each line and each name with its place."""
    body = [(line.number, _marked(line.text)) for line in lines]
    names = [(row, text) for row in rows for text in row.texts.values()]
    body.extend((row.place.line or 0, f"{BORDER}{narrow(text)}{BORDER}") for row, text in names)
    places = LinePlaces(lines, [row.place for row, _ in names])
    text = "".join(words for _, words in body)
    return SectionData(
        None, "", "", places[0] if body else Place(), text, body=tuple(body), places=places
    )
