"""Laws, code lists, lookups and parameters: data that rules cite, each line with its trust."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import attrs

from budgetrules.core.names import fold
from budgetrules.schema.names import own_name

# Characters by which a code is longer than the one above it.
_STEP = 2


@attrs.frozen
class Law:
    """A citation: document and article; `verified` says whether its text was seen."""

    id: str
    document: str
    article: str = ""
    verified: bool = False


# A rule's basis may be the prescribed form itself: 依据 表式.
FORM_BASIS = own_name("form_basis")


def basis_laws(basis: tuple[str, ...], laws: Mapping[str, Law], form: str) -> tuple[Law, ...]:
    """Return the citations of a rule in the order written; the form is cited by its title."""
    citations = {**laws, FORM_BASIS: Law(FORM_BASIS, form, FORM_BASIS, verified=True)}
    return tuple(citations[name] for name in basis if name in citations)


@attrs.frozen
class FormerName:
    """A name that a code had in earlier editions of its list, and the last year of it."""

    name: str
    until: int


@attrs.frozen
class CodeEntry:
    """One code of a list.

    Its names (the first is today's), those among them that it had in earlier years only, and how
    far the entry can be trusted.
    """

    code: str
    parent: str
    level: str
    names: tuple[str, ...]
    trust: str
    former: tuple[FormerName, ...] = ()


@attrs.frozen
class CodeList:
    """A classification: its entries by code."""

    id: str
    entries: dict[str, CodeEntry]
    external: bool = False

    @functools.cached_property
    def namesakes(self) -> dict[tuple[str, int, str], list[str]]:
        """The codes of a name by (code above, length, folded name)."""
        codes: dict[tuple[str, int, str], list[str]] = {}
        for code, entry in self.entries.items():
            code_above = code[:-2]
            for name in dict.fromkeys(map(fold, entry.names)):
                codes.setdefault((code_above, len(code), name), []).append(code)
        return codes

    @functools.cached_property
    def codes_of_names(self) -> dict[str, list[str]]:
        """The codes by folded name."""
        codes: dict[str, list[str]] = {}
        for code, entry in self.entries.items():
            for name in dict.fromkeys(map(fold, entry.names)):
                codes.setdefault(name, []).append(code)
        return codes

    @functools.cached_property
    def top_length(self) -> int:
        """How many characters the codes at the top have."""
        return min(map(len, self.entries), default=0)

    def lost_code(
        self,
        code: str,
        name: str,
        printed: AbstractSet[str],
        *,
        may_repeat: bool = False,
    ) -> str | None:
        """Return the code that a row was meant to have whose own belongs nowhere.

        That is the one code of its (folded) name directly below a printed one, or at the top, and,
        unless codes may repeat, not printed itself. None where the row's own code is in the list or
        below a printed one, or where several would do.
        """
        if code in self.entries or code[:-_STEP] in printed:
            return None
        lost: list[str] = []
        for other in self.codes_of_names.get(name, ()):
            has_place = other[:-_STEP] in printed or len(other) == self.top_length
            if has_place and (may_repeat or other not in printed):
                lost.append(other)
        return lost[0] if len(lost) == 1 else None


@attrs.frozen
class Lookup:
    """A small table of facts: columns, and rows of texts in the order of the columns."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class Parameter:
    """A typed value that rules use.

    Set in the pack (perhaps from a year on), or given with the run when `external`.

    `kind` is text, date, number, list or a unit symbol; `values` holds (first year or None, value
    as text items).
    """

    id: str
    kind: str
    values: tuple[tuple[int | None, tuple[str, ...]], ...] = ()
    external: bool = False

    def value_for(self, year: int | None) -> tuple[str, ...] | None:
        """Return the value in force in `year`; None where none is set."""
        best: tuple[str, ...] | None = None
        for first, value in self.values:
            if first is None or (year is not None and first <= year):
                best = value
        return best


@attrs.frozen
class Words:
    """A group of words with their signs (增加 +1, 减少 −1, 持平 0)."""

    id: str
    signs: dict[str, int]
