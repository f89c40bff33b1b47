"""Where something stands in a text of rules."""

from __future__ import annotations

import attrs


@attrs.frozen(slots=True, order=True)
class Span:
    """A stretch of one line: `line` from 1, `column` and `end` in characters from 0."""

    file: str
    line: int
    column: int
    end: int


NOWHERE = Span("", 0, 0, 0)
