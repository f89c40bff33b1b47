"""Keywords in both spellings, from grammar/keywords.tsv: the one list."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import attrs

from budgetrules.resources import resource_folder

SPELLINGS = ("zh", "en")


@attrs.frozen
class Keyword:
    """A keyword: its id in the tree, its kind, both spellings, and what it means in both languages."""

    id: str
    kind: str
    zh: str
    en: str
    doc_zh: str
    doc_en: str

    def spelled(self, spelling: str) -> str:
        """The keyword in `zh` or `en`."""
        return self.en if spelling == "en" else self.zh


@functools.cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords, in the order of the file."""
    text = (resource_folder("grammar") / "keywords.tsv").read_text(encoding="utf-8")
    return tuple(Keyword(*line.split("\t")) for line in text.splitlines()[1:] if line.strip())


@functools.cache
def of_kind(kind: str) -> dict[str, Keyword]:
    """The keywords of a kind by id."""
    return {keyword.id: keyword for keyword in keywords() if keyword.kind == kind}


@functools.cache
def spelled(kind: str) -> dict[str, str]:
    """Each spelling of the keywords of a kind → id."""
    return {
        word: keyword.id for keyword in of_kind(kind).values() for word in (keyword.zh, keyword.en)
    }


def spellings(ids: Iterable[str], kind: str) -> tuple[str, ...]:
    """The Chinese spellings of keywords, for messages."""
    known = of_kind(kind)
    return tuple(known[item].zh for item in ids if item in known)


def spell(word: str, kind: str, spelling: str) -> str:
    """A keyword id in a spelling."""
    return of_kind(kind)[word].spelled(spelling)
