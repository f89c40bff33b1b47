"""Sentences about the command line, in both languages at once.

They stand in messages/options.tsv and are read here without the rest of the catalogue, so that
`--help` and a message about wrong use load nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path


@functools.cache
def _sentences() -> Mapping[str, tuple[str, str]]:
    """Return both sentences, zh and en, by code."""
    path = Path(__file__).with_name("options.tsv")
    content = path.read_text(encoding="utf-8")
    _, *lines = content.splitlines()
    sentences = {}
    for line in lines:
        code, zh, en, *_ = line.split("\t")
        sentences[code] = (zh, en)
    return sentences


def in_both(code: str, between: str = " ") -> str:
    """Return the sentence in Chinese and in English.

    Raises KeyError for a code that options.tsv lacks.
    """
    sentences = _sentences()[code]
    return between.join(sentences)
