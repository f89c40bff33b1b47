"""Ids of lists: how 表2, 表1.收入 and 上年.表1.收入 are put together and taken apart, in one place."""

from __future__ import annotations

import functools
from collections.abc import Container

import attrs


@attrs.frozen
class ListId:
    """The id of a list: its table or statement, its side, its document.

    Without side where a table has one list, without document where it is the one checked. Rows,
    expressions and files hold it as text, `str(list_id)`.
    """

    table: str
    side: str = ""
    document: str = ""

    def __str__(self) -> str:
        return ".".join(filter(None, (self.document, self.table, self.side)))

    @property
    def own_table(self) -> str:
        """The table in the document that is checked; empty for a list of another document."""
        return "" if self.document else self.table


@functools.lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("."))


def parse_list_id(text: str, documents: Container[str] = ()) -> ListId:
    """Read a list's id.

    `documents` are the names of other documents, by which 上年.表2 differs from 表1.收入.
    """
    first, *rest = _parts(text)
    if rest and (first in documents or len(rest) > 1):
        return ListId(rest[0], ".".join(rest[1:]), first)
    return ListId(first, ".".join(rest))


def in_document(document: str, list_id: str) -> str:
    """Return the id of a list of another document: 上年.表1.收入."""
    return f"{document}.{list_id}"
