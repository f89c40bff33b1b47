"""Find out what stands over the tables of a document: whose they are, and in which unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import YEAR_DIGITS, YEAR_SIGN
from budgetrules.recognition.inference.lists import column_id
from budgetrules.recognition.table_titles import without_year
from budgetrules.recognition.words import title_words
from budgetrules.schema.forms import (
    HEADER,
    UNIT_SLOT,
    YEAR_SLOT,
    Optional,
    Sentence,
    Slot,
    SlotKind,
    Wording,
    WordingPart,
)
from budgetrules.schema.names import own_name
from budgetrules.schema.vocabulary import Vocabulary

_ENTITY = own_name("entity_slot")
_LABEL = re.compile(r"[^:,。;]{2,12}:")


@attrs.frozen
class HeadLine:
    """The line over the tables: how it is worded, and the department that it names most often."""

    sentence: Sentence | None
    entity: str


def head_line(captions: Iterable[str], vocabulary: Vocabulary) -> HeadLine:
    """Return the wording that most lines with department or unit have."""
    wordings: Counter[Wording] = Counter()
    entities: Counter[str] = Counter()
    for caption in captions:
        found = _wording(caption, vocabulary)
        if found is None:
            continue
        wording, entity = found
        wordings[wording] += 1
        if entity:
            entities[entity] += 1
    if not wordings:
        return HeadLine(None, "")
    several = tuple(wording for wording, _ in wordings.most_common(2))
    entity = entities.most_common(1)[0][0] if entities else ""
    return HeadLine(Sentence(HEADER, several), entity)


def _wording(caption: str, vocabulary: Vocabulary) -> tuple[Wording, str] | None:
    """Return a folded line with what it names and its unit as slots, and the department."""
    words = title_words(vocabulary)
    unit = words.unit.search(caption)
    label = _LABEL.match(caption)
    if label is not None and unit is not None and unit.start() < label.end():
        # The label is that of the unit.
        label = None
    is_department = words.labelled.match(caption) is not None
    if unit is None and not (label is not None and is_department):
        return None
    if label is None:
        assert unit is not None
        begins = caption[: unit.start()]
        return Wording(_unit_parts(begins, unit)), ""
    end = unit.start() if unit is not None else len(caption)
    named, begins = _parted(caption[label.end() : end], vocabulary)
    parts: list[WordingPart] = [label.group(), _slot(label.group(), is_department, vocabulary)]
    if unit is not None:
        parts.append(Optional((_unit_parts(begins, unit),)))
    return Wording(tuple(parts)), named if is_department else ""


def _slot(label: str, is_department: bool, vocabulary: Vocabulary) -> Slot:
    if is_department:
        return Slot(_ENTITY, SlotKind.ENTITY)
    return Slot(column_id(label, (), vocabulary), SlotKind.TEXT)


def _unit_parts(begins: str, unit: re.Match[str]) -> tuple[WordingPart, ...]:
    """Return the words around a unit, and a slot for it."""
    symbol = unit.group(1)
    before, _, behind = unit.group().partition(symbol)
    words = begins + before
    parts: list[WordingPart] = [words, Slot(UNIT_SLOT, SlotKind.UNIT), behind]
    return tuple(part for part in parts if part)


def _parted(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Part a department from what begins the label of a unit: 甲局金额 | 单位:万元."""
    for label in vocabulary.amount_unit_labels:
        for unit in vocabulary.unit_labels:
            begins = fold(label).removesuffix(fold(unit))
            if begins and text.endswith(begins):
                return text.removesuffix(begins), begins
    return text, ""


def title_wording(title: str, entity: str) -> Wording:
    """Return a title with gaps for its department and years; a year in front is no part of it."""
    text = without_year(title)
    named = f"|({re.escape(entity)})" if entity else ""
    pattern = re.compile(rf"({YEAR_DIGITS})(?={YEAR_SIGN}){named}")
    parts: list[WordingPart] = []
    begin = 0
    for gap in pattern.finditer(text):
        parts.append(text[begin : gap.start()])
        is_year = gap.group(1) is not None
        slot = Slot(YEAR_SLOT, SlotKind.YEAR) if is_year else Slot(_ENTITY, SlotKind.ENTITY)
        parts.append(slot)
        begin = gap.end()
    parts.append(text[begin:])
    return Wording(tuple(part for part in parts if part))
