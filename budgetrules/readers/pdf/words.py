"""Words by which rows and notes are told in a PDF, before it is known which form it is."""

from __future__ import annotations

import functools
import re

import attrs

from budgetrules.core.script import NUMERALS, ORDINAL
from budgetrules.schema.vocabulary import Vocabulary


@attrs.frozen(eq=False)
class RowWords:
    """What a note below a table begins with, and what a new row does; both as printed."""

    notes: tuple[str, ...]
    new_row: re.Pattern[str]


# Kept by vocabulary, of which there are as many as sets of rules in the process.
@functools.lru_cache(maxsize=64)
def row_words(vocabulary: Vocabulary) -> RowWords:
    """Return the words of a vocabulary, made ready."""
    sums = (*vocabulary.totals, *vocabulary.subtotals)
    spread_sums = [_spread(word) for word in sums]
    alternatives = [
        rf"{ORDINAL}?[{NUMERALS}]+[、.．]",
        rf"[（(][{NUMERALS}\d]+[）)]",
        r"\d+[.、．]?",
        *map(re.escape, vocabulary.row_beginnings),
        *spread_sums,
        "[★*※—-]",
    ]
    new_row = re.compile(rf"\s*(?:{'|'.join(alternatives)})")
    return RowWords(vocabulary.note_labels, new_row)


def _spread(word: str) -> str:
    """Return a pattern for a word that white space may spread over its cell: 合 计."""
    return r"\s*".join(map(re.escape, word))
