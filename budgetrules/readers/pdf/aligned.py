"""Tables without rules down: read by the alignment of their columns, and only where no other
reading is possible.
"""

from __future__ import annotations

from itertools import pairwise

import attrs

from budgetrules.readers.pdf.anchors import borders, nearest, rows_of
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine
from budgetrules.readers.pdf.numbers import is_amount, is_figure
from budgetrules.readers.pdf.runs import CellRuns, Run

# Parts of the size: the gap between two columns, and the most that lines of one table are apart.
_GAP = 1.0
_APART = 3.0
_FEWEST_ROWS = 3
_MOST_HEADER_LINES = 6
# How many lines between two rows of figures may hold words only.
_MOST_WORDS = 3


@attrs.frozen(slots=True)
class AlignedTable:
    """A table without rules: its lattice, the runs of its cells, and the lines that it takes, by
    the number of the first and that behind the last.
    """

    lattice: Lattice
    runs: CellRuns
    first_line: int
    end_line: int


@attrs.frozen(slots=True)
class _Column:
    """From where to where the texts of a column go."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@attrs.frozen(slots=True)
class _Heading:
    """A text of the header, with the first and the last column that it names."""

    first: int
    last: int
    text: TextLine


@attrs.frozen(slots=True)
class _Entry:
    """A text of the body, with its row and column."""

    row: int
    column: int
    text: TextLine


_Header = list[list[_Heading]]
# Row and column.
_Place = tuple[int, int]


def aligned_tables(lines: list[TextLine]) -> list[AlignedTable]:
    """Tables among the lines outside drawn ones.

    A table has a header and at least three rows of figures; each text of a row stands in a column
    of its own, each column holds figures or words throughout, and its names wrap in one way only.
    """
    tables = []
    at = 0
    while at < len(lines):
        end = _end_of_block(lines, at)
        table = _table(lines, at, end)
        if table is not None:
            tables.append(table)
        at = max(end, at + 1)
    return tables


def _segments(line: TextLine) -> list[TextLine]:
    """Return the texts of a line that wide gaps part."""
    segments: list[TextLine] = []
    for run in line.runs:
        if segments:
            last = segments[-1].runs
            gap = run.left - last[-1].right
            if gap < _GAP * run.size:
                last.append(run)
                continue
        segment = TextLine([run], line.top, line.bottom)
        segments.append(segment)
    return segments


def _is_row(line: TextLine) -> bool:
    """Whether a line has several texts, one of them an amount."""
    if len(line.runs) < 2:
        return False
    segments = _segments(line)
    if len(segments) < 2:
        return False
    return any(is_amount(segment.text) for segment in segments)


def _end_of_block(lines: list[TextLine], start: int) -> int:
    """Behind the last line of a block that begins with a row of figures."""
    if not _is_row(lines[start]):
        return start
    end = start + 1
    behind_rows = end
    while end < len(lines) and _is_near(lines[end - 1], lines[end]):
        if _is_row(lines[end]):
            behind_rows = end + 1
        elif end - behind_rows == _MOST_WORDS:
            break
        end += 1
    # Words behind the last row may be the rest of its name.
    while behind_rows < end and len(_segments(lines[behind_rows])) == 1:
        behind_rows += 1
    return behind_rows


def _is_near(above: TextLine, below: TextLine) -> bool:
    """Whether two lines may belong to one table."""
    gap = below.top - above.bottom
    return gap < _APART * above.height


def _table(
    lines: list[TextLine],
    start: int,
    end: int,
) -> AlignedTable | None:
    """Return the table whose body is the lines from `start` to before `end`, if they are one."""
    rows = [line for line in lines[start:end] if _is_row(line)]
    if len(rows) < _FEWEST_ROWS:
        return None
    # Of all lines: where every name wraps around its figures, no row of figures holds one.
    columns = _columns_of(lines[start:end])
    if len(columns) < 2:
        return None
    # The name of the first row may begin above its figures.
    while start and _goes_on_above(lines, start, columns):
        start -= 1
    texts_of_columns = _texts_of_columns(lines[start:end], columns)
    if texts_of_columns is None:
        return None
    anchors = [line.middle for line in rows]
    body = _body(texts_of_columns, anchors)
    if body is None:
        return None
    header = _header(lines, start, columns)
    if not header:
        return None
    first = start - len(header)
    taken = lines[first:end]
    lattice, runs = _built(header, body, columns, taken)
    return AlignedTable(lattice, runs, first, end)


def _columns_of(lines: list[TextLine]) -> list[_Column]:
    """Say where columns begin and end: texts that overlap stand in one."""
    segments: list[TextLine] = []
    for line in lines:
        segments.extend(_segments(line))
    segments.sort(key=_left_of)
    columns: list[_Column] = []
    for segment in segments:
        left, right = segment.left, segment.right
        if columns and left < columns[-1].right:
            last = columns.pop()
            left = last.left
            right = max(right, last.right)
        columns.append(_Column(left, right))
    return columns


def _left_of(line: TextLine) -> float:
    return line.left


def _goes_on_above(
    lines: list[TextLine],
    start: int,
    columns: list[_Column],
) -> bool:
    """Whether the line above a block is one text in one column."""
    above = lines[start - 1]
    if not _is_near(above, lines[start]):
        return False
    segments = _segments(above)
    if len(segments) != 1:
        return False
    return len(_overlapped(segments[0], columns)) == 1


def _texts_of_columns(
    block: list[TextLine],
    columns: list[_Column],
) -> list[list[TextLine]] | None:
    """Collect the texts of each column, top down.

    None if a text overlaps several columns or none, or if two texts of a line share a column.
    """
    texts_of_columns: list[list[TextLine]] = [[] for _ in columns]
    for line in block:
        taken: set[int] = set()
        for segment in _segments(line):
            overlapped = _overlapped(segment, columns)
            if len(overlapped) != 1:
                return None
            (column,) = overlapped
            if column in taken:
                return None
            taken.add(column)
            texts_of_columns[column].append(segment)
    return texts_of_columns


def _overlapped(segment: TextLine, columns: list[_Column]) -> list[int]:
    """Return the numbers of the columns that a text overlaps."""
    left, right = segment.left, segment.right
    overlapped = []
    for number, column in enumerate(columns):
        if left < column.right and right > column.left:
            overlapped.append(number)
    return overlapped


def _body(
    texts_of_columns: list[list[TextLine]],
    anchors: list[float],
) -> list[_Entry] | None:
    """Return the texts of the body, each with its row and column.

    None if a column holds figures and words, if all hold one kind, or if a name may be of
    several rows.
    """
    body: list[_Entry] = []
    kinds = set()
    for column, texts in enumerate(texts_of_columns):
        are_figures = [is_figure(text.text) for text in texts]
        holds_figures = all(are_figures)
        if any(are_figures) and not holds_figures:
            return None
        kinds.add(holds_figures)
        rows = _rows_of_column(texts, anchors, holds_figures)
        if rows is None:
            return None
        for row, text in zip(rows, texts, strict=True):
            body.append(_Entry(row, column, text))
    has_both = len(kinds) == 2
    return body if has_both else None


def _rows_of_column(
    texts: list[TextLine],
    anchors: list[float],
    are_figures: bool,
) -> list[int] | None:
    """Give the row of each text of a column: figures stand on one line each, words may wrap."""
    if are_figures:
        return [nearest(text.middle, anchors) for text in texts]
    return rows_of(texts, anchors)


def _header(
    lines: list[TextLine],
    start: int,
    columns: list[_Column],
) -> _Header:
    """Return the lines directly above that name columns; the lowest one must name most."""
    header: _Header = []
    below = lines[start]
    first = max(0, start - _MOST_HEADER_LINES)
    for line in reversed(lines[first:start]):
        if not _is_near(line, below):
            break
        headings = _headings(line, columns)
        if len(headings) < 2:
            break
        names_most = 2 * len(headings) >= len(columns)
        if not header and not names_most:
            break
        header.insert(0, headings)
        below = line
    return header


def _headings(line: TextLine, columns: list[_Column]) -> list[_Heading]:
    """Return the texts of a line with the columns they name; none if two of them name the same."""
    headings: list[_Heading] = []
    for segment in _segments(line):
        named = _overlapped(segment, columns)
        if not named:
            named.append(_closest(segment, columns))
        first = named[0]
        last = named[-1]
        if headings and first <= headings[-1].last:
            return []
        headings.append(_Heading(first, last, segment))
    return headings


def _closest(segment: TextLine, columns: list[_Column]) -> int:
    """Return the number of the column whose middle is nearest."""
    middle = (segment.left + segment.right) / 2
    middles = [column.middle for column in columns]
    return nearest(middle, middles)


def _built(
    header: _Header,
    body: list[_Entry],
    columns: list[_Column],
    lines: list[TextLine],
) -> tuple[Lattice, CellRuns]:
    """Return a lattice with a cell for every heading and, in the body, for every column of a row;
    and the runs of its cells.
    """
    xs = _edges_across(columns, lines)
    ys = _edges_down(header, body, lines)
    spans = _spans_of(header)
    runs_of_places = _runs_of_places(header, body)
    areas: list[Area] = []
    runs: CellRuns = {}
    for row, (above, below) in enumerate(pairwise(ys)):
        column = 0
        while column < len(columns):
            place = (row, column)
            if place in runs_of_places:
                runs[len(areas)] = runs_of_places[place]
            span = spans.get(place, 1)
            end = column + span
            box = (xs[column], above, xs[end], below)
            areas.append(Area(row, column, 1, span, box))
            column = end
    return Lattice(xs, ys, areas, []), runs


def _edges_across(columns: list[_Column], lines: list[TextLine]) -> list[float]:
    """Return the edges of columns: half way between their texts, and where the lines begin and
    end.
    """
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    edges = [min(left, columns[0].left)]
    for column, following in pairwise(columns):
        edges.append((column.right + following.left) / 2)
    edges.append(max(right, columns[-1].right))
    return edges


def _edges_down(
    header: _Header,
    body: list[_Entry],
    lines: list[TextLine],
) -> list[float]:
    """Return the edges of rows, those of the header first."""
    rows = 1 + max(entry.row for entry in body)
    texts_of_rows: list[list[TextLine]] = [[] for _ in range(rows)]
    for entry in body:
        texts_of_rows[entry.row].append(entry.text)
    texts_of_header = [[heading.text for heading in row] for row in header]
    top = min(line.top for line in lines)
    bottom = max(line.bottom for line in lines)
    return borders([*texts_of_header, *texts_of_rows], top, bottom)


def _spans_of(header: _Header) -> dict[_Place, int]:
    """Say how many columns the headings name, by their row and first column."""
    spans: dict[_Place, int] = {}
    for row, headings in enumerate(header):
        for heading in headings:
            first = heading.first
            spans[row, first] = heading.last - first + 1
    return spans


def _runs_of_places(
    header: _Header,
    body: list[_Entry],
) -> dict[_Place, list[Run]]:
    """Return the runs of each cell, by its row and column."""
    runs: dict[_Place, list[Run]] = {}
    for row, headings in enumerate(header):
        for heading in headings:
            runs[row, heading.first] = heading.text.runs
    for entry in body:
        place = (len(header) + entry.row, entry.column)
        own_runs = runs.setdefault(place, [])
        own_runs.extend(entry.text.runs)
    return runs
