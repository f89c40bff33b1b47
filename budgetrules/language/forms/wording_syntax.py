"""The text of a 写法, 表头 or heading → a Wording: literals, {slot:type}, [optional], [one
way|another], alternatives.
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


# What a character does to how deep the next one stands in brackets.
_DEPTHS = {"{": 1, "}": -1, "[": 1, "]": -1}
_KINDS_OF_UNITS = {
    "money": SlotKind.MONEY,
    "ratio": SlotKind.PERCENT,
    "area": SlotKind.AREA,
}


@attrs.define
class _Reader:
    text: str
    span: Span
    names: frozenset[str]
    mistakes: list[Diagnostic]
    at: int = 0

    def fail(
        self, code: str, start: int, end: int, allowed: tuple[str, ...] = (), **details: str
    ) -> None:
        """Note a mistake from one character of the text to another."""
        opening = self.span.column + 1
        end = max(end, start + 1)
        place = Span(self.span.file, self.span.line, opening + start, opening + end)
        nearest = closest(details.get("found", ""), allowed) if allowed else None
        self.mistakes.append(error_at(place, code, nearest, allowed, **details))


def build_wording(text: tree.String, names: frozenset[str], mistakes: list[Diagnostic]) -> Wording:
    """The wording that a text spells; `names` are the word groups and items of slots."""
    reader = _Reader(text.value, text.span, names, mistakes)
    parts = _parts(reader, "")
    return Wording(parts)


def alternatives(text: tree.String) -> list[tree.String]:
    """甲|乙 in a heading or title: two ways to print it.

    A | inside a slot or an optional stretch stays.
    """
    depth = 0
    starts = [0]
    for at, character in enumerate(text.value):
        depth += _DEPTHS.get(character, 0)
        if character == "|" and depth == 0:
            starts.append(at + 1)
    ends = [*(start - 1 for start in starts[1:]), len(text.value)]
    return [_piece(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _piece(text: tree.String, start: int, end: int) -> tree.String:
    """A part of a text, with its place; its span holds the quotation marks."""
    column = text.span.column
    span = Span(text.span.file, text.span.line, column + start, column + end + 2)
    return tree.String(text.value[start:end], span=span)


def all_alternatives(texts: Iterable[tree.String]) -> list[tree.String]:
    """The ways to print each of some texts, in their order."""
    ways: list[tree.String] = []
    for text in texts:
        ways.extend(alternatives(text))
    return ways


def _parts(reader: _Reader, end: str) -> tuple[WordingPart, ...]:
    """The parts up to `end`, which is not read; inside an optional stretch also up to a |."""
    parts: list[WordingPart] = []
    literal = ""
    while reader.at < len(reader.text):
        character = reader.text[reader.at]
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
    start = reader.at
    ways: list[tuple[WordingPart, ...]] = []
    while not ways or reader.text[reader.at : reader.at + 1] == "|":
        reader.at += 1
        ways.append(_parts(reader, "]"))
    if reader.at >= len(reader.text):
        reader.fail("S111", start, start + 1, found="[")
        return None
    reader.at += 1
    return Optional(tuple(ways))


def _slot(reader: _Reader) -> Slot | None:
    """A slot `{name:type}`; None with a mistake for what is none."""
    start = reader.at
    close = reader.text.find("}", start)
    if close < 0:
        reader.fail("S111", start, start + 1, found="{")
        reader.at = len(reader.text)
        return None
    reader.at = close + 1
    words = [part.strip() for part in reader.text[start + 1 : close].partition(":")]
    name, _, kind = words
    if not all(words):
        reader.fail("S112", start, close + 1, found=reader.text[start : close + 1])
        return None
    slot = _slot_of(name, kind, reader.names)
    if slot is None:
        types = [keyword.zh for keyword in of_kind("type").values()]
        allowed = (*types, *UNITS, *sorted(reader.names))
        reader.fail("S113", start, close + 1, allowed, found=kind)
    return slot


def _slot_of(name: str, kind: str, names: frozenset[str]) -> Slot | None:
    """The slot of a name and a type; None where there is no such type."""
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
    bare = kind.removesuffix("?")
    if bare != kind and bare in UNITS and UNITS[bare].dimension == "money":
        return Slot(name, SlotKind.MONEY, bare, bare=True)
    return Slot(name, SlotKind.WORDS, kind) if kind in names else None


def _kind_of_unit(symbol: str) -> SlotKind:
    return _KINDS_OF_UNITS.get(UNITS[symbol].dimension, SlotKind.COUNT)
