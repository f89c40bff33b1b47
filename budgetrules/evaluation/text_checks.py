"""Classes of text that a narrative should not hold, found in linear time.

Texts are narrow: one width, no white space.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

import attrs

from budgetrules.core.names import edit_distance, fold_marks
from budgetrules.core.script import (
    BRACKETED_OR_SIGNS,
    COUNTED_SIGNS,
    DAY,
    DOCUMENT_NUMBER,
    HAN,
    MONTH,
    NUMERALS,
    OR_SIGNS,
    RANGE_CLOSINGS,
    RANGE_OPENINGS,
    RANGE_SIGNS,
    YEAR_DIGITS,
    YEAR_SIGN,
    ZERO,
)
from budgetrules.model.disclosure import BORDER

# Where a hit begins, and where the text behind it does.
Span = tuple[int, int]
# A class by its name, with the numbers that the rule gives it.
Classes = tuple[tuple[str, tuple[int, ...]], ...]
# Classes that depend on whose disclosure it is, of which year, or how the country calls things.
OF_ENTITY, OF_YEAR, OF_TELEPHONE = "near_entity", "years_beyond", "contact_numbers"
OF_CHOICES = "open_choices"
OF_RENAMED = "former_names"
# Found by the reader, not by a pattern: amounts and shares in sentences of no known wording, and
# shares without their sign.
UNREAD = "unread_amounts"
SIGNLESS = "shares_without_sign"
# Looks at where lines end.
OF_LINES = "doubled"


@attrs.frozen(kw_only=True)
class Publication:
    """What classes of text need to know of a document: whose it is, of which year, and what its
    country prints before telephone numbers. `choices` holds groups of words, each with its sign,
    `former_names` what codes were called in earlier years only.
    """

    entity: str
    year: int
    telephone_labels: tuple[str, ...]
    choices: tuple[tuple[tuple[str, int], ...], ...] = ()
    former_names: tuple[str, ...] = ()


def _pattern(pattern: str) -> Callable[..., Iterator[Span]]:
    """Return a class that one regular expression finds."""
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Span]:
        for match in compiled.finditer(text):
            yield match.span()

    return find


def _doubled(text: str, least: int, most: int) -> Iterator[Span]:
    """Yield each phrase of Chinese characters printed twice in a row: 管理管理.

    The longest that begins at a place counts.
    """
    for match in _doubling(least, most).finditer(text):
        yield match.span()


@functools.cache
def _doubling(least: int, most: int) -> re.Pattern[str]:
    return re.compile(rf"([{HAN}]{{{least},{most}}})\1")


_PAIRS = {"》": "《", "”": "“", ")": "(", "】": "【", "〕": "〔", "」": "「", "〉": "〈"}
_OPENING = frozenset(_PAIRS.values())
# 1) 2) number items: the bracket has no partner.
_ITEM = re.compile(rf"(?:^|[^\da-zA-Z])(?:\d{{1,2}}|[a-zA-Z]|[{NUMERALS}]{{1,3}})$")
_ITEM_LENGTH = 5


def _unpaired(text: str) -> Iterator[Span]:
    """Yield each bracket or quotation mark without its partner."""
    waiting: list[int] = []
    for at, mark in enumerate(text):
        if mark in _OPENING:
            is_open_already = mark == "“" and any(text[other] == mark for other in waiting)
            if is_open_already:
                yield at, at + 1
            else:
                waiting.append(at)
        elif mark in _PAIRS:
            partner = _last_waiting(text, waiting, _PAIRS[mark])
            if partner is not None:
                # What was opened in between was never closed.
                yield from _single(waiting[partner + 1 :])
                del waiting[partner:]
            elif not _numbers_an_item(text, at):
                yield at, at + 1
    yield from _single(waiting)


def _last_waiting(text: str, waiting: list[int], opening: str) -> int | None:
    """Return the number, among the marks that wait for a partner, of the last one of this kind."""
    for number in range(len(waiting) - 1, -1, -1):
        if text[waiting[number]] == opening:
            return number
    return None


def _numbers_an_item(text: str, at: int) -> bool:
    before = text[max(0, at - _ITEM_LENGTH) : at]
    return text[at] == ")" and _ITEM.search(before) is not None


def _single(places: list[int]) -> Iterator[Span]:
    for at in places:
        yield at, at + 1


_YEARS = re.compile(rf"(?<!\d)({YEAR_DIGITS}){YEAR_SIGN}")
_RANGE_BEHIND = re.compile(rf"{YEAR_SIGN}?[{RANGE_SIGNS}]$|[{RANGE_OPENINGS}]$")
_RANGE_AHEAD = re.compile(rf"(?:{MONTH})?(?:{DAY})?[{RANGE_SIGNS}]|{RANGE_CLOSINGS}")


def _years(text: str, before: int, after: int, year: int) -> Iterator[Span]:
    """Find years further from the fiscal year than allowed.

    Years in a title 《…》 and at either end of a range of years don't count.
    """
    depth = counted_to = 0
    for match in _YEARS.finditer(text):
        start = match.start()
        depth += text.count("《", counted_to, start) - text.count("》", counted_to, start)
        counted_to = start
        is_allowed = year - before <= int(match.group(1)) <= year + after
        if depth <= 0 and not is_allowed and not _is_in_range(text, match):
            yield match.span()


def _is_in_range(text: str, match: re.Match[str]) -> bool:
    """Tell whether a year begins or ends a range: 2019年至2024年."""
    behind = text[max(0, match.start() - 2) : match.start()]
    if _RANGE_BEHIND.search(behind):
        return True
    return _RANGE_AHEAD.match(text, match.end()) is not None


_IDENTITY = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def _identities(text: str) -> Iterator[Span]:
    """Yield each number of an identity card.

    Its date of birth and its check digit (GB 11643) tell it from a number of a project.
    """
    for match in _IDENTITY.finditer(text):
        number = match.group().upper()
        total = sum(
            weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:-1], strict=True)
        )
        if _CHECK_DIGITS[total % len(_CHECK_DIGITS)] == number[-1]:
            yield match.span()


def _telephones(text: str, labels: tuple[str, ...]) -> Iterator[Span]:
    """Yield each number printed behind 联系电话.

    It is published even where a copy of the document masks its digits.
    """
    for match in _telephone(labels).finditer(text):
        yield match.span()


@functools.cache
def _telephone(labels: tuple[str, ...]) -> re.Pattern[str]:
    label = "|".join(map(re.escape, labels)) or "(?!)"
    masks = f"○{ZERO}*×"
    return re.compile(rf"(?:{label})[\x1f:]*(?:[\d-]{{7,}}|[\d-]*[{masks}]{{2,}}[\d{masks}-]*)")


def _open_choices(text: str, groups: tuple[tuple[tuple[str, int], ...], ...]) -> Iterator[Span]:
    """Yield words of different signs of which one was to be chosen: 增加（减少）, 增长/下降."""
    for group in groups:
        signs = dict(group)
        one, several = _choice(tuple(signs))
        for match in several.finditer(text):
            words = one.findall(match.group())
            if len({signs[word] for word in words}) > 1:
                yield match.span()


@functools.cache
def _choice(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of one word, and of several left over from a form.

    What ends a cell or a paragraph heads a column, unless a figure follows.
    """
    longest_first = sorted(words, key=len, reverse=True)
    one = "|".join(map(re.escape, longest_first)) or "(?!)"
    bracketed = rf"\((?:{one})(?:[{BRACKETED_OR_SIGNS}](?:{one}))*\)"
    several = rf"(?:{one})(?:{bracketed}|[{OR_SIGNS}](?:{one}))(?!\x1f(?!\d)|\Z)"
    return re.compile(one), re.compile(several)


# Shorter names of codes are words of the language, too, unless they fill a cell.
_LONGEST_WORD = 7
# What stands behind a name that is given for its code.
_NAME_ENDS = f'{BORDER}(["”-'


def _former_names(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    """Yield each name that a code no longer has, where it stands for the code.

    Not where it is part of other words, or one of things that are counted up.
    """
    for match in _renamed(names).finditer(text):
        yield match.span()


@functools.cache
def _renamed(names: tuple[str, ...]) -> re.Pattern[str]:
    long = [re.escape(name) for name in names if len(name) > _LONGEST_WORD]
    every = [re.escape(name) for name in names]
    ends = re.escape(_NAME_ENDS)
    in_text = rf"(?<![{HAN}])(?:{'|'.join(long) or '(?!)'})(?=[{ends}\d])"
    in_cell = rf"(?<={BORDER})(?:{'|'.join(every) or '(?!)'})(?={BORDER})"
    return re.compile(f"{in_text}|{in_cell}")


# Names shorter than this differ from each other by one character only.
_SHORTEST_NAME = 6
# How many characters may be wrong: the names of a department's neighbours differ by two.
_SLIP = 1


def _misspelled(text: str, entity: str) -> Iterator[Span]:
    """Yield each name of the department with a character wrong, missing, doubled or swapped."""
    if len(entity) < _SHORTEST_NAME:
        return
    found_at: set[int] = set()
    for start in _likely_starts(text, entity):
        near = range(start - _SLIP, start + _SLIP + 1)
        if not found_at.isdisjoint(near):
            continue
        span = _nearest(text, entity, start)
        if span is not None:
            found_at.add(start)
            yield span


def _likely_starts(text: str, entity: str) -> Iterator[int]:
    """List where the name would begin if a third of it is right: one of three always is."""
    size = len(entity)
    third = size // 3
    bounds = ((0, third), (third, 2 * third), (2 * third, size))
    for offset, end in bounds:
        part = entity[offset:end]
        at = text.find(part)
        while at >= 0:
            yield at - offset
            at = text.find(part, at + 1)


def _nearest(text: str, entity: str, start: int) -> Span | None:
    """Find the words around `start` that are the name but for a slip.

    None where they are the name, a part of it, or another name.
    """
    size = len(entity)
    if entity in text[max(0, start - _SLIP) : start + size + _SLIP]:
        return None
    best: Span | None = None
    least = _SLIP + 1
    for begin in range(max(0, start - _SLIP), start + _SLIP + 1):
        for end in range(begin + size - _SLIP, begin + size + _SLIP + 1):
            if end > len(text):
                continue
            distance = _distance(text[begin:end], entity)
            if distance < least:
                least = distance
                best = (begin, end)
    return best


def _distance(words: str, entity: str) -> int:
    """Count the wrong characters of the name; more than a slip for what is no attempt at it."""
    if words in entity or BORDER in words:
        return _SLIP + 1
    has_right_ends = words[0] == entity[0] and words[-1] == entity[-1]
    if has_right_ends:
        return edit_distance(words, entity, _SLIP)
    return _SLIP + 1


_CLASSES: dict[str, Callable[..., Iterator[Span]]] = {
    OF_LINES: _doubled,
    "unpaired_marks": _unpaired,
    # Three full stops and more are an ellipsis.
    "repeated_marks": _pattern(
        r"(?<!。)(?!。{3})[,。;:、!?]{2,}|[,。;、](?=[)》])|(?<=[(《])[,。;、]"
    ),
    "empty_brackets": _pattern(r"\(\)|《》|\[\]|【】|〔〕|“”"),
    # A document number has its year in 〔〕.
    "document_brackets": _pattern(
        rf"(?:[(\[{{【〖<]{YEAR_DIGITS}[)\]}}】〗>〕]|〔{YEAR_DIGITS}[)\]}}】〗>]){DOCUMENT_NUMBER}"
    ),
    "mobile_numbers": _pattern(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "identity_numbers": _identities,
    OF_TELEPHONE: _telephones,
    OF_CHOICES: _open_choices,
    OF_RENAMED: _former_names,
    "placeholders": _pattern(rf"[X×xX]{{2,}}(?=[{COUNTED_SIGNS}])|_{{3,}}|…{{3,}}"),
    # A name to be filled in stands between Chinese characters: XX局, ××元; letters around make it a
    # word of its own.
    "placeholder_crosses": _pattern(r"(?<![A-Za-z])[Xx×╳]{2,}(?![A-Za-z])"),
    "placeholder_lines": _pattern(r"_{2,}"),
    # An ellipsis; the leaders of a table of contents are longer.
    "ellipses": _pattern(r"(?<!\.)\.{3,6}(?!\.)|。{3,}"),
    "dangling_ends": _pattern(r"[,、;](?=\x1f*\Z)"),
    OF_YEAR: _years,
    OF_ENTITY: _misspelled,
}


_PERSONAL = frozenset({"mobile_numbers", "identity_numbers", OF_TELEPHONE})
_NUMBER = re.compile(rf"[\dXx○{ZERO}*×-]{{2,}}")


def masked(words: str, classes: Classes) -> str:
    """Say what a hit prints as: of a person's number only the last two characters."""
    if not any(name in _PERSONAL for name, _ in classes):
        return words
    return _NUMBER.sub(lambda match: "***" + match.group()[-2:], words)


@functools.lru_cache(maxsize=512)
def hits(
    text: str,
    line_ends: tuple[int, ...],
    words: tuple[str, ...],
    classes: Classes,
    publication: Publication,
) -> tuple[Span, ...]:
    """Find where a text holds one of the words (folded) or something of one of the classes.

    The hits stand from left to right. A phrase is not doubled where a line ends between its halves:
    those may be two cells of a sheet.
    """
    spans: list[Span] = []
    plain = ""
    if words:
        plain = fold_marks(text)
    for word in words:
        spans.extend(_places_of(word, plain))
    for name, numbers in classes:
        if name in (UNREAD, SIGNLESS):
            continue
        arguments = _arguments(name, publication)
        of_class = _CLASSES[name](text, *numbers, *arguments)
        if name == OF_LINES:
            of_class = (span for span in of_class if sum(span) // 2 not in line_ends)
        spans.extend(of_class)
    return tuple(sorted(set(spans)))


def _arguments(name: str, publication: Publication) -> tuple[object, ...]:
    """Return what a class is given besides the text and the numbers of the rule."""
    if name == OF_YEAR:
        return (publication.year,)
    if name == OF_ENTITY:
        return (publication.entity,)
    if name == OF_TELEPHONE:
        return (publication.telephone_labels,)
    if name == OF_CHOICES:
        return (publication.choices,)
    if name == OF_RENAMED:
        return (publication.former_names,)
    return ()


def _places_of(word: str, text: str) -> Iterator[Span]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))
