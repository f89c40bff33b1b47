"""Know the titles of tables, with numbers, years and brackets around them, and names of sheets."""

from __future__ import annotations

import re

from budgetrules.core.names import fold
from budgetrules.core.script import FISCAL_YEAR, NUMERALS
from budgetrules.recognition.lines.titles import near_title, titles_of, without_year
from budgetrules.schema.forms import Table, Template

_NUMBER = re.compile(
    r"(?:附件?|[公财预决算开]{2,6})?表格?\d{1,2}(?:[-_]\d{1,2})?"
    r"|(?:附件?|[公财预决算开]{2,6})\d{1,2}(?:[-_]\d{1,2})?表?"
    r"|附[件表]|续表|\(续表?\)"
)
_NUMBERED_TITLE = re.compile(r"(?:附件?|公开)?表\d{1,2}(?:[-_]\d{1,2})?[:.、]?")
_ORDINAL = re.compile(
    rf"(?:\(?[{NUMERALS}]{{1,3}}\)?[、.]|\([{NUMERALS}]{{1,3}}\)|\d{{1,2}}[、.])+"
)
_GOES_ON = re.compile(r"[\(\[]?续表?[\)\]]?$")
_BRACKET = re.compile(r"\((?:单位:[^()]*|[^()]*元|(?:19|20)\d\d年度?)\)$")
_TITLE = re.compile(r"[^,。;:]{2,60}表")
_LABELLED = re.compile(r"(?:编制|填报|公开|预算|决算|部门|单位)[^:,。;]{0,6}:")
_YEAR = re.compile(FISCAL_YEAR)
_MARKS = re.compile(r"[\W_]")
# The name of a sheet ends after 31 characters.
_LONG_SHEET = 28
_SHORTEST_SHEET = 4


def is_number_label(text: str) -> bool:
    """Whether folded text numbers a table: 表1, 附件2, 续表."""
    return _NUMBER.fullmatch(text) is not None


def is_continued(text: str) -> bool:
    """Whether a folded title says that its table goes on."""
    return _GOES_ON.search(text) is not None


def is_labelled(text: str) -> bool:
    """Whether folded text begins with a label such as 编制部门:, as lines over a table do."""
    return _LABELLED.match(text) is not None


def is_title_like(text: str) -> bool:
    """Whether folded text reads as the title of some table."""
    if not text.endswith(_TITLE_ENDS):
        return False
    if is_labelled(text) or is_number_label(text):
        return False
    short = bare_title(text)
    return _TITLE.fullmatch(short) is not None


# A title ends in 表, or in a bracket behind it.
_TITLE_ENDS = ("表", "续", ")", "]")


def prescribed(text: str, template: Template) -> Table | None:
    """The table whose title a folded text is, year and number aside."""
    return _table_titled(bare_title(text), template)


def nearest(text: str, template: Template) -> Table | None:
    """The table whose title a folded text is, but for a few characters."""
    short = bare_title(text)
    table = _table_titled(short, template)
    if table is None and _TITLE.fullmatch(short) is not None:
        return near_title(short, titles_of(template), set())
    return table


def _table_titled(short: str, template: Template) -> Table | None:
    """The table of a bare title, before which a name and a year may stand."""
    titles = titles_of(template)
    table = titles.get(short)
    if table is not None:
        return table
    year = _YEAR.search(short)
    if year is None:
        return None
    behind = short[year.end() :]
    return titles.get(behind)


def bare_title(text: str) -> str:
    """A folded title without number, year, and what stands in brackets behind it."""
    short = _GOES_ON.sub("", text)
    short = _BRACKET.sub("", short)
    ordinal = _ORDINAL.match(short)
    if ordinal is not None:
        short = short[ordinal.end() :]
    numbered = _NUMBERED_TITLE.match(short)
    if numbered is not None and numbered.end() < len(short):
        short = short[numbered.end() :]
    return without_year(short)


def sheet_title(sheet: str, template: Template) -> Table | None:
    """The one table that a sheet is named for; names of sheets lack quotes, and may be cut."""
    name = _MARKS.sub("", bare_title(fold(sheet)))
    if len(name) < _SHORTEST_SHEET:
        return None
    may_be_cut = len(sheet) > _LONG_SHEET
    named: dict[str, Table] = {}
    for title, table in titles_of(template).items():
        plain = _MARKS.sub("", title)
        if plain == name or (may_be_cut and plain.startswith(name)):
            named[table.id] = table
    if len(named) != 1:
        return None
    return next(iter(named.values()))
