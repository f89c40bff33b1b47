"""Pass 4, match: read the columns of each part, and fit them to the table that its title names."""

from __future__ import annotations

import attrs

from budgetrules.recognition.grids.draft import Draft, GridPart
from budgetrules.recognition.grids.fit import fit_columns
from budgetrules.recognition.grids.headers import printed_columns
from budgetrules.recognition.words import ColumnWords, column_words


def match(draft: Draft) -> Draft:
    """Match parts with titles; for others `assign` knows which tables are still to be found."""
    words = column_words(draft.template.vocabulary)
    return attrs.evolve(draft, parts=tuple(_matched(part, words) for part in draft.parts))


def _matched(part: GridPart, words: ColumnWords) -> GridPart:
    columns = printed_columns(part.grid, part.first, part.last, words)
    fit = fit_columns(columns, part.titled) if part.titled is not None else None
    return attrs.evolve(part, columns=columns, title_match=fit)
