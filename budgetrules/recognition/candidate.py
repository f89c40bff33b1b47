"""What one template makes of a document, before anything is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from budgetrules.model.disclosure import Disclosure, Problem
from budgetrules.readers.raw import RawLine
from budgetrules.schema.forms import Template


@attrs.frozen(eq=False)
class Candidate:
    """How well a template fits: the `share` of its tables that were found, `known` in number, and whether that is `enough`.

    `read` reads the tables into a disclosure (it is given the official names of codes) and returns the lines of the
    narrative. `problems` are those of finding the tables, `reasons` say why each was recognised or wasn't.
    """

    template: Template
    share: Fraction
    known: int
    enough: bool
    problems: list[Problem]
    reasons: list[str]
    read: Callable[[Disclosure, Mapping[str, str]], list[RawLine]]
