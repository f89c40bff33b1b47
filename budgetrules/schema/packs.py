"""What a rule pack declares besides its rules."""

from __future__ import annotations

import functools

import attrs

from budgetrules.core.names import fold
from budgetrules.schema.cues import CueWords
from budgetrules.schema.forms import Template
from budgetrules.schema.sources import CodeList, Law, Lookup, Parameter, Words


@attrs.frozen
class PackHeader:
    """Who a pack is: name, title, version, region, licence, and the packs it builds on."""

    name: str
    title: str = ""
    version: str = ""
    region: str = ""
    licence: str = ""
    builds_on: tuple[str, ...] = ()


@attrs.frozen
class OtherDocument:
    """Another disclosure that rules may name: last year's, or the budget of a final account.

    An empty `kind` is that of the disclosure itself, in the same form.
    """

    id: str
    kind: str
    year_offset: int = 0


@attrs.frozen
class CurrentName:
    """What a code is called today, and the last year in which it had another name."""

    name: str
    until: int


@attrs.frozen
class Declarations:
    """Everything that rules can name, by id."""

    header: PackHeader
    laws: dict[str, Law] = attrs.field(factory=dict)
    codelists: dict[str, CodeList] = attrs.field(factory=dict)
    lookups: dict[str, Lookup] = attrs.field(factory=dict)
    parameters: dict[str, Parameter] = attrs.field(factory=dict)
    words: dict[str, Words] = attrs.field(factory=dict)
    documents: dict[str, OtherDocument] = attrs.field(factory=dict)
    templates: dict[str, Template] = attrs.field(factory=dict)
    vocabulary: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    cues: CueWords = CueWords()

    @functools.cached_property
    def former_names(self) -> dict[str, CurrentName]:
        """Today's name of each (folded) name that only earlier editions of a code list have.

        None of a name that a code has today, or that became several.
        """
        renamed: dict[str, set[CurrentName]] = {}
        current: set[str] = set()
        for codelist in self.codelists.values():
            for entry in codelist.entries.values():
                current.add(fold(entry.names[0]) if entry.names else "")
                for former in entry.former:
                    name = CurrentName(entry.names[0], former.until)
                    renamed.setdefault(fold(former.name), set()).add(name)
        names: dict[str, CurrentName] = {}
        for former_name, todays in renamed.items():
            if former_name not in current and len(todays) == 1:
                (names[former_name],) = todays
        return names


@attrs.frozen
class PackInfo:
    """A rule pack that took part: name, version and hash of its content."""

    name: str
    version: str
    hash: str
