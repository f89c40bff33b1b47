"""Pass 3, caption: find what stands over each part: its title, number, unit and department."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Claim
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.cells import CaptionLine, GridRows, one_line
from budgetrules.recognition.grids.draft import Draft, GridPart, Heading
from budgetrules.recognition.grids.titles import (
    is_continued,
    is_labelled,
    is_number_label,
    is_title_like,
    nearest,
    prescribed,
    sheet_title,
)
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.recognition.words import stated_unit, title_words, unit_in
from budgetrules.schema.forms import Sentence, Table, Template

_MOST_ABOVE = 10
_MOST_CAPTION_ROWS = 10
_MOST_TITLE_LINES = 3
_LONGEST_CAPTION = 200
_LONGEST_UNIT_LINE = 100
# A line with a label (编制部门:) in more cells is a row of a table.
_MOST_LABELLED = 4


def caption(draft: Draft) -> Draft:
    """Find the title of each part, and the first row below what stands over it.

    Title, department and unit may stand in a frame of their own: they belong to the grid behind.
    """
    parts: list[GridPart] = []
    carried: tuple[CaptionLine, ...] = ()
    frame: GridPart | None = None
    for part in draft.parts:
        if part.begin == 0:
            part = attrs.evolve(part, between=(*carried, *part.between))
            carried = ()
        captioned = _captioned(part, draft.template)
        if _is_frame(captioned):
            carried, frame = captioned.above, captioned
        else:
            parts.append(captioned)
            frame = None
    if frame is not None:
        parts.append(frame)
    positioned = map(_at_position, range(len(parts)), parts)
    return attrs.evolve(draft, parts=tuple(positioned))


def _at_position(position: int, part: GridPart) -> GridPart:
    return attrs.evolve(part, position=position)


def _is_frame(part: GridPart) -> bool:
    """Whether all rows of a grid are such as stand over a table."""
    is_whole_grid = part.begin == 0
    return is_whole_grid and part.first == part.last and bool(part.above)


def _captioned(part: GridPart, template: Template) -> GridPart:
    """Find what stands over a part and which table that says it is."""
    grid = part.grid
    first = _first_below(grid, part.begin, part.last, template)
    above = list(part.between)
    for row in range(part.begin, first):
        line = grid.row_line(row)
        if line.lines:
            above.append(line)
    heading = find_heading(above, template)
    titled = heading.table if heading is not None else _sheet_table(part, template)
    return attrs.evolve(
        part,
        first=first,
        above=tuple(above),
        heading=heading,
        titled=titled,
    )


def _sheet_table(part: GridPart, template: Template) -> Table | None:
    """Return the table that the name of its sheet says a part without title is."""
    sheet = part.grid.place.sheet
    return sheet_title(sheet, template) if sheet and part.begin == 0 else None


def _first_below(
    grid: GridRows,
    first: int,
    last: int,
    template: Template,
) -> int:
    """Return the row behind the last one that surely stands over the table, from `first` on."""
    below = first
    for row in range(first, min(last, first + _MOST_CAPTION_ROWS)):
        cells = grid.printed[row]
        if cells and is_caption_row(grid, row, template):
            below = row + 1
        elif len(cells) > 1:
            break
    return below


def is_caption_row(
    grid: GridRows,
    row: int,
    template: Template,
) -> bool:
    """Whether a row of a grid is a title, number, unit or department over a table."""
    cells = grid.printed[row]
    line_count = sum(len(cell.text.lines) for cell in cells)
    return _is_caption(grid.row_text(row), line_count, template)


def is_caption(line: CaptionLine, template: Template) -> bool:
    """Whether a printed line is a title, number, unit or department over a table."""
    return _is_caption(line.text, len(line.lines), template)


def _is_caption(
    text: str,
    lines: int,
    template: Template,
) -> bool:
    """Whether folded text on so many lines, those of cells counted one by one, is a caption."""
    if not text:
        return True
    if len(text) > _LONGEST_CAPTION:
        return False
    if is_number_label(text, template) or prescribed(text, template) is not None:
        return True
    unit = title_words(template.vocabulary).unit
    if len(text) < _LONGEST_UNIT_LINE and unit.search(text) is not None:
        return True
    return lines <= _MOST_LABELLED and is_labelled(text, template)


def find_heading(above: Sequence[CaptionLine], template: Template) -> Heading | None:
    """Return the title nearest to the table; of a title wrapped over lines all of them."""
    for last in _upwards(len(above) - 1, _MOST_ABOVE):
        text = ""
        for first in _upwards(last, _MOST_TITLE_LINES):
            text = above[first].text + text
            table = prescribed(text, template)
            if table is not None:
                title = slice(first, last + 1)
                return _heading(above, title, table, template, is_sure=True)
        text = above[last].text
        if is_title_like(text, template):
            title = slice(last, last + 1)
            table = nearest(text, template)
            return _heading(above, title, table, template, is_sure=False)
    return None


def _upwards(last: int, most: int) -> range:
    """Return the numbers of lines from the last one upwards, of so many at most."""
    stop = max(-1, last - most)
    return range(last, stop, -1)


def _heading(
    above: Sequence[CaptionLine],
    title: slice,
    table: Table | None,
    template: Template,
    *,
    is_sure: bool,
) -> Heading:
    """Return the title in lines one behind the other, with the number over or behind them."""
    lines = list(above[title])
    label = _number_label(above, title, template)
    words = _unspaced(lines)
    start = lines[0].lines[0]
    place = start.place(words, 0, len(start.text.rstrip()))
    if label is not None:
        lines.append(label)
    return Heading(
        table=table,
        title=words,
        place=place,
        number=label.text if label is not None else "",
        sure=is_sure,
        lines=numbers_of(lines),
        goes_on=is_continued(fold(words), template),
    )


def _unspaced(captions: Sequence[CaptionLine]) -> str:
    """Return the words of printed lines without white space, as they are printed."""
    words: list[str] = []
    for item in captions:
        for line in item.lines:
            words.extend(one_line(line.text).split())
    return "".join(words)


def _number_label(
    above: Sequence[CaptionLine], title: slice, template: Template
) -> CaptionLine | None:
    """Return the line right over a title, or right behind it, that numbers its table."""
    over = above[: title.start][-1:]
    behind = above[title.stop :][:1]
    for line in (*over, *behind):
        if is_number_label(line.text, template):
            return line
    return None


def numbers_of(captions: Sequence[CaptionLine]) -> frozenset[int]:
    """Return the numbers of printed lines in the order of reading."""
    numbers: set[int] = set()
    for item in captions:
        numbers.update(line.number for line in item.lines)
    return frozenset(numbers)


@attrs.frozen(eq=False)
class TableHeader:
    """What stands over a table besides its title: the form's own sentence, and the unit.

    `unit` is the symbol printed apart from the sentence; `lines` are the numbers of the lines
    that say so.
    """

    claim: Claim | None = None
    unit: str | None = None
    lines: frozenset[int] = frozenset()

    @property
    def stated_unit(self) -> str | None:
        """The unit that the sentence states, else the one printed by itself."""
        return _unit_in(self.claim) or self.unit


def find_header(
    above: Sequence[CaptionLine], sentence: Sentence | None, template: Template
) -> TableHeader:
    """Find what the lines over a table say of department and unit."""
    header = _worded_header(above, sentence) if sentence is not None else TableHeader()
    if _unit_in(header.claim) is not None:
        return header
    for line in reversed(above):
        symbol = stated_unit((line.text,), template.vocabulary)
        if symbol is not None:
            lines = header.lines | numbers_of((line,))
            return TableHeader(header.claim, symbol, lines)
    return header


def _worded_header(above: Sequence[CaptionLine], sentence: Sentence) -> TableHeader:
    """Return the form's own sentence, perhaps wrapped, where it holds the most slots."""
    best = TableHeader()
    most_slots = -1
    for at in range(len(above)):
        for count in (1, 2, 3):
            captions = above[at : at + count]
            claim = _whole_claim(captions, sentence)
            if claim is not None and len(claim.slots) > most_slots:
                best = TableHeader(claim, None, numbers_of(captions))
                most_slots = len(claim.slots)
    return best


def _whole_claim(captions: Sequence[CaptionLine], sentence: Sentence) -> Claim | None:
    """Say what a sentence states that takes the whole of some lines."""
    lines: list[RawLine] = []
    for item in captions:
        lines.extend(item.lines)
    return match(sentence, folded(lines), whole=True) if lines else None


def _unit_in(claim: Claim | None) -> str | None:
    """Return the first unit of money among the slots of a claim."""
    values = claim.slots.values() if claim is not None else ()
    for value in values:
        symbol = unit_in(value) if isinstance(value, str) else None
        if symbol is not None:
            return symbol
    return None
