"""The values that the passes hand on: a document with its tables in the making."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Place
from budgetrules.readers.raw import RawDocument, RawLine
from budgetrules.recognition.candidate import Reading
from budgetrules.recognition.grids.cells import CaptionLine, Cells, GridRows
from budgetrules.recognition.grids.columns import ColumnMatch, PrintedColumns
from budgetrules.schema.forms import Table, Template

# What a document is numbered by, before any template is tried.
_NO_TEMPLATE = Template(id="", title="", kind="", tables=())


@attrs.frozen(eq=False, kw_only=True)
class Heading:
    """The title found over a table; `table` is None where the form has none of this title.

    `sure`: it reads as prescribed. `number` is the label beside it (表1), `lines` are the numbers
    of the lines that both take. `goes_on`: it says that the table goes on (续表).
    """

    table: Table | None
    title: str
    place: Place
    number: str
    sure: bool
    lines: frozenset[int] = frozenset()
    goes_on: bool = False


@attrs.frozen(eq=False, kw_only=True)
class GridPart:
    """Rows of a grid that are one table, or a part of one.

    `begin` is the first of its rows, `first` the first below those that stand over the table in
    the grid itself, `last` the one behind it. `between` are the lines of the document since the
    part before, `above` those and its own caption rows. `columns` is what its columns print, and
    `title_match` how they fit the table that its title names.
    """

    grid: GridRows
    begin: int
    last: int
    between: tuple[CaptionLine, ...] = ()
    first: int = 0
    above: tuple[CaptionLine, ...] = ()
    heading: Heading | None = None
    position: int = 0
    titled: Table | None = None
    columns: PrintedColumns = PrintedColumns()
    title_match: ColumnMatch | None = None

    @property
    def printed(self) -> tuple[Cells, ...]:
        """The cells with text that begin in each of its rows."""
        return self.grid.printed[self.begin : self.last]

    @property
    def place(self) -> Place:
        """Where its title stands, else its grid."""
        return self.heading.place if self.heading is not None else self.grid.place

    @property
    def title(self) -> str:
        """The title over it, if there is one."""
        return self.heading.title if self.heading is not None else ""

    @property
    def title_lines(self) -> frozenset[int]:
        """The numbers of the lines in which its title stands."""
        return self.heading.lines if self.heading is not None else frozenset()

    @property
    def is_sure(self) -> bool:
        """Whether its title reads as prescribed."""
        return self.heading is not None and self.heading.sure

    @property
    def goes_on(self) -> bool:
        """Whether the reader or the title says that it goes on from the part before it."""
        if self.heading is not None and self.heading.goes_on:
            return True
        return self.grid.raw.continues and self.begin == 0


@attrs.frozen(eq=False, kw_only=True)
class TablePart:
    """A part as it belongs to a table: the rows from `first` to `last` of `grid`, read by `match`.

    `grid` is that of the part, or the same cells laid under the columns of the table's first part.
    """

    part: GridPart
    grid: GridRows
    first: int
    last: int
    match: ColumnMatch


@attrs.frozen(eq=False, kw_only=True)
class TableDraft:
    """A table of the form in the making: its parts in the order of reading.

    `titled`: its title stands over it. `sure`: that title reads as prescribed. `sheet` counts the
    sheets of a repeatable table from 0.
    """

    table: Table
    parts: tuple[TablePart, ...]
    titled: bool
    sure: bool
    sheet: int = 0

    @property
    def key(self) -> str:
        """What tells it from the other tables of a document."""
        return f"{self.table.id} {self.sheet}" if self.sheet else self.table.id


@attrs.frozen(eq=False, kw_only=True)
class Draft:
    """A document read by one template, as far as the passes have come.

    `number` gives `lines` and `grids`; `cut`, `caption` and `match` make and annotate `parts`;
    `assign` gives `tables`, the parts of `unknown` tables, those that are `repeated` or could not
    be matched (`unmatched`), and its `reasons`; `read` gives the `reading`, for which it needs
    the `official_names` of codes.
    """

    raw: RawDocument
    template: Template = _NO_TEMPLATE
    official_names: Mapping[str, str] = attrs.field(factory=dict)
    lines: tuple[RawLine, ...] = ()
    grids: tuple[GridRows, ...] = ()
    parts: tuple[GridPart, ...] = ()
    tables: tuple[TableDraft, ...] = ()
    unknown: tuple[GridPart, ...] = ()
    repeated: tuple[tuple[Table, GridPart], ...] = ()
    unmatched: tuple[tuple[Table, GridPart], ...] = ()
    reasons: tuple[Message, ...] = ()
    reading: Reading = Reading()
