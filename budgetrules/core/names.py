"""Names compare without regard to width, white space, line breaks and the script of brackets."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

_FOLD = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "〔": "[",
        "〕": "]",
        "【": "[",
        "】": "]",
        "—": "-",
        "－": "-",
        "–": "-",
    }
)
_MARK = re.compile("[" + "".join(map(re.escape, map(chr, _FOLD))) + "]")


def narrow(text: str) -> str:
    """A text in one width and without white space; brackets and quotes stay what they are."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def fold_marks(text: str) -> str:
    """A narrow text as comparisons see it: one script of brackets and quotes.

    No character is lost or added.
    """
    # Looking for marks first is quicker: most names hold none.
    return text.translate(_FOLD) if _MARK.search(text) else text


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form of `name` that comparisons use."""
    return fold_marks(narrow(name))


def _lacking(text: str, other: str) -> int:
    """Count the different characters of a text that another one lacks.

    Each of them is an edit at least.
    """
    return len(set(text).difference(other))


def edit_distance(left: str, right: str, limit: int = 4) -> int:
    """Return the Levenshtein distance, with swaps of neighbours.

    Anything above `limit` is returned as limit + 1.
    """
    if (
        abs(len(left) - len(right)) > limit
        or _lacking(left, right) > limit
        or _lacking(right, left) > limit
    ):
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, previous[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def closest(name: str, candidates: Iterable[str], limit: int | None = None) -> str | None:
    """Return the candidate most like `name`, or None if none is near.

    Ties go to the first in sorted order.
    """
    words = sorted(set(candidates))
    folded = fold(name)
    reach = limit if limit is not None else max(1, min(3, (len(folded) + 1) // 2))
    scored = [(edit_distance(folded, fold(word), reach), word) for word in words]
    near = [
        (distance, word)
        for distance, word in scored
        if distance <= reach and distance < max(len(folded), len(fold(word)))
    ]
    return min(near)[1] if near else None
