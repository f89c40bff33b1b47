"""A published form: template, tables, lists, columns, labelled rows, sections and sentences."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator, Mapping

import attrs

from budgetrules.core.units import WAN
from budgetrules.schema.cues import CueWords
from budgetrules.schema.list_ids import in_document
from budgetrules.schema.names import own_name
from budgetrules.schema.scopes import ScopeTree
from budgetrules.schema.vocabulary import Vocabulary, shipped_vocabulary


class Blank(enum.Enum):
    """What a blank cell or an absent row stands for."""

    ZERO = "zero"
    ROUNDS_TO_ZERO = "rounds_to_zero"
    MISSING = "missing"


class ColumnKind(enum.Enum):
    """What a printed column holds."""

    CODE = "code"
    NAME = "name"
    AMOUNT = "amount"
    TEXT = "text"
    LIST = "list"


@attrs.frozen(cache_hash=True)
class Column:
    """One printed column of a list.

    `path` is its header path from the top, each step with its aliases; `heads` holds the paths one
    by one. A column declared under another one is a part of it: `parent` names the whole,
    `complete` says whether the parts make up the whole. `scope` holds the names of scopes it
    covers. `key` is the key that a code or name column belongs to, `part` its place in a code
    printed in several columns (类, 款, 项). `optional`: some who use the form leave the column out;
    `derived`: it is worked out from others, such as a change on the year before, and is neither
    summed up nor kept from being negative; `of_sheet`: it is not printed as a column, it says of a
    row which sheet of a repeatable table it stands on.
    """

    id: str
    kind: ColumnKind
    path: tuple[tuple[str, ...], ...]
    parent: str | None = None
    complete: bool = True
    scope: tuple[str, ...] = ()
    unit: str | None = None
    key: str | None = None
    part: str | None = None
    optional: bool = False
    derived: bool = False
    heads: tuple[tuple[str, ...], ...] = ()
    of_sheet: bool = False


@attrs.frozen(cache_hash=True)
class Key:
    """What identifies a row: a code, or a name.

    A code is one of a code list, its parts (类, 款, 项) in columns of their own or in one.
    """

    id: str
    is_code: bool
    codelist: str | None = None
    parts: tuple[str, ...] = ()


@attrs.frozen(cache_hash=True)
class RowLabel:
    """A row that the form prescribes, known by its label; rows under another one are its parts.

    A label that is the name of a code list's entry stands for its `code`, at the level `level`.
    """

    id: str
    labels: tuple[str, ...]
    parent: str | None = None
    complete: bool = True
    scope: tuple[str, ...] = ()
    code: str = ""
    level: str = ""


@attrs.frozen(cache_hash=True)
class TableList:
    """One list of rows: a whole table, or one of two lists that stand side by side.

    `id` is 表2, or 表1.收入 for the list 收入 of 表1. `columns` stand in printed order, codes and names
    among them. `levels` runs from the total down (总计, 单位, 类, 款, 项); `total_labels` are the words by
    which the total row is known; `unit_level` is what the level of departments and units is called.
    """

    id: str
    table: str
    name: str
    keys: tuple[Key, ...]
    columns: tuple[Column, ...]
    rows: tuple[RowLabel, ...] = ()
    levels: tuple[str, ...] = ()
    total_labels: tuple[str, ...] = ()
    unit_level: str = ""

    def column(self, column_id: str) -> Column | None:
        """Return the column with this id."""
        return next((column for column in self.columns if column.id == column_id), None)

    def amounts(self) -> tuple[Column, ...]:
        """Return the columns that hold figures, in printed order."""
        return tuple(column for column in self.columns if column.kind is ColumnKind.AMOUNT)

    def parts_of(self, column_id: str) -> tuple[Column, ...]:
        """Return the columns declared as complete parts of a column."""
        return tuple(
            column for column in self.columns if column.parent == column_id and column.complete
        )

    def code_key(self) -> Key | None:
        """Return the key that is a code, if the list has one."""
        return next((key for key in self.keys if key.is_code), None)

    def repeats_codes(self) -> bool:
        """Return whether several rows may have one code: more than it tells them apart."""
        return len(self.keys) > 1

    def name_key(self) -> Key | None:
        """Return the key that is a name, if the list has one."""
        return next((key for key in self.keys if not key.is_code), None)

    def name_column(self) -> Column | None:
        """Return the column that holds the row's name.

        The plain name column, else that of the name key.
        """
        plain = [
            column
            for column in self.columns
            if column.kind is ColumnKind.NAME and column.key is None
        ]
        keyed = [column for column in self.columns if column.kind is ColumnKind.NAME]
        return next(iter(plain or keyed), None)


class SlotKind(enum.Enum):
    """The type of a slot in a wording."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    AREA = "area"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    ORDINAL = "ordinal"
    TEXT = "text"
    CLAUSE = "clause"
    LIST = "list"
    ENTITY = "entity"
    UNIT = "unit"
    WORDS = "words"
    CHOICE = "choice"
    ITEMS = "items"
    AHEAD = "ahead"


@attrs.frozen(cache_hash=True)
class Slot:
    """A typed gap in a wording.

    `detail` names the money unit, the word group or the items; `choices` what a choice allows.

    One of kind AHEAD holds nothing: it asks that one of its choices, or the end of the text,
    follows.

    `bare`: the unit may be missing, the figure is then in the unit `detail`.
    """

    name: str
    kind: SlotKind
    detail: str = ""
    choices: tuple[str, ...] = ()
    bare: bool = False


# What stands for an empty slot where a wording is spelled.
_BLANKS = {SlotKind.YEAR: "××××", SlotKind.ENTITY: "××"}


@attrs.frozen(cache_hash=True)
class Optional:
    """A stretch of a wording that may be absent, and the ways in which it may be printed."""

    ways: tuple[tuple[WordingPart, ...], ...]


WordingPart = str | Slot | Optional


@attrs.frozen(cache_hash=True)
class Wording:
    """One way in which a sentence is printed: literal text (folded), slots and options."""

    parts: tuple[WordingPart, ...]

    def slots(self) -> tuple[Slot, ...]:
        """Return all slots that hold something, those in optional stretches too."""
        return _slots_of(self)

    @property
    def spelled(self) -> str:
        """The wording as the form prints it, with blanks for its slots."""
        return "".join(map(_spelled_part, self.parts))

    @property
    def has_numbers(self) -> bool:
        """Whether digits stand in its words."""
        return _has_digits(self)


def _spelled_part(part: WordingPart) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Slot):
        return _BLANKS.get(part.kind, "…")
    return ""


@functools.lru_cache(maxsize=4096)
def _slots_of(wording: Wording) -> tuple[Slot, ...]:
    return tuple(_each_slot(wording.parts))


@functools.lru_cache(maxsize=4096)
def _has_digits(wording: Wording) -> bool:
    literals = "".join(_each_literal(wording.parts))
    return any(map(str.isdigit, literals))


def _each_literal(parts: tuple[WordingPart, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Optional):
            for way in part.ways:
                yield from _each_literal(way)
        elif isinstance(part, str):
            yield part


def _each_slot(parts: tuple[WordingPart, ...]) -> Iterator[Slot]:
    for part in parts:
        if isinstance(part, Optional):
            for way in part.ways:
                yield from _each_slot(way)
        elif isinstance(part, Slot) and part.kind is not SlotKind.AHEAD:
            yield part


@attrs.frozen(cache_hash=True)
class Sentence:
    """A statement that the form words in one of several ways; what it says becomes a claim."""

    id: str
    wordings: tuple[Wording, ...]
    key: str | None = None


# The column that tells rows of a repeated section apart: all that one section says has one value in
# it.
SECTION_SLOT = own_name("section")
# The id of the sentence above a table.
HEADER = own_name("header")
# The slot of it that holds the unit of the table.
UNIT_SLOT = own_name("unit")
# What the slot of a fiscal year is called where it is the year of the document.
YEAR_SLOT = own_name("year")
# What a table's title says besides its words: the year in front of them (2025年部门收入预算总表).
CAPTION = Sentence(own_name("caption"), (Wording((Slot(YEAR_SLOT, SlotKind.YEAR),)),))


@attrs.frozen(cache_hash=True)
class Section:
    """A part of the narrative known by its heading."""

    id: str
    headings: tuple[Wording, ...]
    required: bool = False
    repeatable: bool = False
    sentences: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()


@attrs.frozen(cache_hash=True)
class Signed:
    """A derived figure: that of `figure`, with the sign of a word (减少 10.00 → −10.00)."""

    id: str
    word: str
    figure: str
    signs: tuple[tuple[str, int], ...]


@attrs.frozen(cache_hash=True)
class Statement:
    """What the narrative says in one of several wordings, as records: a row for each time.

    `section` is where it stands (empty: anywhere). `rows` is the list whose columns are the slots.
    `part_of` names the statement whose slot of this kind `separators` cut into items. `filled` are
    slots that a merged cell gives to all rows below it in the same section. It is said only
    `behind` these words of its section, if there are any. What stands in `uncounted` slots is no
    published figure (the target of an indicator). A figure that a wording leaves out is unknown,
    but zero in the slots of `zero_if_unsaid`. `is_claim`: it has no wordings, its rows are read by
    cues (`schema.claims`).
    """

    id: str
    section: str
    wordings: tuple[Wording, ...]
    rows: TableList
    required: bool = False
    signed: tuple[Signed, ...] = ()
    part_of: str = ""
    separators: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    behind: str = ""
    uncounted: tuple[str, ...] = ()
    zero_if_unsaid: tuple[str, ...] = ()
    is_claim: bool = False


# Tables and templates are compared by identity: what is worked out of one is kept under it, and two
# sets of rules in one process would compare whole forms at every look-up.
@attrs.frozen(eq=False)
class Table:
    """A published table: recognised by title, made of one list or of several side by side.

    `header` is the line above it (编制部门：… 单位：…), `notes` the sentences that may stand below it.
    `side_by_side`: its one list is printed in two or more stretches beside each other, the header
    repeated over each. `repeatable`: there may be one for each of several things, each printed by
    itself. `layouts` are the ways to print the lists, if there are several, the first of them the
    form's own; `lists` then hold what any of them prints. Of `titles` those with gaps are spelled
    with blanks: `title_wordings`. `title_has`: a title is one of this table too if it
    holds a word of each of these groups and none of `title_lacks`.
    """

    id: str
    titles: tuple[str, ...]
    lists: tuple[TableList, ...]
    required: bool = False
    may_be_empty: bool = False
    header: Sentence | None = None
    notes: tuple[Sentence, ...] = ()
    unit: str | None = None
    side_by_side: bool = False
    title_has: tuple[tuple[str, ...], ...] = ()
    title_lacks: tuple[str, ...] = ()
    vocabulary: Vocabulary = attrs.field(factory=shipped_vocabulary)
    title_wordings: tuple[Wording, ...] = ()
    repeatable: bool = False
    layouts: tuple[tuple[TableList, ...], ...] = ()

    @property
    def caption(self) -> Sentence:
        """What its title says: the year in front of it, and what its gaps hold."""
        if not self.title_wordings:
            return CAPTION
        return Sentence(CAPTION.id, (*self.title_wordings, *CAPTION.wordings))


@functools.lru_cache(maxsize=1024)
def layouts_of(table: Table) -> tuple[Table, ...]:
    """Return a table in each way that it may be printed, the form's own first."""
    if not table.layouts:
        return (table,)
    return tuple(attrs.evolve(table, lists=lists, layouts=()) for lists in table.layouts)


@attrs.frozen(eq=False)
class Template:
    """One published form of one kind (budget or final, or any) for some years and a region.

    `least_decimals` holds for figures in `least_unit`. `by_kinds`: nobody described it; its tables
    are those that forms share, and it is taken where no other form fits. The rules `exempt` are
    not asked of it.
    """

    id: str
    title: str
    kind: str
    tables: tuple[Table, ...]
    sections: tuple[Section, ...] = ()
    scopes: ScopeTree = ScopeTree()
    region: str = ""
    first_year: int | None = None
    last_year: int | None = None
    unit: str = WAN.symbol
    least_decimals: int = 0
    least_unit: str = WAN.symbol
    truncates: bool = False
    blank: Blank = Blank.ZERO
    absent_row: Blank = Blank.ZERO
    statements: tuple[Statement, ...] = ()
    by_kinds: bool = False
    exempt: tuple[str, ...] = ()
    vocabulary: Vocabulary = attrs.field(factory=shipped_vocabulary)
    cues: CueWords = CueWords()

    def least(self, unit: str) -> int:
        """Return the fewest decimals of figures in a unit; fewer printed ones mean dropped
        zeros.
        """
        return self.least_decimals if unit == self.least_unit else 0

    def table(self, table_id: str) -> Table | None:
        """Return the table with this id."""
        return next((table for table in self.tables if table.id == table_id), None)

    def lists(self) -> dict[str, TableList]:
        """Return every list of every table by its id."""
        return _lists_of(self)

    def all_lists(self) -> dict[str, TableList]:
        """Return every list that rules can name: those of tables and those of statements."""
        return _all_lists_of(self)

    def all_sections(self) -> tuple[Section, ...]:
        """Return every section, outer ones first."""
        sections: list[Section] = []
        open_ = list(self.sections)
        while open_:
            section = open_.pop(0)
            sections.append(section)
            open_[:0] = section.sections
        return tuple(sections)


# Asked for by every instance of every rule, and always the same.
@functools.lru_cache(maxsize=64)
def _lists_of(template: Template) -> dict[str, TableList]:
    lists: dict[str, TableList] = {}
    for table in template.tables:
        lists.update((item.id, item) for item in table.lists)
    return lists


@functools.lru_cache(maxsize=64)
def _all_lists_of(template: Template) -> dict[str, TableList]:
    return {**_lists_of(template), **{item.id: item.rows for item in template.statements}}


def other_lists(documents: Mapping[str, Template]) -> dict[str, TableList]:
    """Return the lists of other documents, each under the name of its document: 上年.表5."""
    lists: dict[str, TableList] = {}
    for name, template in documents.items():
        for item in template.all_lists().values():
            list_id = in_document(name, item.id)
            lists[list_id] = attrs.evolve(item, id=list_id)
    return lists
