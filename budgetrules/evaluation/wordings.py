"""Classes of text that a narrative should not hold, found in linear time."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

Found = tuple[int, int]


def _by(pattern: str) -> Callable[..., Iterator[Found]]:
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Found]:
        for found in compiled.finditer(text):
            yield found.span()

    return find


def _doubled(text: str, least: int, most: int) -> Iterator[Found]:
    """A phrase of Chinese characters printed twice in a row: 管理管理."""
    at = 0
    while at < len(text):
        length = next((size for size in range(most, least - 1, -1) if _is_doubled(text, at, size)), 0)
        if length:
            yield at, at + 2 * length
        at += 2 * length or 1


def _is_doubled(text: str, at: int, size: int) -> bool:
    phrase = text[at : at + size]
    return len(phrase) == size and text.startswith(phrase, at + size) and all("\u4e00" <= letter <= "\u9fff" for letter in phrase)


_CLASSES: dict[str, Callable[..., Iterator[Found]]] = {
    "叠词": _doubled,
    # Three full stops and more are an ellipsis.
    "重复标点": _by(r"(?!。{3})[,。;:、!?]{2,}|[,。;、](?=[)》])"),
    # Quotation marks fold to one sign: an empty pair can't be told from two quoted words side by side.
    "空括号": _by(r"\(\)|《》|\[\]"),
    "手机号": _by(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "身份证号": _by(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    # A number printed behind 联系电话 is published even where a copy of the document masks its digits.
    "联系电话": _by(r"联系电话[\x1f:]*[\d○〇*×-]{7,}"),
    "占位符": _by(r"[X×xX]{2,}(?=[年月日元万人个项])|_{3,}|…{3,}"),
    # A name to be filled in stands between Chinese characters: XX局, ××元; letters around make it a word of its own.
    "占位叉": _by(r"(?<![A-Za-z])[Xx×╳]{2,}(?![A-Za-z])"),
    "占位线": _by(r"_{2,}"),
    # An ellipsis; the leaders of a table of contents are longer.
    "省略号": _by(r"(?<!\.)\.{3,6}(?!\.)|。{3,}"),
    "句末标点": _by(r"[,、;](?=\x1f*\Z)"),
}


@functools.lru_cache(maxsize=256)
def hits(
    text: str, line_ends: tuple[int, ...], words: tuple[str, ...], classes: tuple[tuple[str, tuple[int, ...]], ...]
) -> tuple[Found, ...]:
    """Where a folded text holds one of the words or something of one of the classes, from left to right.

    A phrase is not doubled where a line ends between its halves: those may be two cells of a sheet.
    """
    found: list[Found] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    for name, numbers in classes:
        held = _CLASSES[name](text, *numbers)
        found.extend(span for span in held if name != "叠词" or (span[0] + span[1]) // 2 not in line_ends)
    return tuple(sorted(found))
