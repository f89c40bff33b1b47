"""Sentences that no wording reads: which they are, and which statement they may make."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from budgetrules.core.names import fold, fold_marks
from budgetrules.model.disclosure import BORDER, Place, SectionData
from budgetrules.schema.forms import Slot, SlotKind, Statement, Wording

_ENDS = re.compile(rf"[。;{BORDER}]")
_LONGEST = 60
# A sentence reaches no further than that.
_FAR = 1000
# Of the pairs of characters that a wording begins with, so many stand in a sentence that may
# follow it: one in three.
_SHARE = 3
_PUNCTUATION = re.compile(r"[\W\d_]")


def sentence_around(section: SectionData, place: Place) -> str:
    """Return the sentence of a section in which something is printed, as it is compared.

    What was printed itself where its line is none of the section's.
    """
    at = 0
    for number, line in section.body:
        if number == place.line:
            break
        at += len(line)
    printed = fold(place.text)
    text = fold_marks(section.text)
    found = text.find(printed, at)
    if found < 0:
        return printed
    first = max(0, found - _FAR)
    last = min(len(text), found + len(printed) + _FAR)
    begin = first
    for before in _ENDS.finditer(text, first, found):
        begin = before.end()
    behind = _ENDS.search(text, found + len(printed), last)
    end = behind.start() if behind is not None else last
    return text[begin:end]


def quoted(sentence: str) -> str:
    """Shorten a sentence to be quoted."""
    return sentence[:_LONGEST]


def may_make(statement: Statement, sentence: str) -> bool:
    """Tell whether a sentence that was not read may make a statement, otherwise worded."""
    return any(_may_follow(wording, sentence) for wording in statement.wordings)


def _may_follow(wording: Wording, sentence: str) -> bool:
    """Tell whether a sentence has something of the words that a wording is known by."""
    pairs = _first_pairs(wording)
    if pairs:
        held = sum(pair in sentence for pair in pairs)
        return _SHARE * held >= len(pairs)
    return all(any(sign in sentence for sign in signs) for signs in _choices(wording))


@functools.lru_cache(maxsize=1024)
def _first_pairs(wording: Wording) -> tuple[str, ...]:
    """Return the pairs of characters of the first words in a wording that are more than one."""
    for part in wording.parts:
        if not isinstance(part, str):
            continue
        words = _PUNCTUATION.sub("", fold(part))
        if len(words) > 1:
            return tuple(first + second for first, second in pairwise(words))
    return ()


@functools.lru_cache(maxsize=1024)
def _choices(wording: Wording) -> tuple[frozenset[str], ...]:
    """Return the characters of each choice that a wording has and that can't be left out."""
    return tuple(_characters(wording))


def _characters(wording: Wording) -> Iterator[frozenset[str]]:
    for part in wording.parts:
        if isinstance(part, Slot) and part.kind is SlotKind.CHOICE and not part.detail:
            characters = frozenset("".join(map(fold, part.choices)))
            yield characters.difference("()")
