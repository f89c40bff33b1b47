"""Find where tables stand: by their titles, near-titles, or the words of their columns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

import attrs

from budgetrules.core.names import edit_distance, fold
from budgetrules.core.script import (
    BRACKETED_ENUMERATOR,
    ENUMERATOR,
    FISCAL_YEAR_SIGN,
    PART,
)
from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Place, Problem
from budgetrules.model.problems import error, warning
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.lines.kinds import best_layout
from budgetrules.recognition.narrative.headings import begins_section
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.recognition.narrative.misprints import wording_distance
from budgetrules.recognition.table_titles import (
    Titles,
    is_prescribed,
    plain_title,
    tables_worded,
    titles_of,
)
from budgetrules.recognition.words import TitleWords, title_words
from budgetrules.schema.forms import Table, Template

_PART_LINE = re.compile(PART)
_NUMBERED = re.compile(rf"{ENUMERATOR}|{BRACKETED_ENUMERATOR}|\d+[.、]")
_ABOVE = 6
_LONGEST_LINE = 200
_LONGEST_PART_HEADING = 80
# A title with gaps for names.
_LONGEST_WORDED = 80
_MOST_TITLE_LINES = 3
_MOST_HEAD_LINES = 90
_MOST_OFF = 3
_BRACKETS = "(（"

Lines = Sequence[RawLine]


@attrs.frozen(kw_only=True)
class Block:
    """The lines of a table, counted from 0: `first` to `end`; `start` is the first below the title.

    `table` is None where the form has none of this title. `number` is the line above it: 表3.
    `layout` is the table with the columns that are printed, where it is known by its kind.
    """

    table: Table | None
    title: str
    number: str
    place: Place
    first: int
    start: int
    end: int
    layout: Table | None = None


@attrs.frozen(kw_only=True)
class _Start:
    """Where a table begins: its title at `line`, the number above it at `first`, `end` below it."""

    table: Table | None
    title: str
    number: str
    line: int
    first: int
    end: int

    def place(self, lines: Lines) -> Place:
        line = lines[self.line]
        return Place(
            text=self.title,
            page=line.page,
            line=line.number,
        )


@attrs.frozen(eq=False)
class _Missing:
    """Tables without a title that were found by their columns, and the reason for each."""

    starts: list[_Start]
    reasons: list[Message]


def find_blocks(
    lines: tuple[RawLine, ...], template: Template
) -> tuple[list[Block], list[Problem], list[Message]]:
    """Find the tables of a document in order.

    Says what is wrong with their titles too, and why each of them was recognised.
    """
    titled = _titled_starts(lines, template)
    starts, problems = _without_repeats(titled, lines)
    untitled = _untitled(lines, template, starts)
    starts.extend(untitled.starts)
    starts.sort(key=_first_of)
    blocks: list[Block] = []
    reasons = list(untitled.reasons)
    limits = [start.first for start in starts[1:]]
    limits.append(len(lines))
    for start, limit in zip(starts, limits, strict=False):
        block = _block(start, limit, lines, template)
        blocks.append(_of_kind(block, lines, template))
        reasons.append(_reason(start, lines))
        problems.extend(_title_problems(start, lines))
    return blocks, problems, reasons


def _of_kind(block: Block, lines: Lines, template: Template) -> Block:
    """Find the layout in which a table known by the words of its title is printed."""
    if block.table is None or not block.table.title_has:
        return block
    inside = lines[block.start : block.end]
    tables = tables_worded(fold(block.title), template) or (block.table,)
    layout = best_layout(tables, inside)
    if layout is None:
        return attrs.evolve(block, table=None)
    return attrs.evolve(block, table=template.table(layout.id), layout=layout)


def _first_of(start: _Start) -> int:
    return start.first


def _block(start: _Start, limit: int, lines: Lines, template: Template) -> Block:
    title_line = lines[start.line]
    width = len(title_line.text.rstrip())
    return Block(
        table=start.table,
        title=start.title,
        number=start.number,
        place=Place(
            text=start.title,
            page=title_line.page,
            line=title_line.number,
            chars=(0, width),
        ),
        first=start.first,
        start=start.end,
        end=_end(lines, start.end, limit, template),
    )


def _reason(start: _Start, lines: Lines) -> Message:
    name = "?"
    if start.table is not None:
        name = start.table.id
    title = f"{start.number} {start.title}".lstrip()
    line = lines[start.line]
    slots = {"title": title, "table": name, "line": str(line.number)}
    return Message("why.titled", slots)


def _title_problems(start: _Start, lines: Lines) -> Iterator[Problem]:
    """Report a title of no table, or one that the form words otherwise."""
    table = start.table
    place = start.place(lines)
    if table is None:
        yield warning("N108", place, found=start.title)
    elif not is_prescribed(start.title, table):
        yield warning(
            "N107",
            place,
            table=table.id,
            found=start.title,
            title=table.titles[0],
        )


def _titled_starts(lines: Lines, template: Template) -> list[_Start]:
    """Find titles of tables: lines, two or three joined, or near-titles behind a line “表 N”."""
    titles = titles_of(template)
    words = title_words(template.vocabulary)
    # Most lines begin as no title does.
    publishers = titles.vocabulary.title_entities
    firsts = (title[0] for title in (*titles.literal, *publishers))
    beginnings = frozenset(firsts) | frozenset("0123456789")
    longest = _longest(titles)
    starts: list[_Start] = []
    at = 0
    while at < len(lines):
        text = ""
        if len(lines[at].text) < _LONGEST_LINE:
            text = words.bracket.sub("", fold(lines[at].text))
        start: _Start | None = None
        may_be_title = text != "" and (template.by_kinds or len(text) <= longest)
        if may_be_title and words.number_line.fullmatch(text) is None:
            start = _title_at(lines, at, starts, template, beginnings)
        if start is not None:
            starts.append(start)
            at = start.end
        else:
            at += 1
    return starts


def _title_at(
    lines: Lines,
    at: int,
    starts: Sequence[_Start],
    template: Template,
    beginnings: Container[str],
) -> _Start | None:
    """Read the title at a line: as prescribed, of a kind by its words, or misprinted."""
    titles = titles_of(template)
    words = title_words(template.vocabulary)
    text = fold(lines[at].text)
    before = starts[-1].end if starts else 0
    start: _Start | None = None
    if text[0] in beginnings or titles.worded:
        start = _exact_title(lines, at, before, titles, _longest(titles), words)
    if start is None and template.by_kinds:
        start = _worded_title(lines, at, before, template, words)
    if start is None and words.title_line.fullmatch(text):
        taken = {item.table for item in starts}
        start = _misprinted_title(lines, at, before, titles, taken, words)
    return start


def _longest(titles: Titles) -> int:
    """Return how long a title may be at most."""
    if titles.worded:
        return _LONGEST_WORDED
    longest_year = len("2025" + FISCAL_YEAR_SIGN)
    longest_publisher = max(map(len, titles.vocabulary.title_entities), default=0)
    return longest_year + longest_publisher + max(map(len, titles.literal), default=0)


def _exact_title(
    lines: Lines,
    at: int,
    before: int,
    titles: Titles,
    longest: int,
    words: TitleWords,
) -> _Start | None:
    """Read the title that begins at a line; lines in front of `before` belong to another one."""
    joined = _joined_title(lines, at, titles, longest, words)
    if joined is None:
        return None
    title, end = joined
    number = ""
    first = at
    head = _number_before(lines, at, before, words)
    if head is not None:
        number = fold(lines[head].text)
        first = head
    return _Start(
        table=titles.table(fold(title)),
        title=title,
        number=number,
        line=at,
        first=first,
        end=end,
    )


def _worded_title(
    lines: Lines,
    at: int,
    before: int,
    template: Template,
    words: TitleWords,
) -> _Start | None:
    """Read a line as the title of a kind of tables, by its words."""
    text = fold(lines[at].text)
    if not text.endswith(words.ends) or not tables_worded(text, template):
        return None
    head = _number_before(lines, at, before, words)
    return _Start(
        table=tables_worded(text, template)[0],
        title="".join(lines[at].text.split()),
        number="" if head is None else fold(lines[head].text),
        line=at,
        first=at if head is None else head,
        end=at + 1,
    )


def _misprinted_title(
    lines: Lines,
    at: int,
    before: int,
    titles: Titles,
    taken: set[Table | None],
    words: TitleWords,
) -> _Start | None:
    """Read a line below “表 N” as a title, of a table that is not taken or of none of the form."""
    text = words.bracket.sub("", fold(lines[at].text))
    head = _number_before(lines, at, before, words)
    if head is None or _NUMBERED.match(text):
        return None
    return _Start(
        table=near_title(plain_title(text, titles.vocabulary), titles, taken),
        title=text,
        number=fold(lines[head].text),
        line=at,
        first=head,
        end=at + 1,
    )


def _line_above(lines: Lines, at: int) -> int | None:
    """Find the line above that is neither blank nor a page number."""
    for above in range(at - 1, -1, -1):
        line = lines[above]
        is_blank = not line.text.strip()
        if not is_blank and not is_page_number(line):
            return above
    return None


def _number_before(lines: Lines, at: int, before: int, words: TitleWords) -> int | None:
    """Find the line “表 N” above a title."""
    above = _line_above(lines, at)
    if above is None or above < before:
        return None
    if _is_number_line(lines[above], words):
        return above
    return None


def _is_number_line(line: RawLine, words: TitleWords) -> bool:
    return words.number_line.fullmatch(fold(line.text)) is not None


def _joined_title(
    lines: Lines, at: int, titles: Titles, longest: int, words: TitleWords
) -> tuple[str, int] | None:
    """Join lines until they are a title: as printed without white space, and the line below it.

    A unit or a year in brackets behind it is no part of it.
    """
    text = ""
    printed = ""
    for count, line in enumerate(lines[at : at + _MOST_TITLE_LINES], 1):
        text += fold(line.text)
        printed += "".join(line.text.split())
        bare = words.bracket.sub("", text)
        if titles.table(bare) is not None:
            if bare != text:
                printed = printed[: max(map(printed.rfind, _BRACKETS))]
            return printed, at + count
        if len(text) > longest:
            return None
    return None


def near_title(text: str, titles: Titles, taken: set[Table | None]) -> Table | None:
    """Find the table, of those not taken, whose title is a folded text but for a few characters."""
    reach = min(_MOST_OFF, len(text) // 3)
    own = set(text)
    nearest: tuple[int, str] | None = None
    for title, table in titles.literal.items():
        # Most titles lack too many of the characters to be weighed at all.
        if abs(len(title) - len(text)) > reach:
            continue
        if len(own.difference(title)) > reach or table in taken:
            continue
        distance = edit_distance(text, title, reach)
        scored = (distance, title)
        if distance <= reach and (nearest is None or scored < nearest):
            nearest = scored
    if nearest is None:
        return _near_worded(text, titles, taken)
    return titles.literal[nearest[1]]


def _near_worded(text: str, titles: Titles, taken: set[Table | None]) -> Table | None:
    """Find the table of a title with gaps that is off by fewest characters."""
    found: tuple[int, Table] | None = None
    for wording, table in zip(titles.wordings, titles.worded, strict=True):
        off = wording_distance(text, wording) if table not in taken else None
        if off is not None and (found is None or off < found[0]):
            found = (off, table)
    return found[1] if found is not None else None


def _without_repeats(starts: Sequence[_Start], lines: Lines) -> tuple[list[_Start], list[Problem]]:
    """Keep one start a table; any other with rows behind it is a problem, and of no table.

    A title in a list of tables has no rows behind it.
    """
    kept: dict[str, _Start] = {}
    problems: list[Problem] = []
    for start in starts:
        of_no_table = f"?{start.line}"
        if start.table is None:
            kept[of_no_table] = start
            continue
        table_id = start.table.id
        known = kept.get(table_id)
        if known is not None and start.table.repeatable and not _is_listing(start, starts):
            kept[f"{table_id} {start.line}"] = start
        elif known is None or _is_listing(known, starts):
            kept[table_id] = start
        elif not _is_listing(start, starts):
            problems.append(error("N112", start.place(lines), table=table_id))
            kept[of_no_table] = attrs.evolve(start, table=None)
    return list(kept.values()), problems


def _is_listing(start: _Start, starts: Sequence[_Start]) -> bool:
    """Tell whether the next title follows at once, as in a table of contents."""
    later = [other.first for other in starts if other.first >= start.end]
    if not later:
        return False
    lines_between = min(later) - start.end
    return lines_between <= 1


def _untitled(lines: Lines, template: Template, starts: Sequence[_Start]) -> _Missing:
    """Find tables without a title: a header line (编制部门…) above the words of their columns."""
    titled = {start.table for start in starts}
    missing: list[Table] = []
    for table in template.tables:
        if table.header is not None and table not in titled:
            missing.append(table)
    ends = [start.end for start in starts]
    result = _Missing([], [])
    for at, line in enumerate(lines):
        if not missing:
            break
        if not _is_header_line(line, missing[0]) or _is_below_title(at, ends):
            continue
        untitled = _by_columns(lines, at + 1, missing)
        if untitled is None:
            continue
        missing.remove(untitled)
        result.starts.append(_untitled_start(lines, at, untitled))
        slots = {"line": str(line.number), "table": untitled.id}
        result.reasons.append(Message("why.untitled", slots))
    return result


def _is_header_line(line: RawLine, table: Table) -> bool:
    if table.header is None:
        return False
    # Most lines hold no colon: that is seen at once.
    if ":" not in fold(line.text[:12]):
        return False
    return match(table.header, folded([line]), whole=True) is not None


def _is_below_title(at: int, ends: Sequence[int]) -> bool:
    return any(end <= at < end + _ABOVE for end in ends)


def _untitled_start(lines: Lines, at: int, table: Table) -> _Start:
    """Begin a table at its header line, or at a number or an unknown title above that."""
    words = title_words(table.vocabulary)
    title = ""
    first = at
    above = _line_above(lines, at)
    if above is not None:
        text = fold(lines[above].text)
        if _is_number_line(lines[above], words):
            first = above
        elif words.title_line.fullmatch(text):
            title = text
            first = above
    return _Start(
        table=table,
        title=title,
        number="",
        line=at,
        first=first,
        end=at,
    )


def _by_columns(lines: Lines, at: int, tables: Sequence[Table]) -> Table | None:
    """Find the table whose column words all stand in the lines below, the most words first."""
    below = lines[at : at + _MOST_HEAD_LINES]
    text = "".join(fold(line.text) for line in below if not is_page_number(line))
    best: Table | None = None
    most = 0
    for table in tables:
        words = _column_words(table)
        longest_head = 60 + 12 * sum(map(len, words))
        head = text[:longest_head]
        present = sum(word in head for word in words)
        are_nearly_all = 10 * present > 9 * len(words)
        if are_nearly_all and len(words) > most:
            best = table
            most = len(words)
    return best


def _column_words(table: Table) -> set[str]:
    words: set[str] = set()
    for item in table.lists:
        for column in item.amounts():
            lowest_head = column.path[-1]
            words.add(fold(lowest_head[0]))
    return words


def _end(lines: Lines, start: int, limit: int, template: Template) -> int:
    """Find the end of a table: where the next begins, or a heading of a part or a section."""
    for at in range(start, limit):
        text = fold(lines[at].text)
        if _PART_LINE.match(text) and len(text) < _LONGEST_PART_HEADING:
            return at
        if _NUMBERED.match(text) and begins_section(lines, at, template):
            return at
    return limit
