"""Numbers printed with gaps between their digits: `1,904. 49` is one number, `12 34` may be two."""

from __future__ import annotations

import re

_SPACED = re.compile(r"[-−－△▲(（]?\s?[\d,.，．][\d,.，． ]* [\d,.，． ]*[\d][)）]?[%％]?")
_NUMBER = re.compile(r"[-−－△▲(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[)）]?[%％]?")
_BOUND = re.compile(r"(?:[,.，．] | (?=[,.，．]))")
_GROUP = re.compile(r"[\d,.，．]")


def without_gaps(text: str) -> str:
    """The text of a line of a cell; if it is one number printed with gaps, the number without them."""
    if " " not in text or not text[-1:].isascii() or _SPACED.fullmatch(text) is None:
        return text
    joined = text.replace(" ", "")
    if _NUMBER.fullmatch(joined) is None:
        return text
    # Gaps beside a point or comma are within a number; gaps between digits only where every digit stands alone.
    if " " not in _BOUND.sub(lambda found: found.group().strip(), text) or all(len(part) == 1 for part in text.split()):
        return joined
    return text
