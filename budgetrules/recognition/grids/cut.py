"""Pass 2, cut: part each grid into stretches of rows that are one table each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from budgetrules.recognition.grids.cells import GridCell, GridRows
from budgetrules.recognition.grids.draft import Draft, GridPart
from budgetrules.recognition.grids.titles import is_number_label, is_title_like, prescribed
from budgetrules.schema.forms import Template

_FEWEST_HEADERS = 3
_LONGEST_TITLE = 80


def cut(draft: Draft) -> Draft:
    """Cut a grid where a title stands in it, and where an unknown one stands behind a blank row."""
    parts: list[GridPart] = []
    for grid in draft.grids:
        parts.extend(_parts(grid, draft.template))
    return attrs.evolve(draft, parts=tuple(parts))


def _parts(grid: GridRows, template: Template) -> Iterator[GridPart]:
    """Yield the parts of one grid; the lines above it stand before the first of them."""
    borders = [*_first_rows(grid, template), grid.rows]
    for begin, last in pairwise(borders):
        between = grid.above if begin == 0 else ()
        yield GridPart(
            grid=grid,
            begin=begin,
            last=last,
            between=between,
        )


def _first_rows(grid: GridRows, template: Template) -> list[int]:
    """Return the rows at which a part begins: the first one, and each title with the number over
    it.
    """
    begins = [0]
    # What stands between the last beginning and this row. Rows below a header have amounts or
    # codes; before them a blank row may stand in the header.
    has_content = has_numbers = False
    after_blank = False
    for row, cells in enumerate(grid.printed):
        if not cells:
            after_blank = True
            continue
        begin: int | None = None
        if after_blank and has_numbers and _is_header_like(cells):
            begin = row
        elif has_content and _is_title(cells, template, after_blank):
            begin = _with_number_above(grid, row, begins[-1], template)
        if begin is not None:
            begins.append(begin)
            has_content = has_numbers = False
        else:
            has_content = has_content or len(cells) > 1
            has_numbers = has_numbers or any(cell.text.is_number for cell in cells)
        after_blank = False
    return begins


def _is_header_like(cells: Sequence[GridCell]) -> bool:
    """Whether a row may be the header of another table: words side by side, without digits."""
    if len(cells) < _FEWEST_HEADERS:
        return False
    return not any(cell.text.has_digit for cell in cells)


def _is_title(
    cells: Sequence[GridCell],
    template: Template,
    after_blank: bool,
) -> bool:
    """Whether a row is a title of the form, or behind a blank row one that stands alone."""
    text = cells[0].text.folded
    if len(cells) > 2 or len(text) >= _LONGEST_TITLE:
        return False
    if prescribed(text, template) is not None:
        return True
    return after_blank and len(cells) == 1 and is_title_like(text, template)


def _with_number_above(
    grid: GridRows,
    row: int,
    begin: int,
    template: Template,
) -> int:
    """Return the row of the number (表1) that stands over a title, else the row of the title
    itself.
    """
    above = row - 1
    while above > begin and not grid.printed[above]:
        above -= 1
    is_numbered = above > begin and is_number_label(grid.row_text(above), template)
    return above if is_numbered else row
