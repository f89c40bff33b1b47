"""Does a text follow a wording, and what stands in its slots? White space and width don't matter; places are kept."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

import attrs

from budgetrules.core.figures import Rounding, exact, read_figure
from budgetrules.core.names import fold
from budgetrules.core.units import COUNT, UNITS, YEAR
from budgetrules.model.disclosure import Cell, CellKind, Claim, Place
from budgetrules.readers.raw import RawLine
from budgetrules.schema.forms import Optional, Sentence, Slot, SlotKind, Wording, WordingPart

_NUMBER = r"[-△]?\d[\d,]*(?:\.\d+)?"
_MONEY = [name for name, unit in UNITS.items() if unit.dimension == "money"]
_UNITS = "|".join(sorted(map(re.escape, _MONEY), key=len, reverse=True))
_PATTERNS = {
    SlotKind.ENTITY: r"[^,。;:]{2,80}?",
    SlotKind.YEAR: r"(?:19|20)\d\d",
    SlotKind.UNIT: r"[^,。;:\d]{0,4}元",
    SlotKind.TEXT: r"[^,。;:]{1,200}?",
    SlotKind.CLAUSE: r"[^。;]{1,1200}?",
    SlotKind.LIST: r"[^,。;:]{1,400}?",
    SlotKind.ORDINAL: r"(?:\(?[一二三四五六七八九十百\d]{1,4}\)?[、..]?)?",
    SlotKind.MONEY: rf"{_NUMBER}(?:{_UNITS})",
    SlotKind.PERCENT: rf"{_NUMBER}%",
    SlotKind.COUNT: r"\d{1,9}",
    SlotKind.NUMBER: _NUMBER,
    SlotKind.AREA: rf"{_NUMBER}平方米",
    SlotKind.DATE: r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日",
    SlotKind.WORDS: r"[^\d,。;:]{1,8}?",
    SlotKind.ITEMS: r"[^。]{1,2000}?",
}


Least = tuple[str, int]


# White space doesn't matter, but that between two numbers on one line: 热线31 1.62万元 is no 311.62.
_BETWEEN_NUMBERS = re.compile(r"(?<=\d) +(?=\d)")
_GAP = "\u2063"


@functools.lru_cache(maxsize=8192)
def _columns(text: str) -> tuple[int, ...]:
    """The column that each character of a folded line comes from, and behind them the line's length."""
    found: list[int] = []
    gaps = {gap.start() for gap in _BETWEEN_NUMBERS.finditer(text)}
    for column, character in enumerate(text):
        if not character.isspace():
            found.extend([column] * (1 if character.isascii() else len(fold(character))))
        elif column in gaps:
            found.append(column)
    return (*found, len(text.rstrip()))


@attrs.frozen
class FoldedText:
    """Text without white space and in one width, joined from lines; where its characters come from is found when asked for.

    `starts` is where each line begins in the joined text, `base` where this stretch of it does.
    """

    text: str
    lines: tuple[RawLine, ...]
    starts: tuple[int, ...]
    base: int = 0

    def part(self, start: int, end: int | None = None) -> FoldedText:
        """A stretch of the text."""
        return FoldedText(self.text[start:end], self.lines, self.starts, self.base + start)

    def place(self, start: int, end: int) -> Place:
        """Where a stretch stands: the line it begins in."""
        at, last = self._line(start), self._line(max(start, end - 1))
        line, begin = self.lines[at], self.base + start - self.starts[at]
        columns = _columns(line.text)
        if last > at:
            return line.place(self._over_lines(begin, end, at, last), columns[begin], columns[-1])
        behind = columns[begin + max(0, end - 1 - start)] + 1
        printed = line.text[columns[begin] : behind] if end > start else ""
        return line.place("".join(printed.split()), columns[begin], behind)

    def _line(self, at: int) -> int:
        return bisect_right(self.starts, self.base + at) - 1

    def _over_lines(self, begin: int, end: int, at: int, last: int) -> str:
        """A stretch over several lines as printed, white space left out."""
        pieces = [self.lines[at].text[_columns(self.lines[at].text)[begin] :]]
        pieces += [line.text for line in self.lines[at + 1 : last]]
        text = self.lines[last].text
        pieces.append(text[: _columns(text)[self.base + end - self.starts[last] - 1] + 1])
        return "".join("".join(pieces).split())


def folded(lines: Sequence[RawLine]) -> FoldedText:
    """Join lines, each folded."""
    pieces = [fold(_BETWEEN_NUMBERS.sub(_GAP, line.text)) for line in lines]
    return FoldedText(
        "".join(pieces), tuple(lines), (0, *accumulate(map(len, pieces)))[: len(pieces)]
    )


@functools.lru_cache(maxsize=2048)
def pattern(wording: Wording) -> re.Pattern[str]:
    """The wording as a pattern over folded text; each kind of slot is bounded, so matching is too.

    A name in front begins where a sentence or a heading does. A full stop at the end may lack where the text ends.
    """
    return re.compile(_pattern_of(wording))


def _pattern_of(wording: Wording) -> str:
    parts = wording.parts
    first, last = (parts[0], parts[-1]) if parts else ("", "")
    source = _source(parts, [])
    if isinstance(first, Slot) and first.kind is SlotKind.ENTITY:
        source = _NAME_BEGINS + source
    if isinstance(last, str) and last.endswith("。"):
        source = source.removesuffix("。") + r"(?:。|[;,]?\Z)"
    return source


@functools.lru_cache(maxsize=2048)
def _words_of(wording: Wording) -> tuple[str, ...]:
    """The words that stand, in this order, in every text that follows a wording."""
    literals = (fold(part).removesuffix("。") for part in wording.parts if isinstance(part, str))
    return tuple(words for words in literals if words)


def _may_follow(wording: Wording, text: str) -> bool:
    """Whether a text holds the words of a wording. Most texts don't, and need no pattern, which takes long to make."""
    at = 0
    for words in _words_of(wording):
        at = text.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def matches(wording: Wording, text: str, start: int = 0) -> Iterable[re.Match[str]]:
    """Each stretch of a folded text from `start` on that follows a wording."""
    return pattern(wording).finditer(text, start) if _may_follow(wording, text) else ()


_NAME_BEGINS = r"(?:^|(?<=[。;:、)]))"


class AnyOf:
    """Many wordings in one pattern, which tells the first one that a whole text follows. Most texts follow none."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._pattern = re.compile(
            "|".join(f"({_NAMED.sub('(?:', _pattern_of(wording))})" for wording in wordings)
            or r"(?!)"
        )

    def followed(self, text: str, start: int = 0) -> int | None:
        """The number of the wording that a text follows from `start` to its end."""
        found = self._pattern.fullmatch(text, start)
        return found.lastindex - 1 if found is not None and found.lastindex is not None else None


_NAMED = re.compile(r"\(\?P<s\d+>")


def _source(parts: tuple[WordingPart, ...], names: list[str]) -> str:
    found = ""
    for part in parts:
        if isinstance(part, str):
            found += re.escape(fold(part))
        elif isinstance(part, Optional):
            # A stretch that begins with free text would rather run on than be absent.
            stretch = "|".join(_source(way, names) for way in part.ways)
            found += f"(?:{stretch})" + ("??" if _begins_free(part) else "?")
        elif part.kind is SlotKind.AHEAD:
            found += f"(?=(?:{'|'.join(re.escape(fold(choice)) for choice in part.choices)})|$)"
        else:
            found += f"(?P<s{len(names)}>{_of_slot(part)})"
            names.append(part.name)
    return found


def _begins_free(stretch: Optional) -> bool:
    first = [way[0] for way in stretch.ways if way]
    return all(
        isinstance(part, Slot) and part.kind in (SlotKind.TEXT, SlotKind.CLAUSE, SlotKind.LIST)
        for part in first
    )


def _of_slot(slot: Slot) -> str:
    if slot.kind is SlotKind.CHOICE:
        return "|".join(re.escape(fold(choice)) for choice in slot.choices)
    if slot.bare:
        return rf"{_NUMBER}(?:{_UNITS})?"
    return _PATTERNS[slot.kind]


def match(
    sentence: Sentence, text: FoldedText, *, whole: bool = False, start: bool = False
) -> Claim | None:
    """The claim of the first wording that the `whole` text, its `start` or any stretch of it follows."""
    for wording in sentence.wordings:
        if not _may_follow(wording, text.text):
            continue
        compiled = pattern(wording)
        find = compiled.fullmatch if whole else compiled.match if start else compiled.search
        found = find(text.text)
        if found is not None:
            return claim_of(sentence, wording, found, text)
    return None


def claim_of(
    sentence: Sentence,
    wording: Wording,
    found: re.Match[str],
    text: FoldedText,
    least: Least = ("", 0),
) -> Claim:
    """What a match says: the values of its slots and their places.

    `least`: a unit and the fewest decimals that figures in it are printed with; where there are fewer, zeros were dropped.
    """
    slots: dict[str, Cell | str] = {}
    places: dict[str, Place] = {}
    for number, slot in enumerate(wording.slots()):
        value = found.group(f"s{number}")
        if value is None:
            continue
        place = text.place(*found.span(f"s{number}"))
        slots[slot.name] = _value(slot, value, place, least)
        places[slot.name] = place
    return Claim(sentence.id, slots, text.place(*found.span()), None, places)


def _value(slot: Slot, value: str, place: Place, least: Least) -> Cell | str:
    if slot.kind in (SlotKind.COUNT, SlotKind.YEAR):
        unit = YEAR if slot.kind is SlotKind.YEAR else COUNT
        return Cell(CellKind.FIGURE, exact(int(value), unit), place)
    if slot.kind in (SlotKind.MONEY, SlotKind.PERCENT, SlotKind.AREA, SlotKind.NUMBER):
        number = re.match(_NUMBER, value)
        assert number is not None
        symbol = value[number.end() :] or slot.detail or "个"
        figure = read_figure(
            number.group(), UNITS[symbol], Rounding.HALF, least[1] if symbol == least[0] else 0
        )
        return Cell(CellKind.FIGURE if figure else CellKind.UNREADABLE, figure, place)
    return value if slot.kind in (SlotKind.UNIT, SlotKind.CHOICE, SlotKind.WORDS) else place.text
