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
    """Write a text in one width and without white space; brackets and quotes stay what they are."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split())


def fold_marks(text: str) -> str:
    """Fold the marks of a narrow text as comparisons see it: one script of brackets and quotes.

    No character is lost or added.
    """
    # Looking for marks first is quicker: most names hold none.
    if not _MARK.search(text):
        return text
    return text.translate(_FOLD)


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Fold a name to the form that comparisons use."""
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
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    if _lacking(left, right) > limit or _lacking(right, left) > limit:
        return limit + 1
    row_before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row_two_before = row_before
        row_before = row
        row = [i]
        for j, b in enumerate(right, 1):
            replaced = row_before[j - 1] + (a != b)
            best = min(row_before[j] + 1, row[j - 1] + 1, replaced)
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                swapped = row_two_before[j - 2] + 1
                best = min(best, swapped)
            row.append(best)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def closest(name: str, candidates: Iterable[str], limit: int | None = None) -> str | None:
    """Return the candidate most like `name`, or None if none is near.

    Ties go to the first in sorted order.
    """
    folded = fold(name)
    if limit is None:
        half = (len(folded) + 1) // 2
        limit = max(1, min(3, half))
    best: str | None = None
    least = limit + 1
    for word in sorted(set(candidates)):
        other = fold(word)
        distance = edit_distance(folded, other, limit)
        # Where every character differs nothing is like it.
        is_alike = distance < max(len(folded), len(other))
        if is_alike and distance < least:
            least = distance
            best = word
    return best
