"""Know the titles of tables, with numbers, years and brackets around them, and names of sheets."""

from __future__ import annotations

import re

from budgetrules.core.names import fold
from budgetrules.core.script import NUMERALS
from budgetrules.recognition.lines.titles import near_title
from budgetrules.recognition.table_titles import (
    plain_title,
    tables_worded,
    titles_of,
    without_year,
)
from budgetrules.recognition.words import title_words
from budgetrules.schema.forms import Table, Template

_ORDINAL = re.compile(
    rf"(?:\(?[{NUMERALS}]{{1,3}}\)?[、.]|\([{NUMERALS}]{{1,3}}\)|\d{{1,2}}[、.])+"
)
_MARKS = re.compile(r"[\W_]")
# The name of a sheet ends after 31 characters.
_LONG_SHEET = 28
_SHORTEST_SHEET = 4


def is_number_label(text: str, template: Template) -> bool:
    """Whether folded text numbers a table: 表1, 附件2, 续表."""
    return title_words(template.vocabulary).number_label.fullmatch(text) is not None


def is_continued(text: str, template: Template) -> bool:
    """Whether a folded title says that its table goes on."""
    return title_words(template.vocabulary).goes_on.search(text) is not None


def is_labelled(text: str, template: Template) -> bool:
    """Whether folded text begins with a label such as 编制部门:, as lines over a table do."""
    return title_words(template.vocabulary).labelled.match(text) is not None


def is_title_like(text: str, template: Template) -> bool:
    """Whether folded text reads as the title of some table.

    It ends in the word for a table, or in a bracket behind it.
    """
    words = title_words(template.vocabulary)
    if not text.endswith(words.ends):
        return False
    if is_labelled(text, template) or is_number_label(text, template):
        return False
    short = bare_title(text, template)
    return words.title.fullmatch(short) is not None


def prescribed(text: str, template: Template) -> Table | None:
    """Return the table whose title a folded text is, year and number aside."""
    table = titles_of(template).named_table(_unnumbered(text, template))
    if table is not None:
        return table
    return next(iter(tables_worded(bare_title(text, template), template)), None)


def nearest(text: str, template: Template) -> Table | None:
    """Return the table whose title a folded text is, but for a few characters."""
    words = title_words(template.vocabulary)
    short = bare_title(text, template)
    table = prescribed(text, template)
    if table is None and words.title.fullmatch(short) is not None:
        plain = plain_title(short, template.vocabulary)
        return near_title(plain, titles_of(template), set())
    return table


def tables_named(title: str, template: Template) -> tuple[Table, ...]:
    """Return the tables whose titles have the words of a printed one: layouts of one kind."""
    return tables_worded(bare_title(fold(title), template), template)


def bare_title(text: str, template: Template) -> str:
    """Return a folded title without number, year, and what stands in brackets behind it."""
    return without_year(_unnumbered(text, template))


def _unnumbered(text: str, template: Template) -> str:
    """Return a folded title without number and what stands in brackets behind it."""
    words = title_words(template.vocabulary)
    short = words.goes_on.sub("", text)
    short = words.bracket.sub("", short)
    ordinal = _ORDINAL.match(short)
    if ordinal is not None:
        short = short[ordinal.end() :]
    numbered = words.numbered.match(short)
    if numbered is not None and numbered.end() < len(short):
        short = short[numbered.end() :]
    return short


def sheet_title(sheet: str, template: Template) -> Table | None:
    """Return the one table that a sheet is named for; names of sheets lack quotes, and may be
    cut.
    """
    bare = plain_title(bare_title(fold(sheet), template), template.vocabulary)
    name = _MARKS.sub("", bare)
    if len(name) < _SHORTEST_SHEET:
        return None
    may_be_cut = len(sheet) > _LONG_SHEET
    named: dict[str, Table] = {}
    for title, table in titles_of(template).literal.items():
        plain = _MARKS.sub("", title)
        if plain == name or (may_be_cut and plain.startswith(name)):
            named[table.id] = table
    if len(named) != 1:
        return next(iter(sheet_layouts(sheet, template)), None)
    return next(iter(named.values()))


def sheet_layouts(sheet: str, template: Template) -> tuple[Table, ...]:
    """Return the tables that the words of a sheet's name are those of."""
    name = bare_title(fold(sheet), template)
    word = template.vocabulary.table[:1]
    if not name.endswith(word):
        name += "".join(word)
    return tables_worded(name, template)
