"""The registry of formats in which a model is written, and what each of them loses."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from budgetrules.model.plain import Object

    Writer = Callable[[Object, Path], None]

WRITERS = {
    "json": "budgetrules.storage.json:write",
    "csv": "budgetrules.storage.csv:write",
    "xlsx": "budgetrules.storage.xlsx:write",
    "parquet": "budgetrules.storage.parquet:write",
}
# What reading back does not give again, beyond the source's pages and fonts, which the model
# doesn't hold either.
LOSSES: dict[str, tuple[str, ...]] = {
    "json": (),
    "csv": (),
    "xlsx": (
        "a text of more than 32,767 characters can't be written",
        "more than 1,048,575 records of a type can't be written",
    ),
    "parquet": (),
}


def writer(name: str) -> Writer:
    """Return the function (model value, target) of a format; raises KeyError for an unknown
    name.
    """
    module, _, function = WRITERS[name].partition(":")
    return cast("Writer", getattr(importlib.import_module(module), function))
