"""Tables whose title and head line stand in the text while nothing is drawn below: not missing, but not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Claim, Place
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.captions import Entry, find_header, read_title
from budgetrules.recognition.grids.parts import Stream
from budgetrules.schema.forms import Table, Template

_LONGEST = 60
_BELOW = 3


@attrs.frozen(eq=False)
class Undrawn:
    """A title with a line of department or unit below it, and no grid before the next title."""

    table: Table
    title: str
    place: Place
    header: Claim | None
    unit: str | None


def undrawn(stream: Stream, template: Template, known: Sequence[Table]) -> Iterator[Undrawn]:
    """The tables, but for `known` ones, that are only said to be there."""
    seen = set(known)
    for at, line in enumerate(stream.lines):
        table = _title(line, template)
        if table is None or table in seen:
            continue
        below = stream.lines[at + 1 : at + 1 + _BELOW]
        if any(_title(other, template) is not None for other in below):
            # A list of titles.
            continue
        header, unit, used = find_header(
            [Entry((other,)) for other in below if other.text.strip()], table.header
        )
        if used:
            seen.add(table)
            title = "".join(line.text.split())
            yield Undrawn(table, title, line.place(title, 0, len(line.text.rstrip())), header, unit)


def _title(line: RawLine, template: Template) -> Table | None:
    text = fold(line.text) if len(line.text) <= _LONGEST else ""
    table, sure = read_title(text, template, set()) if text.endswith("表") else (None, False)
    return table if sure else None
