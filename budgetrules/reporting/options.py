"""How a report is to be printed, whatever its format."""

from __future__ import annotations

import attrs

NAME = "budgetrules"


@attrs.frozen
class FormatOptions:
    """`width`: columns to fill (None: as wide as needed); `color`: ANSI colours are allowed;
    `version` of the tool.
    """

    width: int | None = 100
    color: bool = False
    version: str = "0"
