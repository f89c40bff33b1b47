"""Find tables whose title and head line stand in the text while nothing is drawn below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.grids.caption import TableHeader, find_header
from budgetrules.recognition.grids.cells import caption_line
from budgetrules.recognition.grids.titles import prescribed, tables_named
from budgetrules.schema.forms import Table, Template

_LONGEST = 60
_BELOW = 3


@attrs.frozen(eq=False)
class UndrawnTable:
    """A title with a line of department or unit below it, and no grid before the next title."""

    table: Table
    title: str
    place: Place
    header: TableHeader


def undrawn_tables(
    lines: Sequence[RawLine],
    template: Template,
    drawn: Set[Table],
) -> Iterator[UndrawnTable]:
    """Yield the tables, but for those that are drawn, that the text only says to be there."""
    seen = set(drawn)
    for at, line in enumerate(lines):
        table = _titled(line, template)
        if table is None or not seen.isdisjoint(_all_titled(line, table, template)):
            continue
        below = lines[at + 1 : at + 1 + _BELOW]
        if any(_titled(other, template) is not None for other in below):
            # A list of titles.
            continue
        printed = (other for other in below if other.text.strip())
        captions = [caption_line((other,)) for other in printed]
        header = find_header(captions, table.header, template)
        if header.lines:
            seen.add(table)
            title = "".join(line.text.split())
            place = line.place(title, 0, len(line.text.rstrip()))
            yield UndrawnTable(
                table,
                title,
                place,
                header,
            )


def _all_titled(line: RawLine, table: Table, template: Template) -> tuple[Table, ...]:
    """Return the table of a title, with the other layouts that its words are those of."""
    if not table.title_has:
        return (table,)
    return (table, *tables_named(line.text, template))


def _titled(line: RawLine, template: Template) -> Table | None:
    """Return the table whose prescribed title a line is."""
    if len(line.text) > _LONGEST:
        return None
    text = fold(line.text)
    if not text.endswith(template.vocabulary.table):
        return None
    return prescribed(text, template)
