"""Names that the engine itself gives to what rules, waivers and messages speak of.

They are words of the rule language beside its keywords, from grammar/names.tsv.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from budgetrules.resources import resource_folder


@functools.cache
def _names() -> Mapping[str, str]:
    """Return all names by id."""
    path = resource_folder("grammar") / "names.tsv"
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    names: dict[str, str] = {}
    for line in lines:
        name_id, name, *_ = line.split("\t")
        names[name_id] = name
    return names


def own_name(name_id: str) -> str:
    """Return the name with this id. Raises KeyError for one that grammar/names.tsv lacks."""
    return _names()[name_id]
