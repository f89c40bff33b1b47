"""Where tables stand: their titles, near-titles, and lines above a table whose title is missing."""

from __future__ import annotations

import functools
import re

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.figures import exact
from budgetrules.core.names import edit_distance, fold
from budgetrules.core.units import YEAR
from budgetrules.model.disclosure import Cell, CellKind, Claim, Place, Problem, TableData
from budgetrules.readers.pages import is_page_number
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.headings import begins_section
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.schema.forms import CAPTION, Table, Template

_NUMBER_LINE = re.compile(r"(?:附|公开)?表\d{1,2}(?:[-_]\d{1,2})?")
_PART_LINE = re.compile(r"第[一二三四五六七八九十]+部分")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、]")
_TITLE_END = re.compile(r".{2,40}表")
_ABOVE = 6
_YEAR = re.compile(r"(?:19|20)\d\d年度?")


def without_year(title: str) -> str:
    """A folded title without the year in front of it: 2025年部门收入预算总表 → 部门收入预算总表."""
    found = _YEAR.match(title)
    return title[found.end() :] if found is not None else title


def caption(table: TableData) -> Claim | None:
    """The year that a table's printed title begins with."""
    found = _YEAR.match(fold(table.title))
    if found is None:
        return None
    year = Cell(CellKind.FIGURE, exact(int(found.group()[:4]), YEAR), table.place)
    return Claim(CAPTION.id, {"年": year}, table.place, None, {"年": table.place})


@attrs.frozen
class Block:
    """The lines of a table: `table` is None where the form has none of this title; `start` is the first line behind the title."""

    table: Table | None
    title: str
    number: str
    place: Place
    first: int
    start: int
    end: int


@functools.lru_cache(maxsize=64)
def titles_of(template: Template) -> dict[str, Table]:
    """The table of each title, folded and without a year."""
    return {without_year(fold(title)): table for table in template.tables for title in table.titles}


def is_prescribed(title: str, table: Table) -> bool:
    """Whether a printed title is one that the form prescribes for the table."""
    return without_year(fold(title)) in {without_year(fold(known)) for known in table.titles}


@attrs.frozen
class _Start:
    table: Table | None
    title: str
    number: str
    line: int
    first: int
    end: int


def find_blocks(
    lines: tuple[RawLine, ...], template: Template
) -> tuple[list[Block], list[Problem], list[str]]:
    """The tables of a document in order, what is wrong with their titles, and why each was recognised."""
    problems: list[Problem] = []
    reasons: list[str] = []
    starts = _starts(lines, template)
    starts = _without_repeats(starts, lines, problems)
    starts.extend(_untitled(lines, template, starts, problems, reasons))
    starts.sort(key=lambda item: item.first)
    blocks = []
    for at, start in enumerate(starts):
        limit = starts[at + 1].first if at + 1 < len(starts) else len(lines)
        end = _end(lines, start.end, limit, template)
        place = Place(
            start.title,
            lines[start.line].page,
            lines[start.line].number,
            (0, len(lines[start.line].text.rstrip())),
        )
        blocks.append(
            Block(start.table, start.title, start.number, place, start.first, start.end, end)
        )
        table = start.table
        reasons.append(
            f"{start.number} {start.title} → {table.id if table else '?'}（第 {lines[start.line].number} 行）".strip()
        )
        _tell_title(start, lines, problems)
    return blocks, problems, reasons


def _tell_title(start: _Start, lines: tuple[RawLine, ...], problems: list[Problem]) -> None:
    place = Place(start.title, lines[start.line].page, lines[start.line].number)
    if start.table is None:
        problems.append(
            Problem(Diagnostic("N108", Severity.WARNING, {"found": start.title}), place)
        )
    elif not is_prescribed(start.title, start.table):
        details = {"table": start.table.id, "found": start.title, "title": start.table.titles[0]}
        problems.append(Problem(Diagnostic("N107", Severity.WARNING, details), place))


def _starts(lines: tuple[RawLine, ...], template: Template) -> list[_Start]:
    """Lines (or two or three joined) that are a table's title, and titles near to one behind a line “表 N”."""
    titles = titles_of(template)
    # Most lines begin as no title does.
    beginnings = frozenset(title[0] for title in titles) | frozenset("0123456789")
    longest = max((len(title) for title in titles), default=0) + len("2025年度")
    found: list[_Start] = []
    at = 0
    while at < len(lines):
        text = fold(lines[at].text) if len(lines[at].text) < 200 else ""
        if text and len(text) <= longest and _NUMBER_LINE.fullmatch(text) is None:
            may_begin = text[0] in beginnings
            if not may_begin and not _TITLE_END.fullmatch(text):
                at += 1
                continue
            head = _number_before(lines, at, found[-1].end if found else 0)
            span = _joined_title(lines, at, titles, longest) if may_begin else None
            if span is not None:
                words, end = span
                label = fold(lines[head].text) if head is not None else ""
                found.append(
                    _Start(
                        titles[without_year(fold(words))],
                        words,
                        label,
                        at,
                        at if head is None else head,
                        end,
                    )
                )
                at = end
                continue
            if (
                head is not None
                and not _NUMBERED.match(text)
                and head == _previous(lines, at)
                and _TITLE_END.fullmatch(text)
            ):
                table = near_title(without_year(text), titles, {item.table for item in found})
                found.append(_Start(table, text, fold(lines[head].text), at, head, at + 1))
        at += 1
    return found


def _previous(lines: tuple[RawLine, ...], at: int) -> int | None:
    at -= 1
    while at >= 0 and (not lines[at].text.strip() or is_page_number(lines[at])):
        at -= 1
    return at if at >= 0 else None


def _number_before(lines: tuple[RawLine, ...], at: int, before: int) -> int | None:
    above = _previous(lines, at)
    if above is None or above < before:
        return None
    return above if _NUMBER_LINE.fullmatch(fold(lines[above].text)) else None


def _joined_title(
    lines: tuple[RawLine, ...], at: int, titles: dict[str, Table], longest: int
) -> tuple[str, int] | None:
    text = ""
    for end in range(at, min(at + 3, len(lines))):
        text += fold(lines[end].text)
        if without_year(text) in titles:
            return "".join("".join(line.text.split()) for line in lines[at : end + 1]), end + 1
        if len(text) > longest:
            return None
    return None


def near_title(text: str, titles: dict[str, Table], taken: set[Table | None]) -> Table | None:
    """The table, of those not taken, whose title differs from a folded text by a few characters only."""
    reach, own = min(3, len(text) // 3), set(text)
    # Most titles lack too many of the characters to be weighed at all.
    near = [
        title
        for title in titles
        if abs(len(title) - len(text)) <= reach and len(own.difference(title)) <= reach
    ]
    scored = sorted(
        (edit_distance(text, title, reach), title) for title in near if titles[title] not in taken
    )
    return titles[scored[0][1]] if scored and scored[0][0] <= reach else None


def _without_repeats(
    starts: list[_Start], lines: tuple[RawLine, ...], problems: list[Problem]
) -> list[_Start]:
    """One block a table: a title in a list of tables has no rows behind it, one repeated on the next page goes on."""
    kept: dict[str, _Start] = {}
    for start in starts:
        if start.table is None:
            kept[f"?{start.line}"] = start
            continue
        known = kept.get(start.table.id)
        if known is None or _is_listing(lines, known, starts):
            kept[start.table.id] = start
        elif not _is_listing(lines, start, starts):
            place = Place(start.title, lines[start.line].page, lines[start.line].number)
            problems.append(
                Problem(Diagnostic("N112", Severity.ERROR, {"table": start.table.id}), place)
            )
            kept[f"?{start.line}"] = attrs.evolve(start, table=None)
    return list(kept.values())


def _is_listing(lines: tuple[RawLine, ...], start: _Start, starts: list[_Start]) -> bool:
    """Whether the next title follows at once, as in a table of contents."""
    following = [other.first for other in starts if other.first >= start.end]
    return bool(following) and min(following) - start.end <= 1


def _untitled(
    lines: tuple[RawLine, ...],
    template: Template,
    starts: list[_Start],
    problems: list[Problem],
    reasons: list[str],
) -> list[_Start]:
    """Tables whose title is missing: a header line (编制部门…) without a title above it, known by the words of its columns."""
    missing = [
        table
        for table in template.tables
        if table.header is not None and table not in {item.table for item in starts}
    ]
    if not missing:
        return []
    taken = sorted(start.end for start in starts)
    found: list[_Start] = []
    for at, line in enumerate(lines):
        if not missing or ":" not in fold(line.text[:12]):
            continue
        table = missing[0]
        assert table.header is not None
        if match(table.header, folded([line]), whole=True) is None or any(
            end <= at < end + _ABOVE for end in taken
        ):
            continue
        best = _by_columns(lines, at + 1, missing)
        if best is None:
            continue
        head = _previous(lines, at)
        numbered = head is not None and _NUMBER_LINE.fullmatch(fold(lines[head].text)) is not None
        title = (
            fold(lines[head].text)
            if head is not None and not numbered and _TITLE_END.fullmatch(fold(lines[head].text))
            else ""
        )
        found.append(
            _Start(
                best, title, "", at, head if head is not None and (numbered or title) else at, at
            )
        )
        missing.remove(best)
        reasons.append(f"第 {line.number} 行起按列名认作 {best.id}")
    return found


def _by_columns(lines: tuple[RawLine, ...], at: int, tables: list[Table]) -> Table | None:
    """The one table whose column words all stand in the lines below, longest list of words first."""
    text = "".join(fold(line.text) for line in lines[at : at + 90] if not is_page_number(line))
    scored = []
    for table in tables:
        words = {fold(column.path[-1][0]) for item in table.lists for column in item.amounts()}
        present = sum(
            word in text[: 60 + 12 * sum(len(other) for other in words)] for word in words
        )
        if 10 * present > 9 * len(words):
            scored.append((len(words), table))
    return max(scored, key=lambda item: item[0])[1] if scored else None


def _end(lines: tuple[RawLine, ...], start: int, limit: int, template: Template) -> int:
    """A table ends where the next one begins, or at the heading of a part or a section."""
    for at in range(start, limit):
        text = fold(lines[at].text)
        if (_PART_LINE.match(text) and len(text) < 80) or (
            _NUMBERED.match(text) and begins_section(lines, at, template)
        ):
            return at
    return limit
