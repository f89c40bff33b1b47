"""Pass 4, match: read the columns of each part, and fit them to the table that its title names."""

from __future__ import annotations

import attrs

from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.draft import Draft, GridPart
from budgetrules.recognition.grids.fit import fit_columns
from budgetrules.recognition.grids.headers import printed_columns
from budgetrules.recognition.grids.likeness import holds_numbers, is_part_like
from budgetrules.recognition.grids.titles import sheet_layouts, tables_named
from budgetrules.recognition.words import ColumnWords, column_words
from budgetrules.schema.forms import Table, Template


def match(draft: Draft) -> Draft:
    """Match parts with titles; for others `assign` knows which tables are still to be found."""
    template = draft.template
    words = column_words(template.vocabulary)
    parts = [_matched(part, words, template) for part in draft.parts]
    return attrs.evolve(draft, parts=tuple(parts))


def _matched(part: GridPart, words: ColumnWords, template: Template) -> GridPart:
    columns = printed_columns(part.grid, part.first, part.last, words)
    matches = [fit_columns(columns, table) for table in _titled_tables(part, template)]
    if not matches:
        return attrs.evolve(part, columns=columns, titled=None)
    best = matches[0]
    if len(matches) > 1:
        best = max(matches, key=lambda match: (is_part_like(part, match), match.points))
    if best.table.title_has and _skips_amounts(part, best):
        # Which of several columns of amounts is meant, the words of a kind can't tell.
        best = attrs.evolve(best, points=0)
    return attrs.evolve(part, columns=columns, titled=best.table, title_match=best)


def _skips_amounts(part: GridPart, match: ColumnMatch) -> bool:
    """Whether of lists side by side one has figures right behind its names that it leaves out."""
    if len(match.table.lists) < 2:
        return False
    for at in match.extra:
        slot = match.slots.get(at - 1)
        is_behind_name = slot is not None and slot.field.kind in ("text", "coded")
        if is_behind_name and holds_numbers(part, match.body, at):
            return True
    return False


def _titled_tables(part: GridPart, template: Template) -> tuple[Table, ...]:
    """Return the tables that the title of a part may be of: one, or the layouts of one kind."""
    if part.titled is None:
        return ()
    if not part.titled.title_has:
        return (part.titled,)
    title = part.title or part.grid.place.sheet or ""
    found = tables_named(title, template) if part.title else sheet_layouts(title, template)
    return found or (part.titled,)
