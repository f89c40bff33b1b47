"""Keywords in both spellings, from grammar/keywords.tsv: the one list."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import attrs

from budgetrules.resources import resource_folder

SPELLINGS = ("zh", "en")


@attrs.frozen
class Keyword:
    """A keyword: its id in the tree, its kind, and both spellings with what they mean."""

    id: str
    kind: str
    zh: str
    en: str
    doc_zh: str
    doc_en: str

    def spelled(self, spelling: str) -> str:
        """The keyword in `zh` or `en`."""
        return self.en if spelling == "en" else self.zh


def _lines(name: str) -> Iterator[list[str]]:
    """The lines of a table of the grammar, without its head."""
    text = (resource_folder("grammar") / name).read_text(encoding="utf-8")
    _, *lines = text.splitlines()
    for line in lines:
        if line.strip():
            yield line.split("\t")


@functools.cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords, in the order of the file."""
    return tuple(Keyword(*cells) for cells in _lines("keywords.tsv"))


@functools.cache
def mistyped() -> dict[str, str]:
    """Words of one sound or shape with a keyword that input methods mix up → the keyword."""
    pairs: dict[str, str] = {}
    for written, meant in _lines("mistyped.tsv"):
        pairs[written] = meant
    return pairs


@functools.cache
def of_kind(kind: str) -> dict[str, Keyword]:
    """The keywords of a kind by id."""
    return {keyword.id: keyword for keyword in keywords() if keyword.kind == kind}


@functools.cache
def spelled(kind: str) -> dict[str, str]:
    """Each spelling of the keywords of a kind → id."""
    ids: dict[str, str] = {}
    for keyword in of_kind(kind).values():
        ids[keyword.zh] = keyword.id
        ids[keyword.en] = keyword.id
    return ids


def spellings(ids: Iterable[str], kind: str) -> tuple[str, ...]:
    """The Chinese spellings of keywords, for messages."""
    all_of_kind = of_kind(kind)
    return tuple(all_of_kind[item].zh for item in ids if item in all_of_kind)


def spell(word: str, kind: str, spelling: str) -> str:
    """A keyword id in a spelling."""
    return of_kind(kind)[word].spelled(spelling)
