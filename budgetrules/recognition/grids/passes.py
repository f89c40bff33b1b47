"""The passes that make tables of grids, in their order, and how far each template goes.

Every pass takes a `Draft`, a document read by one template as far as it has come, and gives one
with more in it. Nothing is changed in place:

    number    RawCell → GridCell: what it says is read once; lines and rows get their order
    cut       GridRows → GridParts: rows that are one table each
    caption   GridPart + Heading: title, number, unit and department over the table
    match     GridPart + ColumnMatch: its columns beside those of the table its title names
    assign    GridParts → TableDrafts: by title, by columns, or as what goes on from the one before
    read      TableDraft → PrintedRow → Row with Cells in a TableData; the rest is narrative
"""

from __future__ import annotations

from collections.abc import Callable

from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.caption import caption
from budgetrules.recognition.grids.cut import cut
from budgetrules.recognition.grids.draft import Draft
from budgetrules.recognition.grids.match import match
from budgetrules.recognition.grids.number import number
from budgetrules.recognition.grids.read import read

Pass = Callable[[Draft], Draft]

PASSES: tuple[Pass, ...] = (number, cut, caption, match, assign, read)

# Where the way pauses: a document is numbered once, its titles are looked for by all templates,
# columns are matched only by those that have enough titles in it, and only the best one is read.
ONCE = PASSES[:1]
TITLES = PASSES[1:3]
TABLES = PASSES[3:5]
CONTENT = PASSES[5:]


def run(draft: Draft, passes: tuple[Pass, ...]) -> Draft:
    """Take a draft through some passes."""
    for step in passes:
        draft = step(draft)
    return draft
