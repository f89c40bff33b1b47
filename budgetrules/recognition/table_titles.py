"""The titles of a form's tables: literal ones, and those with gaps for a year or a name."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import attrs

from budgetrules.core.figures import exact
from budgetrules.core.names import fold
from budgetrules.core.script import FISCAL_YEAR
from budgetrules.core.units import YEAR
from budgetrules.model.disclosure import Cell, CellKind, Claim, TableData
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.matcher import AnyOf, folded, match
from budgetrules.recognition.words import title_words
from budgetrules.schema.forms import CAPTION, YEAR_SLOT, Table, Template, Wording
from budgetrules.schema.vocabulary import Vocabulary

# The year in a title, folded: 2025年, 2025年度.
YEAR_OF_TITLE = re.compile(FISCAL_YEAR)
# What stands in brackets behind a title: (按功能分类科目).
_BRACKET_BEHIND = re.compile(r"\([^()]*\)$")


def without_year(title: str) -> str:
    """Take the year off the front of a folded title: 2025年部门收入预算总表 → 部门收入预算总表."""
    year = YEAR_OF_TITLE.match(title)
    if year is None:
        return title
    return title[year.end() :]


def plain_title(title: str, vocabulary: Vocabulary) -> str:
    """Take the year and a word for whose table it is off the front of a folded title.

    2025年预算单位收入预算总表 → 收入预算总表: a unit titles its tables as its department does.
    """
    short = without_year(title)
    publisher = title_words(vocabulary).publisher.match(short)
    if publisher is None or publisher.end() == len(short):
        return short
    return without_year(short[publisher.end() :])


@attrs.frozen(eq=False)
class Titles:
    """The titles of some tables.

    `literal` gives the table of each title without gaps, folded and plain; `worded` are the tables
    whose titles have gaps, one for each wording that `any_of` holds.
    """

    vocabulary: Vocabulary

    literal: Mapping[str, Table]
    wordings: tuple[Wording, ...]
    worded: tuple[Table, ...]
    any_of: AnyOf

    def table(self, title: str) -> Table | None:
        """Return the table of a folded title, before which a year may stand."""
        found = self.literal.get(plain_title(title, self.vocabulary))
        if found is not None or not self.worded:
            return found
        number = self.any_of.followed(title)
        return self.worded[number] if number is not None else None

    def named_table(self, title: str) -> Table | None:
        """Return the table of a folded title, before which a name and a year may stand."""
        found = self.table(title)
        if found is not None:
            return found
        ends = [name.end() for name in title_words(self.vocabulary).name_end.finditer(title)]
        year = YEAR_OF_TITLE.search(title)
        if year is not None:
            ends.append(year.end())
        for end in ends:
            found = self.literal.get(plain_title(title[end:], self.vocabulary))
            if found is not None:
                return found
        return None

    def may_stand_in(self, text: str) -> bool:
        """Tell whether any of them may stand in a folded text; where not, none does."""
        if any(title in text for title in self.literal):
            return True
        return any(_words_stand_in(wording, text) for wording in self.wordings)


def _words_stand_in(wording: Wording, text: str) -> bool:
    literals = (fold(part) for part in wording.parts if isinstance(part, str))
    return all(literal in text for literal in literals)


@functools.lru_cache(maxsize=64)
def titles_of(template: Template) -> Titles:
    """Return the titles of a form's tables."""
    return _titles(template.tables, template.vocabulary)


@functools.lru_cache(maxsize=1024)
def _titles_of_table(table: Table) -> Titles:
    return _titles((table,), table.vocabulary)


def _titles(tables: tuple[Table, ...], vocabulary: Vocabulary) -> Titles:
    literal: dict[str, Table] = {}
    wordings: list[Wording] = []
    worded: list[Table] = []
    for table in tables:
        spelled = {wording.spelled for wording in table.title_wordings}
        for title in table.titles:
            if title not in spelled:
                literal[plain_title(fold(title), vocabulary)] = table
        wordings.extend(table.title_wordings)
        worded.extend([table] * len(table.title_wordings))
    return Titles(
        vocabulary=vocabulary,
        literal=literal,
        wordings=tuple(wordings),
        worded=tuple(worded),
        any_of=AnyOf(wordings),
    )


def is_prescribed(title: str, table: Table) -> bool:
    """Tell whether a printed title is one that the form prescribes for the table."""
    folded_title = fold(title)
    titles = _titles_of_table(table)
    return titles.named_table(folded_title) is not None or _has_words(folded_title, table)


@functools.lru_cache(maxsize=4096)
def tables_worded(title: str, template: Template) -> tuple[Table, ...]:
    """Return the tables that a folded title is of by its words: one, or layouts of one kind."""
    if not any(table.title_has for table in template.tables):
        return ()
    short = _BRACKET_BEHIND.sub("", title)
    if title_words(template.vocabulary).title.fullmatch(short) is None:
        return ()
    return tuple(table for table in template.tables if _has_words(short, table))


def _has_words(title: str, table: Table) -> bool:
    """Whether a title holds a word of each group that a table's title has, and none it lacks."""
    if not table.title_has or any(word in title for word in table.title_lacks):
        return False
    return all(any(word in title for word in words) for words in table.title_has)


def caption(table: TableData, schema: Table | None) -> Claim | None:
    """Read what a table's printed title says: the year in front of it, and what its gaps hold."""
    slots: dict[str, Cell | str] = {}
    if schema is not None and schema.title_wordings:
        slots.update(_slots_of_title(table, schema))
    printed = YEAR_OF_TITLE.match(fold(table.title))
    if printed is not None and YEAR_SLOT not in slots:
        slots[YEAR_SLOT] = _year(int(printed.group()[:4]), table)
    if not slots:
        return None
    return Claim(
        sentence=CAPTION.id,
        slots=slots,
        place=table.place,
        section=None,
        slot_places=dict.fromkeys(slots, table.place),
    )


def _year(year: int, table: TableData) -> Cell:
    return Cell(
        kind=CellKind.FIGURE,
        figure=exact(year, YEAR),
        place=table.place,
    )


def _slots_of_title(table: TableData, schema: Table) -> dict[str, Cell | str]:
    """Read the gaps of a title; all of it stands where the title does."""
    line = RawLine(table.title, number=table.place.line or 1)
    claim = match(schema.caption, folded((line,)))
    slots: dict[str, Cell | str] = {}
    for name, value in claim.slots.items() if claim is not None else ():
        if isinstance(value, Cell):
            value = Cell(value.kind, value.figure, table.place)
        slots[name] = value
    return slots
