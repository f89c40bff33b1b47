"""Read the claims of a narrative, whatever its form: one step behind the prescribed wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import attrs

from budgetrules.core.figures import Rounding, parse_decimal, read_figure
from budgetrules.core.names import fold
from budgetrules.core.script import FISCAL_YEAR, MYRIADS
from budgetrules.core.units import COUNT, PERCENT, YUAN
from budgetrules.model.disclosure import Cell, ListData, Place, read_cell
from budgetrules.recognition.claims import relations
from budgetrules.recognition.claims.changes import changes
from budgetrules.recognition.claims.frames import Mention, Section, unit_of
from budgetrules.recognition.claims.reader import SectionReader, sentences
from budgetrules.recognition.claims.rows import ClaimRows
from budgetrules.recognition.claims.subjects import subject_words
from budgetrules.recognition.claims.tokens import Token, TokenKind, lexer
from budgetrules.recognition.narrative.numbering import numbering
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.schema.cues import CueWords
from budgetrules.schema.vocabulary import Vocabulary

# A heading is no longer than this, and holds none of these.
_LONGEST_HEADING = 24
_YEARS = re.compile(FISCAL_YEAR)
_MARKED = re.compile(r"[\d,，。；;：:、]")
# A figure of the narrative by the line and the characters where it stands.
Position = tuple[int, int]


@attrs.frozen(eq=False, kw_only=True)
class ClaimContext:
    """What claims are read by.

    `cues` and `vocabulary` are the country's words. `known_cells` are the figures that statements
    read already, by position: a figure is one cell, however often it is read.
    """

    cues: CueWords
    vocabulary: Vocabulary
    known_cells: Mapping[Position, Cell] = attrs.field(factory=dict)


def read_claims(texts: Iterable[SectionText], context: ClaimContext) -> dict[str, ListData]:
    """Read the figures of some sections and what they are related by, as lists by their ids."""
    rows = ClaimRows()
    sets = complete_sets(context)
    for text in texts:
        section = read_section(text, context)
        cells = _Cells(text, context.known_cells)
        rows.add_figures(section, text, cells.of)
        for readings in changes(section):
            rows.add_changes(readings)
        for share_readings in relations.shares(section):
            rows.add_shares(share_readings)
        for completion_readings in relations.completions(section):
            rows.add_completions(completion_readings)
        for total in relations.totals(section, sets):
            rows.add_total(total)
    return rows.lists()


def complete_sets(context: ClaimContext) -> list[frozenset[str]]:
    """Return the sets of parts that make up a whole, by the keys of their names."""
    words = subject_words(context.cues)
    return [frozenset(map(words.key, parts)) for parts in context.cues.complete_sets]


def read_section(text: SectionText, context: ClaimContext) -> Section:
    """Read the figures of one section."""
    words = subject_words(context.cues)
    lex = lexer(context.cues, context.vocabulary)
    reader = SectionReader(words, make_mention)
    for start, end, is_new in _paragraphs(text):
        if is_new:
            reader.forget_subject()
        for sentence in sentences(lex.tokens(text.text.text, start, end)):
            reader.read([token for token in sentence if not _is_circled(token, text)])
    return reader.section


def _paragraphs(text: SectionText) -> Iterator[tuple[int, int, bool]]:
    """Yield where each paragraph begins and ends, and whether a number stands in front of it.

    A line that is numbered begins one, and the line behind a heading or a cell. Other
    lines may break anywhere, in the middle of a sentence too.
    """
    lines = text.text.lines
    borders: list[tuple[int, bool]] = [(0, False)]
    for at, (above, line) in enumerate(pairwise(lines), 1):
        is_numbered = numbering(fold(line.text)) is not None
        is_title = at == 1 and _reads_as_heading(above.text)
        if is_numbered or is_title or _is_heading(above.text) or is_number_cell(above.text):
            borders.append((text.text.starts[at], is_numbered))
    ends = [start for start, _ in borders[1:]]
    ends.append(len(text.text.text))
    for (start, is_numbered), end in zip(borders, ends, strict=True):
        yield start, end, is_numbered


def is_number_cell(line: str) -> bool:
    """Tell whether a line is a cell with a number alone: what stands behind is no unit of it."""
    return line.endswith(" ") and parse_decimal(line.strip()) is not None


def _is_heading(line: str) -> bool:
    """Tell whether a line reads like a heading: short, without any mark, numbered or alone."""
    words = line.strip()
    numbered = numbering(fold(words))
    if numbered is not None:
        words = words[len(numbered.number) :]
    elif not line.endswith(" "):
        return False
    return _reads_as_heading(words)


def _reads_as_heading(words: str) -> bool:
    """Tell whether words are short and hold no mark, nor a number but a year's."""
    plain = _YEARS.sub("", words.strip())
    return len(plain) <= _LONGEST_HEADING and not _MARKED.search(plain)


def _is_circled(token: Token, text: SectionText) -> bool:
    """Tell whether the number of a figure is an enumerator (②), which folds to a digit."""
    if token.kind is not TokenKind.FIGURE or not token.text[0].isdigit():
        return False
    printed = text.text.place(token.start, token.start + 1).text
    return printed[:1] != "" and not printed[0].isdecimal()


def make_mention(token: Token, sentence: tuple[int, int]) -> Mention | None:
    """Read the figure of a token; None for a percentage point, which is no figure of a table."""
    number = token.text.removesuffix(token.unit).removeprefix("+")
    unit = unit_of(token.unit, YUAN.symbol if token.unit in MYRIADS else "")
    if unit.dimension == PERCENT.dimension and unit is not PERCENT:
        return None
    rounding = Rounding.EXACT if unit.dimension == COUNT.dimension else Rounding.HALF
    figure = read_figure(number, unit, rounding)
    if figure is None:
        return None
    return Mention(
        figure=figure,
        unit=token.unit,
        is_signed=token.text[0] in "+-△",
        place=(token.start, token.end),
        sentence=sentence,
    )


class _Cells:
    """The cells of mentions, read as the statement reads them that holds the figure already."""

    def __init__(self, text: SectionText, known: Mapping[Position, Cell]) -> None:
        self._text = text
        self._known = known

    def of(self, mention: Mention) -> tuple[Cell, bool]:
        """Return the cell of a figure as printed, and whether a statement holds it."""
        start, end = mention.place
        place = self._text.text.place(start, end)
        known = self._known.get(position(place))
        if known is not None:
            return read_cell(known.figure, known.place), True
        return read_cell(mention.figure, place), False


def position(place: Place) -> Position:
    """Tell a place apart by its line and its first character."""
    begin, _ = place.chars or (0, 0)
    return place.line or 0, begin


def cells_by_position(statements: Iterable[ListData]) -> dict[Position, Cell]:
    """Return the figures that statements read, as printed, by where they stand."""
    cells: dict[Position, Cell] = {}
    for statement in statements:
        for row in statement.rows:
            for cell in row.cells.values():
                if cell.figure is not None and cell.place.chars is not None:
                    cells.setdefault(position(cell.place), cell)
    return cells
