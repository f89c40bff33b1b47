"""Sections of the narrative: headings found by the form's wordings, and what stands below them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Cell, Place, SectionData
from budgetrules.readers.raw import LinePlaces, RawLine
from budgetrules.recognition.narrative.matcher import AnyOf, folded, match
from budgetrules.recognition.narrative.misprints import (
    LONGEST,
    MOST_LINES,
    nearest_section,
    printed_title,
    spelled_heading,
)
from budgetrules.recognition.narrative.numbering import DEPTHS, Numbering, numbering
from budgetrules.recognition.narrative.rewordings import (
    Likeness,
    is_between,
    is_reworded,
    likest_section,
    prescribed,
)
from budgetrules.recognition.narrative.section_text import marked
from budgetrules.schema.forms import Section, Sentence, Template, Wording

_PARAGRAPH_ENDS = (" ", "\u3000")
_SENTENCE_ENDS = ("。", ";", ",", ":", "、")
_LONGEST_ALONE = 60
_SHORTEST_ALONE = 6
# No more lines than that are likened to the headings of the form.
_MOST_STRAY = 1000


@attrs.frozen(eq=False, kw_only=True)
class Heading:
    """A heading of the narrative and the lines of its section.

    `begin`, `below` and `end` count lines from 0: its first line, the first below it, and the
    first of the next section. `path` is its place in the outline, `sheet` says that it has no
    number and may head a sheet; `prescribed` is how it should read where it is misprinted, or
    `reworded`: in other words than the form's.
    """

    section: Section
    title: str
    place: Place
    begin: int
    below: int
    end: int = 0
    slots: Mapping[str, Cell | str] = attrs.field(factory=dict)
    path: str = ""
    sheet: bool = False
    prescribed: str = ""
    reworded: bool = False


class _Headings:
    """The headings of a form's sections, each with its section."""

    def __init__(self, template: Template) -> None:
        self._wordings: list[tuple[Section, Wording]] = []
        for section in template.all_sections():
            for wording in section.headings:
                self._wordings.append((section, wording))
        wordings = [wording for _, wording in self._wordings]
        self._any_of = AnyOf(wordings)

    def followed(self, text: str, start: int = 0) -> tuple[Section, Wording] | None:
        """Find the section whose heading a folded text is from `start`, and its wording."""
        number = self._any_of.followed(text, start)
        if number is None:
            return None
        return self._wordings[number]


@attrs.frozen
class _Stray:
    """A line that may be a heading of no known wording: its index and its place in the outline.

    One without a number stands alone in its paragraph.
    """

    at: int
    path: str
    numbered: bool


@functools.lru_cache(maxsize=64)
def _headings(template: Template) -> _Headings:
    return _Headings(template)


def is_heading(text: str, template: Template) -> bool:
    """Tell whether folded text is the heading of a section without its number."""
    return _headings(template).followed(text) is not None


def begins_section(lines: Sequence[RawLine], at: int, template: Template) -> bool:
    """Tell whether a numbered heading of a section begins at a line."""
    text = fold(lines[at].text)
    numbered = numbering(text)
    if numbered is None:
        return False
    heading = _heading_at(lines, at, _skipped(numbered), template)
    return heading is not None


def _skipped(numbered: Numbering | None) -> int:
    """Count the characters in front of a heading's wording.

    The number of a part (第一部分) belongs to the wording.
    """
    if numbered is None or numbered.depth == 0:
        return 0
    return len(numbered.number)


def find_sections(lines: Sequence[RawLine], template: Template) -> list[SectionData]:
    """Find the sections outside the tables, in the order of the document, with their text."""
    headings = find_headings(lines, template)
    return sections_of(headings, lines)


def find_headings(lines: Sequence[RawLine], template: Template) -> list[Heading]:
    """Find the headings of sections outside the tables, in the order of the document."""
    headings: list[Heading] = []
    stray: list[_Stray] = []
    outline = ["", "", ""]
    last_depth = len(DEPTHS) - 1
    for at, line in enumerate(lines):
        text = fold(line.text)
        numbered = numbering(text)
        if numbered is not None:
            blanks = [""] * (last_depth - numbered.depth)
            outline[numbered.depth :] = [numbered.number, *blanks]
        elif len(text) > LONGEST or not is_heading(text, template):
            if _stands_alone(lines, at):
                stray.append(_Stray(at, _path(outline), numbered=False))
            continue
        # A heading without a number, such as the title of a sheet, belongs below the last one.
        path = _path(outline)
        heading = _heading_at(lines, at, _skipped(numbered), template)
        if heading is not None:
            is_sheet = numbered is None
            headings.append(attrs.evolve(heading, path=path, sheet=is_sheet))
            if numbered is not None and heading.section.repeatable:
                stray.append(_Stray(at, path, numbered=True))
        elif numbered is not None:
            stray.append(_Stray(at, path, numbered=True))
    headings.extend(_misprinted(lines, stray, headings, template))
    headings.sort(key=_begin)
    headings = _with_reworded(headings, stray, lines, template)
    bounded = _bounded(headings, len(lines))
    return _without_contents(bounded, lines)


def _path(outline: Sequence[str]) -> str:
    numbers = filter(None, outline)
    return "/".join(number.rstrip("、") for number in numbers)


def _stands_alone(lines: Sequence[RawLine], at: int) -> bool:
    """Tell whether a line is a short paragraph of its own that is no sentence."""
    text = lines[at].text
    if len(text) > _LONGEST_ALONE or not text.endswith(_PARAGRAPH_ENDS):
        return False
    if at and not lines[at - 1].text.endswith(_PARAGRAPH_ENDS):
        return False
    return text.strip() != "" and not fold(text).endswith(_SENTENCE_ENDS)


def _begin(heading: Heading) -> int:
    return heading.begin


def _bounded(headings: Sequence[Heading], line_count: int) -> list[Heading]:
    """Let each section end where the next one begins."""
    ends = [heading.begin for heading in headings[1:]]
    ends.append(line_count)
    bounded: list[Heading] = []
    for heading, end in zip(headings, ends, strict=False):
        bounded.append(attrs.evolve(heading, end=end))
    return bounded


def _without_contents(headings: Sequence[Heading], lines: Sequence[RawLine]) -> list[Heading]:
    """Leave out a table of contents: headings with nothing below that come again further on."""
    last = {heading.section.id: heading for heading in headings}
    kept: list[Heading] = []
    for heading in headings:
        is_last = last[heading.section.id] is heading
        first_line = _first_line_below(heading, lines)
        has_text = first_line <= last_line(heading, lines)
        if is_last or heading.section.repeatable or has_text:
            kept.append(heading)
    return kept


def _heading_at(lines: Sequence[RawLine], at: int, skip: int, template: Template) -> Heading | None:
    """Read the heading that begins at a line, perhaps wrapped; `skip` characters are its number."""
    for count in range(1, MOST_LINES + 1):
        wrapped = lines[at : at + count]
        words = "".join(fold(line.text) for line in wrapped)
        if len(words) > LONGEST:
            return None
        followed = _headings(template).followed(words, skip)
        if followed is None:
            continue
        section, wording = followed
        sentence = Sentence(section.id, (wording,))
        text = folded(wrapped).part(skip)
        claim = match(sentence, text, whole=True)
        if claim is not None:
            return Heading(
                section=section,
                title=printed_title(lines, at, count),
                place=claim.place,
                begin=at,
                below=at + count,
                slots=claim.slots,
            )
    return None


def _misprinted(
    lines: Sequence[RawLine],
    stray: Sequence[_Stray],
    known: Sequence[Heading],
    template: Template,
) -> list[Heading]:
    """Find missing sections in stray numbered lines: their headings but for a few characters."""
    missing = _missing(known, template)
    headings: list[Heading] = []
    for line in stray:
        if not missing:
            break
        if line.numbered:
            near = nearest_section(lines, line.at, missing)
        else:
            alone = [section for section in missing if _may_stand_alone(section)]
            near = nearest_section(lines, line.at, alone, most_lines=1)
        if near is None:
            continue
        missing.remove(near.section)
        heading = _otherwise(lines, line, near.section, near.line_count)
        reworded = is_reworded(fold(heading.title), near.section)
        headings.append(attrs.evolve(heading, reworded=reworded))
    return headings


def _may_stand_alone(section: Section) -> bool:
    """Tell whether a section is known by a heading of its own words, however it is numbered.

    What a short word or a gap tells may be the label of a cell.
    """
    if section.repeatable:
        return False
    first, *_ = section.headings
    words = [part for part in first.parts if isinstance(part, str)]
    return sum(map(len, words)) >= _SHORTEST_ALONE


def _missing(known: Iterable[Heading], template: Template) -> list[Section]:
    """List the sections of which no heading is known."""
    known_ids = {heading.section.id for heading in known}
    return [section for section in template.all_sections() if section.id not in known_ids]


def _otherwise(
    lines: Sequence[RawLine], line: _Stray, section: Section, line_count: int
) -> Heading:
    """Make a heading of a line that words it otherwise than the form does."""
    below = line.at + line_count
    text = folded(lines[line.at : below])
    return Heading(
        section=section,
        title=printed_title(lines, line.at, line_count),
        place=text.place(0, len(text.text)),
        begin=line.at,
        below=below,
        path=line.path,
        sheet=not line.numbered,
        prescribed=spelled_heading(section),
    )


def _with_reworded(
    known: Sequence[Heading],
    stray: Sequence[_Stray],
    lines: Sequence[RawLine],
    template: Template,
) -> list[Heading]:
    """Find missing sections in numbered lines that are headings in other words, each the likest.

    They go before those of sections that may be repeated, whose wordings fit much.
    """
    missing = _missing(known, template)
    if not missing:
        return list(known)
    taken = {heading.begin for heading in known if not heading.section.repeatable}
    best: dict[str, tuple[Likeness, _Stray]] = {}
    for line in stray[:_MOST_STRAY]:
        if line.at in taken or not line.numbered:
            continue
        likeness = _likeness_of(line, known, lines, template)
        if likeness is None or likeness.section not in missing:
            continue
        so_far = best.get(likeness.section.id)
        if so_far is None or likeness.hundredths > so_far[0].hundredths:
            best[likeness.section.id] = likeness, line
    begins = {line.at for _, line in best.values()}
    headings = [heading for heading in known if heading.begin not in begins]
    for likeness, line in best.values():
        heading = _otherwise(lines, line, likeness.section, 1)
        headings.append(attrs.evolve(heading, prescribed=prescribed(likeness), reworded=True))
    headings.sort(key=_begin)
    return headings


def _likeness_of(
    line: _Stray,
    known: Sequence[Heading],
    lines: Sequence[RawLine],
    template: Template,
) -> Likeness | None:
    """Find the section that a line heads in other words, if it is like enough where it stands."""
    sections = template.all_sections()
    likeness = likest_section(fold(lines[line.at].text), sections)
    if likeness is None:
        return None
    order = [section.id for section in sections]
    in_order = is_between(likeness.section, order, *_neighbours(known, line.at))
    return likeness if likeness.is_enough(in_order=in_order) else None


def _neighbours(known: Sequence[Heading], at: int) -> tuple[str, str]:
    """Name the sections whose headings stand before and behind a line, empty at either end."""
    before = behind = ""
    for heading in known:
        if heading.begin < at:
            before = heading.section.id
        elif heading.begin > at and not behind:
            behind = heading.section.id
    return before, behind


def last_line(heading: Heading, lines: Sequence[RawLine]) -> int:
    """Give the number of the last line of a section: that before the next heading's line."""
    if heading.end < len(lines):
        return lines[heading.end].number - 1
    return lines[-1].number


def _first_line_below(heading: Heading, lines: Sequence[RawLine]) -> int:
    if heading.below < len(lines):
        return lines[heading.below].number
    return lines[-1].number + 1


def sections_of(headings: Sequence[Heading], lines: Sequence[RawLine]) -> list[SectionData]:
    """Give each heading the text of its section."""
    return [_section(heading, lines) for heading in headings]


def _section(heading: Heading, lines: Sequence[RawLine]) -> SectionData:
    inside = lines[heading.begin : heading.end]
    body = tuple((line.number, marked(line.text)) for line in inside)
    text = "".join(words for _, words in body)
    first = lines[heading.begin].number
    last = last_line(heading, lines)
    return SectionData(
        id=heading.section.id,
        path=heading.path,
        title=heading.title,
        place=heading.place,
        text=text,
        lines=(first, last),
        slots=dict(heading.slots),
        body=body,
        titled=not heading.prescribed,
        prescribed=heading.prescribed,
        reworded=heading.reworded,
        opens=_first_line_below(heading, lines),
        sheet=heading.sheet,
        repeated=heading.section.repeatable and not heading.prescribed,
        places=LinePlaces(inside),
    )
