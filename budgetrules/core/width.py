"""How wide a text stands on a terminal: East Asian wide characters take two columns."""

from __future__ import annotations

import functools
import unicodedata


@functools.lru_cache(maxsize=8192)
def display_width(text: str) -> int:
    """Columns that `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
