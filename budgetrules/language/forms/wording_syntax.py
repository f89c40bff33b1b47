"""The text of a 写法, 表头 or heading → a Wording.

Literals, {slot:type}, [optional], [one way|another], alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.core.units import UNITS
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled
from budgetrules.schema.forms import Optional, Slot, SlotKind, Wording, WordingPart

_KINDS = {
    "type_entity": SlotKind.ENTITY,
    "type_year": SlotKind.YEAR,
    "type_unit": SlotKind.UNIT,
    "type_text": SlotKind.TEXT,
    "type_clause": SlotKind.CLAUSE,
    "type_list": SlotKind.LIST,
    "type_count": SlotKind.COUNT,
    "type_date": SlotKind.DATE,
    "type_ordinal": SlotKind.ORDINAL,
    "type_number": SlotKind.NUMBER,
    "type_percent": SlotKind.PERCENT,
    "type_area": SlotKind.AREA,
}
_KINDS_OF_UNITS = {
    "money": SlotKind.MONEY,
    "ratio": SlotKind.PERCENT,
    "area": SlotKind.AREA,
}
# What a character does to how deep the next one stands in brackets.
_DEPTHS = {"{": 1, "}": -1, "[": 1, "]": -1}


def build_wording(
    text: tree.String,
    names: frozenset[str],
    mistakes: list[Diagnostic],
) -> Wording:
    """Return the wording that a text spells; `names` are the word groups and items of slots."""
    reader = _Reader(text.value, text.span, names, mistakes)
    parts = _parts(reader, "")
    return Wording(parts)


def alternatives(text: tree.String) -> list[tree.String]:
    """甲|乙 in a heading or title: two ways to print it.

    A | inside a slot or an optional part stays.
    """
    ways = []
    depth = 0
    start = 0
    for at, character in enumerate(text.value):
        depth += _DEPTHS.get(character, 0)
        if character == "|" and depth == 0:
            ways.append(_cut(text, start, at))
            start = at + 1
    ways.append(_cut(text, start, len(text.value)))
    return ways


def _cut(
    text: tree.String,
    start: int,
    end: int,
) -> tree.String:
    """Return a part of a text, with its place; its span holds the quotation marks."""
    whole = text.span
    span = Span(
        whole.file,
        whole.line,
        whole.column + start,
        whole.column + end + 2,
    )
    return tree.String(text.value[start:end], span=span)


def all_alternatives(texts: Iterable[tree.String]) -> list[tree.String]:
    """Return the ways to print each of some texts, in their order."""
    ways: list[tree.String] = []
    for text in texts:
        ways.extend(alternatives(text))
    return ways


# ---- the parts of a wording


@attrs.define
class _Reader:
    """The text of a wording as it is read, and how far it is."""

    text: str
    span: Span
    names: frozenset[str]
    mistakes: list[Diagnostic]
    at: int = 0

    def next(self) -> str:
        """Return the next character; nothing at the end."""
        return self.text[self.at : self.at + 1]

    def fail(
        self,
        code: str,
        start: int,
        end: int,
        allowed: tuple[str, ...] = (),
        found: str = "",
    ) -> None:
        """Note a mistake from one character of the text to another."""
        # Columns count from the quotation mark.
        opening = self.span.column + 1
        place = Span(
            self.span.file,
            self.span.line,
            opening + start,
            opening + end,
        )
        nearest = closest(found, allowed) if allowed else None
        mistake = error_at(place, code, nearest, allowed, found=found)
        self.mistakes.append(mistake)


def _parts(reader: _Reader, end: str) -> tuple[WordingPart, ...]:
    """Read the parts up to `end`, which is not read; inside an optional part also up to a |."""
    parts: list[WordingPart] = []
    literal = ""
    while reader.at < len(reader.text):
        character = reader.next()
        if character == end or (character == "|" and end == "]"):
            break
        if character in "{[":
            if literal:
                parts.append(literal)
            literal = ""
            part = _slot(reader) if character == "{" else _optional(reader)
            if part is not None:
                parts.append(part)
            continue
        if character in "}]":
            reader.fail("S110", reader.at, reader.at + 1, found=character)
        else:
            literal += character
        reader.at += 1
    if literal:
        parts.append(literal)
    return tuple(parts)


def _optional(reader: _Reader) -> Optional | None:
    """Read an optional part `[one way|another]`; None with a mistake if it has no end."""
    start = reader.at
    ways: list[tuple[WordingPart, ...]] = []
    while not ways or reader.next() == "|":
        reader.at += 1
        way = _parts(reader, "]")
        ways.append(way)
    if reader.at >= len(reader.text):
        reader.fail("S111", start, start + 1, found="[")
        return None
    reader.at += 1
    return Optional(tuple(ways))


def _slot(reader: _Reader) -> Slot | None:
    """Read a slot `{name:type}`; None with a mistake for what is none."""
    start = reader.at
    close = reader.text.find("}", start)
    if close < 0:
        reader.fail("S111", start, start + 1, found="{")
        reader.at = len(reader.text)
        return None
    end = close + 1
    reader.at = end
    name, colon, kind = reader.text[start + 1 : close].partition(":")
    name = name.strip()
    kind = kind.strip()
    if not name or not colon or not kind:
        written = reader.text[start:end]
        reader.fail("S112", start, end, found=written)
        return None
    slot = _slot_of(name, kind, reader.names)
    if slot is None:
        types = [keyword.zh for keyword in of_kind("type").values()]
        allowed = (*types, *UNITS, *sorted(reader.names))
        reader.fail("S113", start, end, allowed, found=kind)
    return slot


def _slot_of(
    name: str,
    kind: str,
    names: frozenset[str],
) -> Slot | None:
    """Return the slot of a name and a type; None where there is no such type."""
    special = spelled("slot").get(name)
    choices = tuple(part.strip() for part in kind.split("|"))
    if special == "followed_by":
        return Slot(name, SlotKind.AHEAD, choices=choices)
    if len(choices) > 1:
        return Slot(name, SlotKind.CHOICE, choices=choices)
    if special == "each_item":
        return Slot(name, SlotKind.ITEMS, kind)
    type_id = spelled("type").get(kind)
    if type_id is not None:
        return Slot(name, _KINDS[type_id])
    if kind in UNITS:
        return Slot(name, _kind_of_unit(kind), kind)
    if _may_lack_unit(kind):
        return Slot(name, SlotKind.MONEY, kind.removesuffix("?"), bare=True)
    if kind in names:
        return Slot(name, SlotKind.WORDS, kind)
    return None


def _kind_of_unit(symbol: str) -> SlotKind:
    dimension = UNITS[symbol].dimension
    return _KINDS_OF_UNITS.get(dimension, SlotKind.COUNT)


def _may_lack_unit(kind: str) -> bool:
    """万元?: an amount of money whose unit may be missing."""
    if not kind.endswith("?"):
        return False
    unit = UNITS.get(kind.removesuffix("?"))
    return unit is not None and unit.dimension == "money"
