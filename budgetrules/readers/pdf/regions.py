"""The cells that ruling lines leave: places of a lattice that no line parts hang together."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

# First row and column, and those behind the last.
Span = tuple[int, int, int, int]
# Row and column.
Place = tuple[int, int]
Flags = list[list[bool]]
# The first column and the one behind the last.
_Columns = tuple[int, int]


@attrs.frozen(slots=True)
class Sides:
    """Which sides of the places of a lattice are drawn.

    `across[row][column]` is the upper side of a place and `down[column][row]` its left side; both
    have one line more than there are rows or columns, for the lower and right rim.
    """

    across: Flags
    down: Flags

    @property
    def rows(self) -> int:
        """How many rows the lattice has."""
        return len(self.across) - 1

    @property
    def columns(self) -> int:
        """How many columns the lattice has."""
        return len(self.down) - 1


@attrs.frozen(slots=True)
class _Rim:
    """On which sides of the table some line is drawn."""

    top: bool
    left: bool
    bottom: bool
    right: bool


def regions_of(sides: Sides) -> list[Span]:
    """Return the cells within the table's outline."""
    rim = _rim_of(sides)
    seen = [[False] * sides.columns for _ in range(sides.rows)]
    regions: list[Span] = []
    for row, column in _unseen(seen):
        if _is_closed(row, column, sides):
            span = (row, column, row + 1, column + 1)
            regions.append(span)
            continue
        places = _connected((row, column), sides, seen)
        for span in _rectangles(places):
            if not _is_outside(span, sides, rim):
                regions.append(span)
    return regions


def _unseen(seen: Flags) -> Iterator[Place]:
    """Yield every place in reading order that has not been seen until then."""
    for row, seen_in_row in enumerate(seen):
        for column, is_seen in enumerate(seen_in_row):
            if not is_seen:
                yield row, column


def _is_closed(row: int, column: int, sides: Sides) -> bool:
    """Whether all four sides of a place are drawn."""
    across = sides.across
    if not across[row][column]:
        return False
    if not across[row + 1][column]:
        return False
    down = sides.down
    return down[column][row] and down[column + 1][row]


def _rim_of(sides: Sides) -> _Rim:
    return _Rim(
        top=any(sides.across[0]),
        left=any(sides.down[0]),
        bottom=any(sides.across[-1]),
        right=any(sides.down[-1]),
    )


def _connected(
    start: Place,
    sides: Sides,
    seen: Flags,
) -> list[Place]:
    """Return the places that no line parts from the first one; they are marked as seen."""
    rows, columns = sides.rows, sides.columns
    across, down = sides.across, sides.down
    row, column = start
    seen[row][column] = True
    places = []
    stack = [start]
    while stack:
        place = stack.pop()
        places.append(place)
        row, column = place
        neighbours = (
            (row - 1, column, across[row][column]),
            (row + 1, column, across[row + 1][column]),
            (row, column - 1, down[column][row]),
            (row, column + 1, down[column + 1][row]),
        )
        for next_row, next_column, is_parted in neighbours:
            if is_parted or not 0 <= next_row < rows:
                continue
            if not 0 <= next_column < columns:
                continue
            if seen[next_row][next_column]:
                continue
            seen[next_row][next_column] = True
            stack.append((next_row, next_column))
    return places


def _rectangles(places: list[Place]) -> list[Span]:
    """Return one rectangle if the places fill one; otherwise row by row, equal rows together."""
    rows = [row for row, _ in places]
    columns = [column for _, column in places]
    top = min(rows)
    bottom = max(rows) + 1
    left = min(columns)
    right = max(columns) + 1
    height = bottom - top
    width = right - left
    if len(places) == height * width:
        return [(top, left, bottom, right)]
    by_row: dict[int, list[int]] = {}
    for row, column in places:
        by_row.setdefault(row, []).append(column)
    rectangles: list[Span] = []
    # The first row of each rectangle that still grows.
    first_rows: dict[_Columns, int] = {}
    for row in range(top, bottom + 1):
        parts = _side_by_side(by_row.get(row, []))
        for part in list(first_rows):
            if part not in parts:
                left, right = part
                first = first_rows.pop(part)
                rectangles.append((first, left, row, right))
        for part in parts:
            first_rows.setdefault(part, row)
    return rectangles


def _side_by_side(columns: list[int]) -> list[_Columns]:
    """Columns that stand side by side, put together."""
    parts: list[_Columns] = []
    start = end = -1
    for column in sorted(columns):
        if column == end:
            parts.pop()
        else:
            start = column
        end = column + 1
        parts.append((start, end))
    return parts


def _is_outside(span: Span, sides: Sides, rim: _Rim) -> bool:
    """Whether a place at the rim belongs to no cell: two neighbouring sides are open where the
    table is closed elsewhere.
    """
    is_open = _is_open_across(span, sides, rim)
    return is_open and _is_open_down(span, sides, rim)


def _is_open_across(span: Span, sides: Sides, rim: _Rim) -> bool:
    """Whether a place is open above or below, where the table is not."""
    top, left, bottom, right = span
    if top == 0 and rim.top:
        upper = sides.across[0]
        if not all(upper[left:right]):
            return True
    if bottom == sides.rows and rim.bottom:
        lower = sides.across[-1]
        return not all(lower[left:right])
    return False


def _is_open_down(span: Span, sides: Sides, rim: _Rim) -> bool:
    """Whether a place is open on the left or on the right, where the table is not."""
    top, left, bottom, right = span
    if left == 0 and rim.left:
        first = sides.down[0]
        if not all(first[top:bottom]):
            return True
    if right == sides.columns and rim.right:
        last = sides.down[-1]
        return not all(last[top:bottom])
    return False
