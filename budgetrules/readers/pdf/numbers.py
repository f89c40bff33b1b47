"""Numbers printed with gaps between their digits: `1,904. 49` is one number, `12 34` may be two."""

from __future__ import annotations

import re

_SPACED = re.compile(r"[-−－△▲(（]?[\d,.，． ]*\d[)）]? ?[%％]?")
_NUMBER = re.compile(r"[-−－△▲(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[)）]?[%％]?")
# Blanks beside what can't stand at the rim of a number are within it.
_WITHIN = re.compile(r"(?<=[-−－△▲(（,.，．]) | (?=[,.，．)）%％])")


def without_gaps(text: str) -> str:
    """Return the text of a line of a cell; one number printed with gaps comes without them."""
    if " " not in text or _SPACED.fullmatch(text) is None:
        return text
    joined = text.replace(" ", "")
    if _NUMBER.fullmatch(joined) is None:
        return text
    if " " not in _WITHIN.sub("", text):
        return joined
    # Between two digits a blank is within a number only where every digit stands alone.
    is_one_number = all(len(part) == 1 for part in text.split())
    return joined if is_one_number else text


_FIGURE = re.compile(r"[-−－△▲(（]?(?:[\d,，]+(?:[.．]\d+)?)[)）]?[%％]?|[-—–－]+")
_AMOUNT = re.compile(r".*(?:\d[.．]\d+|\d[,，]\d{3}).*")


def is_figure(text: str) -> bool:
    """Whether a text is a code, a number or a dash."""
    return _FIGURE.fullmatch(without_gaps(text)) is not None


def is_amount(text: str) -> bool:
    """Whether a text is a number with decimals or thousands, as codes and page numbers are not."""
    if not is_figure(text):
        return False
    return _AMOUNT.fullmatch(without_gaps(text)) is not None
