"""Keywords in both spellings, from grammar/keywords.tsv: the one list."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import attrs

from budgetrules.resources import resource_folder

SPELLINGS = ("zh", "en")


@attrs.frozen(kw_only=True)
class Keyword:
    """A keyword: its id in the tree, its kind, and both spellings with what they mean."""

    id: str
    kind: str
    zh: str
    en: str
    doc_zh: str
    doc_en: str

    def spelled(self, spelling: str) -> str:
        """Spell the keyword in `zh` or `en`."""
        if spelling == "en":
            return self.en
        return self.zh


def _records(name: str) -> Iterator[dict[str, str]]:
    """Read the lines of a table of the grammar, their cells by the names in its first line."""
    path = resource_folder("grammar") / name
    text = path.read_text(encoding="utf-8")
    first, *lines = text.splitlines()
    columns = first.split("\t")
    for line in lines:
        if line.strip():
            cells = line.split("\t")
            yield dict(zip(columns, cells, strict=True))


@functools.cache
def keywords() -> tuple[Keyword, ...]:
    """Return all keywords, in the order of the file."""
    records = _records("keywords.tsv")
    return tuple(Keyword(**record) for record in records)


@functools.cache
def mistyped() -> dict[str, str]:
    """Return words that input methods mix up with a keyword (one sound or shape) → the keyword."""
    pairs: dict[str, str] = {}
    for record in _records("mistyped.tsv"):
        written = record["written"]
        pairs[written] = record["meant"]
    return pairs


@functools.cache
def of_kind(kind: str) -> dict[str, Keyword]:
    """Return the keywords of a kind by id."""
    by_id: dict[str, Keyword] = {}
    for keyword in keywords():
        if keyword.kind == kind:
            by_id[keyword.id] = keyword
    return by_id


@functools.cache
def spelled(kind: str) -> dict[str, str]:
    """Return each spelling of the keywords of a kind → id."""
    ids: dict[str, str] = {}
    for keyword in of_kind(kind).values():
        ids[keyword.zh] = keyword.id
        ids[keyword.en] = keyword.id
    return ids


def spellings(ids: Iterable[str], kind: str) -> tuple[str, ...]:
    """Spell keywords in Chinese, for messages; ids of no keyword of the kind are left out."""
    words: list[str] = []
    by_id = of_kind(kind)
    for item in ids:
        if item in by_id:
            words.append(by_id[item].zh)
    return tuple(words)


def spell(word: str, kind: str, spelling: str) -> str:
    """Spell the keyword of an id in `zh` or `en`."""
    keyword = of_kind(kind)[word]
    return keyword.spelled(spelling)
