"""What a page holds once it is read: lines, grids, text that runs across, and what could not be
read.

Two lines or grids may say the same at the same place, as on every page: they are told apart by
identity, and can stand in sets.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

import attrs

from budgetrules.core.names import fold

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

_LETTER = re.compile(r"[^\W\d_]")


@attrs.define(slots=True, eq=False)
class PageLine:
    """A line of text: its box as it stands upright and on the page that is shown, its size, and the
    edges of its characters.
    """

    text: str
    box: Box
    shown: Box
    size: float
    edges: array[float]


# First row and column, how many rows and columns are spanned, and the folded text.
CellKey = tuple[int, int, int, int, str]


@attrs.define(slots=True, kw_only=True)
class GridCell:
    """A cell: its place in the lattice, its text, its box on the page that is shown, and where its
    text stands upright.

    `inside` is the box of the cell on the upright page, `written` that of its text (None if it is
    blank); `end` is how far its last line goes and `size` how large it is.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    box: Box
    inside: Box
    written: Box | None = None
    end: float = 0.0
    size: float = 0.0

    @property
    def row_end(self) -> int:
        """The row behind the last one."""
        return self.row + self.row_span

    @property
    def column_end(self) -> int:
        """The column behind the last one."""
        return self.column + self.column_span

    @property
    def is_words(self) -> bool:
        """Whether it says something, and not in digits only."""
        return _LETTER.search(self.text) is not None

    @property
    def is_digits(self) -> bool:
        """Whether it holds a code, a number or a dash."""
        return bool(self.text) and not self.is_words

    def key(self, first: int) -> CellKey:
        """Say what makes it the same as a cell of a repeated header whose first row is `first`."""
        return (
            self.row - first,
            self.column,
            self.row_span,
            self.column_span,
            fold(self.text),
        )


def cells_of_row(cells: list[GridCell], row: int) -> list[GridCell]:
    """Return the cells that begin in a row."""
    return [cell for cell in cells if cell.row == row]


@attrs.define(slots=True, kw_only=True, eq=False)
class PageGrid:
    """A table of a page: the edges of its columns, its cells, how many lines of the page stand
    above it, and its box.

    `box` is that on the page as it is shown, `inside` as it stands upright.
    """

    xs: list[float]
    rows: int
    cells: list[GridCell]
    before: int
    page: int
    box: Box
    inside: Box


@attrs.frozen(slots=True)
class Aside:
    """Text that runs in another direction than the page's; its box is on the page as shown."""

    text: str
    box: Box


@attrs.define(slots=True, kw_only=True)
class PageContent:
    """What a page holds, in the order of reading.

    `size` is width and height upright; `characters` counts those that can be seen, `unmapped` those
    that no Unicode is known for; `pictured` is the part of the page (in hundredths) that its
    largest picture covers, `drawn` how many paths it has; `cut` tells that the page holds more than
    is read.
    """

    number: int
    size: tuple[float, float]
    lines: list[PageLine] = attrs.field(factory=list)
    grids: list[PageGrid] = attrs.field(factory=list)
    asides: list[Aside] = attrs.field(factory=list)
    characters: int = 0
    unmapped: int = 0
    pictured: int = 0
    drawn: int = 0
    cut: bool = False
