"""Tables without rules down: read by the alignment of their columns, and only where no other
reading is possible.
"""

from __future__ import annotations

from itertools import pairwise

from budgetrules.readers.pdf.anchors import borders, rows_of
from budgetrules.readers.pdf.lattice import Area, Lattice
from budgetrules.readers.pdf.lines import TextLine, text_of
from budgetrules.readers.pdf.numbers import is_amount, is_figure
from budgetrules.readers.pdf.runs import Run

# Parts of the size: the gap between two columns, and the most that lines of one table are apart.
_GAP = 1.0
_APART = 3.0
_FEWEST_ROWS = 3
_MOST_HEADER_LINES = 6

Given = dict[int, list[Run]]
# A text of the body with its row and column; one of the header with the first and last column.
_Text = tuple[int, int, TextLine]


def aligned_tables(lines: list[TextLine]) -> list[tuple[Lattice, Given, list[TextLine]]]:
    """Tables among the lines outside drawn ones: their lattice, the runs of its cells, and the
    lines that they take.

    A table has a header and at least three rows of figures; each text of a row stands in a column
    of its own, each column holds figures or words throughout, and its names wrap in one way only.
    """
    found = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        table = _table(lines, at, end) if end - at >= _FEWEST_ROWS else None
        if table is not None:
            found.append(table)
        at = max(end, at + 1)
    return found


def _segments(line: TextLine) -> list[TextLine]:
    """The texts of a line that wide gaps part."""
    found: list[TextLine] = []
    for run in line.runs:
        if found and run.left - found[-1].runs[-1].right < _GAP * run.size:
            found[-1].runs.append(run)
        else:
            found.append(TextLine([run], line.top, line.bottom))
    return found


def _is_row(line: TextLine) -> bool:
    """Whether a line has several texts, one of them an amount."""
    segments = _segments(line) if len(line.runs) > 1 else []
    return len(segments) > 1 and any(is_amount(text_of(segment)[0]) for segment in segments)


def _end(lines: list[TextLine], start: int) -> int:
    """Behind the last line of a block that begins with a row of figures."""
    if not _is_row(lines[start]):
        return start
    end = last = start
    while end < len(lines) and (end == start or _near(lines[end - 1], lines[end])):
        last = end + 1 if _is_row(lines[end]) else last
        if end - last > 2:
            break
        end += 1
    # Words behind the last row may be the rest of its name.
    while last < end and len(_segments(lines[last])) == 1 and last - start < end - start:
        last += 1
    return last


def _near(above: TextLine, below: TextLine) -> bool:
    return below.top - above.bottom < _APART * (above.bottom - above.top)


def _table(
    lines: list[TextLine], start: int, end: int
) -> tuple[Lattice, Given, list[TextLine]] | None:
    block = lines[start:end]
    rows = [line for line in block if _is_row(line)]
    # Of all lines: where every name wraps around its figures, no row of figures holds one.
    segments: list[TextLine] = []
    for line in block:
        segments.extend(_segments(line))
    columns = _columns(segments)
    if len(rows) < _FEWEST_ROWS or len(columns) < 2:
        return None
    # The name of the first row may begin above its figures.
    while start and _goes_on_above(lines, start, columns):
        start -= 1
        block.insert(0, lines[start])
    texts_of_columns = _texts_of_columns(block, columns)
    if texts_of_columns is None:
        return None
    body = _body(texts_of_columns, [line.middle for line in rows])
    header = _header(lines, start, columns)
    if body is None or not header:
        return None
    header_lines = lines[start - len(header) : start]
    return _built(header, body, len(rows), columns, [*header_lines, *block])


def _goes_on_above(lines: list[TextLine], start: int, columns: list[tuple[float, float]]) -> bool:
    above = lines[start - 1]
    return _near(above, lines[start]) and _is_part(above, columns)


def _body(texts_of_columns: list[list[TextLine]], anchors: list[float]) -> list[_Text] | None:
    """The texts of the body, each with its row and column.

    None if a column holds figures and words, if all hold one kind, or if a name may be of
    several rows.
    """
    body: list[_Text] = []
    kinds = set()
    for column, texts in enumerate(texts_of_columns):
        figures = [is_figure(text_of(text)[0]) for text in texts]
        holds_figures = all(figures)
        if any(figures) and not holds_figures:
            return None
        kinds.add(holds_figures)
        places = _places(texts, anchors, holds_figures)
        if places is None:
            return None
        for row, text in zip(places, texts, strict=True):
            body.append((row, column, text))
    return body if len(kinds) == 2 else None


def _texts_of_columns(
    block: list[TextLine], columns: list[tuple[float, float]]
) -> list[list[TextLine]] | None:
    """Collect the texts of each column, top down.

    None if a text overlaps several columns or none, or if two texts of a line share a column.
    """
    texts_of_columns: list[list[TextLine]] = [[] for _ in columns]
    for line in block:
        taken: set[int] = set()
        for segment in _segments(line):
            column = _column(segment, columns)
            if column is None or column in taken:
                return None
            taken.add(column)
            texts_of_columns[column].append(segment)
    return texts_of_columns


def _places(texts: list[TextLine], anchors: list[float], are_figures: bool) -> list[int] | None:
    """Give the row of each text of a column: figures stand on one line each, words may wrap."""
    if are_figures:
        return [_row_of(text, anchors) for text in texts]
    return rows_of(texts, anchors)


def _is_part(line: TextLine, columns: list[tuple[float, float]]) -> bool:
    """Whether a line is one text in one column."""
    segments = _segments(line)
    return len(segments) == 1 and _column(segments[0], columns) is not None


def _row_of(segment: TextLine, anchors: list[float]) -> int:
    return min(range(len(anchors)), key=lambda row: abs(anchors[row] - segment.middle))


def _columns(segments: list[TextLine]) -> list[tuple[float, float]]:
    """Where columns begin and end: texts that overlap stand in one."""
    found: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda segment: segment.box[0]):
        left, _, right, _ = segment.box
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def _column(segment: TextLine, columns: list[tuple[float, float]]) -> int | None:
    """The only column a text overlaps."""
    own = _overlapped(segment, columns)
    return own[0] if len(own) == 1 else None


def _overlapped(segment: TextLine, columns: list[tuple[float, float]]) -> list[int]:
    left, _, right, _ = segment.box
    return [at for at, (begin, end) in enumerate(columns) if left < end and right > begin]


def _header(
    lines: list[TextLine], start: int, columns: list[tuple[float, float]]
) -> list[list[tuple[int, int, TextLine]]]:
    """The lines directly above that name columns, each text with the first and last of them; the
    lowest one must name most.
    """
    found: list[list[tuple[int, int, TextLine]]] = []
    at = start - 1
    while at >= 0 and len(found) < _MOST_HEADER_LINES and _near(lines[at], lines[at + 1]):
        row: list[tuple[int, int, TextLine]] = []
        for segment in _segments(lines[at]):
            own = _overlapped(segment, columns) or [_closest(segment, columns)]
            if row and own[0] <= row[-1][1]:
                return found
            row.append((own[0], own[-1], segment))
        if len(row) < 2 or (not found and 2 * len(row) < len(columns)):
            break
        found.insert(0, row)
        at -= 1
    return found


def _closest(segment: TextLine, columns: list[tuple[float, float]]) -> int:
    middle = (segment.box[0] + segment.box[2]) / 2
    return min(
        range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle)
    )


def _built(
    header: list[list[_Text]],
    body: list[_Text],
    rows: int,
    columns: list[tuple[float, float]],
    taken: list[TextLine],
) -> tuple[Lattice, Given, list[TextLine]]:
    """The lattice of a table, the runs of its cells, and the lines that it takes."""
    left = min(columns[0][0], *(line.box[0] for line in taken))
    right = max(columns[-1][1], *(line.box[2] for line in taken))
    between = [(before[1] + behind[0]) / 2 for before, behind in pairwise(columns)]
    xs = [left, *between, right]
    groups = [[segment for _, _, segment in row] for row in header]
    groups += [[segment for place, _, segment in body if place == row] for row in range(rows)]
    top = min(line.top for line in taken)
    ys = borders(groups, top, max(line.bottom for line in taken))
    spans, runs = _cells(header, body)
    areas: list[Area] = []
    given: Given = {}
    for row, (above, below) in enumerate(pairwise(ys)):
        column = 0
        while column < len(columns):
            span = spans.get((row, column), 1)
            if (row, column) in runs:
                given[len(areas)] = runs[row, column]
            box = (xs[column], above, xs[column + span], below)
            areas.append(Area(row, column, 1, span, box))
            column += span
    return Lattice(xs, ys, areas, []), given, taken


def _cells(
    header: list[list[_Text]], body: list[_Text]
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], list[Run]]]:
    """How many columns the cells of the header span, and the runs of each cell."""
    spans: dict[tuple[int, int], int] = {}
    runs: dict[tuple[int, int], list[Run]] = {}
    for at, row in enumerate(header):
        for first, last, segment in row:
            spans[at, first] = last - first + 1
            runs[at, first] = segment.runs
    for place, column, segment in body:
        runs.setdefault((len(header) + place, column), []).extend(segment.runs)
    return spans, runs
