"""The numbers that Word puts in front of paragraphs by itself: they are not in the text."""

from __future__ import annotations

from typing import Any

import attrs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "chineseLegalSimplified",
}
_MOST_STYLES = 32


@attrs.frozen
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts numbered paragraphs in the order of the document."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, numbering: Any) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for item in numbering.iter(f"{W}abstractNum"):
            levels = {_number(level, "ilvl"): _level(level) for level in item.iter(f"{W}lvl")}
            abstract[item.get(f"{W}abstractNumId", "")] = levels
        for item in numbering.iter(f"{W}num"):
            levels = dict(abstract.get(_value(item, "abstractNumId") or "", {}))
            for override in item.iter(f"{W}lvlOverride"):
                at = _number(override, "ilvl")
                own = override.find(f"{W}lvl")
                start = _value(override, "startOverride")
                if own is not None:
                    levels[at] = _level(own)
                elif start is not None and at in levels and start.isdigit():
                    levels[at] = attrs.evolve(levels[at], start=int(start))
            self._levels[item.get(f"{W}numId", "")] = levels

    def _read_styles(self, styles: Any) -> None:
        for style in styles.iter(f"{W}style"):
            properties = style.find(f"{W}pPr")
            numbered = properties.find(f"{W}numPr") if properties is not None else None
            name = _value(numbered, "numId") if numbered is not None else None
            level = _value(numbered, "ilvl") if numbered is not None else None
            self._styles[style.get(f"{W}styleId", "")] = (name, level, _value(style, "basedOn"))

    def label(self, paragraph: Any) -> str:
        """The number in front of a paragraph; empty if it has none."""
        name, level = self._of(paragraph)
        levels = self._levels.get(name or "")
        if not name or name == "0" or not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        text = levels[level].text
        for at in range(9):
            if f"%{at + 1}" in text and at in levels:
                text = text.replace(
                    f"%{at + 1}", _counted(counts.get(at, levels[at].start), levels[at].format)
                )
        return "" if levels[level].format in ("bullet", "none") else text

    def _of(self, paragraph: Any) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        name = _value(numbered, "numId") if numbered is not None else None
        level = _value(numbered, "ilvl") if numbered is not None else None
        style = _value(properties, "pStyle") if properties is not None else None
        for _ in range(_MOST_STYLES):
            if (name is not None and level is not None) or style not in self._styles:
                break
            own, own_level, style = self._styles[style or ""]
            name, level = name or own, level or own_level
        return name, int(level) if level is not None and level.isdigit() else 0


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    value = found.get(f"{W}val") if found is not None else None
    return str(value) if value is not None else None


def _number(element: Any, name: str) -> int:
    text = element.get(f"{W}{name}") or "0"
    return int(text) if text.isdigit() else 0


def _level(element: Any) -> _Level:
    start = _value(element, "start") or "1"
    return _Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "",
        int(start) if start.isdigit() else 1,
    )


def _counted(number: int, style: str) -> str:
    if style in _CHINESE:
        return chinese_number(number)
    if style in ("upperLetter", "lowerLetter") and 0 < number < 27:
        return chr((65 if style == "upperLetter" else 97) + number - 1)
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "decimalEnclosedCircle" and 0 < number < 21:
        return chr(0x2460 + number - 1)
    return str(number)


def chinese_number(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals: 12 is 十二."""
    if not 0 < number < 10_000:
        return _DIGITS[0] if number == 0 else str(number)
    found = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            found = _DIGITS[int(digit)] + _UNITS[place] + found
        elif found and found[0] != _DIGITS[0]:
            found = _DIGITS[0] + found
    return found.removeprefix("一") if found.startswith("一十") else found.replace(_DIGITS[0], "零")


def _roman(number: int) -> str:
    found = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value and len(found) < 40:
            found, number = found + sign, number - value
    return found
