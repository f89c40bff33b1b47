"""How a report is to be printed, whatever its format."""

from __future__ import annotations

import attrs

NAME = "budgetrules"


@attrs.frozen
class FormatOptions:
    """What a format may use.

    `width` is how many columns to fill (None: as wide as needed), `color` whether ANSI colours are
    allowed, `version` that of the tool.
    """

    width: int | None = 100
    color: bool = False
    version: str = "0"
