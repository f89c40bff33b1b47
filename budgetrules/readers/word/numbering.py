"""The numbers that Word puts in front of paragraphs by itself: they are not in the text."""

from __future__ import annotations

from typing import Any

import attrs

from budgetrules.core.script import DIGITS, HUNDRED, ONE, SPOKEN_ZERO, TEN, THOUSAND, ZERO
from budgetrules.readers.word.elements import W, child, child_value, natural

_UNITS = ("", TEN, HUNDRED, THOUSAND)
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "chineseLegalSimplified",
}
_NO_NUMBER = ("bullet", "none")
_ROMAN = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_LONGEST_ROMAN = 40
_FIRST_LETTERS = {"upperLetter": "A", "lowerLetter": "a"}
_LETTERS = 26
_CIRCLED_ONE, _CIRCLED = 0x2460, 20
_LEVELS = 9
_MOST_STYLES = 32


@attrs.frozen
class _Level:
    """How the paragraphs of a level are numbered: format, text with %1 …, the first number."""

    format: str
    text: str
    start: int


@attrs.frozen
class _Style:
    """What a style says of numbers: the list, the level in it, and the style it is based on."""

    list_id: str | None
    level: str | None
    based_on: str | None


class Numbering:
    """Counts numbered paragraphs in the order of the document."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._levels = _levels_by_list(numbering) if numbering is not None else {}
        self._styles = _styles_by_id(styles) if styles is not None else {}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: Any) -> str:
        """Count a paragraph and return the number in front of it; empty if it has none."""
        list_id, depth = self._list_and_level(paragraph)
        levels = self._levels.get(list_id or "", {})
        level = levels.get(depth)
        if not list_id or list_id == "0" or level is None:
            return ""
        counts = self._counts.setdefault(list_id, {})
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = level.start
        if level.format in _NO_NUMBER:
            return ""
        return _filled(level.text, levels, counts)

    def _list_and_level(self, paragraph: Any) -> tuple[str | None, int]:
        """Return the list of a paragraph and its level there, by itself or by its styles."""
        properties = child(paragraph, "pPr")
        own_number = child(properties, "numPr")
        list_id = child_value(own_number, "numId")
        level = child_value(own_number, "ilvl")
        style_id = child_value(properties, "pStyle")
        for _ in range(_MOST_STYLES):
            style = self._styles.get(style_id or "")
            is_settled = list_id is not None and level is not None
            if is_settled or style_id is None or style is None:
                break
            list_id = list_id or style.list_id
            level = level or style.level
            style_id = style.based_on
        return list_id, natural(level, 0)


# The levels of a list by depth, from 0.
_Levels = dict[int, _Level]


def _levels_by_list(numbering: Any) -> dict[str, _Levels]:
    """Return the levels of each list: those of its abstract list, with its own changes."""
    abstract: dict[str, _Levels] = {}
    for item in numbering.iter(f"{W}abstractNum"):
        levels: _Levels = {}
        for level in item.iter(f"{W}lvl"):
            levels[_depth(level)] = _level(level)
        abstract[item.get(f"{W}abstractNumId", "")] = levels
    lists: dict[str, _Levels] = {}
    for item in numbering.iter(f"{W}num"):
        abstract_id = child_value(item, "abstractNumId") or ""
        levels = dict(abstract.get(abstract_id, {}))
        for override in item.iter(f"{W}lvlOverride"):
            _override(levels, override)
        lists[item.get(f"{W}numId", "")] = levels
    return lists


def _override(levels: _Levels, override: Any) -> None:
    """Change one level as a list says: another level in its place, or another first number."""
    depth = _depth(override)
    own_level = child(override, "lvl")
    start = child_value(override, "startOverride")
    if own_level is not None:
        levels[depth] = _level(own_level)
    elif start is not None and start.isdigit() and depth in levels:
        level = levels[depth]
        levels[depth] = attrs.evolve(level, start=int(start))


def _depth(element: Any) -> int:
    return natural(element.get(f"{W}ilvl"), 0)


def _level(element: Any) -> _Level:
    return _Level(
        format=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText") or "",
        start=natural(child_value(element, "start"), 1),
    )


def _styles_by_id(styles: Any) -> dict[str, _Style]:
    by_id: dict[str, _Style] = {}
    for style in styles.iter(f"{W}style"):
        style_id = style.get(f"{W}styleId", "")
        by_id[style_id] = _Style(
            list_id=child_value(style, "pPr", "numPr", "numId"),
            level=child_value(style, "pPr", "numPr", "ilvl"),
            based_on=child_value(style, "basedOn"),
        )
    return by_id


def _filled(
    text: str,
    levels: dict[int, _Level],
    counts: dict[int, int],
) -> str:
    """Fill a level's text with the numbers that levels have come to: %1 is the first's."""
    for depth in range(_LEVELS):
        mark = f"%{depth + 1}"
        if mark in text and depth in levels:
            level = levels[depth]
            number = counts.get(depth, level.start)
            numeral = counted(number, level.format)
            text = text.replace(mark, numeral)
    return text


def counted(number: int, style: str) -> str:
    """Return a number as a number format of Word writes it; in digits where it can't."""
    if style in _CHINESE:
        return chinese_number(number)
    if style in _FIRST_LETTERS and 1 <= number <= _LETTERS:
        first = ord(_FIRST_LETTERS[style])
        return chr(first + number - 1)
    if style == "upperRoman":
        return _roman(number)
    if style == "lowerRoman":
        return _roman(number).lower()
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "decimalEnclosedCircle" and 1 <= number <= _CIRCLED:
        return chr(_CIRCLED_ONE + number - 1)
    return str(number)


def chinese_number(number: int) -> str:
    """Return a whole number below ten thousand in Chinese numerals: 12 is 十二."""
    if not 0 < number < 10_000:
        return ZERO if number == 0 else str(number)
    numeral = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            chinese_digit = DIGITS[int(digit)]
            numeral = chinese_digit + _UNITS[place] + numeral
        elif numeral and numeral[0] != ZERO:
            numeral = ZERO + numeral
    if numeral.startswith(ONE + TEN):
        return numeral.removeprefix(ONE)
    return numeral.replace(ZERO, SPOKEN_ZERO)


def _roman(number: int) -> str:
    numeral = ""
    for value, sign in _ROMAN.items():
        while number >= value and len(numeral) < _LONGEST_ROMAN:
            numeral += sign
            number -= value
    return numeral
