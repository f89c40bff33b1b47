"""Say how well one template fits a document, and hand over what is read by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

import attrs

from budgetrules.messages.message import Message
from budgetrules.model.disclosure import (
    InferredTable,
    OtherTable,
    Problem,
    SectionData,
    TableData,
    UnreadCell,
)
from budgetrules.readers.raw import RawLine
from budgetrules.schema.forms import Template


@attrs.frozen(eq=False, kw_only=True)
class Reading:
    """The content of a document by one template.

    `tables` are those of the form, `others` those it doesn't know, `narrative` the lines that
    belong to no table, in the order of reading. `problems` say what could not be understood;
    `unread` are figures in cells of no known table or column, which may be lines of the narrative.
    `inferred` are those of the others whose columns could be told.
    `sections` are those of the narrative where reading had to find them, else None.
    """

    tables: Sequence[TableData] = ()
    others: Sequence[OtherTable] = ()
    problems: Sequence[Problem] = ()
    narrative: Sequence[RawLine] = ()
    unread: Sequence[UnreadCell] = ()
    sections: Sequence[SectionData] | None = None
    inferred: Sequence[InferredTable] = ()


@attrs.frozen(eq=False, kw_only=True)
class Fit:
    """How well a template fits a document.

    `share` is the part of the form's tables that were found, `known` their number, and `enough`
    says whether they settle the form. `problems` are those of finding the tables; `reasons` say
    why each table was recognised or wasn't. `lacking` are the required tables that are not there,
    `strange` the titles of tables that the form doesn't know.
    """

    share: Fraction
    known: int
    enough: bool
    problems: Sequence[Problem] = ()
    reasons: Sequence[Message] = ()
    lacking: Sequence[str] = ()
    strange: Sequence[str] = ()


class Candidate(Protocol):
    """A template tried on a document. Finding tables is cheap; only the best one is read."""

    @property
    def template(self) -> Template:
        """The template that was tried."""

    @property
    def fit(self) -> Fit:
        """How well it fits."""

    def read(self, official_names: Mapping[str, str]) -> Reading:
        """Read the document; `official_names` holds the name of each code in the code lists."""
