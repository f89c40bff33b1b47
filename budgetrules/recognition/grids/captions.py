"""What stands over a table: its title, number, unit and department, in lines above it or in its own first rows."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.core.units import UNITS
from budgetrules.model.disclosure import Claim, Place
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.view import View, words
from budgetrules.recognition.lines.titles import near_title, titles_of, without_year
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.schema.forms import Sentence, Table, Template

_NUMBER = re.compile(
    r"(?:附件?|[公财预决算开]{2,6})?表格?\d{1,2}(?:[-_]\d{1,2})?|(?:附件?|[公财预决算开]{2,6})\d{1,2}(?:[-_]\d{1,2})?表?|附[件表]|续表|\(续表?\)"
)
_NUMBERED_TITLE = re.compile(r"(?:附件?|公开)?表\d{1,2}(?:[-_]\d{1,2})?[:.、]?")
_ORDINAL = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.])+"
)
_GOES_ON = re.compile(r"[\(\[]?续表?[\)\]]?$")
_BRACKET = re.compile(r"\((?:单位:[^()]*|[^()]*元|(?:19|20)\d\d年度?)\)$")
_TITLE = re.compile(r"[^,。;:]{2,60}表")
_UNIT = re.compile(r"单位:?\(?([百千万亿]*元)\)?")
_LABELLED = re.compile(r"(?:编制|填报|公开|预算|决算|部门|单位)[^:,。;]{0,6}:")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_MOST_ABOVE = 10
_MOST_CAPTION_ROWS = 10


@attrs.frozen(eq=False)
class Entry:
    """A printed line: the line itself, or the cells of a row one by one. `line` is its index among the document's lines."""

    pieces: tuple[RawLine, ...]
    line: int | None = None

    @property
    def text(self) -> str:
        """Its words, folded."""
        return "".join(fold(piece.text) for piece in self.pieces)


@attrs.frozen(eq=False)
class Heading:
    """The title found over a table: `table` is None where it is no title of the form. `sure`: it reads as prescribed."""

    table: Table | None
    title: str
    place: Place
    number: str
    sure: bool
    entries: tuple[int, ...] = ()
    goes_on: bool = False


def row_entry(view: View, row: int) -> Entry:
    """A row as a printed line."""
    return Entry(
        tuple(
            piece
            for cell in view.held(row)
            for piece in cell_lines(cell.text, view.place(row, cell.column))
        )
    )


def cell_lines(text: str, place: Place) -> list[RawLine]:
    """The lines of a cell; the last ends it. Their numbers are those of the order of reading."""
    parts = printed_lines(text)
    number = place.order[0] if place.order is not None else 0
    bare = place.saying("")
    return [
        RawLine(part if at + 1 < len(parts) else f"{part} ", number, place.page, None, None, bare)
        for at, part in enumerate(parts)
    ]


def printed_lines(text: str) -> list[str]:
    """The lines of a text on which something is printed."""
    return [part for part in text.split("\n") if part.strip()]


def read_title(
    text: str, template: Template, taken: set[Table | None]
) -> tuple[Table | None, bool]:
    """The table whose title a folded text is, and whether it reads as prescribed (year and number aside)."""
    titles = titles_of(template)
    short = _short(text)
    if short in titles:
        return titles[short], True
    year = next(_YEAR.finditer(short), None)
    if year is not None and short[year.end() :] in titles:
        return titles[short[year.end() :]], True
    near = near_title(short, titles, taken) if _TITLE.fullmatch(short) else None
    return near, False


@functools.lru_cache(maxsize=8192)
def _short(text: str) -> str:
    short = _BRACKET.sub("", _GOES_ON.sub("", text))
    ordinal = _ORDINAL.match(short)
    if ordinal is not None:
        short = short[ordinal.end() :]
    numbered = _NUMBERED_TITLE.match(short)
    if numbered is not None and numbered.end() < len(short):
        short = short[numbered.end() :]
    return without_year(short)


def is_number_label(text: str) -> bool:
    """Whether folded text numbers a table: 表1, 附件2, 续表."""
    return _NUMBER.fullmatch(text) is not None


def is_title_like(text: str) -> bool:
    """Whether folded text reads as the title of some table."""
    return (
        _TITLE.fullmatch(_short(text)) is not None
        and _LABELLED.match(text) is None
        and not is_number_label(text)
    )


def is_caption(entry: Entry, template: Template) -> bool:
    """Whether a printed line is a title, number, unit or department over a table."""
    text = entry.text
    if not text or len(text) > 200:
        return not text
    if is_number_label(text) or read_title(text, template, set())[1]:
        return True
    return (_UNIT.search(text) is not None and len(text) < 100) or (
        _LABELLED.match(text) is not None and len(entry.pieces) < 5
    )


def caption_rows(view: View, first: int, last: int, template: Template) -> int:
    """How many of the rows from `first` on stand over the table: up to the last of them that is surely a caption."""
    end = first
    for row in range(first, min(last, first + _MOST_CAPTION_ROWS)):
        held = view.held(row)
        if held and is_caption(row_entry(view, row), template):
            end = row + 1
        elif len(held) > 1:
            break
    return end - first


def find_heading(
    above: Sequence[Entry], template: Template, taken: set[Table | None]
) -> Heading | None:
    """The title nearest to the table; of a title wrapped over lines all of them."""
    for at in range(len(above) - 1, max(-1, len(above) - 1 - _MOST_ABOVE), -1):
        for count in (1, 2, 3):
            if at + 1 - count < 0:
                break
            held = above[at + 1 - count : at + 1]
            text = "".join(entry.text for entry in held)
            table, sure = read_title(text, template, taken)
            if sure:
                return _heading(above, at + 1 - count, at + 1, table, True)
        text = above[at].text
        if is_title_like(text):
            return _heading(above, at, at + 1, read_title(text, template, taken)[0], False)
    return None


def _heading(
    above: Sequence[Entry], first: int, last: int, table: Table | None, sure: bool
) -> Heading:
    pieces = [piece for entry in above[first:last] for piece in entry.pieces]
    title = "".join("".join(words(piece.text).split()) for piece in pieces)
    start = pieces[0]
    number = next(
        (n for n in (first - 1, last) if 0 <= n < len(above) and is_number_label(above[n].text)),
        None,
    )
    entries = (*(() if number is None else (number,)), *range(first, last))
    label = above[number].text if number is not None else ""
    place = start.place(title, 0, len(start.text.rstrip()))
    return Heading(
        table, title, place, label, sure, entries, _GOES_ON.search(fold(title)) is not None
    )


def find_header(
    above: Sequence[Entry], sentence: Sentence | None
) -> tuple[Claim | None, str | None, set[int]]:
    """What the lines over a table say of department and unit: the form's own sentence, the unit by itself, the lines used."""
    best: tuple[Claim, set[int]] | None = None
    if sentence is not None:
        for at in range(len(above)):
            for count in (1, 2, 3):
                pieces = [piece for entry in above[at : at + count] for piece in entry.pieces]
                claim = match(sentence, folded(pieces), whole=True) if pieces else None
                if claim is not None and (best is None or len(claim.slots) > len(best[0].slots)):
                    best = (claim, set(range(at, min(len(above), at + count))))
    if best is not None and any(
        isinstance(value, str) and value in UNITS for value in best[0].slots.values()
    ):
        return best[0], None, best[1]
    used = best[1] if best is not None else set()
    for at in range(len(above) - 1, -1, -1):
        found = _UNIT.search(above[at].text)
        if found is not None and found.group(1) in UNITS:
            return best[0] if best is not None else None, found.group(1), used | {at}
    return best[0] if best is not None else None, None, used


def sheet_title(sheet: str, template: Template) -> Table | None:
    """The table that a sheet is named for: names of sheets lack quotes and end after 31 characters."""
    name = re.sub(r"[\W_]", "", _short(fold(sheet)))
    if len(name) < 4:
        return None
    found = {
        table.id: table
        for title, table in titles_of(template).items()
        if (plain := re.sub(r"[\W_]", "", title)) == name
        or (len(sheet) > 28 and plain.startswith(name))
    }
    return next(iter(found.values())) if len(found) == 1 else None
