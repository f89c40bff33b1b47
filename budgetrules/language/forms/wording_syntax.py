"""The text of a 写法, 表头 or heading → a Wording: literals, {slot:type}, [optional], [one
way|another], alternatives.
"""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
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
        place = Span(
            self.span.file,
            self.span.line,
            self.span.column + 1 + start,
            self.span.column + 1 + max(end, start + 1),
        )
        found = details.get("found", "")
        self.mistakes.append(
            Diagnostic(
                code,
                Severity.ERROR,
                details,
                place,
                closest(found, allowed) if allowed else None,
                allowed,
            )
        )


def build_wording(text: tree.String, names: frozenset[str], mistakes: list[Diagnostic]) -> Wording:
    """The wording that a text spells; `names` are the word groups and items that slots may be typed
    with.
    """
    reader = _Reader(text.value, text.span, names, mistakes)
    parts = _parts(reader, "")
    return Wording(parts)


def alternatives(text: tree.String) -> list[tree.String]:
    """甲|乙 in a heading or title: two ways to print it.

    A | inside a slot or an optional stretch stays.
    """
    found, depth, start = [], 0, 0
    for at, character in enumerate(text.value):
        depth += {"{": 1, "}": -1, "[": 1, "]": -1}.get(character, 0)
        if character == "|" and depth == 0:
            found.append((start, at))
            start = at + 1
    found.append((start, len(text.value)))
    return [
        tree.String(
            text.value[a:b],
            span=Span(
                text.span.file, text.span.line, text.span.column + a, text.span.column + b + 2
            ),
        )
        for a, b in found
    ]


def _parts(reader: _Reader, end: str) -> tuple[WordingPart, ...]:
    parts: list[WordingPart] = []
    literal = ""
    while reader.at < len(reader.text):
        character = reader.text[reader.at]
        if character == end or (character == "|" and end == "]"):
            break
        if character not in "{[":
            if character in "}]":
                reader.fail("S110", reader.at, reader.at + 1, found=character)
            else:
                literal += character
            reader.at += 1
            continue
        if literal:
            parts.append(literal)
            literal = ""
        part = _slot(reader) if character == "{" else _optional(reader)
        if part is not None:
            parts.append(part)
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
    start = reader.at
    close = reader.text.find("}", start)
    if close < 0:
        reader.fail("S111", start, start + 1, found="{")
        reader.at = len(reader.text)
        return None
    reader.at = close + 1
    name, colon, kind = (part.strip() for part in reader.text[start + 1 : close].partition(":"))
    if not name or not colon or not kind:
        reader.fail("S112", start, close + 1, found=reader.text[start : close + 1])
        return None
    special = spelled("slot").get(name)
    if special == "followed_by":
        return Slot(name, SlotKind.AHEAD, choices=tuple(part.strip() for part in kind.split("|")))
    if "|" in kind:
        return Slot(name, SlotKind.CHOICE, choices=tuple(part.strip() for part in kind.split("|")))
    if special == "each_item":
        return Slot(name, SlotKind.ITEMS, kind)
    known = spelled("type").get(kind)
    if known is not None:
        return Slot(name, _KINDS[known])
    if (
        kind.endswith("?")
        and UNITS.get(kind[:-1]) is not None
        and UNITS[kind[:-1]].dimension == "money"
    ):
        return Slot(name, SlotKind.MONEY, kind[:-1], bare=True)
    if kind in UNITS:
        dimension = UNITS[kind].dimension
        return Slot(
            name,
            {"money": SlotKind.MONEY, "ratio": SlotKind.PERCENT, "area": SlotKind.AREA}.get(
                dimension, SlotKind.COUNT
            ),
            kind,
        )
    if kind in reader.names:
        return Slot(name, SlotKind.WORDS, kind)
    allowed = (*(keyword.zh for keyword in of_kind("type").values()), *UNITS, *sorted(reader.names))
    reader.fail("S113", start, close + 1, allowed, found=kind)
    return None
