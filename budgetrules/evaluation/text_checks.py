"""Classes of text that a narrative should not hold, found in linear time. Texts are narrow: one width, no white space."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from budgetrules.core.names import edit_distance, fold_marks
from budgetrules.model.disclosure import BORDER

Found = tuple[int, int]
Classes = tuple[tuple[str, tuple[int, ...]], ...]
# Classes that depend on whose disclosure it is, or of which year.
OF_ENTITY, OF_YEAR = "near_entity", "years_beyond"
# Found by the reader, not by a pattern: amounts and shares in sentences of no known wording.
UNREAD = "unread_amounts"
# Looks at where lines end.
OF_LINES = "doubled"


def _by(pattern: str) -> Callable[..., Iterator[Found]]:
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Found]:
        for found in compiled.finditer(text):
            yield found.span()

    return find


def _doubled(text: str, least: int, most: int) -> Iterator[Found]:
    """A phrase of Chinese characters printed twice in a row: 管理管理. The longest that begins at a place counts."""
    for found in _doubling(least, most).finditer(text):
        yield found.span()


@functools.cache
def _doubling(least: int, most: int) -> re.Pattern[str]:
    return re.compile(rf"([\u4e00-\u9fff]{{{least},{most}}})\1")


_PAIRS = {"》": "《", "”": "“", ")": "(", "】": "【", "〕": "〔", "」": "「", "〉": "〈"}
_OPENING = frozenset(_PAIRS.values())
# 1) 2) number items: the bracket has no partner.
_ITEM = re.compile(r"(?:^|[^\da-zA-Z])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")


def _unpaired(text: str) -> Iterator[Found]:
    """A bracket or quotation mark without its partner."""
    open_: list[int] = []
    for at, mark in enumerate(text):
        if mark in _OPENING:
            if mark == "“" and any(text[other] == mark for other in open_):
                yield at, at + 1
            else:
                open_.append(at)
        elif mark in _PAIRS:
            partner = next(
                (
                    number
                    for number in range(len(open_) - 1, -1, -1)
                    if text[open_[number]] == _PAIRS[mark]
                ),
                None,
            )
            if partner is None:
                if mark != ")" or not _ITEM.search(text[max(0, at - 5) : at]):
                    yield at, at + 1
                continue
            yield from ((other, other + 1) for other in open_[partner + 1 :])
            del open_[partner:]
    yield from ((other, other + 1) for other in open_)


_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_RANGE_BEHIND = re.compile(r"年?[至到—–~-]$|[自从]$")
_RANGE_AHEAD = re.compile(r"(?:\d{1,2}月)?(?:\d{1,2}日)?[至到—–~-]|以来|起")


def _years(text: str, before: int, after: int, year: int) -> Iterator[Found]:
    """A year further from the fiscal year than allowed; not in a title 《…》, nor where a stretch of years is told."""
    depth, opened = 0, 0
    for found in _YEARS.finditer(text):
        depth += text.count("《", opened, found.start()) - text.count("》", opened, found.start())
        opened = found.start()
        if depth > 0 or year - before <= int(found.group(1)) <= year + after:
            continue
        if not _RANGE_BEHIND.search(
            text[max(0, found.start() - 2) : found.start()]
        ) and not _RANGE_AHEAD.match(text, found.end()):
            yield found.span()


_IDENTITY = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _identities(text: str) -> Iterator[Found]:
    """A number of an identity card: its date of birth and its check digit (GB 11643) tell it from a number of a project."""
    for found in _IDENTITY.finditer(text):
        number = found.group().upper()
        if (
            "10X98765432"[
                sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
                % 11
            ]
            == number[17]
        ):
            yield found.span()


# Shorter names differ from each other by one character; longer ones by two, as those of a department's neighbours do.
_SHORT, _SLIP = 6, 1


def _misspelled(text: str, entity: str) -> Iterator[Found]:
    """The name of the department with a character wrong, missing, doubled or swapped. One of three parts of it is right."""
    size = len(entity)
    if size < _SHORT:
        return
    limit = _SLIP
    third = size // 3
    pieces = [
        (entity[start:end], start)
        for start, end in ((0, third), (third, 2 * third), (2 * third, size))
    ]
    tried: set[int] = set()
    for piece, offset in pieces:
        at = text.find(piece)
        while at >= 0:
            start = at - offset
            if all(start + shift not in tried for shift in range(-limit, limit + 1)):
                found = _nearest(text, entity, start, limit)
                if found is not None:
                    tried.add(start)
                    yield found
            at = text.find(piece, at + 1)


def _nearest(text: str, entity: str, start: int, limit: int) -> Found | None:
    """The stretch around `start` that is the name but for a few characters; None where it is the name, a part of it, or another."""
    size = len(entity)
    if entity in text[max(0, start - limit) : start + size + limit]:
        return None
    best: tuple[int, Found] | None = None
    for begin in range(max(0, start - limit), start + limit + 1):
        for end in range(begin + size - limit, begin + size + limit + 1):
            stretch = text[begin:end]
            if stretch in entity or end > len(text) or BORDER in stretch:
                continue
            far = edit_distance(stretch, entity, limit)
            if (
                far <= limit
                and stretch[0] == entity[0]
                and stretch[-1] == entity[-1]
                and (best is None or far < best[0])
            ):
                best = (far, (begin, end))
    return best[1] if best is not None else None


_CLASSES: dict[str, Callable[..., Iterator[Found]]] = {
    OF_LINES: _doubled,
    "unpaired_marks": _unpaired,
    # Three full stops and more are an ellipsis.
    "repeated_marks": _by(r"(?<!。)(?!。{3})[,。;:、!?]{2,}|[,。;、](?=[)》])|(?<=[(《])[,。;、]"),
    "empty_brackets": _by(r"\(\)|《》|\[\]|【】|〔〕|“”"),
    # A document number has its year in 〔〕.
    "document_brackets": _by(
        r"(?:[(\[{【〖<](?:19|20)\d\d[)\]}】〗>〕]|〔(?:19|20)\d\d[)\]}】〗>])第?\d{1,5}号"
    ),
    "mobile_numbers": _by(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "identity_numbers": _identities,
    # A number printed behind 联系电话 is published even where a copy of the document masks its digits.
    "contact_numbers": _by(r"联系电话[\x1f:]*(?:[\d-]{7,}|[\d-]*[○〇*×]{2,}[\d○〇*×-]*)"),
    "placeholders": _by(r"[X×xX]{2,}(?=[年月日元万人个项])|_{3,}|…{3,}"),
    # A name to be filled in stands between Chinese characters: XX局, ××元; letters around make it a word of its own.
    "placeholder_crosses": _by(r"(?<![A-Za-z])[Xx×╳]{2,}(?![A-Za-z])"),
    "placeholder_lines": _by(r"_{2,}"),
    # An ellipsis; the leaders of a table of contents are longer.
    "ellipses": _by(r"(?<!\.)\.{3,6}(?!\.)|。{3,}"),
    "dangling_ends": _by(r"[,、;](?=\x1f*\Z)"),
    OF_YEAR: _years,
    OF_ENTITY: _misspelled,
}


_PERSONAL = frozenset({"mobile_numbers", "identity_numbers", "contact_numbers"})
_NUMBER = re.compile(r"[\dXx○〇*×-]{2,}")


def masked(words: str, classes: Classes) -> str:
    """What a hit prints as: of a person's number only the last two characters."""
    if not any(name in _PERSONAL for name, _ in classes):
        return words
    return _NUMBER.sub(lambda found: "***" + found.group()[-2:], words)


@functools.lru_cache(maxsize=512)
def hits(
    text: str,
    line_ends: tuple[int, ...],
    words: tuple[str, ...],
    classes: Classes,
    entity: str,
    year: int,
) -> tuple[Found, ...]:
    """Where a text holds one of the words (folded) or something of one of the classes, from left to right.

    A phrase is not doubled where a line ends between its halves: those may be two cells of a sheet.
    """
    found: list[Found] = []
    plain = fold_marks(text) if words else ""
    for word in words:
        at = plain.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = plain.find(word, at + len(word))
    for name, numbers in classes:
        if name == UNREAD:
            continue
        more = (year,) if name == OF_YEAR else (entity,) if name == OF_ENTITY else ()
        held = _CLASSES[name](text, *numbers, *more)
        found.extend(
            span for span in held if name != OF_LINES or (span[0] + span[1]) // 2 not in line_ends
        )
    return tuple(sorted(found))
