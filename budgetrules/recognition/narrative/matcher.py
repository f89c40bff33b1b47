"""Match a text with a wording and read its slots.

White space and width don't matter; the places of what was printed are kept.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.figures import Rounding, exact, read_figure
from budgetrules.core.names import fold
from budgetrules.core.script import (
    BRACKETED_OR_SIGNS,
    DATE,
    LONG_NUMERALS,
    OR_SIGNS,
    YEAR_DIGITS,
)
from budgetrules.core.units import COUNT, PERCENT, SQUARE_METRE, UNITS, YEAR, YUAN
from budgetrules.model.disclosure import Cell, CellKind, Claim, Place, read_cell
from budgetrules.readers.raw import RawLine
from budgetrules.schema.forms import Optional, Sentence, Slot, SlotKind, Wording, WordingPart

_NUMBER = r"[-△]?\d[\d,]*(?:\.\d+)?"
_NUMBER_BEGINS = re.compile(_NUMBER)
# A share without its sign: a number that ends its clause (下降1.10。).
_SIGNLESS = r"\d{1,4}(?:\.\d+)?(?=[。;、)]|,(?!\d)|\Z)"
_MONEY = [name for name, unit in UNITS.items() if unit.dimension == "money"]
# The longest first: 万元 is not 元 behind 万.
_ESCAPED_UNITS = sorted(map(re.escape, _MONEY), key=len, reverse=True)
_UNITS = "|".join(_ESCAPED_UNITS)
_PATTERNS = {
    SlotKind.ENTITY: r"[^,。;:]{2,80}?",
    SlotKind.YEAR: YEAR_DIGITS,
    SlotKind.UNIT: rf"[^,。;:\d]{{0,4}}{YUAN.symbol}",
    SlotKind.TEXT: r"[^,。;:]{1,200}?",
    SlotKind.CLAUSE: r"[^。;]{1,1200}?",
    SlotKind.LIST: r"[^,。;:]{1,400}?",
    SlotKind.ORDINAL: rf"(?:\(?[{LONG_NUMERALS}\d]{{1,4}}\)?[、..]?)?",
    SlotKind.MONEY: rf"{_NUMBER}(?:{_UNITS})",
    SlotKind.PERCENT: rf"(?:{_NUMBER}%|{_SIGNLESS})",
    SlotKind.COUNT: r"\d{1,9}",
    SlotKind.NUMBER: _NUMBER,
    SlotKind.AREA: rf"{_NUMBER}{SQUARE_METRE.symbol}",
    SlotKind.DATE: DATE,
    SlotKind.WORDS: r"[^\d,。;:]{1,8}?",
    SlotKind.ITEMS: r"[^。]{1,2000}?",
}


_NAME_BEGINS = r"(?:^|(?<=[。;:、)]))"
_NAMED = re.compile(r"\(\?P<s\d+>")
_NEVER = r"(?!)"
_FREE = (SlotKind.TEXT, SlotKind.CLAUSE, SlotKind.LIST)


@attrs.frozen
class Least:
    """A unit, and the fewest decimals that figures in it are printed with.

    A whole number may have lost its decimals by rounding; zero has not (`of_zeros`) where others
    in its sentence have theirs.
    """

    unit: str
    decimals: int
    of_zeros: bool = False

    def of(self, figure: str, unit: str) -> int:
        """Return the fewest decimals of a printed figure."""
        if unit != self.unit:
            return 0
        is_zero = not figure.strip("-△0,.")
        has_lost_zeros = "." in figure or (is_zero and self.of_zeros)
        return self.decimals if has_lost_zeros else 0


_NONE_LOST = Least("", 0)

# White space doesn't matter, but that between two numbers on one line: 热线31 1.62万元 is no 311.62.
_BETWEEN_NUMBERS = re.compile(r"(?<=\d) +(?=\d)")
GAP = "\u2063"


# A line holds several places, and stands in the text of its section and in the whole one.
@functools.lru_cache(maxsize=8192)
def _columns(text: str) -> tuple[int, ...]:
    """Give the column each character of a folded line comes from, and last the line's length."""
    columns: list[int] = []
    gaps = {gap.start() for gap in _BETWEEN_NUMBERS.finditer(text)}
    for column, character in enumerate(text):
        if character.isascii() and not character.isspace():
            columns.append(column)
        elif not character.isspace():
            columns.extend([column] * len(fold(character)))
        elif column in gaps:
            columns.append(column)
    columns.append(len(text.rstrip()))
    return tuple(columns)


@attrs.frozen
class FoldedText:
    """Text without white space and in one width, joined from lines.

    `starts` is where each line begins in the joined text, `base` where this part of it does.
    Where a character was printed is worked out when asked for.
    """

    text: str
    lines: tuple[RawLine, ...]
    starts: tuple[int, ...]
    base: int = 0

    def part(self, start: int, end: int | None = None) -> FoldedText:
        """Take a part of the text."""
        return FoldedText(
            text=self.text[start:end],
            lines=self.lines,
            starts=self.starts,
            base=self.base + start,
        )

    def place(self, start: int, end: int) -> Place:
        """Say where a part was printed; one over several lines has the place of its first."""
        begin = self.base + start
        last_character = max(begin, self.base + end - 1)
        first = bisect_right(self.starts, begin) - 1
        last = bisect_right(self.starts, last_character) - 1
        line = self.lines[first]
        line_start = self.starts[first]
        columns = _columns(line.text)
        first_column = columns[begin - line_start]
        if last > first:
            printed = self._over_lines(first_column, last_character, first, last)
            return line.place(printed, first_column, columns[-1])
        behind = columns[last_character - line_start] + 1
        printed = ""
        if end > start:
            part = line.text[first_column:behind]
            printed = "".join(part.split())
        return line.place(printed, first_column, behind)

    def _over_lines(self, first_column: int, last_character: int, first: int, last: int) -> str:
        """Join a part over several lines as printed, white space left out."""
        first_line = self.lines[first]
        lines_between = self.lines[first + 1 : last]
        printed = [first_line.text[first_column:]]
        printed.extend(line.text for line in lines_between)
        text = self.lines[last].text
        end = last_character - self.starts[last]
        last_column = _columns(text)[end]
        printed.append(text[: last_column + 1])
        return "".join("".join(printed).split())


def folded(lines: Sequence[RawLine]) -> FoldedText:
    """Join lines, each folded."""
    texts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        marked = _BETWEEN_NUMBERS.sub(GAP, line.text)
        text = fold(marked)
        texts.append(text)
        starts.append(length)
        length += len(text)
    return FoldedText(
        text="".join(texts),
        lines=tuple(lines),
        starts=tuple(starts),
    )


@functools.lru_cache(maxsize=2048)
def pattern(wording: Wording) -> re.Pattern[str]:
    """Compile a wording to a pattern over folded text.

    Each kind of slot is bounded, so matching is too. A name in front begins where a sentence or a
    heading does. A full stop at the end may lack where the text ends.
    """
    return re.compile(_pattern_of(wording))


def _pattern_of(wording: Wording) -> str:
    parts = wording.parts
    source = _source(parts, [])
    if not parts:
        return source
    first = parts[0]
    last = parts[-1]
    if isinstance(first, Slot) and first.kind is SlotKind.ENTITY:
        source = _NAME_BEGINS + source
    if isinstance(last, str) and last.endswith("。"):
        source = source.removesuffix("。") + r"(?:。|[;,]?\Z)"
    return source


@functools.lru_cache(maxsize=2048)
def _words_of(wording: Wording) -> tuple[str, ...]:
    """List the words that stand, in this order, in every text that follows a wording."""
    words: list[str] = []
    for part in wording.parts:
        if isinstance(part, str):
            words.append(fold(part).removesuffix("。"))
    return tuple(filter(None, words))


def _may_follow(wording: Wording, text: str) -> bool:
    """Tell whether a text holds the words of a wording.

    Most texts don't, and need no pattern, which takes long to compile.
    """
    at = 0
    for words in _words_of(wording):
        at = text.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def matches(wording: Wording, text: str, start: int = 0) -> Iterable[re.Match[str]]:
    """Find each part of a folded text from `start` on that follows a wording."""
    if not _may_follow(wording, text):
        return ()
    return pattern(wording).finditer(text, start)


class AnyOf:
    """Many wordings in one pattern, since most texts follow none of them."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        sources: list[str] = []
        for wording in wordings:
            unnamed = _NAMED.sub("(?:", _pattern_of(wording))
            sources.append(f"({unnamed})")
        self._pattern = re.compile("|".join(sources) or _NEVER)

    def followed(self, text: str, start: int = 0) -> int | None:
        """Give the number of the first wording that a text follows from `start` to its end."""
        match_ = self._pattern.fullmatch(text, start)
        if match_ is None or match_.lastindex is None:
            return None
        return match_.lastindex - 1


def _source(parts: tuple[WordingPart, ...], names: list[str]) -> str:
    """Write the pattern of some parts; `names` collects the slots, whose groups are numbered."""
    source = ""
    for part in parts:
        if isinstance(part, str):
            source += re.escape(fold(part))
        elif isinstance(part, Optional):
            sources = [_source(way, names) for way in part.ways]
            ways = "|".join(sources)
            # A part that begins with free text would rather run on than be absent.
            quantifier = "?"
            if _begins_free(part):
                quantifier = "??"
            source += f"(?:{ways}){quantifier}"
        elif part.kind is SlotKind.AHEAD:
            source += f"(?=(?:{_any_choice(part)})|$)"
        else:
            number = len(names)
            source += f"(?P<s{number}>{_of_slot(part)})"
            names.append(part.name)
    return source


def _begins_free(optional: Optional) -> bool:
    first_parts = [way[0] for way in optional.ways if way]
    return all(map(_is_free, first_parts))


def _is_free(part: WordingPart) -> bool:
    return isinstance(part, Slot) and part.kind in _FREE


def _any_choice(slot: Slot) -> str:
    choices = map(fold, slot.choices)
    return "|".join(map(re.escape, choices))


def _choice(slot: Slot) -> str:
    """Write the pattern of one of some words.

    Of a group of words with signs several may stand there, left over from the form: 增加（减少）.
    """
    one = _any_choice(slot)
    if not slot.detail:
        return one
    others = rf"\((?:{one})(?:[{BRACKETED_OR_SIGNS}](?:{one}))*\)"
    return rf"(?:{one})(?:{others}|[{OR_SIGNS}](?:{one}))?"


def _of_slot(slot: Slot) -> str:
    if slot.kind is SlotKind.CHOICE:
        return _choice(slot)
    if slot.bare:
        return rf"{_NUMBER}(?:{_UNITS})?"
    return _PATTERNS[slot.kind]


def match(
    sentence: Sentence, text: FoldedText, *, whole: bool = False, start: bool = False
) -> Claim | None:
    """Read the claim of the first wording that a text follows.

    The `whole` text has to follow it, or its `start`, or else any part of it.
    """
    for wording in sentence.wordings:
        if not _may_follow(wording, text.text):
            continue
        compiled = pattern(wording)
        if whole:
            match_ = compiled.fullmatch(text.text)
        elif start:
            match_ = compiled.match(text.text)
        else:
            match_ = compiled.search(text.text)
        if match_ is not None:
            return claim_of(sentence, wording, match_, text)
    return None


def claim_of(
    sentence: Sentence,
    wording: Wording,
    match_: re.Match[str],
    text: FoldedText,
    least: Least = _NONE_LOST,
) -> Claim:
    """Read what a match states: the values of its slots and their places.

    Figures in the unit of `least` with decimals, but fewer than it says, have lost zeros at their
    end.
    """
    slots: dict[str, Cell | str] = {}
    places: dict[str, Place] = {}
    for number, slot in enumerate(wording.slots()):
        group = f"s{number}"
        value = match_.group(group)
        if value is None:
            continue
        place = text.place(*match_.span(group))
        slots[slot.name] = _value(slot, value, place, least)
        places[slot.name] = place
    return Claim(
        sentence=sentence.id,
        slots=slots,
        place=text.place(*match_.span()),
        section=None,
        slot_places=places,
    )


_WHOLE_NUMBERS = {SlotKind.COUNT: COUNT, SlotKind.YEAR: YEAR}
# The figures, each kind with the unit of one that prints none.
_UNIT_OF = {
    SlotKind.MONEY: COUNT.symbol,
    SlotKind.PERCENT: PERCENT.symbol,
    SlotKind.AREA: SQUARE_METRE.symbol,
    SlotKind.NUMBER: COUNT.symbol,
}
_FOLDED_WORDS = (SlotKind.UNIT, SlotKind.CHOICE, SlotKind.WORDS)


def _value(slot: Slot, value: str, place: Place, least: Least) -> Cell | str:
    """Read the folded text in a slot: as a figure, as folded words, or else as printed."""
    if slot.kind in _WHOLE_NUMBERS:
        unit = _WHOLE_NUMBERS[slot.kind]
        figure = exact(int(value), unit)
        return Cell(CellKind.FIGURE, figure, place)
    if slot.kind in _UNIT_OF:
        return _figure_cell(slot, value, place, least)
    if slot.kind in _FOLDED_WORDS:
        return value
    return place.text


def _figure_cell(slot: Slot, value: str, place: Place, least: Least) -> Cell:
    number = _NUMBER_BEGINS.match(value)
    assert number is not None
    printed_unit = value[number.end() :]
    symbol = printed_unit or slot.detail or _UNIT_OF[slot.kind]
    printed = number.group()
    figure = read_figure(printed, UNITS[symbol], Rounding.HALF, least.of(printed, symbol))
    return read_cell(figure, place)
