"""A disclosure as read: values only, each with its place in the document."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.figures import Figure
from budgetrules.messages.message import Words
from budgetrules.schema.claims import FIGURE, FIGURES, MEASURE, UNREAD
from budgetrules.schema.forms import Table, Template
from budgetrules.schema.list_ids import parse_list_id


@attrs.frozen(slots=True)
class Place:
    """Where something is printed.

    Page and line count from 1, characters of the line from 0; the box is in points.

    `text` is the printed text there. `order` is where it comes in the order of reading, by row and
    column, in a file that is not made of lines: then `line` and `chars` count what the reader made
    of it, which nobody sees.
    """

    text: str = ""
    page: int | None = None
    line: int | None = None
    chars: tuple[int, int] | None = None
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None
    order: tuple[int, int] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def printed_line(self) -> int | None:
        """The line that a person finds in the file; None where the file is not made of lines."""
        return self.line if self.order is None else None

    @property
    def printed_chars(self) -> tuple[int, int] | None:
        """The characters in that line."""
        return self.chars if self.order is None else None

    @property
    def position(self) -> tuple[int, int, int]:
        """What places of one document are sorted by."""
        if self.order is not None:
            return 0, *self.order
        begin = 0
        if self.chars is not None:
            begin, _ = self.chars
        return self.page or 0, self.line or 0, begin

    # attrs.evolve takes ten times as long, and a document has tens of thousands of places.
    def saying(self, text: str) -> Place:
        """Return the same place with another printed text."""
        return Place(
            text,
            self.page,
            self.line,
            self.chars,
            self.box,
            self.sheet,
            self.cell,
            self.order,
        )

    def ordered(self, order: tuple[int, int], text: str | None = None) -> Place:
        """Return the same place elsewhere in the order of reading, perhaps with another text."""
        return Place(
            self.text if text is None else text,
            self.page,
            self.line,
            self.chars,
            self.box,
            self.sheet,
            self.cell,
            order,
        )


UNKNOWN_PLACE = Place()
# Stands in a section's text where a cell or a paragraph ends.
BORDER = "\x1f"


class CellKind(enum.Enum):
    """Blank, dash, absent row, unreadable and unsaid are different things.

    A printed zero is a FIGURE. UNSAID is what a sentence has a place for and doesn't say.
    """

    FIGURE = "figure"
    BLANK = "blank"
    DASH = "dash"
    ABSENT = "absent"
    UNREADABLE = "unreadable"
    UNSAID = "unsaid"


@attrs.frozen(slots=True, eq=False)
class Cell:
    """A cell in an amount column. Compared by identity: the same cell used twice is one figure."""

    kind: CellKind
    figure: Figure | None
    place: Place

    @property
    def has_figure(self) -> bool:
        """Whether a number is printed here."""
        return self.kind is CellKind.FIGURE


def read_cell(figure: Figure | None, place: Place) -> Cell:
    """Return the cell of a printed number as it was read: without a figure it could not be."""
    if figure is None:
        return Cell(CellKind.UNREADABLE, None, place)
    return Cell(CellKind.FIGURE, figure, place)


@attrs.define(slots=True, eq=False)
class Row:
    """A row of a list.

    `keys` holds the value of each key by its id (codes joined: 2010301), `code` the code if there
    is one, `label` the id of the prescribed row it was recognised as, `level` its level (类 …).
    `parent` and `children` are rows of the same list. `texts` holds the printed text of name, code
    and text columns by column id.
    """

    list_id: str
    index: int
    keys: dict[str, str]
    code: str | None
    name: str
    label: str | None
    level: str | None
    cells: dict[str, Cell]
    place: Place
    texts: dict[str, str] = attrs.field(factory=dict)
    text_places: dict[str, Place] = attrs.field(factory=dict)
    parent: Row | None = None
    children: list[Row] = attrs.field(factory=list)


@attrs.define(slots=True, eq=False)
class ListData:
    """The rows read for one list of a table.

    `unknown_columns` are the heads of printed columns of figures that the form doesn't know.
    """

    id: str
    rows: list[Row]
    columns_present: tuple[str, ...]
    unknown_columns: tuple[str, ...] = ()


@attrs.define(slots=True, eq=False)
class Claim:
    """What a sentence states: its slots by name. A figure slot holds a Cell, any other a text."""

    sentence: str
    slots: dict[str, Cell | str]
    place: Place
    section: str | None = None
    slot_places: dict[str, Place] = attrs.field(factory=dict)


@attrs.define(slots=True, eq=False)
class TableData:
    """A table as read: its lists, its unit, the claims of its header and of the notes below it.

    `unit` is the symbol used to read its figures, `unit_stated` whether the table itself prints it.
    `place` is that of the title, `caption` what that says besides its words; `unread` are the
    places of lines below it that say nothing the form knows. `titled` says whether the title reads
    as the form prescribes, `unheaded` holds the prescribed column heads not printed.
    """

    id: str
    title: str
    unit: str
    unit_stated: bool
    place: Place
    lists: dict[str, ListData]
    header: Claim | None = None
    notes: list[Claim] = attrs.field(factory=list)
    number: str = ""
    unread: list[Place] = attrs.field(factory=list)
    titled: bool = True
    unheaded: tuple[str, ...] = ()
    caption: Claim | None = None

    def rows(self) -> Iterator[Row]:
        """Yield all rows, list by list."""
        for item in self.lists.values():
            yield from item.rows


@attrs.define(slots=True, eq=False)
class SectionData:
    """A section of the narrative: its place in the order of headings, its text, its claims.

    `path` is by the numbers of the headings (第三部分/五/（二）).

    `id` is the section of the template it was recognised as, or None; `body` holds its lines by
    number, in one width and without white space, and `places` where each of them stands. `titled`
    says whether the heading reads as the form prescribes; `prescribed` is how it should read where
    not, be it misprinted or `reworded`. `opens` is the number of the first line below the heading;
    a `sheet` has a title for a heading, and cells for sentences; `repeated` says that the form has
    one of it for each of several things.
    """

    id: str | None
    path: str
    title: str
    place: Place
    text: str = ""
    lines: tuple[int, int] = (0, 0)
    claims: list[Claim] = attrs.field(factory=list)
    slots: dict[str, Cell | str] = attrs.field(factory=dict)
    body: tuple[tuple[int, str], ...] = ()
    titled: bool = True
    prescribed: str = ""
    reworded: bool = False
    opens: int = 0
    sheet: bool = False
    repeated: bool = False
    places: Sequence[Place] = ()


@attrs.frozen
class OtherTable:
    """A table as drawn that the form doesn't know: its title, its place, its cells by row."""

    title: str
    place: Place
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen(eq=False)
class InferredTable:
    """A table that the form doesn't know: what it was inferred to be, and its rows.

    It is one of `others` too; rules see it under the id of its schema.
    """

    schema: Table
    data: TableData

    @property
    def is_nested(self) -> bool:
        """Whether rows of it are parts of one another by their codes."""
        return any(row.parent is not None for row in self.data.rows())


@attrs.frozen
class UnreadCell:
    """A figure in a cell that nothing reads, or alone in a line.

    `table` is the id of its table, or the title of one that the form doesn't know; `row` is what
    its row says first, `column` the header over it. Each is empty where nothing tells.
    """

    table: str
    row: str
    column: str
    place: Place


@attrs.frozen
class Problem:
    """Something that could not be read or was not understood, and where."""

    diagnostic: Diagnostic
    place: Place = UNKNOWN_PLACE


def _position(place: Place) -> tuple[int | None, int]:
    """Tell a place in running text apart by its line and its first character."""
    begin, _ = place.chars or (0, 0)
    return place.line, begin


@attrs.define(slots=True, eq=False)
class Disclosure:
    """One document, read. `tables` is by table id; a table that was not found is not in it.

    `statements` holds what the narrative says by statement id, a row for each time;
    `unread_figures` are the figures that stand in sentences of no known wording, `unread_cells`
    those in cells that nothing reads; `others` are the tables that the form doesn't know,
    `inferred` those of them whose columns could be told (files of the model don't hold them).
    `narrative` is False for a file of tables only: its narrative stands elsewhere. `whole` is the
    text of everything outside the columns of amounts.
    """

    path: str
    sha256: str
    format: str
    template: Template | None
    entity: str
    fiscal_year: int | None
    tables: dict[str, TableData]
    sections: list[SectionData] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    explanation: list[Words] = attrs.field(factory=list)
    statements: dict[str, ListData] = attrs.field(factory=dict)
    unread_figures: list[Place] = attrs.field(factory=list)
    unread_cells: list[UnreadCell] = attrs.field(factory=list)
    whole: SectionData | None = None
    others: list[OtherTable] = attrs.field(factory=list)
    narrative: bool = True
    inferred: list[InferredTable] = attrs.field(factory=list)

    def figures_not_understood(self) -> list[Place]:
        """Return the unread figures that no cue explains either, in the order of the document."""
        claims = self.statements.get(FIGURES)
        rows = claims.rows if claims is not None else ()
        explained: set[tuple[int | None, int]] = set()
        for row in rows:
            if row.texts.get(MEASURE) != UNREAD:
                explained.add(_position(row.cells[FIGURE].place))
        return [place for place in self.unread_figures if _position(place) not in explained]

    def list_data(self, list_id: str) -> ListData | None:
        """Return the rows of a list by its id (表2, 表1.收入)."""
        if list_id in self.statements:
            return self.statements[list_id]
        table = self.tables.get(parse_list_id(list_id).own_table)
        if table is None:
            return None
        return table.lists.get(list_id)

    def cells(self) -> Iterator[Cell]:
        """Yield every amount cell of every table."""
        for table in self.tables.values():
            for row in table.rows():
                yield from row.cells.values()
